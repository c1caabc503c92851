import { boundOf, type Bound } from '../../solver/bound.ts'
import { scoreOf } from '../../solver/evaluate.ts'
import type { SolveMip } from '../../solver/mip.ts'
import { pinFaults } from '../../solver/pins.ts'
import type { Problem } from '../../solver/problem.ts'
import { countedBudget, solve, type Budget, type Progress } from '../../solver/solve.ts'
import { calendarOf } from './calendar.ts'
import { faultsOf, mustsAgainst } from './faults.ts'
import { evaluate, seat, type SeasonEvaluation } from './evaluate.ts'
import { timeKey, type Allocated, type SeasonInputs } from './inputs.ts'
import { lengthsAfter, lengthsAtFirst } from './lengths.ts'
import { settledOrder } from './settled-order.ts'
import { allocationsOf, packed, placesOf, seasonProblem } from './spec.ts'
import type { SeasonReason } from './unmet.ts'

/** How an allocation is worked out. Chance, time and the exact solver come from outside. */
export interface AllocateOptions {
  readonly seed: number
  readonly budget: Budget
  readonly stop: () => boolean
  /** Finds out which must-haves contradict each other, and proves bounds. */
  readonly exact?: SolveMip
  /** Whether the exact solver searches too. It looks at a clock, so such a run can not be repeated. */
  readonly neighbourhoods: boolean
  /** Seconds that the relaxation may take before the neighbourhoods, which it makes simpler; where it takes longer it is left out. */
  readonly relaxing?: number
  /** Seconds for a proven bound; none is asked for with 0. */
  readonly boundSeconds: number
  /** Where to go on from. */
  readonly from?: readonly Allocated[]
  readonly onIncumbent?: (plan: readonly Allocated[], progress: Progress, score: SeasonEvaluation['score']) => void
  readonly onPhase?: (phase: 'bound') => void
  /** Whether an incumbent would be heard now: working out its score takes longer than finding it. */
  readonly isHeard?: () => boolean
}

export type Allocation =
  /** Pins or must-haves that contradict each other: no plan is possible, and these are why. */
  | { readonly kind: 'contradiction'; readonly reasons: readonly SeasonReason[] }
  | {
      readonly kind: 'done'
      readonly evaluation: SeasonEvaluation
      readonly bound: number | null
      readonly tries: number
      /** What is to be told of the run besides its plan. */
      readonly reasons: readonly SeasonReason[]
    }

/** Tries for each weekly time that gets a second chance. */
const SECOND_TRIES = 2_000

/**
 * Allocates a season: full lengths first, then shorter ones and what a party's limit had kept back for those without a place, everything else staying
 * where it is. Same inputs, seed and counted budget, same plan.
 */
export function allocate(inputs: SeasonInputs, options: AllocateOptions): Allocation {
  const { seed, budget, stop, exact, neighbourhoods, from, onIncumbent, onPhase, isHeard } = options
  if (inputs.sections.length === 0)
    return {
      kind: 'done',
      evaluation: evaluate(seat(inputs, []), []),
      ...{ bound: 0, tries: 0, reasons: [{ key: 'no-applications', params: {} }] },
    }
  const calendar = calendarOf(inputs.facts, inputs.held)
  const first = seasonProblem(inputs, calendar, lengthsAtFirst(inputs))
  const faults = faultsOf(first)
  if (faults.length > 0) return { kind: 'contradiction', reasons: faults.map(({ key, params }) => ({ key, params })) }
  const musts = exact ? mustsAgainst(first, exact, stop) : []
  if (musts.length > 0) return { kind: 'contradiction', reasons: musts }
  const problem = packed(first)
  const start = from ?? inputs.base?.allocations
  const told = (places: Int32Array, progress: Progress): void => {
    if (isHeard?.() === false) return
    onIncumbent?.(allocationsOf(first, problem, places), progress, scoreOf(problem, places))
  }
  const outcome = solve(problem, {
    ...{ seed, budget, stop, onIncumbent: told },
    ...(exact && neighbourhoods && { exact, ...relaxationOf(problem, options.relaxing) }),
    // who is to stay near a plan begins with it
    ...(start && { from: placesOf(first, problem, start) }),
  })
  const main = allocationsOf(first, problem, outcome.places)
  const second = secondChance(inputs, main, seed)
  const all = settledOrder(inputs, second)
  let bound: Bound = null
  if (exact && options.boundSeconds > 0 && !stop()) {
    onPhase?.('bound')
    bound = boundOf(problem, exact, { seconds: options.boundSeconds, search: false, stop })
  }
  const evaluation = evaluate(seat(inputs, all), all)
  // a bound for full lengths proves nothing of a plan with shorter ones
  const isSame =
    all.length === main.length &&
    second.every(({ place }, k) => place.until - place.from === main[k]!.place.until - main[k]!.place.from)
  const isFull = isSame && evaluation.unmet.length === 0
  return {
    ...{ kind: 'done', evaluation, tries: outcome.tries },
    bound: bound !== null && (isFull || bound.cost <= evaluation.cost) ? Math.max(0, Math.floor(bound.cost)) : null,
    reasons: unmetMusts(inputs, all),
  }
}

/** Seconds of the processor that the relaxation takes for each option: measured on packed weeks, see RESULTS.md of the solver. */
const RELAXING = 2e-4

function relaxationOf({ options }: Problem, most = 0): { readonly relaxation?: number } {
  const seconds = options.length * RELAXING
  return seconds <= most ? { relaxation: 2 * seconds } : {}
}

/** What has no place is tried once more, shorter or beyond what came first for its party; what has one stays. */
function secondChance(inputs: SeasonInputs, main: readonly Allocated[], seed: number): readonly Allocated[] {
  const asked = inputs.sections.reduce((sum, { timesAWeek }) => sum + timesAWeek, 0)
  const open = asked - main.length
  const isShorter = inputs.sections.some(({ minMinutes, maxMinutes }) => minMinutes < maxMinutes)
  if (open === 0 || (!isShorter && inputs.round.partyMinutes === null)) return main
  const calendar = calendarOf(inputs.facts, inputs.held)
  const season = seasonProblem(inputs, calendar, lengthsAfter(inputs, main), { fixed: main })
  // what was kept only by its price can not be pinned
  if (pinFaults(season.spec).length > 0) return main
  const problem = packed(season)
  const { places } = solve(problem, {
    ...{ seed, budget: countedBudget(open * SECOND_TRIES, 0), stop: () => false },
  })
  return allocationsOf(season, problem, places)
}

function unmetMusts({ sections }: SeasonInputs, plan: readonly Allocated[]): readonly SeasonReason[] {
  const placed = new Set(plan.map(timeKey))
  const titles = sections
    .filter(({ must }) => must)
    .filter(({ id, timesAWeek }) =>
      Array.from({ length: timesAWeek }, (_, nth) => nth).some((nth) => !placed.has(timeKey({ sectionId: id, nth }))),
    )
    .map(({ title }) => title)
  return titles.length === 0 ? [] : [{ key: 'musts-unmet', params: { titles: titles.join('、') } }]
}
