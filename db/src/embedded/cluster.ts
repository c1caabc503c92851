import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, canReach, runAs } from './account.ts'
import type { Binaries } from './binaries.ts'
import { EmbeddedError, diskFull } from './errors.ts'
import { type Place, writePrivate } from './place.ts'

/** The role that owns the database and that every connection uses. Not a superuser: a stolen connection stays in the database. */
export const ROLE = 'gongyue'
/** The database the role owns. */
export const DATABASE = 'gongyue'

/** Only this machine, only with the password. The superuser has none, so nobody signs in as one. */
const HBA = 'host all all 127.0.0.1/32 scram-sha-256\n'

/**
 * Makes the cluster when there is none, and the password when it was lost. The server must not run.
 *
 * @param durable - false saves the wait for the disk, for tests
 * @returns the password of {@link ROLE}
 * @throws EmbeddedError `wrong-version`, `init-failed`, `disk-full`
 */
export function prepareCluster(place: Place, binaries: Binaries, account: Account, durable: boolean): string {
  dropHalfMade(place)
  const known = readPassword(place)
  if (!existsSync(place.cluster)) return makeCluster(place, binaries, account, durable)
  refuseOtherVersion(place, binaries)
  if (known !== undefined) return known
  const password = newPassword(place)
  inSingleUserMode(place, place.cluster, binaries, account, `alter role ${ROLE} password '${password}'\n`)
  return password
}

/** The password of {@link ROLE}, or undefined when it was never made or was lost. */
export function readPassword(place: Place): string | undefined {
  if (!existsSync(place.password)) return undefined
  const password = readFileSync(place.password, 'utf8').trim()
  return password === '' ? undefined : password
}

/**
 * How `account` names a data folder it works in. When a private home stands above it, the account cannot walk there,
 * but it can stay where we put it: Linux names that place too.
 */
export function nameFor(account: Account, cluster: string): string {
  if (canReach(account, cluster)) return cluster
  if (process.platform === 'linux') return '/proc/self/cwd'
  throw new EmbeddedError(
    'folder-not-writable',
    { folder: cluster, detail: 'the account that runs PostgreSQL for root cannot reach it' },
    `PostgreSQL does not run as root, and the account it runs as instead cannot reach ${cluster}. Name a folder outside private homes with --data, or run as an ordinary user.`,
  )
}

function makeCluster(place: Place, binaries: Binaries, account: Account, durable: boolean): string {
  const half = `${place.cluster}.new-${process.pid}`
  mkdirSync(half, { mode: 0o700 })
  if (account.kind === 'other') chownSync(half, account.uid, account.gid)
  const run = spawnSync(
    binaries.initdb,
    [
      ...['-D', nameFor(account, half), '--username=postgres', '--encoding=UTF8'],
      // The same order everywhere and the quickest; where people read a sorted list, the query asks for zh-x-icu.
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      ...['--auth=reject', '--no-instructions', ...(durable ? [] : ['--no-sync'])],
    ],
    { cwd: half, encoding: 'utf8', env: plainEnvironment(), ...runAs(account) },
  )
  if (run.status !== 0) throw initFailed(place, half, run.error?.message ?? run.stderr + run.stdout)
  writeFileSync(join(half, 'pg_hba.conf'), HBA)
  const password = newPassword(place)
  inSingleUserMode(
    place,
    half,
    binaries,
    account,
    `create role ${ROLE} login createdb password '${password}'\ncreate database ${DATABASE} owner ${ROLE}\n`,
  )
  renameSync(half, place.cluster)
  return password
}

/** A start that was killed while it made a cluster leaves a folder that is of no use. */
function dropHalfMade(place: Place): void {
  for (const name of readdirSync(place.folder)) {
    if (name.startsWith('postgres.new-')) {
      rmSync(join(place.folder, name), { recursive: true, force: true })
    }
  }
}

function refuseOtherVersion(place: Place, binaries: Binaries): void {
  const file = join(place.cluster, 'PG_VERSION')
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'unknown'
  if (found === binaries.major) return
  throw new EmbeddedError(
    'wrong-version',
    { folder: place.cluster, found, wanted: binaries.major },
    `The data in ${place.cluster} belong to PostgreSQL ${found}, but this program brings PostgreSQL ${binaries.major}. ` +
      'Go back to the release that made them and write a backup, or name an empty folder with --data.',
  )
}

function newPassword(place: Place): string {
  const password = randomBytes(24).toString('hex')
  writePrivate(place, place.password, `${password}\n`)
  return password
}

/** One statement a line. Single-user mode needs no password, no port and no trust. */
function inSingleUserMode(
  place: Place,
  cluster: string,
  binaries: Binaries,
  account: Account,
  statements: string,
): void {
  const run = spawnSync(
    binaries.postgres,
    ['--single', '-D', nameFor(account, cluster), '-c', 'exit_on_error=on', 'postgres'],
    { cwd: cluster, encoding: 'utf8', input: statements, env: plainEnvironment(), ...runAs(account) },
  )
  if (run.status !== 0 || /\b(ERROR|FATAL|PANIC): /.test(run.stderr)) {
    throw initFailed(place, cluster, run.error?.message ?? run.stderr)
  }
}

function initFailed(place: Place, cluster: string, output: string): EmbeddedError {
  if (cluster !== place.cluster) rmSync(cluster, { recursive: true, force: true })
  if (/No space left on device|Disk quota exceeded/.test(output)) return diskFull(place.folder)
  const lines = output.trim().split('\n')
  const detail = lines.findLast((line) => /error|FATAL|PANIC/i.test(line)) ?? lines.at(-1) ?? ''
  writeFileSync(place.log, `${output}\n`, { flag: 'a' })
  return new EmbeddedError(
    'init-failed',
    { folder: place.folder, log: place.log, detail },
    `PostgreSQL could not make its data folder in ${place.folder}: ${detail}. The whole story is in ${place.log}.`,
  )
}

/** What a child needs and no more: a PGDATA or PGPORT of the caller must not lead it astray. */
export function plainEnvironment(): Record<string, string> {
  const kept: Record<string, string> = { LC_ALL: 'C', TZ: 'UTC' }
  for (const name of ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']) {
    const value = process.env[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}
