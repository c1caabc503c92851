import { standing } from './construct.ts'
import { type Plan, become, isFree, put, take } from './plan.ts'
import { UNPLACED } from './problem.ts'

/** How far a search for chains may still go: places looked at. */
export interface Purse {
  looks: number
}

/** The most who may be put out for one at once. */
const MOST_OUT = 3

/**
 * Finds a place for an activity that has none, by the shortest chain there is: it takes the place of one who can go on to the
 * place of another, and so on to a free one. Where no such chain exists, it takes a place from two or three who each have a
 * chain of their own. Nobody in `busy` is moved, and `busy` then holds everyone who was. Answers whether it has a place.
 */
export function placeByChain(plan: Plan, activity: number, busy: Set<number>, purse: Purse): boolean {
  if (walk(plan, activity, busy, purse)) return true
  const { optionAt, options, wishOf, pinned } = plan.problem
  const w = wishOf[activity]!
  const crowded: { readonly to: number; readonly there: readonly number[] }[] = []
  for (let k = optionAt[w]!; k < optionAt[w + 1]! && purse.looks > 0; k++) {
    purse.looks--
    const there = standing(plan, activity, options[k]!)
    if (there.length < 2 || there.length > MOST_OUT) continue
    if (there.every((who) => !busy.has(who) && pinned[who] === UNPLACED)) crowded.push({ to: options[k]!, there })
  }
  // a stable sort: two before three, and the cheapest first among them
  for (const { to, there } of crowded.toSorted((a, b) => a.there.length - b.there.length)) {
    if (purse.looks <= 0) return false
    if (oust(plan, activity, to, there, busy, purse)) return true
  }
  return false
}

/** Gives an activity a place of several, each of whom finds another by a chain; leaves the plan as it was when one can not. */
function oust(
  plan: Plan,
  activity: number,
  to: number,
  there: readonly number[],
  busy: Set<number>,
  purse: Purse,
): boolean {
  const before = Int32Array.from(plan.place)
  const costBefore = plan.score.cost
  const moved = new Set([...busy, activity, ...there])
  for (const who of there) take(plan, who)
  put(plan, activity, to)
  // a place that a hard condition closes costs more than going without
  if (!there.every((who) => walk(plan, who, moved, purse)) || plan.score.cost >= costBefore) {
    become(plan, before)
    return false
  }
  for (const who of moved) busy.add(who)
  return true
}

/** A step of a chain that was looked at: `activity` would take `to` when whoever stands there has gone on. */
interface Step {
  readonly activity: number
  readonly to: number
  readonly before: Step | null
}

/** The shortest chain, breadth first; everyone is visited once, so that it ends after so many options as there are. */
function walk(plan: Plan, activity: number, busy: Set<number>, purse: Purse): boolean {
  const { optionAt, options, wishOf, pinned } = plan.problem
  const seen = new Set(busy)
  seen.add(activity)
  const queue: { readonly activity: number; readonly before: Step | null }[] = [{ activity, before: null }]
  for (const { activity: who, before } of queue) {
    const w = wishOf[who]!
    for (let k = optionAt[w]!; k < optionAt[w + 1]!; k++) {
      if (purse.looks-- <= 0) return false
      const to = options[k]!
      if (to === plan.place[who]) continue
      const there = standing(plan, who, to)
      const step: Step = { activity: who, to, before }
      const next = there[0]
      if (next === undefined) {
        if (!follow(plan, step)) continue
        for (let at: Step | null = step; at !== null; at = at.before) busy.add(at.activity)
        return true
      }
      if (there.length > 1 || seen.has(next) || pinned[next] !== UNPLACED) continue
      seen.add(next)
      queue.push({ activity: next, before: step })
    }
  }
  return false
}

/**
 * Moves everyone of a chain, the last first; leaves the plan as it was when two of them meet at their new places, or when a hard
 * condition makes it cost more than going without.
 */
function follow(plan: Plan, last: Step): boolean {
  const done: { readonly activity: number; readonly home: number }[] = []
  let change = 0
  let step: Step | null = last
  for (; step !== null && isFree(plan, step.activity, step.to); step = step.before) {
    const home = plan.place[step.activity]!
    if (home !== UNPLACED) change += take(plan, step.activity)
    change += put(plan, step.activity, step.to)
    done.push({ activity: step.activity, home })
  }
  if (step === null && change < 0) return true
  for (const { activity } of done) take(plan, activity)
  for (const { activity, home } of done) if (home !== UNPLACED) put(plan, activity, home)
  return false
}
