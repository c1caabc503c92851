import { getPriority, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { repair } from '@gongyue/shared/scheduling/repair/repair.ts'
import type { RepairNews, RepairOrder } from './repair-message.ts'

const port = parentPort
if (port === null) throw new Error('long repairs run in a worker thread')
const tell = (news: RepairNews): void => port.postMessage(news)
// whoever starts this file as a worker gives it an order
const { snapshot, cause, options, halt } = workerData as RepairOrder

// Linux takes this for the thread alone: requests come before plans. Elsewhere it would slow the whole server.
if (process.platform === 'linux') setPriority(Math.min(19, getPriority() + 5))

const repaired = repair(snapshot, cause, {
  ...options,
  stop: () => Atomics.load(halt, 0) !== 0,
  onPlan: (plan) => tell({ kind: 'plan', plan }),
})
tell({ kind: 'done', repaired })
