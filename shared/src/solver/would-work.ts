import { type Plan, emptyPlan, isFree, put } from './plan.ts'
import { UNPLACED, type Problem, isBanned } from './problem.ts'
import { priceOf } from './conditions.ts'
import { costRules } from './rules/index.ts'
import { preference } from './rules/preference.ts'

/** A free place outside what a wish asked for, and what would have to change in the wish. */
export interface WayOut {
  readonly space: number
  readonly start: number
  readonly change: 'space' | 'time' | 'day'
}

/**
 * What would have worked: of the places that somebody could bear (`relaxed`: other weekdays, other hours, other spaces), up to
 * `most` that are free in the plan and break nothing that must hold, nearest to the wish first: another space at a time it
 * asked for, another time on a day it asked for, another day. Its own options and what is banned are left out.
 */
export function whatWouldWork(
  problem: Problem,
  place: Int32Array,
  wish: number,
  relaxed: readonly { readonly space: number; readonly start: number }[],
  most = 5,
): readonly WayOut[] {
  const plan = planOf(problem, place)
  const { spec, slots, dayOfSlot, firstOf, optionAt, options } = problem
  const { duration } = spec.wishes[wish]!
  const hard = priceOf(spec, 'required')
  const own = new Set(options.subarray(optionAt[wish], optionAt[wish + 1]))
  const starts = new Set([...own].map((at) => at % slots))
  const days = new Set([...starts].map((start) => dayOfSlot[start]!))
  const activity = firstFree(problem, place, wish)
  // the table of costs holds nothing for places outside the options: the other rules are asked alone
  const kernels = costRules.flatMap((rule) => (rule === preference ? [] : (rule.kernel(problem) ?? [])))
  place.forEach((at, who) => {
    if (at !== UNPLACED && who !== activity) for (const kernel of kernels) kernel.put(who, at)
  })
  const holds = (at: number): boolean => kernels.every((kernel) => kernel.move(activity, UNPLACED, at) < hard)
  return relaxed
    .flatMap(({ space, start }): readonly (WayOut & { readonly rank: number })[] => {
      const at = space * slots + start
      const fits = dayOfSlot[start] !== undefined && dayOfSlot[start + duration - 1] === dayOfSlot[start]
      if (!fits || own.has(at) || firstOf[wish] === firstOf[wish + 1]) return []
      if (spec.bans?.some((ban) => ban.wish === wish && isBanned(ban, space, start)) === true) return []
      if (!isFree(plan, activity, at) || !holds(at)) return []
      if (starts.has(start)) return [{ space, start, change: 'space', rank: 0 }]
      const near = Math.min(...[...starts].map((other) => Math.abs(other - start)))
      const isSameDay = days.has(dayOfSlot[start]!)
      return [{ space, start, change: isSameDay ? 'time' : 'day', rank: near + (isSameDay ? 1 : 1 + slots) }]
    })
    .toSorted((a, b) => a.rank - b.rank || a.start - b.start || a.space - b.space)
    .slice(0, most)
    .map(({ space, start, change }) => ({ space, start, change }))
}

/** An activity of the wish that has no place, or its first: as if that one were asked for again. */
function firstFree({ firstOf }: Problem, place: Int32Array, wish: number): number {
  const first = firstOf[wish]!
  const left = place.subarray(first, firstOf[wish + 1]).indexOf(UNPLACED)
  return left === -1 ? first : first + left
}

function planOf(problem: Problem, place: Int32Array): Plan {
  const plan = emptyPlan(problem)
  place.forEach((at, activity) => {
    if (at !== UNPLACED) put(plan, activity, at)
  })
  return plan
}
