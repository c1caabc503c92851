import { Worker } from 'node:worker_threads'
import type { ProblemSpec } from '@gongyue/shared/solver/problem.ts'
import type { Outcome, Progress } from '@gongyue/shared/solver/solve.ts'
import { type Limit, type News, type Order, type Refusal, pack } from './message.ts'

/** What a run is started with. */
export interface RunOrder {
  readonly spec: ProblemSpec
  readonly seed: number
  readonly limit: Limit
  readonly exact: boolean
  /** The last incumbent of an earlier run of the same spec: the run goes on from there. */
  readonly from?: Int32Array
  readonly onIncumbent?: (places: Int32Array, progress: Progress, triesASecond: number) => void
}

/** A run in a thread of its own. */
export interface PlannerRun {
  /** The end, whether by the limit or by `stop`. Rejects with `RunRefused`, or when the thread fails. */
  readonly done: Promise<Outcome>
  /** Ends the run with its best plan so far, within a quarter of a second. */
  stop(): void
  /** Ends the thread at once, without a plan. */
  kill(): Promise<void>
}

/** What `done` rejects with when there is nothing to run: the spec is wrong, or its pins can not be. The reasons are data. */
export class RunRefused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(`the run is refused: ${refusal.faults.map(whatIsWrong).join('; ')}`)
    this.name = 'RunRefused'
    this.refusal = refusal
  }
}

function whatIsWrong(fault: Refusal['faults'][number]): string {
  return 'key' in fault ? `${fault.path} ${fault.key} ${fault.value}` : `pins ${fault.kind}`
}

/** How long a stopped thread may take to come to its end by itself, in milliseconds, before its last plan is taken instead. */
const GRACE = 150

/** Half a gigabyte for a run, whatever it is given: a run that wants more fails, and the server does not. */
const MEGABYTES = 512

/** Starts a run in a worker thread. The caller's thread only packs the order and hears of better plans. */
export function startRun({ spec, seed, limit, exact, from, onIncumbent }: RunOrder): PlannerRun {
  const halt = new Int32Array(new SharedArrayBuffer(4))
  const packed = pack(spec)
  const order: Order = { spec: packed, seed, limit, exact, halt, ...(from === undefined ? {} : { from }) }
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    workerData: order,
    transferList: packed.wishes.map(({ options }) => options.buffer),
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  })
  let last: Outcome | undefined
  let end: (outcome: Outcome) => void = () => undefined
  const done = new Promise<Outcome>((resolve, reject) => {
    end = resolve
    worker.on('message', (news: News) => {
      if (news.kind === 'done') return resolve(news.outcome)
      if (news.kind === 'refused') return reject(new RunRefused(news.refusal))
      const { cost, unplaced, tries } = news.progress
      last = { places: news.places, cost, unplaced, tries, rounds: 0 }
      onIncumbent?.(news.places, news.progress, news.triesASecond)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the planner's thread ended with ${code} and no plan`)))
  })
  return {
    done,
    stop() {
      Atomics.store(halt, 0, 1)
      // an exact search on a busy machine looks up too seldom
      const timer = setTimeout(() => {
        if (last === undefined) return
        end(last)
        void worker.terminate()
      }, GRACE)
      worker.once('exit', () => clearTimeout(timer))
    },
    kill: async () => void (await worker.terminate()),
  }
}
