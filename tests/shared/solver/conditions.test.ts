import { seasonRules } from '@gongyue/shared/i18n/season.ts'
import { anneal } from '@gongyue/shared/solver/anneal.ts'
import { type Dice, diceOf } from '@gongyue/shared/solver/dice.ts'
import { costOf, violationsOf } from '@gongyue/shared/solver/evaluate.ts'
import { improveOnce } from '@gongyue/shared/solver/lns.ts'
import { type Plan, emptyPlan, isFree, put, take } from '@gongyue/shared/solver/plan.ts'
import { BARRED, UNPLACED, problemOf } from '@gongyue/shared/solver/problem.ts'
import { rowsOf } from '@gongyue/shared/solver/rows.ts'
import { costRules } from '@gongyue/shared/solver/rules/index.ts'
import { countedBudget, solve } from '@gongyue/shared/solver/solve.ts'
import { highsSolver } from '@gongyue/server/planner/highs.ts'
import { describe, expect, test, vi } from 'vitest'
import { makeConditions } from './conditions.ts'

// arithmetic only: a full machine may take its time
vi.setConfig({ testTimeout: 180_000 })

const exact = await highsSolver()
const SOFT = ['strongly-preferred', 'preferred', 'discouraged', 'strongly-discouraged'] as const

describe.each([1, 2, 3, 4])('the books of a season with every condition (%i)', (seed) => {
  const problem = problemOf(makeConditions(seed))

  test('the books say what the rules say from nothing, after each of many random steps', () => {
    const plan = emptyPlan(problem)
    expect(plan.score.cost).toBe(costOf(problem, plan.place))
    const dice = diceOf(seed)
    const wrong = { promised: 0, gain: 0, drift: 0 }
    for (let step = 1; step <= 50_000; step++) {
      const { activity, to } = randomStep(plan, dice)
      const from = plan.place[activity] ?? UNPLACED
      const w = problem.wishOf[activity] ?? 0
      const before = plan.score.cost
      const promised = plan.kernel.move(activity, from, to)
      if (from !== UNPLACED && to !== UNPLACED) {
        const own = (problem.cost[w * problem.places + to] ?? 0) - (problem.cost[w * problem.places + from] ?? 0)
        if (promised < own - plan.kernel.mostGain(w)) wrong.gain++
      }
      if (from !== UNPLACED) take(plan, activity)
      if (to !== UNPLACED) put(plan, activity, to)
      if (plan.score.cost - before !== promised) wrong.promised++
      if (step % 2_500 === 0) wrong.drift += Math.abs(plan.score.cost - costOf(problem, plan.place))
    }
    expect(wrong).toEqual({ promised: 0, gain: 0, drift: 0 })
    expect(violationsOf(problem, plan.place).filter(({ constraint }) => BUILT_IN.has(constraint))).toEqual([])
  })
})

