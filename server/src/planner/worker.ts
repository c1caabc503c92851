import { getPriority, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { checkSpec } from '@gongyue/shared/solver/check-spec.ts'
import { pinFaults } from '@gongyue/shared/solver/pins.ts'
import { type ProblemSpec, problemOf } from '@gongyue/shared/solver/problem.ts'
import {
  type Budget,
  type Outcome,
  type Progress,
  annealingShare,
  countedBudget,
  solve,
} from '@gongyue/shared/solver/solve.ts'
import { highsSolver } from './highs.ts'
import { type Limit, type News, type Order, type Refusal, unpack } from './message.ts'

/** How often incumbents are sent: early plans improve thousands of times a second. */
const PAUSE = 200

const port = parentPort
if (port === null) throw new Error('the planner runs in a worker thread')
const tell = (news: News): void => port.postMessage(news)
// whoever starts this file as a worker gives it an order
const order = workerData as Order

// Linux takes this for the thread alone: requests come before plans. Elsewhere it would slow the whole server.
if (process.platform === 'linux') setPriority(Math.min(19, getPriority() + 10))

const began = performance.now()
let told = -Infinity
const spec = unpack(order.spec)
const refusal = refusalOf(spec)
if (refusal === null) tell({ kind: 'done', outcome: await planOf(spec) })
else tell({ kind: 'refused', refusal })

async function planOf(wanted: ProblemSpec): Promise<Outcome> {
  const problem = problemOf(wanted)
  const exact = order.exact ? await highsSolver() : undefined
  return solve(problem, {
    seed: order.seed,
    budget: budgetOf(order.limit, order.exact ? annealingShare(problem) : 1),
    stop: () => Atomics.load(order.halt, 0) !== 0,
    ...(order.from === undefined ? {} : { from: order.from }),
    ...(exact === undefined ? {} : { exact }),
    onIncumbent: report,
  })
}

/** What keeps a spec from being solved, all of it; null when nothing does. */
function refusalOf(wanted: ProblemSpec): Refusal | null {
  const wrong = checkSpec(wanted)
  if (wrong.length > 0) return { kind: 'spec', faults: wrong }
  const impossible = pinFaults(wanted)
  return impossible.length > 0 ? { kind: 'pins', faults: impossible } : null
}

function report(places: Int32Array, progress: Progress): void {
  const now = performance.now()
  if (now - told < PAUSE && progress.phase === 'anneal') return
  told = now
  const triesASecond = Math.round((1000 * progress.tries) / Math.max(1, now - began))
  tell({ kind: 'incumbent', places: Int32Array.from(places), progress, triesASecond })
}

/** A budget of which `share` goes to annealing. */
function budgetOf(limit: Limit, share: number): Budget {
  if (limit.kind === 'counted') return countedBudget(limit.tries, limit.rounds)
  const turn = share * limit.seconds
  const spent = (): number => (performance.now() - began) / 1000
  return { annealing: () => spent() / turn, neighbourhoods: () => (spent() - turn) / (limit.seconds - turn) }
}
