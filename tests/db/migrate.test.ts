import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { MIGRATIONS_FOLDER, MigrationError, checkServer, migrateToLatest } from '@gongyue/db/migrate.ts'
import { dumpSchema } from '../../scripts/schema/dump.ts'
import { type TestDatabase, cloneDatabase, emptyDatabase } from '../support/postgres.ts'

const cleanUps: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

test('an empty database gets every migration once, and none the second time', async () => {
  const { pool } = await open(emptyDatabase())
  const names = (await readdir(MIGRATIONS_FOLDER)).map((file) => file.replace('.sql', '')).toSorted()
  expect(await migrateToLatest(pool)).toEqual({ applied: names, total: names.length })
  expect(await migrateToLatest(pool)).toEqual({ applied: [], total: names.length })
})

test('eight processes that migrate at once run each migration once between them', async () => {
  const { url } = await open(emptyDatabase())
  const folder = await folderOf({
    '0001_one': 'create table one (n integer)',
    '0002_two': 'create table two (n integer)',
  })
  const reports = await Promise.all(Array.from({ length: 8 }, async () => await migrateToLatest(url, folder)))
  expect(reports.flatMap((report) => report.applied).toSorted()).toEqual(['0001_one', '0002_two'])
})

test('a failing migration is named with line and column, and leaves the earlier ones in place', async () => {
  const { pool } = await open(emptyDatabase())
  const folder = await folderOf({
    '0001_good': 'create table good (n integer)',
    '0002_bad': "create table half (n integer);\n-- 中文注释\nselect '宫约', nothing from half;",
  })
  await expect(migrateToLatest(pool, folder)).rejects.toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('0002_bad.sql:3:14 failed: column "nothing" does not exist') as string,
  })
  expect(await tables(pool)).toEqual(['good'])
})

test('a migration that was changed after it ran is refused', async () => {
  const { pool } = await open(emptyDatabase())
  const folder = await folderOf({ '0001_one': 'create table one (n integer)' })
  await migrateToLatest(pool, folder)
  await writeFile(join(folder, '0001_one.sql'), 'create table one (n bigint)')
  await expect(migrateToLatest(pool, folder)).rejects.toMatchObject({ kind: 'changed-after-run' })
})

test('line ends of another system are no change', async () => {
  const { pool } = await open(emptyDatabase())
  const folder = await folderOf({ '0001_one': 'create table one (\nn integer)' })
  await migrateToLatest(pool, folder)
  await writeFile(join(folder, '0001_one.sql'), 'create table one (\r\nn integer)')
  expect(await migrateToLatest(pool, folder)).toEqual({ applied: [], total: 1 })
})

test('a database that a newer release made is refused', async () => {
  const { pool } = await open(emptyDatabase())
  await migrateToLatest(pool, await folderOf({ '0001_one': 'select 1', '0002_two': 'select 2' }))
  const older = await folderOf({ '0001_one': 'select 1' })
  await expect(migrateToLatest(pool, older)).rejects.toMatchObject({
    kind: 'newer-database',
    params: { migration: '0002_two' },
  })
})

test.each(['0002_gap', '0001_Capital', '1_short'])('a file called %s.sql is refused by name', async (name) => {
  const { pool } = await open(emptyDatabase())
  const folder = await folderOf({ [name]: 'select 1' })
  await expect(migrateToLatest(pool, folder)).rejects.toMatchObject({ kind: 'bad-file-name' })
})

test('a database that cannot hold Chinese is refused', async () => {
  const { pool } = await open(emptyDatabase('SQL_ASCII'))
  await expect(migrateToLatest(pool)).rejects.toMatchObject({ kind: 'not-utf8', params: { found: 'SQL_ASCII' } })
})

test('a server older than PostgreSQL 15 is refused', async () => {
  const old = { query: async () => ({ rows: [{ version: '14.9 (Debian)', encoding: 'UTF8' }] }) }
  const error: unknown = await checkServer(old as unknown as Pool).catch((thrown: unknown) => thrown) // asks this one query
  expect(error).toBeInstanceOf(MigrationError)
  expect(error).toMatchObject({ kind: 'server-too-old', params: { found: '14.9 (Debian)', wanted: '15' } })
})

test('db/schema.sql is what the migrations make', async () => {
  const { pool } = await open(cloneDatabase())
  expect(await dumpSchema(pool)).toBe(await schemaFile())
})

test('db/schema.sql, run on an empty database, makes the same schema', async () => {
  const { pool } = await open(emptyDatabase())
  await pool.query(await schemaFile())
  // PostgreSQL adds and drops needless brackets when it reads its own text again.
  const plain = (text: string): string => text.replaceAll(/[()]/g, '')
  expect(plain(await dumpSchema(pool))).toBe(plain(await schemaFile()))
})

test.each([
  'alter table facilities add column extra text',
  'alter table facilities alter column code set default 1',
  'alter table claims drop constraint claim_overlap',
  'create index extra_idx on facilities (name)',
  "create or replace function facts_changed() returns trigger language plpgsql as 'begin return null; end'",
  'drop trigger spaces_added on spaces',
  'create view extra as select 1 as one',
  "create type extra as enum ('a')",
  "comment on table claims is 'the floor'",
])('the dump sees: %s', async (change) => {
  const { pool } = await open(cloneDatabase())
  await pool.query(change)
  expect(await dumpSchema(pool)).not.toBe(await schemaFile())
})

test('the dump refuses what it cannot write', async () => {
  const { pool } = await open(cloneDatabase())
  await pool.query('create policy extra on claims using (true)')
  await expect(dumpSchema(pool)).rejects.toThrow('cannot write policy extra')
})

async function open(database: Promise<TestDatabase>): Promise<TestDatabase> {
  const opened = await database
  cleanUps.push(opened.drop)
  return opened
}

/** A folder with these migrations, by name and text. */
async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gongyue-migrations-'))
  cleanUps.push(async () => await rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, `${name}.sql`), text)
  return folder
}

async function schemaFile(): Promise<string> {
  return await readFile(new URL('../../db/schema.sql', import.meta.url), 'utf8')
}

async function tables(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
     and relname not like 'kysely%' and relname <> 'migration_checksums' order by 1`,
  )
  return rows.map((row) => row.name)
}
