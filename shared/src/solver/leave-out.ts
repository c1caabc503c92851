import { type Plan, take } from './plan.ts'
import { UNPLACED } from './problem.ts'
import { costRules } from './rules/index.ts'

/**
 * Takes whoever breaks a hard condition out of a plan, until none is broken: always the one whose going takes most off the
 * cost. Leaving somebody out never breaks a condition, so this ends; pins stay. A plan that the engine found has nobody to
 * leave out (`priceOf`), one that was handed in from outside may.
 */
export function leaveOutBreakers(plan: Plan): readonly number[] {
  const { problem, place, kernel } = plan
  const out: number[] = []
  if (!problem.bonds.some(({ isHard }) => isHard)) return out
  for (;;) {
    const suspects = new Set(
      costRules.flatMap((rule) =>
        rule.explain(problem, place).flatMap(({ level, activities }) => (level === 'hard' ? activities : [])),
      ),
    )
    const free = [...suspects].filter((activity) => problem.pinned[activity] === UNPLACED)
    if (free.length === 0) return out
    const priced = free.map((activity) => ({ activity, change: kernel.move(activity, place[activity]!, UNPLACED) }))
    const { activity } = priced.reduce((best, one) => (one.change < best.change ? one : best))
    take(plan, activity)
    out.push(activity)
  }
}
