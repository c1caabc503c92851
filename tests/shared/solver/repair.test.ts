import { violationsOf } from '@gongyue/shared/solver/evaluate.ts'
import { type Problem, UNPLACED, type Wish, problemOf } from '@gongyue/shared/solver/problem.ts'
import { damageOf, repairAtOnce, repairExactly, repairInTime } from '@gongyue/shared/solver/repair.ts'
import { seasonOf } from '@gongyue/shared/solver/season/problem.ts'
import { countedBudget, solve } from '@gongyue/shared/solver/solve.ts'
import { highsSolver } from '@gongyue/server/planner/highs.ts'
import { expect, test, vi } from 'vitest'
import { makeSeason } from './instances.ts'

// arithmetic only: a full machine may take its time
vi.setConfig({ testTimeout: 180_000 })

const exact = await highsSolver()
const problem = problemOf(seasonOf(makeSeason(12, { requests: 70, rooms: 6 })).spec)
const published = solve(problem, { seed: 1, budget: countedBudget(150_000, 0), stop: () => false }).places

test.each([0, 2, 4])('room %i closed for a day: nobody stands in it, and no hop more saves anyone', (space) => {
  const loss = { space, from: 10, until: 20 }
  const damage = damageOf(problem, published, [loss])
  const atOnce = repairAtOnce(damage, 100_000)
  const limits = { seconds: 20, stop: () => false }
  const near = repairExactly(damage, atOnce, exact, { ...limits, hops: 1 })
  const inTime = repairInTime(damage, atOnce, exact, { left: () => 20, stop: () => false })
  const whole = repairExactly(damage, near, exact, { ...limits, hops: 99 })
  expect(whole.proven).toBe(true)
  expect(near.lost).toBe(whole.lost)
  expect(inTime.lost).toBe(whole.lost)
  expect(atOnce.lost).toBeGreaterThanOrEqual(near.lost)
  expect(violationsOf(damage.problem, near.places).filter(({ level }) => level === 'hard')).toEqual([])
  const inside = [...near.places].filter((at, activity) => {
    const start = at % problem.slots
    const length = damage.problem.duration[activity] ?? 0
    return (
      at !== UNPLACED && Math.floor(at / problem.slots) === space && start < loss.until && start + length > loss.from
    )
  })
  expect(inside).toEqual([])
})

test('no seconds left is the answer that was there', () => {
  const damage = damageOf(problem, published, [{ space: 0, from: 10, until: 20 }])
  const atOnce = repairAtOnce(damage, 100_000)
  expect(repairInTime(damage, atOnce, exact, { left: () => 0, stop: () => false })).toBe(atOnce)
})

test('without a loss nothing moves', () => {
  const damage = damageOf(problem, published, [])
  expect(damage.displaced).toEqual([])
  expect(repairAtOnce(damage, 100_000)).toMatchObject({ moved: 0, lost: 0, cost: 0 })
})

test('at once, a chain of six makes room for one, and two find room for one who is long', () => {
  // seven who could each stand in their own room or the next; the last room is free
  const row = house(
    Array.from({ length: 7 }, (_, k) =>
      wish(`${k}`, 1, [
        [k, 0],
        [k + 1, 0],
      ]),
    ),
    8,
  )
  const shut = damageOf(
    row,
    Int32Array.from({ length: 7 }, (_, k) => k * 4),
    [{ space: 0, from: 0, until: 1 }],
  )
  expect(repairAtOnce(shut, 1_000)).toMatchObject({ lost: 0, moved: 7 })
  expect(repairAtOnce(shut, 5)).toMatchObject({ lost: 1, moved: 0 })
  // one of two slots whose only other room holds two of one slot, who can each go elsewhere
  const long = house(
    [
      wish('long', 2, [
        [0, 0],
        [1, 0],
      ]),
      wish('a', 1, [
        [1, 0],
        [2, 0],
      ]),
      wish('b', 1, [
        [1, 1],
        [2, 1],
      ]),
    ],
    3,
  )
  const lost = damageOf(long, Int32Array.from([0, 4, 5]), [{ space: 0, from: 0, until: 4 }])
  expect([...repairAtOnce(lost, 1_000).places]).toEqual([4, 8, 9])
})

/** Rooms with one day of four slots. */
function house(wishes: readonly Wish[], rooms: number): Problem {
  return problemOf({
    ...{
      days: [4],
      spaces: Array.from({ length: rooms }, (_, k) => `room ${k}`),
      groups: [],
      wishes,
      pins: [],
      grain: 1,
    },
    weights: { compactness: 0, workingDays: 0, sameSpace: 0, fairness: 0 },
  })
}

function wish(id: string, duration: number, places: readonly (readonly [number, number])[]): Wish {
  const options = places.map(([space, start]) => ({ space, start, cost: 0 }))
  return { ...{ id, count: 1, duration, options, groups: [], unplaced: 10, party: -1, minDays: 0, sameSpace: false } }
}
