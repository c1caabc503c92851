import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ProcessIdentity, identify, stillRuns } from './identity.ts'
import { EmbeddedError, errnoOf } from './errors.ts'
import { setTimeout as sleep } from 'node:timers/promises'

/** Where the parts of one embedded database lie inside its data folder. */
export interface Place {
  readonly folder: string
  /** PostgreSQL's own data folder. */
  readonly cluster: string
  readonly log: string
  /** One line, mode 0600. */
  readonly password: string
  /** Who started the server, and who watches it. */
  readonly keeper: string
  /** Held while a start is under way. */
  readonly lock: string
}

/** Who answers for a running server. */
export interface Keeper {
  readonly owner: ProcessIdentity
  readonly watchdog: ProcessIdentity | null
}

/** Makes the data folder when it is not there, and names its parts. */
export function openPlace(dataDir: string): Place {
  // 0711: the account that runs the server must walk through, nobody needs to list.
  if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const folder = realpathSync(dataDir)
  return {
    folder,
    cluster: join(folder, 'postgres'),
    log: join(folder, 'postgres.log'),
    password: join(folder, 'postgres.password'),
    keeper: join(folder, 'postgres.keeper'),
    lock: join(folder, 'postgres.lock'),
  }
}

/** Writes a small private file so that a reader sees the old one or the new one, never half. */
export function writePrivate(place: Place, file: string, text: string): void {
  const half = `${file}.${process.pid}`
  writeFileSync(half, text, { mode: 0o600, flush: true })
  chmodSync(half, 0o600)
  // Root must not leave files behind that the folder's owner cannot read the next time.
  if (process.getuid?.() === 0) {
    const owner = statSync(place.folder)
    chownSync(half, owner.uid, owner.gid)
  }
  renameSync(half, file)
}

/** Who answers for the server, or undefined when nobody ever did. */
export function readKeeper(place: Place): Keeper | undefined {
  try {
    const keeper: unknown = JSON.parse(readFileSync(place.keeper, 'utf8'))
    if (typeof keeper !== 'object' || keeper === null || !('owner' in keeper)) return undefined
    return keeper as Keeper // we alone write this file
  } catch {
    return undefined
  }
}

/** Runs `work` while no other process starts or stops a server in this place. */
export async function alone<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const self = identify(process.pid) ?? { pid: process.pid, started: '' }
  const patience = Date.now() + 120_000
  while (!tryLock(place, self)) {
    if (Date.now() > patience) {
      throw new EmbeddedError(
        'folder-in-use',
        { folder: place.folder },
        `Another process has been starting a database in ${place.folder} for two minutes. Maybe it hangs: end it, or name another folder with --data.`,
      )
    }
    await sleep(50)
  }
  try {
    return await work()
  } finally {
    rmSync(place.lock, { force: true })
  }
}

function tryLock(place: Place, self: ProcessIdentity): boolean {
  try {
    writeFileSync(place.lock, JSON.stringify(self), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return true // the folder was deleted; there is nothing left to contend for
    if (errnoOf(error) !== 'EEXIST') throw error
  }
  try {
    const holder = JSON.parse(readFileSync(place.lock, 'utf8')) as ProcessIdentity // we alone write it
    if (!stillRuns(holder)) rmSync(place.lock, { force: true })
  } catch (error) {
    // Empty: its writer is between creating and writing, or died there. Old enough means died.
    const age = Date.now() - (statSync(place.lock, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (error instanceof SyntaxError && age > 2_000) rmSync(place.lock, { force: true })
  }
  return false
}
