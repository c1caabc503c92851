import { Worker } from 'node:worker_threads'
import type { Plan } from '@gongyue/shared/scheduling/repair/plan.ts'
import type { Repaired } from '@gongyue/shared/scheduling/repair/repair.ts'
import type { RepairNews, RepairOrder } from './repair-message.ts'

/** A repair in a thread of its own. */
export interface RepairRun {
  /** The end, whether it came by itself or by `stop`. Rejects when the thread fails. */
  readonly done: Promise<Repaired>
  /** Ends the search soon, with the plans so far. */
  stop(): void
}

/** A repair of a whole palace must not take more memory than this, in megabytes. */
const MEGABYTES = 256

/** Starts a repair in a worker thread. The caller's thread only hears of plans as they are found. */
export function runRepair(order: Omit<RepairOrder, 'halt'>, onPlan?: (plan: Plan) => void): RepairRun {
  const halt = new Int32Array(new SharedArrayBuffer(4))
  const workerData: RepairOrder = { ...order, halt }
  const worker = new Worker(new URL('repair-worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  })
  const done = new Promise<Repaired>((resolve, reject) => {
    worker.on('message', (news: RepairNews) => {
      if (news.kind === 'plan') onPlan?.(news.plan)
      else resolve(news.repaired)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the repair's thread ended with ${code} and no plans`)))
  })
  return { done, stop: () => void Atomics.store(halt, 0, 1) }
}
