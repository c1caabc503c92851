import type { Dice } from '../../solver/dice.ts'
import type { Claim } from '../../domain/claim.ts'
import type { Board } from './board.ts'
import type { Option } from './places.ts'
import { jobOf, type Booking, type Job } from './problem.ts'

/** What becomes of every job; bookings that make room are among them. */
export interface Assignment {
  readonly chosen: ReadonlyMap<string, { readonly job: Job; readonly option: Option }>
  /** What the search compared: prices, surcharges, and what splits cost. */
  readonly cost: number
  /** Nothing cheaper exists among the options. */
  readonly proven: boolean
}

/** What is searched through. */
export interface Task {
  readonly board: Board
  readonly jobs: readonly Job[]
  /** The cheapest first. Asked again for bookings that have to make room. */
  readonly optionsOf: (job: Job) => readonly Option[]
  /** How long a chain of bookings may be that make room for each other. */
  readonly chain: number
  /** Options looked at in one pass, and passes over a few jobs at a time. */
  readonly nodes: number
  readonly rounds: number
  readonly dice: Dice
  readonly stop: () => boolean
}

/**
 * The cheapest way to place all jobs: depth first with a bound, the jobs with the fewest options first; where that ends before it has proven anything,
 * a few jobs at a time are taken up and placed anew. The board is left as it was.
 *
 * @returns null when some job has no option at all beside the others
 */
export function cheapest(task: Task): Assignment | null {
  const first = placeAll(task, task.jobs, Infinity, task.nodes)
  if (!first.best) return null
  let best = first.best
  if (first.proven || task.jobs.length < 2) return { chosen: best.chosen, cost: best.cost, proven: first.proven }
  for (let round = 0; round < task.rounds && !task.stop(); round++) {
    const again = someOf(task, best.chosen)
    const ids = new Set(again.map(({ id }) => id))
    const kept = keptBeside(best.chosen, ids)
    put(task.board, kept)
    const better = placeAll(task, again, best.cost - sumOf(kept), task.nodes / 8).best
    undo(task.board, kept)
    if (better) best = { chosen: new Map([...kept, ...better.chosen]), cost: better.cost + sumOf(kept) }
  }
  return { chosen: best.chosen, cost: best.cost, proven: false }
}

type Chosen = Map<string, { readonly job: Job; readonly option: Option }>
type Found = { readonly chosen: Chosen; readonly cost: number }

/** @param below - only what costs less than this; splits count in full, prices of what lies on the board already do not */
function placeAll(task: Task, jobs: readonly Job[], below: number, nodes: number) {
  const { board, chain, stop } = task
  const options = new Map(jobs.map((job) => [job.id, task.optionsOf(job)]))
  const order = jobs.toSorted((a, b) => (options.get(a.id)?.length ?? 0) - (options.get(b.id)?.length ?? 0))
  const least = (job: Job) => options.get(job.id)?.[0]?.cost ?? 0
  const rest = order.map((_, i) => order.slice(i).reduce((sum, job) => sum + least(job), 0))
  const chosen: Chosen = new Map()
  let best: Found | null = null
  let limit = below
  let left = nodes

  const descend = (next: number, waiting: readonly { job: Job; depth: number }[], cost: number): void => {
    const head = waiting[0]
    const job = head?.job ?? order[next]
    if (!job) {
      const total = cost + board.splits()
      if (total < limit) {
        limit = total
        best = { chosen: new Map(chosen), cost: total }
      }
      return
    }
    const further = head ? next : next + 1
    const queue = head ? waiting.slice(1) : waiting
    const ahead = (rest[further] ?? 0) + queue.length
    for (const option of options.get(job.id) ?? task.optionsOf(job)) {
      if (cost + option.cost + ahead >= limit) return
      // the first way down is gone to its end, if need be without anybody making room: a plan that gives dates up is one too
      const isOver = left <= 0 || stop()
      if (isOver && (best || below < Infinity || head || left <= -nodes)) return
      left--
      const lifts = option.lifts.filter(({ claim }) => board.isStanding(claim.id) && !chosen.has(claim.id))
      if (lifts.length > 0 && (isOver || (head?.depth ?? 0) >= chain)) continue
      for (const { claim } of lifts) board.take(claim.id)
      if (!option.claim || board.admits(option.claim)) {
        if (option.claim) board.put(option.claim, job.series)
        chosen.set(job.id, { job, option })
        const depth = (head?.depth ?? 0) + 1
        descend(further, [...lifts.map((one) => ({ job: roomMaker(one), depth })), ...queue], cost + option.cost)
        chosen.delete(job.id)
        if (option.claim) board.take(option.claim.id)
      }
      for (const { claim, series } of lifts) board.put(claim, series)
    }
  }
  descend(0, [], 0)
  // assigned in the closure, which the compiler does not follow
  return { best: best as Found | null, proven: left > 0 && !stop() }
}

/** A booking that makes room: it is asked, and never given up. */
function roomMaker(booking: Booking): Job {
  return jobOf(booking, { makesRoom: true, consent: true })
}

/** A few of the jobs: one by chance, and those next to it in time. */
function someOf({ jobs, dice }: Task, chosen: Chosen): readonly Job[] {
  const near = jobs[dice.below(jobs.length)]
  if (!near) return []
  const at = (job: Job) => chosen.get(job.id)?.option.claim?.during.start ?? job.origin.during.start
  const middle = at(near)
  return jobs.toSorted((a, b) => Math.abs(at(a) - middle) - Math.abs(at(b) - middle)).slice(0, AT_ONCE)
}

const AT_ONCE = 4

/** What stays while some jobs are taken up: their room makers are taken up with them. */
function keptBeside(chosen: Chosen, ids: ReadonlySet<string>): Chosen {
  const freed = new Set(ids)
  for (let grew = true; grew;) {
    grew = false
    for (const [id, { option }] of chosen)
      if (freed.has(id))
        for (const { claim } of option.lifts)
          if (!freed.has(claim.id)) {
            freed.add(claim.id)
            grew = true
          }
  }
  return new Map([...chosen].filter(([id]) => !freed.has(id)))
}

function put(board: Board, chosen: Chosen): void {
  for (const [id, { job }] of chosen) if (job.makesRoom) board.take(id)
  for (const { job, option } of chosen.values()) if (option.claim) board.put(option.claim, job.series)
}

function undo(board: Board, chosen: Chosen): void {
  for (const { option } of chosen.values()) if (option.claim) board.take(option.claim.id)
  for (const [id, { job }] of chosen) {
    const stood: { claim: Claim; series: string | null } | undefined = job.makesRoom ? board.movable.get(id) : undefined
    if (stood) board.put(stood.claim, stood.series)
  }
}

function sumOf(chosen: Chosen): number {
  return [...chosen.values()].reduce((sum, { option }) => sum + option.cost, 0)
}
