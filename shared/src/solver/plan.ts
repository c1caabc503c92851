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
  /** Who is in a space at a slot: by place; -1 for nobody. */
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
  const { spec, unplaced, activities, wishes } = problem
  let cost = unplaced.reduce((sum, each) => sum + each, 0) + spec.weights.fairness
  if (!spec.wishes.some(({ party }) => party >= 0)) cost -= spec.weights.fairness
  for (let w = 0; w < wishes; w++) cost += spec.weights.workingDays * spec.wishes[w]!.minDays
  return {
    problem,
    kernel: kernelOf(problem),
    place: new Int32Array(activities).fill(UNPLACED),
    inSpace: new Int32Array(problem.places).fill(-1),
    withGroup: new Int32Array(Math.max(1, problem.groups * problem.slots)).fill(-1),
    clashes: new Int32Array(wishes * problem.slots),
    score: { cost, unplaced: activities },
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
  for (let k = 0; k < length; k++) inSpace[from + k] = -1
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
  for (let k = 0; k < length; k++) inSpace[to + k] = activity
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
  for (let k = 0; k < length; k++) {
    const who = inSpace[to + k]!
    if (who !== -1 && who !== activity) return false
  }
  const w = problem.wishOf[activity]!
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

/** Makes the plan equal to a list of places, which must fit together. */
export function become(plan: Plan, places: Int32Array): void {
  for (let activity = 0; activity < places.length; activity++)
    if (plan.place[activity] !== UNPLACED && plan.place[activity] !== places[activity]) take(plan, activity)
  for (let activity = 0; activity < places.length; activity++)
    if (plan.place[activity] === UNPLACED && places[activity] !== UNPLACED) put(plan, activity, places[activity]!)
}
