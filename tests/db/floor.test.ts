import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { factsAt, loadHouse } from '@gongyue/db/house.ts'
import { count } from '../support/booking.ts'
import { NOW } from '../support/house.ts'
import { buildPalace, idOf, type SmallPalace } from '../support/palace.ts'
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts'
import { orderRows, store } from '../support/rows.ts'

// Plain SQL on purpose: the floor holds for a script, an import and a bug as it does for the server.
let database: TestDatabase
let pool: pg.Pool
let jining: SmallPalace
let berlin: SmallPalace

beforeAll(async () => {
  database = await cloneDatabase()
  ;({ pool } = database)
  jining = await buildPalace(pool, 'jining', 'Asia/Shanghai', null)
  berlin = await buildPalace(pool, 'berlin', 'Europe/Berlin', null)
  for (const palace of [jining, berlin]) {
    const house = await loadHouse(pool, palace.id)
    if (!house) throw new Error(`${palace.code} was not built`)
    // A reservation for confirmed claims to stand behind, elsewhere and at another time.
    const booking = { space: 'classroom', from: '08:00', until: '09:00', date: '2026-12-20' }
    await store(pool, orderRows(palace, factsAt(house, NOW), `${palace.code}-stand`, booking))
  }
})
beforeEach(async () => {
  await pool.query(`delete from claims where held_from < '2026-12-10'`)
})
afterAll(async () => await database.drop())

const STATUSES = ['confirmed', 'tentative'] as const
type Status = (typeof STATUSES)[number] | 'released'

interface Row {
  readonly name: string
  readonly atom?: string
  readonly from: string
  readonly until: string
  readonly status?: Status
  readonly palace?: SmallPalace
  readonly expires?: string
}

