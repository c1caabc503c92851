import { type Dice, diceOf } from '@gongyue/shared/solver/dice.ts'
import { costOf } from '@gongyue/shared/solver/evaluate.ts'
import { type Plan, emptyPlan, isFree, put, take } from '@gongyue/shared/solver/plan.ts'
import { BARRED, UNPLACED, problemOf } from '@gongyue/shared/solver/problem.ts'
import { makeConditions } from '../shared/solver/conditions.ts'

const STEPS = 1_000_000

/**
 * Made seasons that ask for every condition at once: after a million random steps the books of the rules must say what the rules
 * say from nothing, and every step what it promised. Needs no database: `node tests/load/conditions.ts`.
 */
function main(): void {
  for (const seed of [11, 12, 13]) {
    const problem = problemOf(makeConditions(seed, { wishes: 60, spaces: 8, links: 40 }))
    const plan = emptyPlan(problem)
    const dice = diceOf(seed)
    let wrong = 0
    let drift = 0
    const began = process.cpuUsage().user
    let books = 0
    for (let step = 1; step <= STEPS; step++) {
      const { activity, to } = draw(plan, dice)
      const from = plan.place[activity] ?? UNPLACED
      const before = plan.score.cost
      const promised = plan.kernel.move(activity, from, to)
      if (from !== UNPLACED) take(plan, activity)
      if (to !== UNPLACED) put(plan, activity, to)
      if (plan.score.cost - before !== promised) wrong++
      if (step % 100_000 !== 0) continue
      const since = process.cpuUsage().user
      drift += Math.abs(plan.score.cost - costOf(problem, plan.place))
      books += process.cpuUsage().user - since
    }
    const seconds = (process.cpuUsage().user - began - books) / 1e6
    console.log(
      `seed ${seed}: ${problem.activities} activities, ${problem.bonds.length} bonds, ${problem.lanes} lanes: ${wrong} of ${STEPS} steps ` +
        `differed, drift ${drift}; ${(STEPS / seconds / 1e6).toFixed(2)} M steps/s (each weighed and done), the rules from nothing ` +
        `${Math.round(books / 10_000)} ms a time`,
    )
    if (wrong + drift > 0) process.exitCode = 1
  }
}

/** An activity and a place that is free for it, or none. */
function draw(plan: Plan, dice: Dice): { activity: number; to: number } {
  const { problem } = plan
  const activity = dice.below(problem.activities)
  const to = dice.below(problem.places)
  const isOffered = problem.cost[(problem.wishOf[activity] ?? 0) * problem.places + to] !== BARRED
  return { activity, to: isOffered && isFree(plan, activity, to) ? to : UNPLACED }
}

main()
