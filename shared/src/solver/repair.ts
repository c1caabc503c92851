import { placeByChain } from './chains.ts'
import { leaveOutBreakers } from './leave-out.ts'
import { improveOnce } from './lns.ts'
import type { SolveMip } from './mip.ts'
import { standing } from './construct.ts'
import { emptyPlan } from './plan.ts'
import { BARRED, UNPLACED, type Problem, type ProblemSpec, problemOf } from './problem.ts'
import { restore } from './solve.ts'
import { bindingGroup, isBinding, renumbered } from './subset.ts'

/** Slots of a space that are no longer to be had: a closure, or a priority event. */
export interface Loss {
  readonly space: number
  readonly from: number
  readonly until: number
}

/** What a repair costs: nobody is left out as long as anybody can be moved, and who is moved keeps the time if possible. */
const PRICE = { leftOut: 10_000, sameTime: 6, sameDay: 9, otherDay: 14 } as const

/** A published plan after a loss, ready to be mended. */
export interface Damage {
  readonly problem: Problem
  /** Activity of the published plan, by activity of `problem`: only those that had a place are in it. */
  readonly original: Int32Array
  /** Where each stood. */
  readonly before: Int32Array
  /** Activities that can not stay. */
  readonly displaced: readonly number[]
}

/** A mended plan: places by activity of the damage's problem. */
export interface Mended {
  readonly places: Int32Array
  readonly moved: number
  readonly lost: number
  readonly cost: number
}

/** What a loss does to a plan. Pins keep their place, unless it is the place that is lost. */
export function damageOf(published: Problem, places: Int32Array, losses: readonly Loss[]): Damage {
  const { spec, slots, wishOf, duration, dayOfSlot } = published
  const isLost = (space: number, start: number, length: number): boolean =>
    losses.some((loss) => loss.space === space && start < loss.until && loss.from < start + length)
  const original = Int32Array.from([...places.keys()].filter((activity) => places[activity] !== UNPLACED))
  const before = original.map((activity) => places[activity]!)
  const displaced: number[] = []
  const wishes = [...original].map((activity, k) => {
    const wish = spec.wishes[wishOf[activity]!]!
    const length = duration[activity]!
    const home = before[k]! % slots
    const homeSpace = (before[k]! - home) / slots
    if (isLost(homeSpace, home, length)) displaced.push(k)
    const isPinned = published.pinned[activity] !== UNPLACED && !displaced.includes(k)
    const options = wish.options.flatMap(({ space, start }) => {
      const stays = space === homeSpace && start === home
      if (isLost(space, start, length) || (isPinned && !stays)) return []
      const elsewhere = dayOfSlot[start] === dayOfSlot[home] ? PRICE.sameDay : PRICE.otherDay
      return [{ space, start, cost: stays ? 0 : start === home ? PRICE.sameTime : elsewhere }]
    })
    const { id, groups, parts } = wish
    const worth = { unplaced: PRICE.leftOut, minDays: 0, sameSpace: false, party: -1 }
    return { id, count: 1, duration: length, options, groups, ...worth, ...(parts === undefined ? {} : { parts }) }
  })
  const links = (spec.links ?? []).filter(isBinding)
  const { days, spaces, parts, ways } = spec
  const mending: ProblemSpec = {
    ...{ days, spaces, wishes, pins: [], grain: PRICE.sameTime },
    groups: spec.groups.map(bindingGroup),
    weights: { compactness: 0, workingDays: 0, sameSpace: 0, fairness: 0 },
    ...renumbered({ ...spec, links }, (w) => [...original.keys()].filter((k) => wishOf[original[k]!] === w)),
    ...(parts === undefined ? {} : { parts }),
    ...(ways === undefined ? {} : { ways }),
  }
  return { problem: problemOf(mending), original, before, displaced }
}

/**
 * The instant answer: ejection chains, the shortest first. `looks` bounds the search: places looked at for all of them together;
 * some 300,000 take 100 ms. Who has the fewest ways goes first; who finds none is asked again when all others are placed.
 */
