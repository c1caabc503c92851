import type { Level } from '../constraints/define.ts'
import type { Params } from '../domain/message.ts'
import type { Problem } from './problem.ts'
import { costRules, hardRules } from './rules/index.ts'

/** The cost of a plan by the rules' own explanations, without any books: the referee of the kernels. */
export function costOf(problem: Problem, place: Int32Array): number {
  return costRules.flatMap((rule) => rule.explain(problem, place)).reduce((sum, { cost }) => sum + cost, 0)
}

/** One breach as it is told: the shape of the house's `Violation`, with activities in the place of claims. */
export interface PlanViolation {
  readonly constraint: string
  readonly level: Level
  readonly penalty: number
  readonly activities: readonly number[]
  readonly params: Params
}

/** Every breach of every rule in a plan, hard ones first. */
export function violationsOf(problem: Problem, place: Int32Array): readonly PlanViolation[] {
  return [...hardRules, ...costRules].flatMap((rule) =>
    rule.explain(problem, place).map(({ cost, activities, params, level = rule.level }) => ({
      ...{ constraint: rule.id, level, penalty: cost, activities, params },
    })),
  )
}

/** The score by level, as the house writes scores: never above zero, compared hard first. */
export function scoreOf(problem: Problem, place: Int32Array): Readonly<Record<Level, number>> {
  const score = { hard: 0, medium: 0, soft: 0 }
  for (const { level, penalty } of violationsOf(problem, place)) score[level] -= penalty
  return score
}
