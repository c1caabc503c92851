import { UNPLACED, type Problem } from './problem.ts'
import type { Kernel } from './rules/define.ts'
import { kernelOf } from './rules/index.ts'

/**
 * A plan that changes: the only mutable thing of the engine. Spaces and groups hold one activity a slot by construction,
 * so a plan never breaks a hard rule; what does not fit is unplaced.
 */
export interface Plan {
  readonly problem: Problem
  readonly kernel: Kernel
  /** Place of each activity, or UNPLACED. */
  readonly place: Int32Array
  /** Who is in a space at a slot: lane × places + place; -1 for nobody. One lane where nobody shares. */
  readonly inSpace: Int32Array
  /** Whom a group is with at a slot: group × slots + slot; -1 for nobody. */
  readonly withGroup: Int32Array
  /** How many activities that share a group with a wish stand at a slot, its own among them: wish × slots + slot. */
  readonly clashes: Int32Array
  /** The sum of all costs; 0 is perfect. */
  readonly score: { cost: number; unplaced: number }
}

/** The plan in which nothing has a place. */
export function emptyPlan(problem: Problem): Plan {
  const { activities, wishes } = problem
  const kernel = kernelOf(problem)
  return {
    problem,
    kernel,
    place: new Int32Array(activities).fill(UNPLACED),
    inSpace: new Int32Array(problem.lanes * problem.places).fill(-1),
    withGroup: new Int32Array(Math.max(1, problem.groups * problem.slots)).fill(-1),
    clashes: new Int32Array(wishes * problem.slots),
    score: { cost: kernel.atRest, unplaced: activities },
  }
}

/** Takes an activity from its place; the change of cost. */
export function take(plan: Plan, activity: number): number {
  const { problem, place, inSpace, withGroup, clashes, score } = plan
  const from = place[activity]!
  const change = plan.kernel.take(activity, from)
  const length = problem.duration[activity]!
  const w = problem.wishOf[activity]!
  const start = problem.startOf[from]!
  const slots = problem.slots
  if (problem.lanes === 1) for (let k = 0; k < length; k++) inSpace[from + k] = -1
  else hold(plan, w, from, length, -1)
  for (let g = problem.groupAt[w]!, end = problem.groupAt[w + 1]!; g < end; g++) {
    const row = problem.groupList[g]! * slots + start
    for (let k = 0; k < length; k++) withGroup[row + k] = -1
  }
  const { relatedAt, relatedList } = problem
  for (let r = relatedAt[w]!, end = relatedAt[w + 1]!; r < end; r++) {
    const row = relatedList[r]! * slots + start
    for (let k = 0; k < length; k++) clashes[row + k]!--
  }
  place[activity] = UNPLACED
  score.cost += change
  score.unplaced++
  return change
}

/** Puts an unplaced activity to a place that is free for it; the change of cost. */
export function put(plan: Plan, activity: number, to: number): number {
  const { problem, place, inSpace, withGroup, clashes, score } = plan
  const change = plan.kernel.put(activity, to)
  const length = problem.duration[activity]!
  const w = problem.wishOf[activity]!
  const start = problem.startOf[to]!
  const slots = problem.slots
  if (problem.lanes === 1) for (let k = 0; k < length; k++) inSpace[to + k] = activity
  else hold(plan, w, to, length, activity)
  for (let g = problem.groupAt[w]!, end = problem.groupAt[w + 1]!; g < end; g++) {
    const row = problem.groupList[g]! * slots + start
    for (let k = 0; k < length; k++) withGroup[row + k] = activity
  }
  const { relatedAt, relatedList } = problem
  for (let r = relatedAt[w]!, end = relatedAt[w + 1]!; r < end; r++) {
    const row = relatedList[r]! * slots + start
    for (let k = 0; k < length; k++) clashes[row + k]!++
  }
  place[activity] = to
  score.cost += change
  score.unplaced--
  return change
}

/** Whether the place is free for the activity, its own place counted as free. Does not ask whether it may have it. */
export function isFree(plan: Plan, activity: number, to: number): boolean {
  const { problem, inSpace, withGroup } = plan
  const length = problem.duration[activity]!
  const w = problem.wishOf[activity]!
  if (problem.lanes === 1) {
    for (let k = 0; k < length; k++) {
      const who = inSpace[to + k]!
      if (who !== -1 && who !== activity) return false
    }
  } else if (inLanes(plan, activity, to, -1) !== -1) return false
  const start = problem.startOf[to]!
  for (let g = problem.groupAt[w]!, end = problem.groupAt[w + 1]!; g < end; g++) {
    const row = problem.groupList[g]! * problem.slots + start
    for (let k = 0; k < length; k++) {
      const who = withGroup[row + k]!
      if (who !== -1 && who !== activity) return false
    }
  }
  return true
}