/** A row of the floor on Saturday 5 December, written by hand. Hours are those of Jining. */
async function write({ name, atom = 't1', from, until, status = 'confirmed', palace = jining, expires }: Row) {
  await pool.query(
    `insert into claims (facility_id, claim_id, atom_id, space_id, reservation_id, held_from, held_until, status, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      palace.id,
      idOf(name),
      idOf(`${palace.code}/atom/${atom}`),
      palace.space('tables'),
      status === 'tentative' ? null : idOf(`${palace.code}-stand/reservation`),
      `2026-12-05T${from}+08:00`,
      `2026-12-05T${until}+08:00`,
      status,
      status === 'tentative' ? (expires ?? '2026-12-02T10:15+08:00') : null,
    ],
  )
}

/** Live claims of the day. */
async function live(): Promise<number> {
  return await count(pool, `claims where status <> 'released' and held_from < '2026-12-10'`)
}

const OVERLAP = { code: '23P01', constraint: 'claim_overlap' }

describe('two live claims on one atom can not overlap', () => {
  const pairs = STATUSES.flatMap((first) => STATUSES.map((second) => ({ first, second })))
  test.each(pairs)('a $second claim over a $first one', async ({ first, second }) => {
    await write({ name: 'first', from: '18:00', until: '20:00', status: first })
    await expect(write({ name: 'second', from: '19:00', until: '21:00', status: second })).rejects.toMatchObject(
      OVERLAP,
    )
  })

  test.each([
    ['the same span', '18:00', '20:00'],
    ['inside', '18:30', '19:00'],
    ['around', '17:00', '21:00'],
    ['into its start by a second', '17:00', '18:00:01'],
    ['into its end by a second', '19:59:59', '21:00'],
  ])('%s', async (_, from, until) => {
    await write({ name: 'first', from: '18:00', until: '20:00' })
    await expect(write({ name: 'second', from, until })).rejects.toMatchObject(OVERLAP)
  })

  test('a hold whose time is over still stands until somebody releases it', async () => {
    const expires = '2026-12-01T10:00+08:00'
    await write({ name: 'hold', from: '18:00', until: '20:00', status: 'tentative', expires })
    const late = write({ name: 'late', from: '18:00', until: '20:00' })
    await expect(late).rejects.toMatchObject(OVERLAP)
    await pool.query(`update claims set status = 'released' where claim_id = $1`, [idOf('hold')])
    await write({ name: 'later', from: '18:00', until: '20:00' })
  })

  test('nor by an update of its span, its atom or its status', async () => {
    await write({ name: 'first', from: '18:00', until: '20:00' })
    await write({ name: 'after', from: '20:00', until: '21:00' })
    await write({ name: 'beside', atom: 't2', from: '18:00', until: '20:00' })
    await write({ name: 'released', from: '18:00', until: '20:00', status: 'released' })
    const change = async (name: string, set: string) =>
      await pool.query(`update claims set ${set} where claim_id = $1`, [idOf(name)])
    await expect(change('after', `held_from = '2026-12-05T19:30+08:00'`)).rejects.toMatchObject(OVERLAP)
    await expect(change('first', `held_until = '2026-12-05T20:30+08:00'`)).rejects.toMatchObject(OVERLAP)
    await expect(change('beside', `atom_id = '${idOf('jining/atom/t1')}'`)).rejects.toMatchObject(OVERLAP)
    await expect(change('released', `status = 'confirmed'`)).rejects.toMatchObject(OVERLAP)
  })

  test('nor by two rows of one statement, nor by waiting for the end of the transaction', async () => {
    const twice = `insert into claims (facility_id, claim_id, atom_id, space_id, held_from, held_until, status, expires_at)
      select $1, gen_random_uuid(), $2, $3, '2026-12-05T18:00+08', '2026-12-05T19:00+08', 'tentative', now() from generate_series(1, 2)`
    const values = [jining.id, idOf('jining/atom/t1'), jining.space('tables')]
    await expect(pool.query(twice, values)).rejects.toMatchObject(OVERLAP)
    const client = await pool.connect()
    await client.query('begin')
    await client.query('set constraints all deferred')
    await expect(client.query(twice, values)).rejects.toMatchObject(OVERLAP)
    await client.query('rollback')
    client.release()
  })

  test('nor by two transactions that do not see each other', async () => {
    const first = await pool.connect()
    await first.query('begin isolation level repeatable read')
    const insert = `insert into claims (facility_id, claim_id, atom_id, space_id, held_from, held_until, status, expires_at)
      values ('${jining.id}', gen_random_uuid(), '${idOf('jining/atom/t1')}', '${jining.space('tables')}',
        '2026-12-05T18:00+08', '2026-12-05T19:00+08', 'tentative', now())`
    await first.query(insert)
    const second = pool.query(insert).then(
      () => 'written',
      (error: pg.DatabaseError) => error.constraint,
    )
    await first.query('commit')
    first.release()
    expect(await second).toBe('claim_overlap')
  })
})

describe('what is no overlap is let through', () => {
  test('claims that touch', async () => {
    await write({ name: 'middle', from: '18:00', until: '20:00' })
    await write({ name: 'before', from: '16:00', until: '18:00' })
    await write({ name: 'after', from: '20:00', until: '22:00' })
    expect(await live()).toBe(3)
  })

  test('a released claim blocks nobody, however many there are', async () => {
    for (const name of ['one', 'two', 'three']) await write({ name, from: '18:00', until: '20:00', status: 'released' })
    await write({ name: 'live', from: '18:00', until: '20:00' })
    expect(await live()).toBe(1)
  })

  test('another atom, and the atom of the same name in another palace', async () => {
    await write({ name: 'one', from: '18:00', until: '20:00' })
    await write({ name: 'two', atom: 't2', from: '18:00', until: '20:00' })
    await write({ name: 'far', palace: berlin, from: '18:00', until: '20:00' })
    expect(await live()).toBe(3)
  })
})

describe('a claim that makes no sense is not kept', () => {
  test.each<readonly [string, Status, set: string, constraint: string]>([
    ['ends as it starts', 'tentative', 'held_until = held_from', 'claims_span_check'],
    ['lasts longer than three days', 'tentative', `held_until = held_from + interval '73 hours'`, 'claims_span_check'],
    ['is tentative for ever', 'tentative', 'expires_at = null', 'claims_expiry_check'],
    ['is confirmed with an expiry', 'confirmed', 'expires_at = now()', 'claims_expiry_check'],
    ['is confirmed for nobody', 'confirmed', 'reservation_id = null', 'claims_standing_check'],
    ['has a status of its own', 'tentative', `status = 'maybe', expires_at = null`, 'claims_status_check'],
  ])('%s', async (_, status, set, constraint) => {
    await write({ name: 'odd', from: '18:00', until: '19:00', status })
    const change = pool.query(`update claims set ${set} where claim_id = $1`, [idOf('odd')])
    await expect(change).rejects.toMatchObject({ code: '23514', constraint })
  })

  test('ends before it starts: the range itself refuses', async () => {
    await expect(write({ name: 'odd', from: '19:00', until: '18:00' })).rejects.toMatchObject({ code: '22000' })
  })
})
