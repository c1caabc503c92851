import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import { factsAt, loadHouse, readFactsVersion } from '@gongyue/db/house.ts'
import { insertClaims } from '@gongyue/db/queries/claims.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import { NOW } from '../support/house.ts'
import { buildPalace, idOf, type SmallPalace } from '../support/palace.ts'
import { addPerson } from '../support/people.ts'
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts'
import { claim, orderRows, store, type Booking } from '../support/rows.ts'

let database: TestDatabase
let pool: pg.Pool
let jining: SmallPalace
let facts: Facts
let chen: string

const evenings = {
  weekdays: [1, 2, 3, 4, 5],
  from: 1080,
  until: 1320,
  validFrom: '2026-09-01',
  validUntil: null,
} as const
const leave = { start: Date.parse('2026-12-10T00:00:00+08:00'), end: Date.parse('2026-12-12T00:00:00+08:00') }

beforeAll(async () => {
  database = await cloneDatabase()
  ;({ pool } = database)
  jining = await buildPalace(pool, 'jining', 'Asia/Shanghai', null)
  chen = await addPerson(pool, jining, 'chen', {
    skills: ['pottery'],
    hours: [evenings],
    absences: [{ id: 'leave', during: leave, reason: '培训' }],
    minutesADay: 180,
    restMinutes: 660,
    daysAWeek: 2,
  })
  facts = await factsNow()
})
beforeEach(async () => {
  await pool.query('truncate claims, reservations, order_lines, orders, audit_events cascade')
})
afterAll(async () => await database.drop())

async function factsNow(): Promise<Facts> {
  const house = await loadHouse(pool, jining.id)
  if (!house) throw new Error('the palace was not built')
  return factsAt(house, NOW)
}

/** A session that stands, with its teacher. */
async function session(name: string, booking: Booking, people: readonly string[]): Promise<void> {
  await store(pool, orderRows(jining, facts, name, booking))
  const { during, spaceId } = claim(jining, facts, name, booking)
  const reservationId = idOf(`${name}/reservation`)
  for (const personId of people) {
    await pool.query('insert into reservation_people values ($1, $2, $3)', [jining.id, reservationId, personId])
    const client = await pool.connect()
    const row = { claimId: idOf(`${name}/${personId}`), atomId: personId, spaceId, reservationId, held: during }
    const written = await insertClaims(client, jining.id, [row]).finally(() => client.release())
    expect(written).toBe(true)
  }
}

const asked = (name: string, booking: Booking): Claim => ({ ...claim(jining, facts, name, booking), people: [chen] })

test('the facts know who works for the house, when, and when not', () => {
  expect(facts.people.get(chen)).toEqual({
    id: chen,
    name: 'chen',
    kind: 'instructor',
    skills: ['pottery'],
    partyId: null,
    hours: [{ weekdays: [1, 2, 3, 4, 5], from: 1080, until: 1320, validFrom: '2026-09-01', validUntil: null }],
    absences: [{ id: idOf('leave'), during: leave, reason: '培训' }],
    minutesADay: 180,
    restMinutes: 660,
    daysAWeek: 2,
    active: true,
  })
})

test('whoever changes people, hours or absences changes the facts', async () => {
  const before = await readFactsVersion(pool, jining.id)
  await addPerson(pool, jining, 'zhou', { hours: [evenings], absences: [{ id: 'ill', during: leave, reason: '' }] })
  expect(await readFactsVersion(pool, jining.id)).toBe(before + 3)
})

test('a teacher is seen wherever they teach that week, in whichever room; the room of another week is not', async () => {
  await session('monday', { space: 'table-1', date: '2026-11-30', from: '19:00', until: '20:00' }, [chen])
  await session('friday', { space: 'rehearsal', date: '2026-12-04', from: '19:00', until: '20:00' }, [chen])
  await session('next', { space: 'table-1', date: '2026-12-09', from: '19:00', until: '20:00' }, [chen])
  await session('other', { space: 'table-2', date: '2026-12-04', from: '19:00', until: '20:00' }, [])
  const one = asked('asked', { space: 'classroom', date: '2026-12-03', from: '18:00', until: '19:00' })
  const { claims } = await loadSurroundings(pool, [one], facts)
  expect(claims.map(({ id, people }) => [id, people]).toSorted()).toEqual(
    [
      [idOf('monday/reservation'), [chen]],
      [idOf('friday/reservation'), [chen]],
    ].toSorted(),
  )
})

test('room and set-up of a session are its own, whichever of its claims is read first', async () => {
  await session('play', { space: 'theatre', from: '19:00', until: '20:00' }, [chen])
  const { claims } = await loadSurroundings(
    pool,
    [asked('a', { space: 'theatre', from: '19:00', until: '20:00' })],
    facts,
  )
  const stands = claim(jining, facts, 'play', { space: 'theatre', from: '19:00', until: '20:00' })
  expect(claims).toEqual([{ ...stands, id: idOf('play/reservation'), standing: 'held', people: [chen] }])
})

test('every rule about the teacher speaks at once', async () => {
  await session('monday', { space: 'table-1', date: '2026-11-30', from: '18:00', until: '19:00' }, [chen])
  await session('wednesday', { space: 'table-1', date: '2026-12-02', from: '18:00', until: '20:00' }, [chen])
  const one = asked('one', { space: 'classroom', date: '2026-12-02', from: '19:00', until: '21:00' })
  const two = asked('two', { space: 'classroom', date: '2026-12-03', from: '07:30', until: '08:30' })
  const { claims } = await loadSurroundings(pool, [one, two], facts)
  const verdict = check([{ ...one, skills: ['tea'] }, two], { facts, claims })
  expect(verdict.kind === 'refused' && verdict.violations.map(({ constraint }) => constraint).toSorted()).toEqual([
    'opening-hours',
    'person-day',
    'person-hours',
    'person-overlap',
    'person-rest',
    'person-skills',
    'person-week',
  ])
})

test('the floor says so too: one teacher, two rooms, one hour', async () => {
  await session('class', { space: 'table-1', from: '19:00', until: '20:00' }, [chen])
  await store(pool, orderRows(jining, facts, 'second', { space: 'classroom', from: '19:30', until: '20:30' }))
  const { during, spaceId } = claim(jining, facts, 'second', { space: 'classroom', from: '19:30', until: '20:30' })
  const row = {
    claimId: idOf('second/chen'),
    atomId: chen,
    spaceId,
    reservationId: idOf('second/reservation'),
    held: during,
  }
  const client = await pool.connect()
  expect(await insertClaims(client, jining.id, [row]).finally(() => client.release())).toBe(false)
})
