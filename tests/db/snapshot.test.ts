import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { factsAt, loadHouse, readFactsVersion } from '@gongyue/db/house.ts'
import { loadSurroundings, loadWindow } from '@gongyue/db/snapshot.ts'
import { DAY } from '../support/booking.ts'
import { NOW } from '../support/house.ts'
import { buildPalace, idOf, type SmallPalace } from '../support/palace.ts'
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts'
import { claim, instantOf, orderRows, store, type Booking } from '../support/rows.ts'

let database: TestDatabase
let pool: pg.Pool
let jining: SmallPalace
let berlin: SmallPalace
let facts: Facts

beforeAll(async () => {
  database = await cloneDatabase()
  ;({ pool } = database)
  jining = await buildPalace(pool, 'jining', 'Asia/Shanghai', null)
  berlin = await buildPalace(pool, 'berlin', 'Europe/Berlin', null)
  facts = await factsOf(jining)
})
beforeEach(async () => {
  await pool.query('truncate claims, reservations, order_lines, orders, audit_events cascade')
})
afterAll(async () => await database.drop())

async function factsOf({ id }: SmallPalace, now = NOW): Promise<Facts> {
  const house = await loadHouse(pool, id)
  if (!house) throw new Error('the palace was not built')
  return factsAt(house, now)
}

/** Books what is named; a request holds nothing. */
async function book(name: string, booking: Booking, state: 'accepted' | 'pending' = 'accepted'): Promise<void> {
  await store(pool, orderRows(jining, facts, name, booking, state))
}

/** Books table 4, or the theatre for a request, from a wall time on for some minutes, over midnight too. */
async function stretched(
  name: string,
  date: string,
  from: string,
  minutes: number,
  state: 'accepted' | 'pending' = 'accepted',
): Promise<void> {
  const space = state === 'accepted' ? 'table-4' : 'theatre'
  const rows = orderRows(jining, facts, name, { space, from, until: '24:00', date }, state)
  const start = instantOf(from, date, facts)
  const end = start + minutes * 60_000
  await store(pool, {
    ...rows,
    lines: rows.lines.map((line) => ({ ...line, start, end, heldFrom: start, heldUntil: end })),
    claims: rows.claims.map((one) => ({ ...one, held: { start, end } })),
  })
}

async function hold(name: string, booking: Booking, expiresAt: number): Promise<void> {
  const { atomIds, spaceId, held } = claim(jining, facts, name, booking)
  for (const atomId of atomIds)
    await pool.query(
      `insert into claims (facility_id, claim_id, atom_id, space_id, held_from, held_until, status, expires_at)
       values ($1, $2, $3, $4, $5, $6, 'tentative', $7)`,
      [
        jining.id,
        idOf(`${name}/${atomId}`),
        atomId,
        spaceId,
        new Date(held.start),
        new Date(held.end),
        new Date(expiresAt),
      ],
    )
}

/** What stands around a booking: each claim by its title or hold, and its standing. */
async function around(booking: Booking, except: readonly string[] = []): Promise<readonly string[]> {
  const { claims } = await loadSurroundings(pool, [claim(jining, facts, 'asked', booking)], facts, except)
  return await named(claims)
}

async function named(claims: readonly Claim[]): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string; title: string }>(
    `select reservation_id as id, title from reservations union all
     select l.line_id, o.title from order_lines l join orders o on o.order_id = l.order_id`,
  )
  const titles = new Map(rows.map(({ id, title }) => [id, title]))
  return claims.map(({ id, standing }) => `${titles.get(id) ?? 'hold'} ${standing}`).toSorted()
}

const evening = { from: '18:00', until: '20:00' }
const other = { party: 'branch-2' }

