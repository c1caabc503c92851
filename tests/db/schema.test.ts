import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await cloneDatabase()
})
afterAll(async () => await database.drop())

/** The row types: the list of tables, and a file for each corner of the house. */
async function schemaText(): Promise<string> {
  const folder = new URL('../../db/src/schema/', import.meta.url)
  const files = [new URL('../schema.ts', folder), ...(await readdir(folder)).map((file) => new URL(file, folder))]
  return (await Promise.all(files.map(async (file) => await readFile(file, 'utf8')))).join('\n')
}

/** Columns by table as the types name them, with a question mark behind those that may be null. */
async function typed(): Promise<Readonly<Record<string, readonly string[]>>> {
  const text = await schemaText()
  const interfaces = new Map(
    [...text.matchAll(/export interface (\w+) \{\n(.*?)\n\}/gs)].map(([, name = '', body = '']) => [name, body]),
  )
  const tables = [...(interfaces.get('Database') ?? '').matchAll(/readonly (\w+): (\w+)/g)]
  return Object.fromEntries(
    tables.map(([, table = '', type = '']) => [
      table,
      [...(interfaces.get(type) ?? '').matchAll(/^ {2}(\w+): (.*)$/gm)]
        .map(([, column = '', written = '']) => `${column}${/\| null|Maybe/.test(written) ? '?' : ''}`)
        .toSorted(),
    ]),
  )
}

test('the row types name every table and column of the migrations, and which may be null', async () => {
  const { rows } = await database.pool.query<{ table: string; columns: readonly string[] }>(
    `select c.relname as table,
       array_agg(a.attname || case when a.attnotnull then '' else '?' end) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and c.relname <> all ('{kysely_migration,kysely_migration_lock,migration_checksums}')
     group by c.relname`,
  )
  const found = Object.fromEntries(rows.map(({ table, columns }) => [table, columns.map(String).toSorted()]))
  expect(await typed()).toEqual(found)
})

test('every key leads with the facility', async () => {
  const { rows } = await database.pool.query<{ name: string; first: string }>(
    `select c.conname as name, a.attname as first
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     join pg_class t on t.oid = c.conrelid
     where c.contype = 'p' and c.connamespace = 'public'::regnamespace and a.attname <> 'facility_id'
       and t.relname <> all ('{kysely_migration,kysely_migration_lock,migration_checksums}')`,
  )
  expect(rows).toEqual([])
})
