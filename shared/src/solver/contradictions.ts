import { construct } from './construct.ts'
import { diceOf } from './dice.ts'
import { costOf } from './evaluate.ts'
import type { SolveMip } from './mip.ts'
import { emptyPlan } from './plan.ts'
import { type ProblemSpec, type Wish, problemOf } from './problem.ts'
import { rowsOf } from './rows.ts'
import { bindingGroup, isBinding, renumbered } from './subset.ts'

/**
 * A smallest set of must-haves that can not be together: without any one of them the rest could be. Numbers are those of the
 * spec. All empty when everything can be.
 */
export interface Contradiction {
  readonly wishes: readonly number[]
  readonly links: readonly number[]
  readonly pins: readonly number[]
}

/** What must be, by number. */
type Musts = Contradiction

/**
 * Which of these wishes, of the hard links and of the pins among them, contradict each other; `null` when it could not be
 * found out in time. A deletion filter: each must is left out once, and stays out when the rest still contradict each other;
 * pins first and wishes last, so that a rule is named only where the wishes alone could be met.
 */
export function contradictionOf(
  spec: ProblemSpec,
  must: readonly number[],
  solve: SolveMip,
  stop: () => boolean = () => false,
): Contradiction | null {
  const among = (wishes: readonly number[]): boolean => wishes.some((w) => must.includes(w))
  const links = spec.links ?? []
  const all: Musts = {
    wishes: must,
    links: [...links.keys()].filter(
      (k) => links[k]!.kind !== 'may-share' && isBinding(links[k]!) && among(links[k]!.wishes),
    ),
    pins: [...spec.pins.keys()].filter((k) => must.includes(spec.pins[k]!.wish)),
  }
  const whole = canAll(spec, all, solve, stop)
  if (whole === undefined) return null
  if (whole) return { wishes: [], links: [], pins: [] }
  let core = all
  for (const kind of ['pins', 'links', 'wishes'] as const)
    for (const one of core[kind]) {
      const rest = { ...core, [kind]: core[kind].filter((other) => other !== one) }
      const can = stop() ? undefined : canAll(spec, rest, solve, stop)
      if (can === undefined) return null
      if (!can) core = rest
    }
  const left = (w: number): boolean => core.wishes.includes(w)
  return { ...core, pins: core.pins.filter((k) => left(spec.pins[k]!.wish)) }
}

/** Whether all activities of these wishes have a place together under these links and pins; undefined when time ran out. */
function canAll(spec: ProblemSpec, musts: Musts, solve: SolveMip, stop: () => boolean): boolean | undefined {
  const problem = problemOf(feasibility(spec, musts))
  const plan = emptyPlan(problem)
  construct(plan, diceOf(1), problem.activities * 10)
  if (plan.score.cost === 0) return true
  const everyone = Array.from({ length: problem.activities }, (_, activity) => activity)
  const rows = rowsOf(problem, emptyPlan(problem).place, everyone)
  const { status, values, bound, cost } = solve(rows.mip, { seconds: 10, nodes: 100_000, stop })
  if (Math.ceil(bound + rows.constant - 1e-6) > 0) return false
  // rules without rows have not been asked yet
  if (values !== undefined && cost !== undefined && costOf(problem, rows.decode(values)) === 0) return true
  return status === 'infeasible' ? false : undefined
}

/** The same wishes where only one thing matters: that each has a place and nothing hard is broken. */
function feasibility(spec: ProblemSpec, musts: Musts): ProblemSpec {
  const links = (spec.links ?? []).filter((link, k) => link.kind === 'may-share' || musts.links.includes(k))
  const pieces = musts.wishes.flatMap((w) => piecesOf(spec, w, musts.pins).map((wish) => ({ w, wish })))
  const now = (w: number): readonly number[] => pieces.flatMap((piece, k) => (piece.w === w ? [k] : []))
  const { days, spaces, parts, ways } = spec
  return {
    ...{ days, spaces, wishes: pieces.map(({ wish }) => wish), pins: [], grain: 1 },
    groups: spec.groups.map(bindingGroup),
    weights: { compactness: 0, workingDays: 0, sameSpace: 0, fairness: 0 },
    ...renumbered({ ...spec, links }, now),
    ...(parts === undefined ? {} : { parts }),
    ...(ways === undefined ? {} : { ways }),
  }
}

/** A wish as one of its own for each pinned activity, with the pin's place for its only option, and one for the rest. */
function piecesOf(spec: ProblemSpec, w: number, pins: readonly number[]): readonly Wish[] {
  const wish = spec.wishes[w]
  if (wish === undefined) throw new Error(`there is no wish ${w}`)
  const { id, count, duration, groups, parts } = wish
  const worth = { unplaced: 1, party: -1, minDays: 0, sameSpace: false }
  const alike = { id, duration, groups, ...worth, ...(parts === undefined ? {} : { parts }) }
  const options = wish.options.map((option) => ({ ...option, cost: 0 }))
  const own = pins.map((k) => spec.pins[k]!).filter((pin) => pin.wish === w)
  const pinned = own.map(({ space, start }) => ({
    ...{ ...alike, count: 1 },
    options: options.filter((option) => option.space === space && option.start === start),
  }))
  return count > own.length ? [...pinned, { ...alike, count: count - own.length, options }] : pinned
}
