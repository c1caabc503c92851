import { violationsOf } from '@gongyue/shared/solver/evaluate.ts'
import { UNPLACED, problemOf } from '@gongyue/shared/solver/problem.ts'
import { damageOf, repairAtOnce, repairExactly } from '@gongyue/shared/solver/repair.ts'
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
  const whole = repairExactly(damage, near, exact, { ...limits, hops: 99 })
  expect(whole.proven).toBe(true)
  expect(near.lost).toBe(whole.lost)
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

test('without a loss nothing moves', () => {
  const damage = damageOf(problem, published, [])
  expect(damage.displaced).toEqual([])
  expect(repairAtOnce(damage, 100_000)).toMatchObject({ moved: 0, lost: 0, cost: 0 })
})