export function repairAtOnce(damage: Damage, looks: number): Mended {
  const { problem, displaced } = damage
  const plan = emptyPlan(problem)
  restore(plan, stillStanding(damage))
  const ways = (activity: number): number => problem.optionAt[activity + 1]! - problem.optionAt[activity]!
  let left = displaced.toSorted((a, b) => ways(a) - ways(b) || a - b)
  const purse = { looks }
  for (let round = 0; round < 2 && left.length > 0; round++)
    left = left.filter((activity) => !placeByChain(plan, activity, new Set(), purse))
  // chains look at places only: who came to break a condition goes without
  leaveOutBreakers(plan)
  return mendedOf(damage, plan.place)
}

/**
 * The proven answer of one hop: the displaced, and all who stand in a place they could have, are set as well as can be while
 * everyone else stays. With `hops` above 1 more are free; a number of hops as large as the plan proves the minimum.
 */
export function repairExactly(
  damage: Damage,
  from: Mended,
  solve: SolveMip,
  { hops, seconds, stop }: { readonly hops: number; readonly seconds: number; readonly stop: () => boolean },
): Mended & { readonly proven: boolean } {
  const plan = emptyPlan(damage.problem)
  restore(plan, from.places)
  const proven = improveOnce(plan, reachOf(damage, hops), { solve, seconds, nodes: 100_000, stop })
  leaveOutBreakers(plan)
  return { ...mendedOf(damage, plan.place), proven }
}

/**
 * The answer that is waited for: one hop, and, while somebody is left out and seconds are left, one hop more. `left` tells the
 * seconds; only the caller has a clock.
 */
export function repairInTime(
  damage: Damage,
  from: Mended,
  solve: SolveMip,
  { left, stop }: { readonly left: () => number; readonly stop: () => boolean },
): Mended {
  let best = from
  for (let hops = 1; hops <= MOST_HOPS && (hops === 1 || best.lost > 0) && left() > 0 && !stop(); hops++)
    best = repairExactly(damage, best, solve, { hops, seconds: left(), stop })
  return best
}

/** After three hops everybody is reached, as a rule. */
const MOST_HOPS = 3

function stillStanding({ before, displaced }: Damage): Int32Array {
  const places = Int32Array.from(before)
  for (const activity of displaced) places[activity] = UNPLACED
  return places
}

/** The displaced, and those within so many hops: who stands where one of them could go. */
function reachOf(damage: Damage, hops: number): readonly number[] {
  const plan = emptyPlan(damage.problem)
  restore(plan, stillStanding(damage))
  const { problem } = plan
  const reached = new Set(damage.displaced)
  let edge: readonly number[] = damage.displaced
  for (let hop = 0; hop < hops && edge.length > 0; hop++) {
    const next = new Set<number>()
    for (const activity of edge) {
      const w = problem.wishOf[activity]!
      for (let k = problem.optionAt[w]!; k < problem.optionAt[w + 1]!; k++)
        for (const who of standing(plan, activity, problem.options[k]!)) if (!reached.has(who)) next.add(who)
    }
    for (const activity of next) reached.add(activity)
    edge = [...next]
  }
  return [...reached]
}

function mendedOf({ problem, before }: Damage, place: Int32Array): Mended {
  const lost = place.filter((at) => at === UNPLACED).length
  const moved = place.filter((at, activity) => at !== UNPLACED && at !== before[activity]).length
  const cost = place.reduce((sum, at, w) => sum + (at === UNPLACED ? PRICE.leftOut : priceAt(problem, w, at)), 0)
  return { places: Int32Array.from(place), moved, lost, cost }
}

function priceAt({ cost, places }: Problem, wish: number, at: number): number {
  const price = cost[wish * places + at]!
  if (price === BARRED) throw new Error(`activity ${wish} may not stand at ${at}`)
  return price
}
