import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '@gongyue/db/embedded.ts'
import { MIGRATIONS_FOLDER, migrateToLatest } from '@gongyue/db/migrate.ts'
import { openPool } from '@gongyue/db/pool.ts'
import { migrateJobs } from '@gongyue/server/jobs/schema.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer
  }
}

/** The one PostgreSQL of a test run. */
export interface TestServer {
  /** Leads to a database of the server; its role may create others. */
  readonly url: string
  /** Name of the migrated database that the others are copied from. */
  readonly template: string
  /** Thrown away after the run, so that its databases need not be dropped one by one (0.2 s each). */
  readonly disposable: boolean
}

/** A database of one test file. */
export interface TestDatabase {
  readonly url: string
  /** With the settings of the program itself. */
  readonly pool: pg.Pool
  /** Ends the pool; on a server that outlives the run also cuts other sessions and drops the database. */
  readonly drop: () => Promise<void>
}

/** A fresh copy of the migrated database, about 0.1 s. Call it in `beforeAll`, and `drop` in `afterAll`. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const server = inject('postgres')
  return await createDatabase(server, `template ${server.template}`)
}

/**
 * A copy of the migrated database as `fill` has filled it. On the run's own server the first who asks fills it, under a lock, and the others copy what
 * is there; on a server that outlives the run everybody fills a copy of their own, for nobody knows by which source the last one was filled.
 */
export async function cloneFilled(name: string, fill: (pool: pg.Pool) => Promise<void>): Promise<TestDatabase> {
  const server = inject('postgres')
  if (!server.disposable) {
    const own = await cloneDatabase()
    await fill(own.pool)
    return own
  }
  const filled = `gongyue_filled_${name}`
  const client = new pg.Client(server.url)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [filled])
    const known = await client.query('select 1 from pg_database where datname = $1', [filled])
    if (known.rowCount === 0) {
      const half = `${filled}_half`
      await client.query(`drop database if exists ${half} with (force)`)
      await client.query(`create database ${half} template ${server.template}`)
      const pool = openPool(withDatabase(server.url, half), 4)
      try {
        await fill(pool)
      } finally {
        await pool.end()
      }
      await client.query(`alter database ${half} rename to ${filled}`)
    }
  } finally {
    await client.end()
  }
  return await createDatabase(server, `template ${filled}`)
}

/** A database without any table, for the tests of the migrations themselves. */
export async function emptyDatabase(encoding: 'UTF8' | 'SQL_ASCII' = 'UTF8'): Promise<TestDatabase> {
  const locale = encoding === 'UTF8' ? '' : "locale_provider libc locale 'C'"
  return await createDatabase(inject('postgres'), `template template0 encoding '${encoding}' ${locale}`)
}

/** Vitest calls this once for each project that names this file; the first call starts the server. */
export async function setup(project: TestProject): Promise<void> {
  const shared = sharedState()
  shared.users += 1
  shared.server ??= startServer()
  const { stop: _, ...server } = await shared.server
  project.provide('postgres', server)
}

/** The last project that ends stops the server. */
export async function teardown(): Promise<void> {
  const shared = sharedState()
  shared.users -= 1
  if (shared.users > 0 || shared.server === undefined) return
  const { stop } = await shared.server
  shared.server = undefined
  await stop()
}

type OwnedServer = TestServer & { stop: () => Promise<void> }

interface SharedState {
  users: number
  server: Promise<OwnedServer> | undefined
}

/** Each project loads this file anew, but all setups run in one process. */
function sharedState(): SharedState {
  const holder = globalThis as { gongyueTestServer?: SharedState }
  holder.gongyueTestServer ??= { users: 0, server: undefined }
  return holder.gongyueTestServer
}

const FOLDER_PREFIX = 'gongyue-test-'

async function startServer(): Promise<OwnedServer> {
  const given = process.env['TEST_DATABASE_URL']
  if (given !== undefined && given !== '') {
    return { url: given, template: await makeTemplate(given), disposable: false, stop: async () => {} }
  }
  await sweep()
  const dataDir = await mkdtemp(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`))
  const database = await startEmbedded({
    dataDir,
    // Only here: the data of a test need not outlive a power cut.
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' },
  })
  const url = database.connectionString
  const stop = async (): Promise<void> => {
    await database.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    return { url, template: await makeTemplate(url), disposable: true, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Removes what a killed run left behind. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(FOLDER_PREFIX) ? Number(name.slice(FOLDER_PREFIX.length).split('-')[0]) : 0
    if (pid > 0 && !isAlive(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {})
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Named after the migrations' text, so that a server which outlives the run never serves an old one. */
async function makeTemplate(url: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of readdirSync(MIGRATIONS_FOLDER).toSorted()) {
    hash.update(file).update(readFileSync(join(MIGRATIONS_FOLDER, file)))
  }
  const template = `gongyue_template_${hash.digest('hex').slice(0, 12)}`
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('gongyue template'))")
    const known = await client.query<{ datname: string }>(
      "select datname from pg_database where datname like 'gongyue\\_template\\_%'",
    )
    if (known.rows.some((row) => row.datname === template)) return template
    for (const { datname } of known.rows) await client.query(`drop database ${datname} with (force)`)
    const half = `${template}_half`
    await client.query(`create database ${half} template template0 encoding 'UTF8'`)
    await migrateToLatest(withDatabase(url, half))
    await migrateJobs(withDatabase(url, half))
    await client.query(`alter database ${half} rename to ${template}`)
    return template
  } finally {
    await client.end()
  }
}

async function createDatabase(server: TestServer, options: string): Promise<TestDatabase> {
  const name = `gongyue_test_${randomBytes(6).toString('hex')}`
  await administer(server.url, `create database ${name} ${options}`)
  const url = withDatabase(server.url, name)
  const pool = openPool(url, 20)
  pool.on('error', () => {}) // `drop` cuts idle sessions; a test sees the errors of its own queries
  return {
    url,
    pool,
    drop: async () => {
      if (!pool.ended) await pool.end()
      if (!server.disposable) await administer(server.url, `drop database if exists ${name} with (force)`)
    },
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