/**
 * Who but `activity` and `other` is in the space where `activity` would stand, in a lane that both hold: -1 for nobody, -2 for
 * several, else the one. For problems with more lanes than one.
 */
export function inLanes({ problem, inSpace }: Plan, activity: number, to: number, other: number): number {
  const { laneAt, laneList, places, duration, wishOf } = problem
  const w = wishOf[activity]!
  let found = -1
  for (let lane = laneAt[w]!; lane < laneAt[w + 1]!; lane++) {
    const cell = laneList[lane]! * places + to
    for (let k = 0; k < duration[activity]!; k++) {
      const who = inSpace[cell + k]!
      if (who === -1 || who === activity || who === other || who === found) continue
      if (found !== -1) return -2
      found = who
    }
  }
  return found
}

/** Writes who is in the lanes of a wish. */
function hold({ problem, inSpace }: Plan, wish: number, at: number, length: number, who: number): void {
  const { laneAt, laneList, places } = problem
  for (let lane = laneAt[wish]!; lane < laneAt[wish + 1]!; lane++) {
    const cell = laneList[lane]! * places + at
    for (let k = 0; k < length; k++) inSpace[cell + k] = who
  }
}

/** Makes the plan equal to a list of places, which must fit together. */
export function become(plan: Plan, places: Int32Array): void {
  for (let activity = 0; activity < places.length; activity++)
    if (plan.place[activity] !== UNPLACED && plan.place[activity] !== places[activity]) take(plan, activity)
  for (let activity = 0; activity < places.length; activity++)
    if (plan.place[activity] === UNPLACED && places[activity] !== UNPLACED) put(plan, activity, places[activity]!)
}

/** Clears an activity of one slot from the plan's lists; costs and rules' books are the caller's. */
export function lift({ problem, place, inSpace, withGroup, clashes }: Plan, activity: number, from: number): void {
  const { slots, groupAt, groupList, relatedAt, relatedList } = problem
  const w = problem.wishOf[activity]!
  const start = problem.startOf[from]!
  inSpace[from] = -1
  for (let g = groupAt[w]!, end = groupAt[w + 1]!; g < end; g++) withGroup[groupList[g]! * slots + start] = -1
  for (let r = relatedAt[w]!, end = relatedAt[w + 1]!; r < end; r++) clashes[relatedList[r]! * slots + start]!--
  place[activity] = UNPLACED
}

/** Enters an activity of one slot into the plan's lists. */
export function lay({ problem, place, inSpace, withGroup, clashes }: Plan, activity: number, to: number): void {
  const { slots, groupAt, groupList, relatedAt, relatedList } = problem
  const w = problem.wishOf[activity]!
  const start = problem.startOf[to]!
  inSpace[to] = activity
  for (let g = groupAt[w]!, end = groupAt[w + 1]!; g < end; g++) withGroup[groupList[g]! * slots + start] = activity
  for (let r = relatedAt[w]!, end = relatedAt[w + 1]!; r < end; r++) clashes[relatedList[r]! * slots + start]!++
  place[activity] = to
}

/** Moves an activity of one slot to a place that is free for it. */
export function shift(plan: Plan, activity: number, from: number, to: number): void {
  const { problem, kernel, place, inSpace, withGroup, clashes, score } = plan
  const { slots, groupAt, groupList, relatedAt, relatedList } = problem
  score.cost += kernel.take(activity, from) + kernel.put(activity, to)
  const w = problem.wishOf[activity]!
  const home = problem.startOf[from]!
  const start = problem.startOf[to]!
  inSpace[from] = -1
  inSpace[to] = activity
  place[activity] = to
  if (home === start) return
  for (let g = groupAt[w]!, end = groupAt[w + 1]!; g < end; g++) {
    const row = groupList[g]! * slots
    withGroup[row + home] = -1
    withGroup[row + start] = activity
  }
  for (let r = relatedAt[w]!, end = relatedAt[w + 1]!; r < end; r++) {
    const row = relatedList[r]! * slots
    clashes[row + home]!--
    clashes[row + start]!++
  }
}
