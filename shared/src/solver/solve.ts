import { anneal } from './anneal.ts'
import { construct } from './construct.ts'
import { diceOf } from './dice.ts'
import { leaveOutBreakers } from './leave-out.ts'
import { improve } from './lns.ts'
import type { SolveMip } from './mip.ts'
import { PinsContradict, pinFaults } from './pins.ts'
import { type Plan, become, emptyPlan, isFree, put } from './plan.ts'
import { BARRED, UNPLACED, type Problem } from './problem.ts'
import { promisingOptions } from './promising.ts'
import { matchRooms } from './rooms.ts'

/**
 * How far a run has come: each answers with the share of its part that is used up, 1 for the end. Counting tries and rounds
 * makes a run repeatable; looking at a clock makes it punctual. The caller decides, because only the caller has a clock.
 */
export interface Budget {
  annealing(tries: number): number
  neighbourhoods(rounds: number): number
}

/** What a run is given. */
export interface RunOptions {
  readonly seed: number
  readonly budget: Budget
  /** Asked often; true ends the run with the best plan so far. */
  readonly stop: () => boolean
  /** Told of every better plan. The places are only lent: copy what is kept. */
  readonly onIncumbent?: (places: Int32Array, progress: Progress) => void
  /** Where to go on from, such as the last incumbent of a run that was stopped. */
  readonly from?: Int32Array
  /** Seconds that the relaxation of the whole may take before the neighbourhoods, which it then makes simpler; none when absent. */
  readonly relaxation?: number
  /** An exact solver; without it there are no large neighbourhoods. */
  readonly exact?: SolveMip
}

/** Where a run stands. */
export interface Progress {
  readonly phase: 'construct' | 'anneal' | 'neighbourhoods'
  readonly cost: number
  readonly unplaced: number
  readonly tries: number
}

/** A run's end. */
export interface Outcome {
  readonly places: Int32Array
  readonly cost: number
  readonly unplaced: number
  readonly tries: number
  readonly rounds: number
}

/** So many tries of annealing, then so many neighbourhoods: the same seed gives the same plan. */
export function countedBudget(tries: number, rounds: number): Budget {
  return { annealing: (done) => done / tries, neighbourhoods: (done) => (rounds === 0 ? 1 : done / rounds) }
}

/**
 * Which part of a clock's time is best spent on annealing where neighbourhoods follow: these gain more on weeks that they can
 * soon go through, and hardly reach all of a large season; a small one is annealed almost to its best.
 */
export function annealingShare({ activities }: Pick<Problem, 'activities'>): number {
  return activities < 100 ? 0.5 : Math.min(0.5, Math.max(0.2, activities / 4_000))
}

/** Starting temperatures, in grains: of a new plan, of one that is to be kept in shape, and of the end. */
const HOT = 4
const WARM = 1
const COLD = 0.15

/** Where there are several descents from nothing, their part of the annealing; the rest keeps the best of them in shape. */
const SEARCH = 0.75
/** Tries an activity after which a descent gains more from a new start than from going slower. */
const TRIES_EACH = 1_200_000
const MOST_STARTS = 6
/** Tries from which the speed of a run is told. */
const PROBE = 131_072

/**
 * From nothing, or from an earlier plan, to the best that the budget gives. No plan breaks a hard condition. Throws
 * `PinsContradict` where pins can not be.
 */
export function solve(
  problem: Problem,
  { seed, budget, stop, onIncumbent, from, exact, relaxation }: RunOptions,
): Outcome {
  const faults = pinFaults(problem.spec)
  if (faults.length > 0) throw new PinsContradict(faults)
  const dice = diceOf(seed)
  const plan = emptyPlan(problem)
  if (from === undefined) construct(plan, dice, problem.activities * 50, stop)
  else {
    restore(plan, from)
    leaveOutBreakers(plan)
  }
  let best = plan.score.cost
  let tries = 0
  onIncumbent?.(plan.place, { phase: 'construct', cost: best, unplaced: plan.score.unplaced, tries })
  const tell = (places: Int32Array, cost: number, now: number): void => {
    if (cost >= best) return
    best = cost
    onIncumbent?.(places, { phase: 'anneal', cost, unplaced: countUnplaced(places), tries: tries + now })
  }
  /** One descent between two points of the budget. */
  const descend = (hot: number, since: number, until: number): void => {
    if (until <= since) return
    const before = tries
    const pace = (now: number): number =>
      stop() ? 1 : Math.min(1, Math.max(0, (budget.annealing(before + now) - since) / (until - since)))
    tries += anneal(plan, { hot, cold: COLD, dice, pace, onBest: tell }).tries
  }
  if (from === undefined) {
    const kept = Int32Array.from(plan.place)
    let keptCost = Infinity
    // a first look: how much of the budget some tries use up tells how many there will be, counted or timed
    tries = anneal(plan, {
      ...{ hot: HOT, cold: HOT, dice, onBest: tell },
      pace: (now) => (stop() || now >= PROBE || budget.annealing(now) > 0.02 ? 1 : 0),
    }).tries
    const begun = budget.annealing(tries)
    const starts = startsFor(problem, tries, begun)
    const search = starts === 1 ? 1 : SEARCH
    const share = Math.max(0, search - begun) / starts
    for (let start = 0; start < starts && !stop(); start++) {
      if (start > 0) {
        become(plan, emptyPlan(problem).place)
        construct(plan, dice, problem.activities * 50, stop)
      }
      descend(HOT, begun + start * share, begun + (start + 1) * share)
      if (plan.score.cost >= keptCost) continue
      keptCost = plan.score.cost
      kept.set(plan.place)
    }
    become(plan, kept)
    descend(WARM, Math.max(begun, search), 1)
  } else descend(WARM, 0, 1)
  if (!stop()) {
    matchRooms(plan)
    tell(plan.place, plan.score.cost, 0)
  }
  let rounds = 0
  if (exact !== undefined && !stop()) {
    const kept = relaxation === undefined ? undefined : promisingOptions(problem, exact, { seconds: relaxation, stop })
    const improved = improve(plan, {
      kept,
      solve: exact,
      dice,
      pace: (now) => budget.neighbourhoods(now),
      stop,
      size: kept === undefined ? 70 : 90,
      seconds: 2,
      onBest: (places, cost) =>
        onIncumbent?.(places, { phase: 'neighbourhoods', cost, unplaced: plan.score.unplaced, tries }),
    })
    rounds = improved.rounds
  }
  leaveOutBreakers(plan)
  return { places: plan.place, cost: plan.score.cost, unplaced: plan.score.unplaced, tries, rounds }
}

/** Descents that fit into the budget: one slow one, until slower gains less than another start. */
function startsFor({ activities }: Problem, tries: number, used: number): number {
  const total = tries / Math.max(1e-9, used)
  return Math.max(1, Math.min(MOST_STARTS, Math.floor(total / (TRIES_EACH * Math.max(1, activities)))))
}

/** Takes over an earlier plan as far as it still fits: pins first, then what is free and may be there. */
export function restore(plan: Plan, from: Int32Array): void {
  const { problem, place } = plan
  become(plan, problem.pinned)
  for (let i = 0; i < place.length; i++) {
    const to = from[i]!
    if (place[i] !== UNPLACED || to === UNPLACED || to === undefined) continue
    if (problem.cost[problem.wishOf[i]! * problem.places + to] !== BARRED && isFree(plan, i, to)) put(plan, i, to)
  }
}

function countUnplaced(places: Int32Array): number {
  let count = 0
  for (let i = 0; i < places.length; i++) if (places[i] === UNPLACED) count++
  return count
}
