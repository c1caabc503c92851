import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { Logger, parseCronItems, run, type Runner, type WorkerEvents } from 'graphile-worker'
import { openPlainPool, openPool } from '@gongyue/db/pool.ts'
import { keepAlive, unlockDeadWorkers } from '@gongyue/db/queries/jobs.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Task } from './define.ts'
import { watchLostPromises } from './lost-promises.ts'

/** The background work of this process. */
export interface Worker {
  /** Ends after the jobs in hand. */
  readonly stop: () => Promise<void>
}

/** What a worker does; tests name tasks of their own. */
export interface Work {
  readonly tasks: readonly Task[]
  readonly crontab: readonly { readonly task: Task; readonly at: string }[]
}

/**
 * Works off jobs until it is stopped, through every loss of the database: a runner that ends is followed by another. The database away at the
 * start is no error either.
 */
export function startWorker(app: FastifyInstance, work: Work): Worker {
  const stopping = new AbortController()
  const endWatch = watchLostPromises(app)
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await workOnce(app, work, stopping.signal)
      } catch (error) {
        app.log.warn({ err: error }, 'background work was interrupted and begins again')
      }
      await sleep(PAUSE, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await running
      endWatch()
    },
  }
}

/** Between two runners, in milliseconds. */
const PAUSE = 1_000
/** How often jobs of dead processes are looked for. */
const ROUND = 15_000

/** One runner from its start to its end. */
async function workOnce(app: FastifyInstance, { tasks, crontab }: Work, stop: AbortSignal): Promise<void> {
  const { databaseUrl } = app.config
  const pool = openPool(databaseUrl, 1)
  const jobs = openPlainPool(databaseUrl, CONCURRENCY + 2)
  let life: Tx['client'] | undefined
  let runner: Runner | undefined
  let round: NodeJS.Timeout | undefined
  try {
    const own = await pool.connect()
    life = own
    // A cut connection may say so twice: the listener stays.
    const broken = new Promise<never>((_, reject) => own.on('error', reject))
    broken.catch(() => {})
    const events: WorkerEvents = new EventEmitter()
    const signs: Promise<void>[] = []
    events.on('worker:create', ({ worker }) => {
      const sign = keepAlive(own, worker.workerId)
      // Awaited below, once all are there; a connection that breaks before is no event of its own.
      sign.catch(() => {})
      signs.push(sign)
    })
    runner = await run({
      pgPool: jobs,
      concurrency: CONCURRENCY,
      pollInterval: 5_000,
      noHandleSignals: true,
      events,
      logger: loggerOf(app),
      taskList: Object.fromEntries(
        tasks.map((task) => [task.name, async (payload: unknown) => await task.run(app, payload)]),
      ),
      parsedCronItems: parseCronItems(
        crontab.map(({ task, at }) => ({
          task: task.name,
          match: at,
          identifier: task.name,
          // What a night without a server missed is made up for by the next round; one that waits is enough.
          options: { backfillPeriod: 0, maxAttempts: 3, jobKey: task.name },
        })),
      ),
    })
    runner.promise.catch(() => {})
    await Promise.all(signs)
    await unlockDeadWorkers(own)
    round = setInterval(() => void unlockDeadWorkers(own).catch(() => {}), ROUND)
    const stopped = new Promise<void>((resolve) => {
      if (stop.aborted) resolve()
      else stop.addEventListener('abort', () => resolve(), { once: true })
    })
    await Promise.race([runner.promise, stopped, broken])
  } finally {
    clearInterval(round)
    // It may have ended by itself, and says so when it is stopped again.
    await runner?.stop().catch(() => {})
    life?.release(true)
    await Promise.all([pool.end(), jobs.end()])
  }
}

/** Jobs at once in one process: a mail server that is slow to answer must not keep the round of the minute waiting. */
const CONCURRENCY = 2

function loggerOf({ log }: FastifyInstance): Logger {
  return new Logger(() => (level, message, meta) => {
    const at = level === 'warning' ? 'warn' : level === 'info' ? 'debug' : level
    log[at]({ job: meta?.['job'] === undefined ? undefined : String((meta['job'] as { id?: unknown }).id) }, message)
  })
}
