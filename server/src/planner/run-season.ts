import { Worker } from 'node:worker_threads'
import type { SeasonNews, SeasonOrder } from './season-message.ts'

/** How a thread ended. */
export type SeasonEnd =
  | Extract<SeasonNews, { readonly kind: 'done' }>
  /** It was told to stop and did not answer in time: its last plan is all there is. */
  | { readonly kind: 'halted' }

/** A season's run in a thread of its own. */
export interface SeasonRun {
  /** The end, whether by the limit or by `stop`. Rejects when the thread fails. */
  readonly done: Promise<SeasonEnd>
  /** Ends the run with its best plan so far. */
  stop(): void
  /** Ends the thread at once. */
  kill(): Promise<void>
}

/** What a stopped thread may take to work out its plan's reasons, in milliseconds. */
const GRACE = 15_000
/** A run that wants more fails, and the server does not. */
const MEGABYTES = 512

/** Starts a run in a worker thread; the caller's thread only hears of it. */
export function runSeason(order: Omit<SeasonOrder, 'halt'>, onNews: (news: SeasonNews) => void): SeasonRun {
  const halt = new Int32Array(new SharedArrayBuffer(4))
  const workerData: SeasonOrder = { ...order, halt }
  const worker = new Worker(new URL('season-worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  })
  let end: (how: SeasonEnd) => void = () => undefined
  const done = new Promise<SeasonEnd>((resolve, reject) => {
    end = resolve
    worker.on('message', (news: SeasonNews) => {
      if (news.kind === 'done') resolve(news)
      else onNews(news)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the thread ended with ${code} and no plan`)))
  })
  return {
    done,
    stop() {
      Atomics.store(halt, 0, 1)
      const timer = setTimeout(() => {
        end({ kind: 'halted' })
        void worker.terminate()
      }, GRACE)
      worker.once('exit', () => clearTimeout(timer))
    },
    kill: async () => void (await worker.terminate()),
  }
}
