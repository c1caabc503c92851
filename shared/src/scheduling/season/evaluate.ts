import type { Level } from '../../constraints/define.ts'
import { scoreOf, violationsOf } from '../../solver/evaluate.ts'
import { pinFaults } from '../../solver/pins.ts'
import type { Problem } from '../../solver/problem.ts'
import { calendarOf, type SeasonCalendar } from './calendar.ts'
import { timeKey, type Allocated, type SeasonInputs } from './inputs.ts'
import { lengthsAfter } from './lengths.ts'
import { packed, pinsOf, placesOf, seasonProblem, type SeasonProblem } from './spec.ts'
import { unmetOf, type Unmet } from './unmet.ts'

/** An allocation with what its dates come to. */
export interface ToldAllocation extends Allocated {
  readonly pinned: boolean
  readonly dates: number
  readonly lost: number
}

/** What one rule costs a plan. */
export interface RuleCost {
  readonly constraint: string
  readonly level: Level
  readonly penalty: number
  readonly count: number
}

/** A plan as it is told: every plan, solved or arranged by hand, is judged here and alike. */
export interface SeasonEvaluation {
  readonly score: Readonly<Record<Level, number>>
  readonly cost: number
  readonly rules: readonly RuleCost[]
  readonly unmet: readonly Unmet[]
  readonly allocations: readonly ToldAllocation[]
}

/** A plan beside the problem that it is a plan of. */
export interface Seated {
  readonly season: SeasonProblem
  readonly problem: Problem
  readonly places: Int32Array
  readonly calendar: SeasonCalendar
  /** What of the plan the problem knows no place for: not offered any more. */
  readonly left: readonly Allocated[]
}

/** Builds the problem of a plan: what has a place is asked for at its length, what has none at its shortest. */
export function seat(inputs: SeasonInputs, allocations: readonly Allocated[]): Seated {
  const calendar = calendarOf(inputs.facts, inputs.held)
  const made = seasonProblem(inputs, calendar, lengthsAfter(inputs, allocations), { offered: allocations })
  // pins that contradict each other keep a run from starting, not a plan from being looked at
  const season = pinFaults(made.spec).length === 0 ? made : { ...made, spec: { ...made.spec, pins: [] } }
  const problem = packed(season)
  const places = placesOf(season, problem, allocations)
  const seated = new Set(
    season.wishes.flatMap(({ section, nths }, w) =>
      nths.flatMap((nth, k) =>
        places[problem.firstOf[w]! + k]! >= 0 ? [timeKey({ sectionId: section.id, nth })] : [],
      ),
    ),
  )
  return { season, problem, places, calendar, left: allocations.filter((one) => !seated.has(timeKey(one))) }
}

/** Score, cost by rule and reasons of a plan. It must break no hard rule: see `seat` and `breachesOf`. */
export function evaluate(
  { season, problem, places, calendar, left }: Seated,
  all: readonly Allocated[],
): SeasonEvaluation {
  const gone = new Set(left.map(timeKey))
  const allocations = all.filter((one) => !gone.has(timeKey(one)))
  const { inputs } = season
  const violations = violationsOf(problem, places)
  const pinned = new Set(pinsOf(inputs).map(timeKey))
  const sections = new Map(inputs.sections.map((section) => [section.id, section]))
  return {
    score: scoreOf(problem, places),
    cost: violations.reduce((sum, { penalty, level }) => (level === 'hard' ? sum : sum + penalty), 0),
    rules: [...Map.groupBy(violations, ({ constraint }) => constraint)].map(([constraint, found]) => ({
      constraint,
      level: found[0]!.level,
      penalty: found.reduce((sum, { penalty }) => sum + penalty, 0),
      count: found.length,
    })),
    unmet: unmetOf(season, problem, places, allocations, calendar),
    allocations: allocations.map((one) => {
      const section = sections.get(one.sectionId)
      const { dates, lost } = section ? calendar.datesOf(one.place, section) : { dates: [], lost: [] }
      return { ...one, pinned: pinned.has(timeKey(one)), dates: dates.length, lost: lost.length }
    }),
  }
}
