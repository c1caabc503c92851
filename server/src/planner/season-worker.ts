import { getPriority, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { allocate } from '@gongyue/shared/scheduling/season/allocate.ts'
import { annealingShare, countedBudget, type Budget } from '@gongyue/shared/solver/solve.ts'
import { highsSolver } from './highs.ts'
import type { SeasonLimit, SeasonNews, SeasonOrder } from './season-message.ts'

/** How often incumbents are sent, in milliseconds: the score of each has to be worked out. */
const PAUSE = 250
/** Of the run's seconds, what the bound may take at most, and the most of all. */
const BOUND_SHARE = 0.2
const BOUND_MOST = 30
/** And what the relaxation may take that makes the neighbourhoods simpler. */
const RELAXED = 0.15

const port = parentPort
if (port === null) throw new Error('seasons are allocated in a worker thread')
const tell = (news: SeasonNews): void => port.postMessage(news)
// whoever starts this file as a worker gives it an order
const { inputs, seed, limit, from, halt } = workerData as SeasonOrder

// Linux takes this for the thread alone: requests come before plans. Elsewhere it would slow the whole server.
if (process.platform === 'linux') setPriority(Math.min(19, getPriority() + 10))

const used = limit.kind === 'seconds' ? limit.used : 0
const own = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}
const asked = inputs.sections.reduce((sum, { timesAWeek }) => sum + timesAWeek, 0)
const exact = await highsSolver(own)
const began = own()
const seconds = (): number => used + own() - began
let told = -Infinity

const allocation = allocate(inputs, {
  ...{ seed, exact, budget: budgetOf(limit), neighbourhoods: limit.kind === 'seconds' },
  relaxing: limit.kind === 'seconds' ? RELAXED * (limit.seconds - limit.used) : 0,
  boundSeconds: limit.kind === 'seconds' ? Math.min(BOUND_MOST, Math.max(1, BOUND_SHARE * limit.seconds)) : 0,
  stop: () => Atomics.load(halt, 0) !== 0,
  ...(from && { from }),
  isHeard: () => performance.now() - told >= PAUSE,
  onPhase: (phase) => tell({ kind: 'phase', phase, seconds: seconds() }),
  onIncumbent: (plan, { phase, cost, unplaced, tries }, score) => {
    told = performance.now()
    const triesASecond = Math.round(tries / Math.max(0.001, seconds() - used))
    tell({ kind: 'incumbent', plan, phase, cost, unplaced, triesASecond, score, seconds: seconds() })
  },
})
tell({ kind: 'done', allocation, seconds: seconds() })

/** The seconds that are left, parted between the two searches by how much there is to place. */
function budgetOf(of: SeasonLimit): Budget {
  if (of.kind === 'counted') return countedBudget(of.tries, 0)
  const left = Math.max(0.2, of.seconds - of.used)
  const turn = left * annealingShare({ activities: asked })
  const spent = (): number => seconds() - used
  return { annealing: () => spent() / turn, neighbourhoods: () => (spent() - turn) / (left - turn) }
}
