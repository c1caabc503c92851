import { anneal } from '@gongyue/shared/solver/anneal.ts'
import { cttSpec } from '@gongyue/shared/solver/ctt/problem.ts'
import { parseCtt } from '@gongyue/shared/solver/ctt/parse.ts'
import { type Dice, diceOf } from '@gongyue/shared/solver/dice.ts'
import { costOf, violationsOf } from '@gongyue/shared/solver/evaluate.ts'
import { emptyPlan } from '@gongyue/shared/solver/plan.ts'
import { UNPLACED, problemOf } from '@gongyue/shared/solver/problem.ts'
import { assign, matchRooms } from '@gongyue/shared/solver/rooms.ts'
import { seasonOf } from '@gongyue/shared/solver/season/problem.ts'
import { expect, test, vi } from 'vitest'
import { makeConditions } from './conditions.ts'
import { makeCtt, makeSeason } from './instances.ts'

// arithmetic only: a full machine may take its time
vi.setConfig({ testTimeout: 60_000 })

test('an assignment costs what the cheapest of all of them costs', () => {
  const dice = diceOf(3)
  for (let round = 0; round < 200; round++) {
    const rows = 1 + dice.below(5)
    const columns = rows + dice.below(3)
    const prices = Array.from({ length: rows }, () => Float64Array.from({ length: columns }, () => price(dice)))
    const chosen = assign(prices, columns)
    expect(new Set(chosen).size).toBe(rows)
    const cost = chosen.reduce((sum, column, row) => sum + (prices[row]?.[column] ?? Number.NaN), 0)
    expect(cost).toBeCloseTo(cheapest(prices, columns, 0, new Set()), 6)
  }
})

test.each([
  ['timetable', problemOf(cttSpec(parseCtt(makeCtt(3))))],
  ['week', problemOf(seasonOf(makeSeason(4)).spec)],
  ['season with every condition', problemOf(makeConditions(2))],
])('rooms of a %s get better or stay, times stay, and the books are in order', (_, problem) => {
  const plan = emptyPlan(problem)
  anneal(plan, { hot: 4, cold: 3, dice: diceOf(1), pace: (tries) => tries / 10_000 })
  const before = plan.score.cost
  const starts = [...plan.place].map((at) => (at === UNPLACED ? at : at % problem.slots))
  const hard = violationsOf(problem, plan.place).filter(({ level }) => level === 'hard').length
  const gain = matchRooms(plan)
  expect(gain).toBeGreaterThan(0)
  expect(plan.score.cost).toBe(before - gain)
  expect(costOf(problem, plan.place)).toBe(plan.score.cost)
  expect([...plan.place].map((at) => (at === UNPLACED ? at : at % problem.slots))).toEqual(starts)
  expect(violationsOf(problem, plan.place).filter(({ level }) => level === 'hard')).toHaveLength(hard)
  expect(matchRooms(plan)).toBe(0)
})

/** Some below zero: a place is worth something to who had none. */
function price(dice: Dice): number {
  return dice.below(40) - 20 + (dice.below(6) === 0 ? 1e12 : 0)
}

/** The cheapest of all assignments, by trying them all. */
function cheapest(prices: readonly Float64Array[], columns: number, row: number, taken: ReadonlySet<number>): number {
  const own = prices[row]
  if (own === undefined) return 0
  return Math.min(
    ...Array.from({ length: columns }, (_, column) =>
      taken.has(column)
        ? Infinity
        : (own[column] ?? Infinity) + cheapest(prices, columns, row + 1, new Set([...taken, column])),
    ),
  )
}
