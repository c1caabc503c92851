import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPool } from '@gongyue/db/pool.ts'
import { inTransaction, kyselyOf } from '@gongyue/db/transaction.ts'
import { idOf } from '../support/palace.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

let database: TestDatabase
let pool: pg.Pool

beforeAll(async () => {
  database = await cloneDatabase()
  pool = openPool(database.url, 4)
  pool.on('error', () => {})
})
beforeEach(async () => {
  await pool.query('truncate facilities cascade')
  await add('first', pool)
  await add('second', pool)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const dice = (): number => 0.5

async function add(code: string, db: Pick<pg.ClientBase, 'query'>): Promise<void> {
  await db.query(`insert into facilities (facility_id, code, name, time_zone) values ($1, $2, '{}', 'UTC')`, [
    idOf(code),
    code,
  ])
}

async function codes(): Promise<readonly string[]> {
  const { rows } = await pool.query<{ code: string }>('select code from facilities order by code')
  return rows.map(({ code }) => code)
}

test('what the work wrote is kept, and its value comes back', async () => {
  const value = await inTransaction(
    pool,
    async ({ client }) => {
      await add('third', client)
      return 3
    },
    { dice },
  )
  expect([value, await codes()]).toEqual([3, ['first', 'second', 'third']])
})

test('client and Kysely are one connection in one transaction', async () => {
  await inTransaction(
    pool,
    async ({ client, db }) => {
      await add('third', client)
      const rows = await db
        .selectFrom('facilities')
        .select(['code', 'created_at'])
        .where('code', '=', 'third')
        .execute()
      expect(rows).toEqual([{ code: 'third', created_at: expect.any(Number) as number }])
      expect(
        await kyselyOf(pool).selectFrom('facilities').select('code').where('code', '=', 'third').execute(),
      ).toEqual([])
    },
    { dice },
  )
})

test('a "no" comes back and nothing is kept', async () => {
  const value = await inTransaction(
    pool,
    async ({ client, undo }) => {
      await add('third', client)
      return undo({ kind: 'refused' })
    },
    { dice },
  )
  expect([value, await codes()]).toEqual([{ kind: 'refused' }, ['first', 'second']])
})

test('an error is thrown on and nothing is kept', async () => {
  const work = inTransaction(
    pool,
    async ({ client }) => {
      await add('third', client)
      throw new Error('the work broke')
    },
    { dice },
  )
  await expect(work).rejects.toThrow('the work broke')
  expect(await codes()).toEqual(['first', 'second'])
})

test('a failed statement leaves the pool whole', async () => {
  for (let round = 0; round < 8; round += 1) {
    await expect(
      inTransaction(pool, async ({ client }) => await client.query('select nonsense'), { dice }),
    ).rejects.toThrow('nonsense')
  }
  expect([pool.totalCount - pool.idleCount, pool.waitingCount]).toEqual([0, 0])
})

test('a connection that is cut meanwhile is thrown away, and the first error is told', async () => {
  const work = inTransaction(
    pool,
    async ({ client }) => {
      client.on('error', () => {})
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
      await client.query('select 1')
    },
    { dice },
  )
  // the news of the cut may come before the query goes out or after it
  await expect(work).rejects.toThrow(/terminat|encountered a connection error/i)
  expect(await codes()).toEqual(['first', 'second'])
  expect(pool.totalCount - pool.idleCount).toBe(0)
})

test('two that deadlock both end well: the loser does its whole work again', async () => {
  let attempts = 0
  let met: () => void = () => {}
  const meeting = new Promise<void>((resolve) => (met = resolve))
  let waiting = 0
  const rename = async (one: string, other: string, name: string): Promise<void> => {
    await inTransaction(
      pool,
      async ({ client }) => {
        attempts += 1
        await client.query('update facilities set time_zone = $2 where facility_id = $1', [idOf(one), name])
        waiting += 1
        if (waiting === 2) met()
        await meeting
        await client.query('update facilities set time_zone = $2 where facility_id = $1', [idOf(other), name])
      },
      { dice },
    )
  }
  await Promise.all([rename('first', 'second', 'a'), rename('second', 'first', 'b')])
  expect(attempts).toBe(3)
  const { rows } = await pool.query<{ zones: number }>('select count(distinct time_zone) as zones from facilities')
  expect(rows).toEqual([{ zones: 1 }])
})

test('a work that fails for ever is given up after the given tries', async () => {
  let attempts = 0
  const work = inTransaction(
    pool,
    async ({ client }) => {
      attempts += 1
      await client.query(`do $$ begin raise exception 'again' using errcode = '40001'; end $$`)
    },
    { dice, retries: 2 },
  )
  await expect(work).rejects.toMatchObject({ code: '40001' })
  expect(attempts).toBe(3)
})

test('instants are read as epoch milliseconds, days as they are written, in any zone of the session', async () => {
  const client = await pool.connect()
  for (const zone of ['UTC', 'Asia/Shanghai', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Chatham']) {
    await client.query(`set timezone to '${zone}'`)
    const { rows } = await client.query(
      `select '2026-12-04T19:00:00.5+08:00'::timestamptz as instant, '2026-12-04'::date as day, 9007199254740991 as count,
         null::timestamptz as none`,
    )
    expect(rows).toEqual([
      { instant: Date.parse('2026-12-04T11:00:00.5Z'), day: '2026-12-04', count: 9007199254740991, none: null },
    ])
  }
  client.release()
})
