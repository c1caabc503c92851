import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { refusalOf } from '@gongyue/db/errors.ts'
import { factsAt, loadHouse } from '@gongyue/db/house.ts'
import {
  insertClaims,
  inWritingOrder,
  releaseClaims,
  releaseExpiredHolds,
  type NewClaim,
} from '@gongyue/db/queries/claims.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { contents } from '../support/booking.ts'
import { NOW, seededDice } from '../support/house.ts'
import { buildPalace, idOf, type SmallPalace } from '../support/palace.ts'
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts'
import { claim, orderRows, store, type Booking } from '../support/rows.ts'

let database: TestDatabase
let pool: pg.Pool
let jining: SmallPalace
let facts: Facts

beforeAll(async () => {
  database = await cloneDatabase()
  ;({ pool } = database)
  jining = await buildPalace(pool, 'jining', 'Asia/Shanghai', null)
  const house = await loadHouse(pool, jining.id)
  if (!house) throw new Error('the palace was not built')
  facts = factsAt(house, NOW)
})
beforeEach(async () => {
  await pool.query('truncate claims, reservations, order_lines, orders, audit_events cascade')
})
afterAll(async () => await database.drop())

/** Claims of a hold given on purpose: no reservation stands behind it. */
function hold(name: string, booking: Booking): readonly NewClaim[] {
  const { atomIds, spaceId, held } = claim(jining, facts, name, booking)
  return atomIds.map((atomId) => ({ claimId: idOf(`${name}/${atomId}`), atomId, spaceId, reservationId: null, held }))
}

async function write(claims: readonly NewClaim[], expiresAt: number): Promise<boolean> {
  const client = await pool.connect()
  try {
    return await insertClaims(client, jining.id, claims, expiresAt)
  } finally {
    client.release()
  }
}

async function live(): Promise<readonly string[]> {
  const { rows } = await pool.query<{ claim_id: string }>(
    `select claim_id from claims where status <> 'released' order by claim_id`,
  )
  return rows.map(({ claim_id: id }) => id)
}

const idsOf = (claims: readonly NewClaim[]) => claims.map(({ claimId }) => claimId).toSorted()
const evening = { from: '18:00', until: '20:00' }

describe('writing claims', () => {
  test('a conflict is an answer, not an error', async () => {
    expect(await write(hold('one', { space: 'table-1', ...evening }), NOW + 1)).toBe(true)
    expect(await write(hold('two', { space: 'table-1', ...evening }), NOW + 1)).toBe(false)
  })

  test('whoever gets a part only is told so, and rolls back', async () => {
    const table = hold('table', { space: 'table-3', ...evening })
    await write(table, NOW + 1)
    const hall = hold('hall', { space: 'tables', ...evening })
    const got = await inTransaction(
      pool,
      async (tx) => tx.undo(await insertClaims(tx.client, jining.id, hall, NOW + 1)),
      { dice: seededDice(1) },
    )
    expect(got).toBe(false)
    expect(await live()).toEqual(idsOf(table))
  })

  test('rows are sorted by atom, then start, whatever the order of the lines', () => {
    const span = (start: number) => ({ start, end: start + 1 })
    const rows = [
      { atomId: 'b', held: span(1) },
      { atomId: 'a', held: span(9) },
      { atomId: 'c', held: span(0) },
      { atomId: 'a', held: span(2) },
    ]
    expect(inWritingOrder(rows).map(({ atomId, held }) => `${atomId}${held.start}`)).toEqual(['a2', 'a9', 'b1', 'c0'])
  })

  test('two transactions over the same atoms in opposite order: one waits, none is killed', async () => {
    const dice = seededDice(7)
    const tables = ['table-1', 'table-2', 'table-3', 'table-4']
    for (let round = 0; round < 30; round += 1) {
      const holds = [tables, tables.toReversed()].map((spaces, side) =>
        spaces.flatMap((space) => hold(`${round}/${side}`, { space, ...evening })),
      )
      const outcomes = await Promise.all(
        holds.map(
          async (claims) =>
            await inTransaction(
              pool,
              async (tx) => {
                const all = await insertClaims(tx.client, jining.id, claims, NOW + 1)
                return all ? 'won' : tx.undo('lost')
              },
              { dice, retries: 0 },
            ),
        ),
      )
      expect(outcomes.toSorted()).toEqual(['lost', 'won'])
      await pool.query('delete from claims')
    }
  })
})

