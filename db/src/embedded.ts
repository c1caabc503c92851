import type { ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { serverAccount } from './embedded/account.ts'
import { findBinaries } from './embedded/binaries.ts'
import { DATABASE, ROLE, prepareCluster, readPassword } from './embedded/cluster.ts'
import { EmbeddedError, explainFolder } from './embedded/errors.ts'
import { stillRuns } from './embedded/identity.ts'
import { type Guard, makeGuard } from './embedded/guard.ts'
import { type Place, alone, openPlace, readKeeper } from './embedded/place.ts'
import {
  type RunningServer,
  type ServerPlan,
  findServer,
  startServer,
  stopServer,
  waitUntilGone,
} from './embedded/server.ts'

export { EmbeddedError, type EmbeddedErrorKind } from './embedded/errors.ts'

/** Something that happened to the server after it had started. */
export type EmbeddedEvent =
  | { readonly kind: 'restarted'; readonly log: string }
  | { readonly kind: 'lost'; readonly log: string; readonly error: Error }

/** What {@link startEmbedded} is asked. */
export interface EmbeddedOptions {
  /** Made when it is not there. Holds the data, the password (0600) and the log. */
  readonly dataDir: string
  /** PostgreSQL settings by name, such as `{ fsync: 'off' }` in tests. */
  readonly settings?: Readonly<Record<string, string>>
  /** Told when the server died and was started again, or could not be. */
  readonly report?: (event: EmbeddedEvent) => void
}

/** A database to connect to. */
export interface EmbeddedDatabase {
  /** For `pg`: role, password, 127.0.0.1 and port. It stays true when the server had to be started again. */
  readonly connectionString: string
  /** Stops the server if this call started it or took it over; a server that another process answers for is left alone. */
  readonly stop: () => Promise<void>
}

/** A server that dies more often than this many times in a minute is left alone. */
const RESTARTS_A_MINUTE = 5

/**
 * Starts the embedded PostgreSQL in `dataDir`, or joins the one that runs there. When this process ends, however it
 * ends, the server ends too.
 *
 * @throws EmbeddedError with the cause and the way out
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const dataDir = resolve(options.dataDir)
  return await explainFolder(dataDir, async () => {
    const place = openPlace(dataDir)
    return await alone(place, async () => await startAlone(place, options))
  })
}

async function startAlone(place: Place, options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const account = serverAccount(place.cluster)
  const binaries = findBinaries(place.folder, account)
  const found = await settledServer(place)
  if (found?.kind === 'guest') {
    return { connectionString: connectionString(place, found.server), stop: async () => {} }
  }
  const guard = makeGuard(place, binaries)
  const plan: ServerPlan = { place, binaries, account, settings: options.settings ?? {}, watch: guard.watch }
  try {
    if (found?.kind === 'orphan' && readPassword(place) !== undefined) {
      guard.watch(found.server.identity)
      return keep(plan, { ...found.server, child: undefined }, guard, options)
    }
    if (found !== undefined) await stopServer(found.server.identity, plan)
    prepareCluster(place, binaries, account, options.settings?.['fsync'] !== 'off')
    return keep(plan, await startServer(plan), guard, options)
  } catch (error) {
    guard.dismiss()
    throw error
  }
}

/** The server that runs here once nothing is starting or stopping: with a living owner, or without. */
async function settledServer(place: Place): Promise<{ kind: 'guest' | 'orphan'; server: RunningServer } | undefined> {
  for (;;) {
    const server = findServer(place)
    if (server === undefined) return undefined
    const keeper = readKeeper(place)
    if (server !== 'starting-or-stopping') {
      if (keeper !== undefined && stillRuns(keeper.owner)) return { kind: 'guest', server }
      // A watchdog that outlives its owner is about to stop the server.
      if (keeper?.watchdog == null || !stillRuns(keeper.watchdog)) return { kind: 'orphan', server }
    }
    if (!(await waitUntilGone(place, 200))) await sleep(50)
  }
}

/** Answers for a running server: starts it again when it dies, stops it when asked. */
function keep(
  plan: ServerPlan,
  first: RunningServer & { child: ChildProcess | undefined },
  guard: Guard,
  options: EmbeddedOptions,
): EmbeddedDatabase {
  let server = first
  let stopping = false
  let restarts: readonly number[] = []
  let restarting: Promise<void> = Promise.resolve()
  const restart = async (): Promise<void> => {
    restarts = [...restarts.filter((at) => at > Date.now() - 60_000), Date.now()]
    try {
      if (restarts.length > RESTARTS_A_MINUTE) throw new Error('PostgreSQL dies again and again')
      server = await startServer({ ...plan, port: first.port })
      onceDead(server, onDeath)
      options.report?.({ kind: 'restarted', log: plan.place.log })
    } catch (error) {
      guard.dismiss()
      const cause = error instanceof Error ? error : new Error(String(error))
      options.report?.({ kind: 'lost', log: plan.place.log, error: cause })
    }
  }
  const onDeath = (): void => {
    if (!stopping) restarting = restart()
  }
  onceDead(server, onDeath)
  return {
    connectionString: connectionString(plan.place, server),
    stop: async () => {
      if (stopping) return
      stopping = true
      await restarting
      // Alone, so that a start at this moment waits instead of joining a server that is about to go.
      await alone(plan.place, async () => await stopServer(server.identity, plan))
      guard.dismiss()
    },
  }
}

function onceDead(server: RunningServer & { child: ChildProcess | undefined }, then: () => void): void {
  if (server.child !== undefined) {
    server.child.once('exit', then)
    return
  }
  // Not our child, so nobody tells us.
  const timer = setInterval(() => {
    if (stillRuns(server.identity)) return
    clearInterval(timer)
    then()
  }, 1_000)
  timer.unref()
}

function connectionString(place: Place, server: RunningServer): string {
  const password = readPassword(place)
  if (password === undefined) {
    throw new EmbeddedError(
      'folder-in-use',
      { folder: place.folder },
      `A database runs in ${place.folder}, but its password file ${place.password} is gone. Stop the process that started it, then start again.`,
    )
  }
  return `postgres://${ROLE}:${password}@127.0.0.1:${server.port}/${DATABASE}`
}
