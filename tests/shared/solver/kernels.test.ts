import { anneal } from '@gongyue/shared/solver/anneal.ts'
import { cttSpec } from '@gongyue/shared/solver/ctt/problem.ts'
import { parseCtt } from '@gongyue/shared/solver/ctt/parse.ts'
import { seasonRules } from '@gongyue/shared/i18n/season.ts'
import { type Dice, diceOf } from '@gongyue/shared/solver/dice.ts'
import { costOf } from '@gongyue/shared/solver/evaluate.ts'
import { type Plan, emptyPlan, isFree, put, take } from '@gongyue/shared/solver/plan.ts'
import { BARRED, UNPLACED, problemOf } from '@gongyue/shared/solver/problem.ts'
import { costRules, hardRules } from '@gongyue/shared/solver/rules/index.ts'
import { seasonOf } from '@gongyue/shared/solver/season/problem.ts'
import { describe, expect, test, vi } from 'vitest'
import { makeCtt, makeSeason } from './instances.ts'

// arithmetic only: a full machine may take its time
vi.setConfig({ testTimeout: 180_000 })

const problems = {
  timetable: problemOf(cttSpec(parseCtt(makeCtt(3)))),
  season: problemOf(seasonOf(makeSeason(4)).spec),
}

describe.each(Object.entries(problems))('the books of the rules, on a %s', (_, problem) => {
  test('after a million random steps they say what the rules say from nothing', () => {
    const plan = emptyPlan(problem)
    expect(plan.score.cost).toBe(costOf(problem, plan.place))
    const dice = diceOf(11)
    let wrong = 0
    let drift = 0
    for (let step = 1; step <= 1_000_000; step++) {
      const { activity, to } = randomStep(plan, dice)
      const before = plan.score.cost
      const promised = plan.kernel.move(activity, plan.place[activity] ?? UNPLACED, to)
      if (plan.place[activity] !== UNPLACED) take(plan, activity)
      if (to !== UNPLACED) put(plan, activity, to)
      if (plan.score.cost - before !== promised) wrong++
      if (step % 100_000 === 0) drift += Math.abs(plan.score.cost - costOf(problem, plan.place))
    }
    expect({ wrong, drift }).toEqual({ wrong: 0, drift: 0 })
  })

  test('after a descent with its swaps, chains and pushes they do so too', () => {
    const plan = emptyPlan(problem)
    const { best } = anneal(plan, { hot: 4, cold: 0.15, dice: diceOf(5), pace: (tries) => tries / 150_000 })
    expect(plan.score.cost).toBe(best)
    expect(costOf(problem, plan.place)).toBe(best)
  })
})

test('every rule can say in both languages what it found, with nothing left blank', () => {
  for (const rule of [...hardRules, ...costRules]) {
    const words = seasonRules[rule.id]
    if (words === undefined) throw new Error(`${rule.id} has no words`)
    for (const text of [...Object.values(words.title), ...Object.values(words.text)]) expect(text).not.toBe('')
    for (const problem of Object.values(problems)) {
      const plan = emptyPlan(problem)
      anneal(plan, { hot: 4, cold: 2, dice: diceOf(5), pace: (tries) => tries / 20_000 })
      for (const { params, cost } of rule.explain(problem, plan.place)) {
        expect(cost).toBeGreaterThan(0)
        for (const text of Object.values(words.text))
          expect(Object.keys(params)).toEqual(expect.arrayContaining([...placeholders(text)]))
      }
    }
  }
})

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)/g)].map(([, key]) => key ?? '')
}

/** An activity and a place that is free for it, or none. */
function randomStep(plan: Plan, dice: Dice): { activity: number; to: number } {
  const { problem } = plan
  const activity = dice.below(problem.activities)
  const to = dice.below(problem.places)
  const allowed = problem.cost[(problem.wishOf[activity] ?? 0) * problem.places + to] !== BARRED
  return allowed && isFree(plan, activity, to) ? { activity, to } : { activity, to: UNPLACED }
}