describe('whole and parts', () => {
  test.each([
    ['a table, then its hall', 'table-2', 'tables'],
    ['the hall, then a table', 'tables', 'table-2'],
    ['half the hall, then the hall', 'tables-left', 'tables'],
    ['the hall, then half of it', 'tables', 'tables-left'],
    ['A, then A with B', 'rehearsal-a', 'rehearsal'],
    ['A with B, then B', 'rehearsal', 'rehearsal-b'],
  ])('%s: the second finds it taken', async (_, first, second) => {
    expect(await write(hold('first', { space: first, ...evening }), NOW + 1)).toBe(true)
    expect(await write(hold('second', { space: second, ...evening }), NOW + 1)).toBe(false)
  })

  test.each([
    ['A and B apart', 'rehearsal-a', 'rehearsal-b'],
    ['two tables', 'table-1', 'table-2'],
    ['half the hall and a table of the other half', 'tables-left', 'table-3'],
  ])('%s: both are there', async (_, first, second) => {
    expect(await write(hold('first', { space: first, ...evening }), NOW + 1)).toBe(true)
    expect(await write(hold('second', { space: second, ...evening }), NOW + 1)).toBe(true)
  })
})

describe('set-up and strike', () => {
  // The theatre holds an hour before and an hour after: 12:00–13:00 takes it from 11:00 to 14:00.
  test.each([
    ['the next set-up begins as the strike ends', '15:00', '16:00', true],
    ['the next set-up begins a minute before the strike ends', '14:59', '16:00', false],
    ['the strike before ends as the set-up begins', '09:00', '10:00', true],
    ['the strike before ends a minute after the set-up began', '09:00', '10:01', false],
  ])('%s', async (_, from, until, fits) => {
    expect(await write(hold('first', { space: 'theatre', from: '12:00', until: '13:00' }), NOW + 1)).toBe(true)
    expect(await write(hold('second', { space: 'theatre', from, until }), NOW + 1)).toBe(fits)
  })
})

describe('releasing', () => {
  test('what some reservations held, and nothing else', async () => {
    await store(pool, orderRows(jining, facts, 'one', { space: 'tables-left', ...evening }))
    await store(pool, orderRows(jining, facts, 'two', { space: 'table-3', ...evening }))
    await releaseClaims(pool, jining.id, [idOf('one/reservation')])
    expect(await live()).toEqual([idOf(`two/${idOf('jining/atom/t3')}`)])
  })

  test('only holds whose time is over, to the millisecond', async () => {
    const over = hold('over', { space: 'table-1', ...evening })
    const running = hold('running', { space: 'table-2', ...evening })
    await write(over, NOW)
    await write(running, NOW + 1)
    await releaseExpiredHolds(
      pool,
      jining.id,
      [...over, ...running].map(({ claimId }) => claimId),
      NOW,
    )
    expect(await live()).toEqual(idsOf(running))
  })

  test('never a confirmed claim, even when it is named', async () => {
    const order = orderRows(jining, facts, 'one', { space: 'table-1', ...evening })
    await store(pool, order)
    const ids = order.claims.map(({ claimId }) => claimId)
    await releaseExpiredHolds(pool, jining.id, ids, NOW)
    expect(await live()).toEqual(ids)
  })
})

describe('a whole order in one statement', () => {
  test('one atom that is taken, and nothing of it is kept: the floor’s own word for it', async () => {
    await store(pool, orderRows(jining, facts, 'table', { space: 'table-4', ...evening }))
    const before = await contents(pool)
    const hall = orderRows(jining, facts, 'hall', { space: 'tables', ...evening })
    expect(await store(pool, hall).catch(refusalOf)).toEqual({ kind: 'space-overlap' })
    expect(await contents(pool)).toEqual(before)
  })

  test('the millionth order of the house has a reference of its own', async () => {
    await pool.query(`select setval('order_reference_seq', 999998)`)
    for (const [i, from] of ['10:00', '12:00', '14:00', '16:00'].entries()) {
      const until = `${Number(from.slice(0, 2)) + 1}:00`
      await store(pool, orderRows(jining, facts, `order-${i}`, { space: 'table-1', from, until }))
    }
    const { rows } = await pool.query<{ reference: string }>('select reference from orders order by title')
    expect(rows.map(({ reference }) => reference)).toEqual([
      '2026-999999',
      '2026-1000000',
      '2026-1000001',
      '2026-1000002',
    ])
  })
})
