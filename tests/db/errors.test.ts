import { afterAll, beforeAll, expect, test } from 'vitest'
import { CONSTRAINT_REFUSALS, refusalOf, unavailable } from '@gongyue/db/errors.ts'
import { openPool } from '@gongyue/db/pool.ts'
import { buildPalace, idOf, type SmallPalace } from '../support/palace.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

let database: TestDatabase
let palace: SmallPalace

beforeAll(async () => {
  database = await cloneDatabase()
  palace = await buildPalace(database.pool, 'jining', 'Asia/Shanghai', null)
})
afterAll(async () => await database.drop())

test('every constraint of the migrations has its refusal, and no refusal names one that is gone', async () => {
  const { rows } = await database.pool.query<{ conname: string }>(
    // 'n' is not null, which every column carries under a name of the server's own.
    `select conname from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
       and conrelid <> all (select oid from pg_class where relname in ('kysely_migration', 'kysely_migration_lock', 'migration_checksums'))`,
  )
  expect(Object.keys(CONSTRAINT_REFUSALS).toSorted()).toEqual(rows.map(({ conname }) => conname).toSorted())
})

async function errorOf(statement: string, values: readonly unknown[] = []): Promise<unknown> {
  return await database.pool.query(statement, [...values]).then(
    () => 'no error',
    (error: unknown) => error,
  )
}

function claim(from: string, until: string): readonly [string, readonly unknown[]] {
  return [
    `insert into claims (facility_id, claim_id, atom_id, space_id, held_from, held_until, status, expires_at)
     values ($1, gen_random_uuid(), $2, $3, $4, $5, 'tentative', now())`,
    [palace.id, idOf('jining/atom/t1'), palace.space('table-1'), from, until],
  ]
}

test('two live claims on one atom are a space-overlap; touching ones are not', async () => {
  expect(await errorOf(...claim('2026-12-01T10:00Z', '2026-12-01T11:00Z'))).toBe('no error')
  expect(await errorOf(...claim('2026-12-01T11:00Z', '2026-12-01T12:00Z'))).toBe('no error')
  expect(await errorOf(...claim('2026-12-01T09:00Z', '2026-12-01T10:00Z'))).toBe('no error')
  expect(refusalOf(await errorOf(...claim('2026-12-01T10:59Z', '2026-12-01T11:01Z')))).toEqual({
    kind: 'space-overlap',
  })
})

test.each([
  [
    `insert into facilities (facility_id, code, name, time_zone) values (gen_random_uuid(), 'jining', '{}', 'UTC')`,
    { kind: 'already-there', noun: 'facility', field: 'code' },
  ],
  [
    `update users set username = 'jining-desk' where username = 'jining-admin'`,
    { kind: 'already-there', noun: 'user', field: 'username' },
  ],
  [
    `insert into policies (facility_id, version, body) values (gen_random_uuid(), 1, '{}')`,
    { kind: 'not-there', noun: 'facility' },
  ],
  [`delete from parties where code = 'branch-1'`, { kind: 'not-there', noun: 'party' }],
  [`update spaces set capacity = 0`, { kind: 'out-of-range', noun: 'space', field: 'capacity' }],
])('%s says which noun', async (statement, refusal) => {
  expect(refusalOf(await errorOf(statement))).toEqual(refusal)
})

test('a fault of the house is no refusal', async () => {
  for (const statement of ['select nonsense', `update users set username = null`, 'select 1 / 0']) {
    const error = await errorOf(statement)
    expect([refusalOf(error), unavailable(error)]).toEqual([null, null])
  }
  expect(refusalOf(new Error('23505'))).toBeNull()
  expect(unavailable('ECONNREFUSED')).toBeNull()
})

test('a database that is away, slow, fought over or read-only is said to be so', async () => {
  const why = async (attempt: Promise<unknown>): Promise<unknown> =>
    unavailable(
      await attempt.then(
        () => 'no error',
        (error: unknown) => error,
      ),
    )?.why

  const nowhere = openPool('postgres://nobody:x@127.0.0.1:1/nothing', 1)
  expect(await why(nowhere.query('select 1'))).toBe('no-connection')
  await nowhere.end()

  const client = await database.pool.connect()
  client.on('error', () => {})
  await client.query('set statement_timeout = 20')
  expect(await why(client.query('select pg_sleep(1)'))).toBe('too-slow')
  await client.query('set statement_timeout = 0; set default_transaction_read_only = on')
  expect(await why(client.query(`update users set phone = '1'`))).toBe('read-only')
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const cut = why(client.query('select pg_sleep(5)'))
  await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  expect(await cut).toBe('no-connection')
  client.release(true)

  const holder = await database.pool.connect()
  await holder.query(`begin; select from users where username = 'jining-desk' for update`)
  expect(await why(database.pool.query(`select from users where username = 'jining-desk' for update nowait`))).toBe(
    'contended',
  )
  await holder.query('rollback')
  holder.release()
})
