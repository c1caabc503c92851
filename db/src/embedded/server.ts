import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, runAs } from './account.ts'
import type { Binaries } from './binaries.ts'
import { nameFor, plainEnvironment } from './cluster.ts'
import { EmbeddedError, diskFull } from './errors.ts'
import { type ProcessIdentity, identify, isServerOf, stillRuns } from './identity.ts'
import type { Place } from './place.ts'

/** A PostgreSQL that answers. */
export interface RunningServer {
  readonly identity: ProcessIdentity
  readonly port: number
}

/** What one start needs to know. */
export interface ServerPlan {
  readonly place: Place
  readonly binaries: Binaries
  readonly account: Account
  readonly settings: Readonly<Record<string, string>>
  /** Undefined: any free one. */
  readonly port?: number
  /** Called as soon as a server process exists, before it is ready, so that it is watched from its first moment. */
  readonly watch: (server: ProcessIdentity) => void
}

/** A log beyond this many bytes is put aside at the next start, one generation is kept. */
const LOG_LIMIT = 10_000_000
/** Reading back its journal after a crash can take PostgreSQL minutes on a slow disk. */
const START_PATIENCE_MS = 300_000
/** A fast shutdown ends every session; only writing a large cache to a slow disk takes long. */
const STOP_PATIENCE_MS = 60_000

/** The server that runs in this place, by its own postmaster.pid; a file that lies is removed. */
export function findServer(place: Place): RunningServer | 'starting-or-stopping' | undefined {
  const note = readNote(place)
  if (note === undefined) return undefined
  const identity = identify(note.pid)
  if (identity === undefined || !isServerOf(note.pid, place.cluster)) {
    rmSync(join(place.cluster, 'postmaster.pid'), { force: true })
    return undefined
  }
  return note.status === 'ready' ? { identity, port: note.port } : 'starting-or-stopping'
}

/**
 * Starts the server and waits until it answers.
 *
 * @throws EmbeddedError `start-failed`, `disk-full`
 */
export async function startServer(plan: ServerPlan): Promise<RunningServer & { child: ChildProcess }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = plan.port ?? (await freePort())
    const logFrom = logSize(plan.place)
    const child = spawnServer(plan, port)
    const spawned = identify(child.pid ?? 0)
    if (spawned !== undefined) plan.watch(spawned)
    const outcome = await readyOrDead(plan.place, child)
    if (outcome !== 'dead') return { ...outcome, child }
    const story = logSince(plan.place, logFrom)
    if (/No space left on device|Disk quota exceeded/.test(story)) throw diskFull(plan.place.folder)
    // Someone took the port between our look and the bind, or the processes of a killed server are not all gone yet.
    const passing = /could not bind|Address already in use|shared memory block|lock file "postmaster/.test(story)
    if (!passing || attempt >= 8) throw startFailed(plan.place, story)
    await sleep(100 * attempt)
  }
}

/** Ends a server: sessions are cut, data are written. Resolves when the process is gone. */
export async function stopServer(server: ProcessIdentity, plan: Pick<ServerPlan, 'place' | 'binaries'>): Promise<void> {
  const deadline = Date.now() + STOP_PATIENCE_MS
  if (process.platform === 'win32') {
    execFileSync(plan.binaries.pgCtl, ['stop', '-m', 'fast', '-D', plan.place.cluster], { stdio: 'ignore' })
  } else {
    signal(server, 'SIGINT')
  }
  while (stillRuns(server)) {
    if (Date.now() > deadline) signal(server, 'SIGQUIT') // at once; the journal repairs the rest at the next start
    await sleep(10)
  }
}

/** Resolves when no server is in this place any more, or false after `patienceMs`. */
export async function waitUntilGone(place: Place, patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs
  while (findServer(place) !== undefined) {
    if (Date.now() > deadline) return false
    await sleep(20)
  }
  return true
}

function signal(server: ProcessIdentity, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    if (stillRuns(server)) process.kill(server.pid, name)
  } catch {
    // gone between the look and the signal
  }
}

function spawnServer(plan: ServerPlan, port: number): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    logging_collector: 'off', // our file descriptor is the log
    log_destination: 'stderr',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...plan.settings,
  }
  const log = openLog(plan.place)
  try {
    const child = spawn(
      plan.binaries.postgres,
      [
        ...['-D', nameFor(plan.account, plan.place.cluster)],
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      {
        cwd: plan.place.cluster,
        // Its own group: Ctrl-C in the terminal is for us, and we stop the server after the last request.
        detached: true,
        stdio: ['ignore', log, log],
        env: plainEnvironment(),
        windowsHide: true,
        ...runAs(plan.account),
      },
    )
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

async function readyOrDead(place: Place, child: ChildProcess): Promise<RunningServer | 'dead'> {
  let failure: Error | undefined
  child.once('error', (error) => (failure = error))
  const deadline = Date.now() + START_PATIENCE_MS
  for (;;) {
    if (failure !== undefined) throw startFailed(place, String(failure), failure)
    if (child.exitCode !== null || child.signalCode !== null) return 'dead'
    const note = readNote(place)
    if (note !== undefined && note.pid === child.pid && note.status === 'ready') {
      const identity = identify(note.pid)
      if (identity !== undefined) return { identity, port: note.port }
    }
    if (Date.now() > deadline) {
      child.kill('SIGQUIT')
      throw startFailed(place, `it was not ready after ${START_PATIENCE_MS / 1000} s`)
    }
    await sleep(10)
  }
}

/** postmaster.pid by line: 1 process, 4 port, 8 status, padded with spaces. */
function readNote(place: Place): { pid: number; port: number; status: string } | undefined {
  try {
    const lines = readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() }
  } catch {
    return undefined
  }
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

function openLog(place: Place): number {
  if (logSize(place) > LOG_LIMIT) renameSync(place.log, `${place.log}.1`)
  const isNew = logSize(place) === 0
  const log = openSync(place.log, 'a', 0o600)
  if (isNew && process.getuid?.() === 0) {
    const owner = statSync(place.folder)
    chownSync(place.log, owner.uid, owner.gid)
  }
  return log
}

function logSize(place: Place): number {
  return statSync(place.log, { throwIfNoEntry: false })?.size ?? 0
}

function logSince(place: Place, from: number): string {
  try {
    const log = readFileSync(place.log)
    return log.subarray(log.length >= from ? from : 0).toString('utf8')
  } catch {
    return ''
  }
}

function startFailed(place: Place, story: string, cause?: unknown): EmbeddedError {
  const lines = story.trim().split('\n')
  const detail = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? ''
  return new EmbeddedError(
    'start-failed',
    { folder: place.folder, log: place.log, detail },
    `PostgreSQL did not start in ${place.folder}: ${detail}. The whole story is in ${place.log}.`,
    cause,
  )
}
