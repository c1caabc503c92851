import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeEach, afterEach, expect, test } from 'vitest'
import { type EmbeddedDatabase, EmbeddedError, startEmbedded } from '@gongyue/db/embedded.ts'
import { type ProcessIdentity, identify, isServerOf, stillRuns } from '@gongyue/db/embedded/identity.ts'

const base = mkdtempSync(join(tmpdir(), 'gongyue-faults-'))
// One cluster serves all tests that do not spoil it; its path is of the kind that breaks careless quoting.
const dataDir = join(base, '数据 目录')
const writers = new Set<ChildProcess>()
const databases = new Set<EmbeddedDatabase>()

beforeEach(() => {
  writers.clear()
  databases.clear()
})

afterEach(async () => {
  for (const writer of writers) writer.kill('SIGKILL')
  for (const database of databases) await database.stop()
  await expect.poll(() => serverPid(dataDir), { timeout: 60_000 }).toBeUndefined()
})

afterAll(() => rmSync(base, { recursive: true, force: true }))

test('after kill -9 of the program the server ends by itself and every acknowledged row is there', async () => {
  const writer = await startWriter()
  const server = serverOf(dataDir)
  await writer.stored(200)
  writer.kill('SIGKILL')
  const acknowledged = await writer.ended
  await expect.poll(() => stillRuns(server), { timeout: 60_000 }).toBe(false)
  await expectWritten(acknowledged)
})

test('after kill -9 of PostgreSQL it is started again on the same port and the program goes on writing', async () => {
  const writer = await startWriter()
  const before = await writer.stored(200)
  process.kill(serverOf(dataDir).pid, 'SIGKILL')
  await writer.stored(before + 200)
  writer.kill('SIGKILL')
  await expectWritten(await writer.ended)
})

test('after kill -9 of the program and PostgreSQL at once every acknowledged row is there', async () => {
  const writer = await startWriter()
  await writer.stored(200)
  process.kill(serverOf(dataDir).pid, 'SIGKILL')
  writer.kill('SIGKILL')
  await expectWritten(await writer.ended)
})

test('a server whose program and watchdog were both killed is taken over, with its data', async () => {
  const writer = await startWriter()
  const server = serverOf(dataDir)
  await writer.stored(200)
  const keeper: unknown = JSON.parse(readFileSync(join(dataDir, 'postgres.keeper'), 'utf8'))
  process.kill((keeper as { watchdog: ProcessIdentity }).watchdog.pid, 'SIGKILL')
  writer.kill('SIGKILL')
  const acknowledged = await writer.ended
  expect(stillRuns(server)).toBe(true)
  await expectWritten(acknowledged)
  expect(stillRuns(server)).toBe(false)
})

test('a second start in the same folder joins the first, and its stop leaves the server to the first', async () => {
  const first = await start(dataDir)
  const second = await startEmbedded({ dataDir })
  expect(second.connectionString).toBe(first.connectionString)
  await second.stop()
  expect(await ask(first, 'select 1 as answer')).toEqual([{ answer: 1 }])
})

test('a stop while a killed server is being started again leaves nothing running', async () => {
  const database = await start(dataDir)
  const server = serverOf(dataDir)
  process.kill(server.pid, 'SIGKILL')
  await expect.poll(() => stillRuns(server), { interval: 5 }).toBe(false)
  await database.stop()
  expect(serverPid(dataDir)).toBeUndefined()
})

test('a server whose folder was deleted can still be stopped', async () => {
  const folder = join(base, 'deleted')
  const database = await start(folder)
  const server = serverOf(folder)
  rmSync(folder, { recursive: true })
  await database.stop()
  expect(stillRuns(server)).toBe(false)
})

test('two starts in an empty folder at once make one database', async () => {
  const folder = join(base, 'at-once')
  const [first, second] = await Promise.all([start(folder), start(folder)])
  expect(second.connectionString).toBe(first.connectionString)
})

test('a postmaster.pid that names a living process which is no server is put aside', async () => {
  await (await startEmbedded({ dataDir })).stop()
  const note = [process.pid, join(dataDir, 'postgres'), 0, 5432, '', '127.0.0.1', '', 'ready   ', ''].join('\n')
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), note)
  expect(await ask(await start(dataDir), 'select 1 as answer')).toEqual([{ answer: 1 }])
})

test('nobody gets in without the password, and the superuser not at all', async () => {
  const { connectionString } = await start(dataDir)
  const wrong = new URL(connectionString)
  wrong.password = 'guess'
  await expect(connect(wrong.href)).rejects.toMatchObject({ code: '28P01' })
  const superuser = new URL(connectionString)
  superuser.username = 'postgres'
  await expect(connect(superuser.href)).rejects.toMatchObject({ code: '28P01' })
  expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600)
})

test('a lost password is made anew and the data stay', async () => {
  const before = await start(dataDir)
  await ask(before, 'create table if not exists kept (n integer)')
  await before.stop()
  rmSync(join(dataDir, 'postgres.password'))
  expect(await ask(await start(dataDir), "select to_regclass('kept')::text as kept")).toEqual([{ kept: 'kept' }])
})