describe.each([1, 2])('a season with every condition (%i)', (seed) => {
  const problem = problemOf(makeConditions(seed))

  test('two wishes that nothing couples change together as much as each alone', () => {
    const open = problemOf(without(makeConditions(seed), 'gaps'))
    const plan = emptyPlan(open)
    const dice = diceOf(seed)
    anneal(plan, { hot: 4, cold: 3, dice, pace: (tries) => tries / 20_000 })
    let seen = 0
    for (let look = 0; look < 20_000; look++) {
      const one = randomStep(plan, dice)
      const from = plan.place[one.activity] ?? UNPLACED
      const other = randomStep(plan, dice)
      const back = plan.place[other.activity] ?? UNPLACED
      if ([from, back, one.to, other.to].includes(UNPLACED) || isCoupled(open, one.activity, other.activity)) continue
      if (!isFree(plan, one.activity, one.to)) continue
      const alone = plan.kernel.move(one.activity, from, one.to) + plan.kernel.move(other.activity, back, other.to)
      const before = plan.score.cost
      take(plan, one.activity)
      put(plan, one.activity, one.to)
      if (isFree(plan, other.activity, other.to)) {
        take(plan, other.activity)
        put(plan, other.activity, other.to)
        expect(plan.score.cost - before).toBe(alone)
        seen++
      }
    }
    expect(seen).toBeGreaterThan(30)
  })

  test('a descent ends with books in order', () => {
    const plan = emptyPlan(problem)
    const { best } = anneal(plan, { hot: 4, cold: 0.15, dice: diceOf(5), pace: (tries) => tries / 20_000 })
    expect(plan.score.cost).toBe(best)
    expect(costOf(problem, plan.place)).toBe(best)
  })

  test('no plan that is told of breaks a hard condition, and there are some', () => {
    const hard = problemOf(makeConditions(seed, { degrees: ['required', 'prohibited', 'preferred', 'neutral'] }))
    expect(hard.bonds.filter(({ isHard }) => isHard).length).toBeGreaterThan(5)
    let told = 0
    const outcome = solve(hard, {
      ...{ seed, budget: countedBudget(20_000, 1), stop: () => false, exact },
      onIncumbent: (places) => {
        told++
        expect(violationsOf(hard, places).filter(({ level }) => level === 'hard')).toEqual([])
      },
    })
    expect(told).toBeGreaterThan(1)
    expect(outcome.cost).toBe(costOf(hard, outcome.places))
    expect(violationsOf(hard, outcome.places).filter(({ level }) => level === 'hard')).toEqual([])
    expect(outcome.unplaced).toBeLessThan(hard.activities)
  })

  test('every sentence finds what it wants to say', () => {
    const plan = emptyPlan(problem)
    anneal(plan, { hot: 30, cold: 20, dice: diceOf(5), pace: (tries) => tries / 5_000 })
    for (const rule of costRules)
      for (const { params } of rule.explain(problem, plan.place)) {
        for (const text of Object.values(seasonRules[rule.id]?.text ?? { en: '{no words}' })) {
          const wanted = [...text.matchAll(/\{(\w+)/g)].map(([, key]) => key)
          expect(Object.keys(params)).toEqual(expect.arrayContaining(wanted))
        }
      }
  })
})

describe.each([1, 2, 3, 4, 5])('the rows of a small season with every linear condition (%i)', (seed) => {
  const size = { wishes: 6, spaces: 2, days: [4, 4, 3], parts: 2, links: 7, degrees: SOFT, mostCount: 2 }
  const spec = makeConditions(seed, size)
  const linear = problemOf({ ...without(spec, 'gaps'), ways: spec.ways?.map((row) => row.map(() => 0)) ?? [] })

  test('cost what the rules say of the plan that they give', () => {
    const plan = emptyPlan(linear)
    const dice = diceOf(seed)
    anneal(plan, { hot: 6, cold: 3, dice, pace: (tries) => tries / 5_000 })
    const everyone = [...plan.place.keys()]
    for (const free of [everyone, everyone.filter(() => dice.below(2) === 0)]) {
      const rows = rowsOf(linear, plan.place, free)
      const { values, cost = Number.NaN, status } = exact(rows.mip, { seconds: 20, nodes: 50, stop: () => false })
      if (values === undefined) throw new Error('no solution, although the plan itself is one')
      expect(Math.round(cost + rows.constant)).toBe(costOf(linear, rows.decode(values)))
      if (status === 'optimal') expect(cost + rows.constant).toBeLessThanOrEqual(plan.score.cost + 0.5)
    }
  })

  test('a search that does not see all rules never makes a plan worse', () => {
    const whole = problemOf(spec)
    const plan = emptyPlan(whole)
    anneal(plan, { hot: 6, cold: 0.15, dice: diceOf(seed), pace: (tries) => tries / 20_000 })
    for (let round = 0; round < 3; round++) {
      const before = plan.score.cost
      const dice = diceOf(round)
      const free = [...plan.place.keys()].filter(() => dice.below(2) === 0)
      improveOnce(plan, free, { solve: exact, seconds: 5, nodes: 200, stop: () => false })
      expect(plan.score.cost).toBeLessThanOrEqual(before)
      expect(plan.score.cost).toBe(costOf(whole, plan.place))
    }
  })
})

const BUILT_IN = new Set(['space-overlap', 'person-overlap', 'not-offered'])

/** An activity and a place that is free for it, or none. */
function randomStep(plan: Plan, dice: Dice): { activity: number; to: number } {
  const { problem } = plan
  const activity = dice.below(problem.activities)
  const to = dice.below(problem.places)
  const allowed = problem.cost[(problem.wishOf[activity] ?? 0) * problem.places + to] !== BARRED
  return allowed && isFree(plan, activity, to) ? { activity, to } : { activity, to: UNPLACED }
}

function isCoupled(problem: Plan['problem'], a: number, b: number): boolean {
  const w = problem.wishOf[a] ?? 0
  const own = problem.coupledList.subarray(problem.coupledAt[w], problem.coupledAt[w + 1])
  return w === problem.wishOf[b] || own.includes(problem.wishOf[b] ?? 0)
}

function without<Spec extends object, Key extends keyof Spec>(spec: Spec, key: Key): Omit<Spec, Key> {
  const { [key]: _, ...rest } = spec
  return rest
}