describe('what a check has to see', () => {
  test('what is held on the same atoms, whole for part and part for whole', async () => {
    await book('table', { space: 'table-1', ...evening, ...other })
    expect(await around({ space: 'tables', ...evening })).toEqual(['table held'])
    expect(await around({ space: 'tables-left', ...evening })).toEqual(['table held'])
    expect(await around({ space: 'table-1', ...evening })).toEqual(['table held'])
    expect(await around({ space: 'table-2', ...evening })).toEqual([])
    await book('hall', { space: 'tables', from: '20:00', until: '21:00', ...other })
    expect(await around({ space: 'table-4', from: '20:30', until: '21:30' })).toEqual(['hall held'])
  })

  test('a booking of several atoms is one claim with all of them', async () => {
    await book('hall', { space: 'tables', ...evening, ...other })
    const asked = [
      claim(jining, facts, 'a', { space: 'table-1', ...evening }),
      claim(jining, facts, 'b', { space: 'table-2', ...evening }),
    ]
    const { claims } = await loadSurroundings(pool, asked, facts)
    expect(claims).toEqual([
      {
        ...claim(jining, facts, 'hall', { space: 'tables', ...evening, ...other }),
        id: idOf('hall/reservation'),
        standing: 'held',
      },
    ])
  })

  test('so is a hold of several atoms', async () => {
    await hold('lane', { space: 'tables', ...evening }, NOW + 1)
    expect(await around({ space: 'tables', ...evening })).toEqual(['hold held'])
  })

  test('set-up and strike count on both sides, and touching is not meeting', async () => {
    await book('play', { space: 'theatre', from: '12:00', until: '13:00', ...other })
    expect(await around({ space: 'theatre', from: '15:00', until: '16:00' })).toEqual([])
    expect(await around({ space: 'theatre', from: '14:30', until: '16:00' })).toEqual(['play held'])
    expect(await around({ space: 'theatre', from: '08:00', until: '10:00' })).toEqual([])
    expect(await around({ space: 'theatre', from: '08:00', until: '10:30' })).toEqual(['play held'])
  })

  test('nothing that was released', async () => {
    await book('gone', { space: 'table-1', ...evening, ...other })
    await pool.query(`update claims set status = 'released'`)
    expect(await around({ space: 'table-1', ...evening })).toEqual([])
  })

  test('a hold until its time is over; then it is named to be released', async () => {
    await hold('lane', { space: 'tables-left', ...evening }, NOW + 1)
    const asked = [claim(jining, facts, 'asked', { space: 'table-1', ...evening })]
    const before = await loadSurroundings(pool, asked, facts)
    expect([before.claims.map(({ standing }) => standing), before.expiredHolds]).toEqual([['held'], []])
    const after = await loadSurroundings(pool, asked, { ...facts, now: NOW + 1 })
    expect([after.claims, after.expiredHolds]).toEqual([[], [idOf(`lane/${idOf('jining/atom/t1')}`)]])
  })

  test('the version of the facts, which every change of them counts up', async () => {
    const asked = [claim(jining, facts, 'asked', { space: 'table-1', ...evening })]
    const { factsVersion } = await loadSurroundings(pool, asked, facts)
    expect(factsVersion).toBe(await readFactsVersion(pool, jining.id))
    await pool.query(
      `insert into closures (facility_id, closure_id, starts_at, ends_at, reason) values ($1, $2, now(), now() + interval '1 day', 'x')`,
      [jining.id, idOf('closure')],
    )
    expect((await loadSurroundings(pool, asked, facts)).factsVersion).toBe(factsVersion + 1)
    await pool.query('delete from closures')
  })

  test('nothing of another palace', async () => {
    const far = await factsOf(berlin)
    await book('here', { space: 'table-1', ...evening })
    const asked = claim(berlin, far, 'asked', { space: 'table-1', from: '11:00', until: '13:00' })
    expect(asked.during.start).toBe(instantOf('18:00', DAY, facts))
    expect((await loadSurroundings(pool, [asked], far)).claims).toEqual([])
  })
})

