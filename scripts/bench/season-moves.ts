import { diceOf } from '@gongyue/shared/solver/dice.ts'
import { costOf } from '@gongyue/shared/solver/evaluate.ts'
import { become, emptyPlan, isFree, put, take } from '@gongyue/shared/solver/plan.ts'
import { BARRED, UNPLACED, type Problem } from '@gongyue/shared/solver/problem.ts'
import { countedBudget, solve } from '@gongyue/shared/solver/solve.ts'
import { cpuSeconds } from './cpu.ts'

/** How quick the compiled rules are against the explaining ones, and that both say the same after a million steps. */
export function measureMoves(name: string, problem: Problem, seed: number, say: (line: string) => void): void {
  const dice = diceOf(seed)
  const plan = emptyPlan(problem)
  const { place, kernel } = plan
  /** A random activity and a place that is free for it; UNPLACED when the first that was drawn is not. */
  const draw = (): { activity: number; to: number } => {
    const activity = dice.below(problem.activities)
    const to = dice.below(problem.places)
    const isOffered = problem.cost[(problem.wishOf[activity] ?? 0) * problem.places + to] !== BARRED
    return { activity, to: isOffered && isFree(plan, activity, to) ? to : UNPLACED }
  }
  let wrong = 0
  const STEPS = 1_000_000
  for (let step = 0; step < STEPS; step++) {
    const { activity, to } = draw()
    const promised = kernel.move(activity, place[activity] ?? UNPLACED, to)
    const before = plan.score.cost
    if (place[activity] !== UNPLACED) take(plan, activity)
    if (to !== UNPLACED) put(plan, activity, to)
    if (plan.score.cost - before !== promised) wrong++
  }
  const full = costOf(problem, place)
  say(
    `${name}: after ${STEPS} random steps the books say ${plan.score.cost}, the rules from nothing ${full}; ${wrong} steps differed`,
  )
  const began = cpuSeconds()
  const searched = solve(problem, { seed, budget: countedBudget(3_000_000, 0), stop: () => false })
  const tries = searched.tries / (cpuSeconds() - began)
  become(plan, searched.places)
  const steps: { activity: number; to: number }[] = []
  while (steps.length < 65_536) {
    const step = draw()
    if (step.to !== UNPLACED) steps.push(step)
  }
  const compiled = rateOf(
    (k) => {
      const step = steps[k & 65_535]
      if (step !== undefined) kernel.move(step.activity, place[step.activity] ?? UNPLACED, step.to)
    },
    1,
    1024,
  )
  const explained = rateOf(
    (k) => {
      const step = steps[k & 65_535]
      if (step === undefined) return
      const home = place[step.activity] ?? UNPLACED
      place[step.activity] = step.to
      costOf(problem, place)
      place[step.activity] = home
    },
    1,
    1,
  )
  say(
    `${name}: ${Math.round(compiled)} steps weighed a second by the compiled rules, ${Math.round(explained)} by the explaining ones ` +
      `(× ${Math.round(compiled / explained)}); the search tries ${Math.round(tries)} a second`,
  )
}

/** Calls in a CPU second, counted for `seconds`, looking at the clock every `bundle` calls. */
function rateOf(call: (k: number) => void, seconds: number, bundle: number): number {
  const began = cpuSeconds()
  let calls = 0
  while (cpuSeconds() - began < seconds) for (let k = 0; k < bundle; k++) call(calls++)
  return calls / (cpuSeconds() - began)
}
