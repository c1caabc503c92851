import { anneal } from '@gongyue/shared/solver/anneal.ts'
import { boundOf } from '@gongyue/shared/solver/bound.ts'
import { parseCtt } from '@gongyue/shared/solver/ctt/parse.ts'
import { cttSpec } from '@gongyue/shared/solver/ctt/problem.ts'
import { diceOf } from '@gongyue/shared/solver/dice.ts'
import { costOf } from '@gongyue/shared/solver/evaluate.ts'
import { improveOnce } from '@gongyue/shared/solver/lns.ts'
import { emptyPlan } from '@gongyue/shared/solver/plan.ts'
import { pooledRows } from '@gongyue/shared/solver/pooled.ts'
import { problemOf } from '@gongyue/shared/solver/problem.ts'
import { promisingOptions } from '@gongyue/shared/solver/promising.ts'
import { rowsOf } from '@gongyue/shared/solver/rows.ts'
import { seasonOf } from '@gongyue/shared/solver/season/problem.ts'
import { highsSolver } from '@gongyue/server/planner/highs.ts'
import { describe, expect, test, vi } from 'vitest'
import { makeCtt, makeSeason } from './instances.ts'

// arithmetic only: a full machine may take its time
vi.setConfig({ testTimeout: 180_000 })

const solve = await highsSolver()
const limits = { seconds: 20, nodes: 1_000, stop: () => false }
const problems = {
  timetable: problemOf(cttSpec(parseCtt(makeCtt(5, { courses: 16, rooms: 4, curricula: 6, periods: 4 })))),
  season: problemOf(seasonOf(makeSeason(6, { requests: 24, rooms: 4 })).spec),
}

describe.each(Object.entries(problems))('the rows of the rules, on a %s', (_, problem) => {
  test.each([1, 2, 3])('cost what the rules say of the plan that they give, some activities free (%i)', (seed) => {
    const plan = emptyPlan(problem)
    const dice = diceOf(seed)
    anneal(plan, { hot: 4, cold: 2, dice, pace: (tries) => tries / 20_000 })
    const free = [...plan.place.keys()].filter(() => dice.below(3) === 0)
    const rows = rowsOf(problem, plan.place, free)
    const { values, cost = Number.NaN } = solve(rows.mip, limits)
    if (values === undefined) throw new Error('no solution, although the plan itself is one')
    expect(Math.round(cost + rows.constant)).toBe(costOf(problem, rows.decode(values)))
    const before = plan.score.cost
    improveOnce(plan, free, { solve, ...limits })
    expect(plan.score.cost).toBeLessThanOrEqual(before)
    expect(plan.score.cost).toBe(costOf(problem, plan.place))
  })

  test('with the options of the relaxation alone, a plan never gets worse, and stays one', () => {
    const kept = promisingOptions(problem, solve, { seconds: 20, stop: () => false })
    if (kept === undefined) throw new Error('the relaxation is solved')
    expect(kept.length).toBe(problem.options.length)
    const count = kept.reduce((sum, is) => sum + is, 0)
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(problem.options.length)
    const plan = emptyPlan(problem)
    anneal(plan, { hot: 4, cold: 2, dice: diceOf(2), pace: (tries) => tries / 20_000 })
    const before = plan.score.cost
    const chosen = [...plan.place.keys()].filter((i) => i % 2 === 0)
    improveOnce(plan, chosen, { solve, ...limits, kept })
    expect(plan.score.cost).toBeLessThanOrEqual(before)
    expect(plan.score.cost).toBe(costOf(problem, plan.place))
  })

  test('bound every plan from below', () => {
    const plan = emptyPlan(problem)
    anneal(plan, { hot: 4, cold: 0.15, dice: diceOf(1), pace: (tries) => tries / 100_000 })
    const bound = boundOf(problem, solve, { seconds: 20, search: false, stop: () => false })
    expect(bound?.cost).toBeLessThanOrEqual(plan.score.cost)
    // asking for less, all spaces thrown together, proves less, and something
    const pooled = pooledRows(problem)
    if (pooled === null || bound === null) throw new Error('nobody shares a space here')
    const weaker = solve(pooled.mip, { ...limits, relaxed: true }).bound + pooled.constant
    expect(weaker).toBeLessThanOrEqual(bound.cost + 1e-6)
    expect(weaker).toBeGreaterThanOrEqual(0)
  })
})