describe('what quotas count', () => {
  const asked = { space: 'classroom', from: '09:00', until: '10:00', person: 'branch' }

  test('what the party has that day, anywhere; it holds nothing here', async () => {
    await book('mine', { space: 'table-1', ...evening })
    await book('theirs', { space: 'table-2', ...evening, ...other })
    await book('tomorrow', { space: 'table-3', ...evening, date: '2026-12-06' })
    expect(await around(asked)).toEqual(['mine pending'])
  })

  test('the first and the last minute of the day belong to it', async () => {
    await book('first', { space: 'table-1', from: '00:00', until: '01:00' })
    await book('last', { space: 'table-2', from: '23:30', until: '24:00' })
    await book('before', { space: 'table-3', from: '23:30', until: '24:00', date: '2026-12-04' })
    await book('after', { space: 'table-4', from: '00:00', until: '01:00', date: '2026-12-06' })
    expect(await around(asked)).toEqual(['first pending', 'last pending'])
  })

  test('across midnight: what reaches into the days of the booking, and all of the day it ends on', async () => {
    await stretched('over night', '2026-12-04', '23:00', 120)
    await stretched('waiting over night', '2026-12-04', '23:00', 120, 'pending')
    await book('the day before', { space: 'table-2', ...evening, date: '2026-12-04' })
    await book('the day after', { space: 'table-3', from: '00:30', until: '01:30', date: '2026-12-06' })
    expect(await around(asked)).toEqual(['over night pending', 'waiting over night pending'])
    const late = { ...claim(jining, facts, 'asked', { space: 'table-1', from: '23:00', until: '23:30' }) }
    const during = { start: late.during.start, end: late.during.start + 2 * 3_600_000 }
    const { claims } = await loadSurroundings(pool, [{ ...late, during, held: during }], facts)
    expect(await named(claims)).toEqual(['over night pending', 'the day after pending', 'waiting over night pending'])
  })

  test('requests that wait count, but for those under decision', async () => {
    await book('waiting', { space: 'theatre', ...evening }, 'pending')
    await book('under decision', { space: 'rehearsal', ...evening }, 'pending')
    expect(await around(asked, [idOf('under decision')])).toEqual(['waiting pending'])
  })

  test.each([
    ['confirmed', 1],
    ['in-use', 1],
    ['ended', 1],
    ['no-show', 1],
    ['cancelled', 0],
  ] as const)('a reservation that is %s counts %i', async (state, times) => {
    await book('one', { space: 'table-1', ...evening })
    await pool.query(`update claims set status = 'released'`)
    await pool.query('update reservations set state = $1', [state])
    expect(await around(asked)).toHaveLength(times)
  })

  test('what a person booked for another of their parties', async () => {
    await pool.query('insert into user_parties values ($1, $2, $3)', [
      jining.id,
      jining.user('branch'),
      jining.party('branch-2'),
    ])
    await book('for the other', { space: 'table-1', ...evening, ...other, person: 'branch' })
    await book('asked for the other', { space: 'theatre', ...evening, ...other, person: 'branch' }, 'pending')
    expect(await around(asked)).toEqual(['asked for the other pending', 'for the other pending'])
    expect(await around({ ...asked, person: 'branch2' })).toEqual([]) // of that party, but another person
    await pool.query('delete from user_parties where user_id = $1 and party_id = $2', [
      jining.user('branch'),
      jining.party('branch-2'),
    ])
  })
})

describe('a window', () => {
  const window = (from: string, until: string) => ({
    start: instantOf(from, DAY, facts),
    end: instantOf(until, DAY, facts),
  })

  test('has what is held in it, strike included, and what only touches it has not', async () => {
    await book('play', { space: 'theatre', from: '12:00', until: '13:00' })
    const seen = async (from: string, until: string) =>
      await named((await loadWindow(pool, window(from, until), facts)).claims)
    expect(await seen('13:30', '15:00')).toEqual(['play held'])
    expect(await seen('14:00', '15:00')).toEqual([])
    expect(await seen('10:00', '11:00')).toEqual([])
    expect(await seen('10:00', '11:30')).toEqual(['play held'])
  })

  test('has the longest holding there can be, from its first to its last minute', async () => {
    await pool.query('update spaces set set_up_minutes = 1440, strike_minutes = 1440 where space_id = $1', [
      jining.space('classroom'),
    ])
    const wide = await factsOf(jining)
    await store(
      pool,
      orderRows(jining, wide, 'fair', { space: 'classroom', from: '00:00', until: '24:00', date: '2026-12-04' }),
    )
    const last = await loadWindow(pool, window('23:59', '24:00'), wide)
    expect(await named(last.claims)).toEqual(['fair held'])
    await pool.query('update spaces set set_up_minutes = 0, strike_minutes = 0 where space_id = $1', [
      jining.space('classroom'),
    ])
  })

  test('has the open requests of everybody, and no hold whose time is over', async () => {
    await book('one', { space: 'theatre', ...evening }, 'pending')
    await book('two', { space: 'theatre', ...evening, ...other }, 'pending')
    await hold('over', { space: 'table-1', ...evening }, NOW)
    await hold('running', { space: 'table-2', ...evening }, NOW + 1)
    const { claims } = await loadWindow(pool, window('18:00', '19:00'), facts)
    expect(await named(claims)).toEqual(['hold held', 'one pending', 'two pending'])
  })
})
