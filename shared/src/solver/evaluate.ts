import type { Problem } from './problem.ts'
import { costRules } from './rules/index.ts'

/** The cost of a plan by the rules' own explanations, without any books: the referee of the kernels. */
export function costOf(problem: Problem, place: Int32Array): number {
  return costRules.flatMap((rule) => rule.explain(problem, place)).reduce((sum, { cost }) => sum + cost, 0)
}