test('a start killed while it made the data folder does not spoil the next', async () => {
  const folder = join(base, 'half-made')
  mkdirSync(join(folder, 'postgres.new-1', 'base'), { recursive: true })
  writeFileSync(join(folder, 'postgres.lock'), JSON.stringify({ pid: 2 ** 22 + 1, started: '1' }))
  expect(await ask(await start(folder), 'select 1 as answer')).toEqual([{ answer: 1 }])
})

test('the database holds Chinese and sorts the same everywhere', async () => {
  expect(
    await ask(
      await start(dataDir),
      `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale
       from pg_database where datname = current_database()`,
    ),
  ).toEqual([{ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' }])
})

test('data of another PostgreSQL are refused with both versions and the way out', async () => {
  const folder = join(base, 'old')
  mkdirSync(join(folder, 'postgres'), { recursive: true })
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '9\n')
  const error = await refusal(folder)
  expect(error.kind).toBe('wrong-version')
  expect(error.message).toMatch(/belong to PostgreSQL 9, but this program brings PostgreSQL 18.*--data/)
})

test('a file where the folder should be is refused with its path and the way out', async () => {
  const folder = join(base, 'file')
  writeFileSync(folder, '')
  const error = await refusal(join(folder, 'data'))
  expect(error.kind).toBe('folder-not-writable')
  expect(error.message).toContain(`${join(folder, 'data')} cannot be written`)
})

const isRoot = process.getuid?.() === 0

test.skipIf(isRoot)('a folder without write permission is refused', async () => {
  const folder = join(base, 'read-only')
  mkdirSync(folder, { mode: 0o555 })
  expect((await refusal(folder)).kind).toBe('folder-not-writable')
})

test.runIf(isRoot)(
  'root may keep the data under a private home, and the server still runs as somebody else',
  async () => {
    const home = join(base, 'private')
    mkdirSync(home, { mode: 0o700 })
    const database = await start(join(home, 'data'))
    expect(await ask(database, 'select 1 as answer')).toEqual([{ answer: 1 }])
    expect(statSync(`/proc/${serverOf(join(home, 'data')).pid}`).uid).not.toBe(0)
  },
)

test('a server that cannot start says what its log says, and where the log is', async () => {
  const error = await refusal(dataDir, { shared_buffers: 'nonsense' })
  expect(error.kind).toBe('start-failed')
  expect(error.message).toMatch(/shared_buffers.*postgres\.log/)
})

async function start(folder: string): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir: folder })
  databases.add(database)
  return database
}

async function refusal(folder: string, settings: Record<string, string> = {}): Promise<EmbeddedError> {
  const error: unknown = await startEmbedded({ dataDir: folder, settings }).catch((thrown: unknown) => thrown)
  if (error instanceof EmbeddedError) return error
  throw new Error('expected an EmbeddedError', { cause: error })
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  await client.connect()
  return client
}

async function ask(database: EmbeddedDatabase, query: string): Promise<readonly unknown[]> {
  const client = await connect(database.connectionString)
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

/** Every number from 1 to the last acknowledged one is stored; the one after it may be, its answer was under way. */
async function expectWritten(acknowledged: number): Promise<void> {
  const database = await start(dataDir)
  const [row] = await ask(database, 'select count(*)::int as rows, coalesce(max(n), 0) as last from written')
  const { rows, last } = row as { rows: number; last: number }
  expect(acknowledged).toBeGreaterThan(0)
  expect(last - acknowledged).toBeGreaterThanOrEqual(0)
  expect(last - acknowledged).toBeLessThanOrEqual(1)
  expect(rows).toBe(last)
  await database.stop()
}

/** The server that runs in a folder. One that was killed leaves its note behind, which the next start puts aside. */
function serverPid(folder: string): number | undefined {
  const cluster = join(folder, 'postgres')
  try {
    const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    return isServerOf(pid, cluster) ? pid : undefined
  } catch {
    return undefined
  }
}

function serverOf(folder: string): ProcessIdentity {
  const server = identify(serverPid(folder) ?? 0)
  if (server === undefined) throw new Error(`no server runs in ${folder}`)
  return server
}

interface Writer {
  readonly kill: (signal: 'SIGKILL') => void
  /** Resolves with the last acknowledged row once at least `count` more than at the start are. */
  readonly stored: (count: number) => Promise<number>
  /** The last acknowledged row, once the program is gone. */
  readonly ended: Promise<number>
}

async function startWriter(): Promise<Writer> {
  const program = fileURLToPath(new URL('writer.ts', import.meta.url))
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  writers.add(child)
  let first: number | undefined
  let last = 0
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    if (!line.startsWith('stored ')) return
    last = Number(line.slice('stored '.length))
    first ??= last
  })
  await once(lines, 'line')
  return {
    kill: (signal) => child.kill(signal),
    stored: async (count) => {
      await expect.poll(() => last - (first ?? last), { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(count)
      return last - (first ?? last)
    },
    ended: once(child, 'close').then(() => last),
  }
}
