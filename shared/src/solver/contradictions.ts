import { construct } from './construct.ts'
import { diceOf } from './dice.ts'
import type { SolveMip } from './mip.ts'
import { emptyPlan } from './plan.ts'
import { UNPLACED, type Pin, type Problem, type ProblemSpec, problemOf } from './problem.ts'
import { rowsOf } from './rows.ts'

/** Pins that can not be: alone, because their place is not offered, or together. */
export type PinFault =
  | { readonly kind: 'not-offered'; readonly pin: Pin }
  | { readonly kind: 'space-overlap' | 'person-overlap' | 'pinned-twice'; readonly pins: readonly [Pin, Pin] }

/** Every fault among the pins of a spec; such a spec must not be solved. */
export function pinFaults(spec: ProblemSpec): readonly PinFault[] {
  const alone = spec.pins.flatMap((pin): readonly PinFault[] => {
    const wish = spec.wishes[pin.wish]
    const isOffered = wish?.options.some(({ space, start }) => space === pin.space && start === pin.start) === true
    return isOffered && pin.nth >= 0 && pin.nth < wish.count ? [] : [{ kind: 'not-offered', pin }]
  })
  const pairs = spec.pins.flatMap((a, k) =>
    spec.pins.slice(k + 1).flatMap((b): readonly PinFault[] => {
      const first = spec.wishes[a.wish]
      const second = spec.wishes[b.wish]
      if (first === undefined || second === undefined) return []
      if (a.wish === b.wish && a.nth === b.nth) return [{ kind: 'pinned-twice', pins: [a, b] }]
      if (a.start >= b.start + second.duration || b.start >= a.start + first.duration) return []
      if (a.space === b.space) return [{ kind: 'space-overlap', pins: [a, b] }]
      return first.groups.some((g) => second.groups.includes(g)) ? [{ kind: 'person-overlap', pins: [a, b] }] : []
    }),
  )
  return [...alone, ...pairs]
}

/**
 * Of wishes that must all be met, a smallest set that can not be, so that each of them could be if any other gave way; empty
 * when all can be met, `null` when it could not be found out in time. A deletion filter: each wish is left out once, and
 * stays out when the rest still contradict each other.
 */
export function contradictionOf(
  spec: ProblemSpec,
  must: readonly number[],
  solve: SolveMip,
  stop: () => boolean = () => false,
): readonly number[] | null {
  const whole = canAll(spec, must, solve, stop)
  if (whole !== false) return whole === true ? [] : null
  let core = must
  for (const wish of must) {
    const rest = core.filter((other) => other !== wish)
    const can = canAll(spec, rest, solve, stop)
    if (can === undefined) return null
    if (!can) core = rest
  }
  return core
}

/** Whether all activities of these wishes have a place together; undefined when time ran out. */
function canAll(spec: ProblemSpec, must: readonly number[], solve: SolveMip, stop: () => boolean): boolean | undefined {
  const problem = feasibility(spec, must)
  const plan = emptyPlan(problem)
  construct(plan, diceOf(1), problem.activities * 10)
  if (plan.score.unplaced === 0) return true
  const everyone = Array.from({ length: problem.activities }, (_, activity) => activity)
  const { mip, constant } = rowsOf(problem, problem.pinned, everyone)
  const { status, bound, cost } = solve(mip, { seconds: 10, nodes: 100_000, stop })
  if (cost !== undefined && Math.round(cost + constant) === 0) return true
  if (Math.ceil(bound + constant - 1e-6) > 0) return false
  return status === 'limit' ? undefined : false
}

/** The same wishes where only one thing matters: that each has a place. */
function feasibility(spec: ProblemSpec, must: readonly number[]): Problem {
  const wishes = must.map((w) => {
    const wish = spec.wishes[w]
    if (wish === undefined) throw new Error(`there is no wish ${w}`)
    const options = wish.options.map((option) => ({ ...option, cost: 0 }))
    return { ...wish, options, unplaced: 1, party: UNPLACED, minDays: 0, sameSpace: false }
  })
  const pins = spec.pins.flatMap((pin) => (must.includes(pin.wish) ? [{ ...pin, wish: must.indexOf(pin.wish) }] : []))
  const weights = { compactness: 0, workingDays: 0, sameSpace: 0, fairness: 0 }
  return problemOf({ ...spec, wishes, pins, weights })
}
