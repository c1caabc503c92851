import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'

/** Why a database was not migrated. */
export type MigrationErrorKind =
  | 'server-too-old'
  | 'not-utf8'
  | 'bad-file-name'
  | 'changed-after-run'
  | 'newer-database'
  | 'failed'

/** A database could not be brought to the newest schema. Nothing of the migration it names was kept. */
export class MigrationError extends Error {
  readonly kind: MigrationErrorKind
  /** Values a message needs: `migration`, `found`, `wanted`, `place`, `detail`. */
  readonly params: Readonly<Record<string, string>>

  constructor(kind: MigrationErrorKind, params: Readonly<Record<string, string>>, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.name = 'MigrationError'
    this.kind = kind
    this.params = params
  }
}

/** What {@link migrateToLatest} did. */
export interface MigrationReport {
  /** Names of the migrations that ran now, in order. */
  readonly applied: readonly string[]
  /** How many migrations the database has now. */
  readonly total: number
}

/** Where the migrations of this project lie. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../migrations/', import.meta.url))

/** The oldest PostgreSQL the schema runs on. */
export const OLDEST_SERVER = 15

/**
 * Brings a database to the newest schema. Each migration runs in a transaction of its own; several processes may call
 * this at once, one works and the others wait.
 *
 * @param target - a pool, which stays open, or a connection string
 * @param folder - another folder of migrations, for tests
 * @throws MigrationError and, when the server cannot be reached, the error of `pg`
 */
export async function migrateToLatest(
  target: pg.Pool | string,
  folder: string = MIGRATIONS_FOLDER,
): Promise<MigrationReport> {
  const pool = typeof target === 'string' ? new pg.Pool({ connectionString: target, max: 2 }) : target
  // `end` does not wait for the server to hang up; a server that stops meanwhile must not take the process with it.
  if (pool !== target) pool.on('error', () => {})
  try {
    await checkServer(pool)
    const files = await readMigrations(folder)
    await refuseChanged(pool, files)
    return { applied: await applyPending(pool, files), total: files.length }
  } finally {
    if (pool !== target) await pool.end()
  }
}

/**
 * Refuses a server that is too old and a database whose encoding cannot hold Chinese.
 *
 * @throws MigrationError `server-too-old` or `not-utf8`
 */
export async function checkServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string; encoding: string }>(
    `select current_setting('server_version') as version, pg_encoding_to_char(encoding) as encoding
     from pg_database where datname = current_database()`,
  )
  const { version, encoding } = rows[0] ?? { version: 'unknown', encoding: 'unknown' }
  if (!(Number.parseInt(version, 10) >= OLDEST_SERVER)) {
    throw new MigrationError(
      'server-too-old',
      { found: version, wanted: String(OLDEST_SERVER) },
      `The server is PostgreSQL ${version}; version ${OLDEST_SERVER} or newer is needed. ` +
        'Upgrade it, or leave DATABASE_URL unset to use the embedded one.',
    )
  }
  if (encoding !== 'UTF8') {
    throw new MigrationError(
      'not-utf8',
      { found: encoding, wanted: 'UTF8' },
      `The database is encoded in ${encoding}, which cannot hold every Chinese name. ` +
        "Make one with: create database gongyue encoding 'UTF8' template template0",
    )
  }
}

interface MigrationFile {
  /** File name without ".sql". */
  readonly name: string
  readonly text: string
  readonly sha256: string
}

async function readMigrations(folder: string): Promise<readonly MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  return await Promise.all(
    names.map(async (file, index) => {
      const number = String(index + 1).padStart(4, '0')
      if (!/^\d{4}_[a-z0-9-]+\.sql$/.test(file) || !file.startsWith(number)) {
        throw new MigrationError(
          'bad-file-name',
          { migration: file, wanted: `${number}_name.sql` },
          `The migration ${file} should be called ${number}_name.sql: four digits without gaps, small letters, hyphens.`,
        )
      }
      // A checkout on Windows may have changed the line ends; the statements are the same.
      const text = (await readFile(`${folder}/${file}`, 'utf8')).replaceAll('\r\n', '\n')
      return { name: file.slice(0, -4), text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function refuseChanged(pool: pg.Pool, files: readonly MigrationFile[]): Promise<void> {
  const table = await pool.query<{ known: boolean }>("select to_regclass('migration_checksums') is not null as known")
  if (table.rows[0]?.known !== true) return
  const ran = await pool.query<{ name: string; sha256: string }>(
    'select name, sha256 from migration_checksums order by name',
  )
  for (const { name, sha256 } of ran.rows) {
    const file = files.find((candidate) => candidate.name === name)
    if (file === undefined) {
      throw new MigrationError(
        'newer-database',
        { migration: name },
        `The database has the migration ${name}, which this program does not know. A newer release made it: install that release, or restore a backup from before.`,
      )
    }
    if (file.sha256 !== sha256) {
      throw new MigrationError(
        'changed-after-run',
        { migration: name, found: file.sha256, wanted: sha256 },
        `The migration ${name}.sql was changed after it had run on this database. Put the old text back and write a new migration for the change.`,
      )
    }
  }
}

async function applyPending(pool: pg.Pool, files: readonly MigrationFile[]): Promise<readonly string[]> {
  // The pool belongs to the caller, so this Kysely is never destroyed: that would end the pool.
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const migrations = Object.fromEntries(files.map((file) => [file.name, toMigration(file)]))
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const applied: string[] = []
  for (;;) {
    const { error, results = [] } = await migrator.migrateUp()
    if (error !== undefined) throw explain(error, results.at(-1)?.migrationName ?? '', files)
    if (results.length === 0) return applied
    applied.push(...results.map((result) => result.migrationName))
  }
}

function toMigration(file: MigrationFile): Migration {
  return {
    up: async (db: Kysely<unknown>): Promise<void> => {
      // A pool may carry a timeout meant for requests; building an index may take longer.
      await sql`set local statement_timeout = 0`.execute(db)
      await sql.raw(file.text).execute(db)
      await sql`create table if not exists migration_checksums (
        name text not null constraint migration_checksums_pkey primary key,
        sha256 text not null
      )`.execute(db)
      await sql`insert into migration_checksums (name, sha256) values (${file.name}, ${file.sha256})`.execute(db)
    },
  }
}

function explain(error: unknown, name: string, files: readonly MigrationFile[]): MigrationError {
  const file = files.find((candidate) => candidate.name === name)
  const detail = error instanceof Error ? error.message : String(error)
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN
  const place = `${name}.sql${file !== undefined && position > 0 ? lineAndColumn(file.text, position) : ''}`
  return new MigrationError(
    'failed',
    { migration: name, place, detail },
    `The migration ${place} failed: ${detail}.${wayOut(error)} Nothing of it was kept.`,
    error,
  )
}

/** PostgreSQL counts code points from 1, JavaScript's strings count UTF-16 units. */
function lineAndColumn(text: string, position: number): string {
  const lines = Array.from(text)
    .slice(0, position - 1)
    .join('')
    .split('\n')
  return `:${lines.length}:${Array.from(lines.at(-1) ?? '').length + 1}`
}

function wayOut(error: unknown): string {
  if (!(error instanceof pg.DatabaseError)) return ''
  if (error.code === '0A000' && error.message.includes('extension')) {
    return ' Maybe the server lacks its contrib package (on Debian it is part of postgresql).'
  }
  if (error.code === '42501') return ' Maybe the role does not own the database: alter database … owner to ….'
  return error.hint === undefined ? '' : ` ${error.hint}`
}
