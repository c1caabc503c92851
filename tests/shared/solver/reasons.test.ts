import { contradictionOf } from '@gongyue/shared/solver/contradictions.ts'
import { violationsOf } from '@gongyue/shared/solver/evaluate.ts'
import { pinFaults } from '@gongyue/shared/solver/pins.ts'
import { UNPLACED, type Pin, type ProblemSpec, type Wish, problemOf } from '@gongyue/shared/solver/problem.ts'
import { reasonsOf } from '@gongyue/shared/solver/reasons.ts'
import { countedBudget, solve } from '@gongyue/shared/solver/solve.ts'
import { highsSolver } from '@gongyue/server/planner/highs.ts'
import { expect, test, vi } from 'vitest'

// arithmetic only: a full machine may take its time
vi.setConfig({ testTimeout: 180_000 })

const exact = await highsSolver()
const run = { seed: 1, budget: countedBudget(20_000, 0), stop: () => false }

test('a wish without a place is told who stands in each of its ways', () => {
  const problem = problemOf(
    house([
      wish('choir', [[0, 0]]),
      wish('yoga', [
        [0, 0],
        [1, 0],
      ]),
      wish('chess', [[1, 0]]),
    ]),
  )
  expect(reasonsOf(problem, Int32Array.from([0, UNPLACED, 4]))).toEqual([
    {
      ...{ activity: 1, wish: 'yoga', options: 2, spaceTaken: 2, personTaken: 0, pinned: 0, dearer: 0, open: 0 },
      ...{ condition: 0, rules: [], contest: { starts: [0], wanting: 3, got: 2, hadLess: 0, byLot: 0 } },
      competitors: [
        { activity: 0, wish: 'choir', options: 1, inSpace: 1 },
        { activity: 2, wish: 'chess', options: 1, inSpace: 1 },
      ],
      nearest: { space: 'A', start: 0, block: { kind: 'taken', rule: 'space-overlap', by: [0] } },
    },
  ])
})

test('a person who is elsewhere, a pin, and a wish that nobody can meet are told apart', () => {
  const spec = house(
    [
      wish('choir', [[0, 0]], [0]),
      wish('yoga', [[1, 0]], [0]),
      wish('chess', [[0, 0]]),
      wish('a flight to the moon', []),
    ],
    [{ wish: 0, nth: 0, space: 0, start: 0 }],
  )
  const problem = problemOf(spec)
  const outcome = solve(problem, run)
  expect([...outcome.places]).toEqual([0, UNPLACED, UNPLACED, UNPLACED])
  const told = reasonsOf(problem, outcome.places).map(({ wish: id, options, personTaken, pinned }) => ({
    id,
    options,
    personTaken,
    pinned,
  }))
  expect(told).toEqual([
    { id: 'yoga', options: 1, personTaken: 0, pinned: 1 },
    { id: 'chess', options: 1, personTaken: 0, pinned: 1 },
    { id: 'a flight to the moon', options: 0, personTaken: 0, pinned: 0 },
  ])
})

test('a plan that an outsider made is told everything it breaks', () => {
  const problem = problemOf(
    house([
      wish('choir', [[0, 0]], [0]),
      wish(
        'yoga',
        [
          [0, 0],
          [1, 0],
        ],
        [0],
      ),
    ]),
  )
  expect(
    violationsOf(problem, Int32Array.from([0, 0])).map(({ constraint, activities }) => ({ constraint, activities })),
  ).toEqual([
    { constraint: 'space-overlap', activities: [0, 1] },
    { constraint: 'space-overlap', activities: [0, 1] },
    { constraint: 'person-overlap', activities: [0, 1] },
    { constraint: 'person-overlap', activities: [0, 1] },
  ])
  expect(violationsOf(problem, Int32Array.from([4, UNPLACED])).map(({ constraint }) => constraint)).toEqual([
    'not-offered',
    'unplaced',
    'preference',
  ])
})

test('pins that contradict each other are named', () => {
  const a: Pin = { wish: 0, nth: 0, space: 0, start: 0 }
  const b: Pin = { wish: 1, nth: 0, space: 0, start: 1 }
  const c: Pin = { wish: 2, nth: 0, space: 1, start: 0 }
  const wishes = [wish('choir', [[0, 0]], [0]), wish('yoga', [[0, 1]]), wish('chess', [[1, 0]], [0])]
  expect(pinFaults(house(wishes, [a, b, c]))).toEqual([
    { kind: 'space-overlap', pins: [a, b] },
    { kind: 'person-overlap', pins: [a, c] },
  ])
  expect(pinFaults(house(wishes, [{ ...a, start: 2 }]))).toEqual([{ kind: 'not-offered', pin: { ...a, start: 2 } }])
})

test('of wishes that must all be met, the smallest set that can not be is named', () => {
  const both: Places = [
    [0, 0],
    [1, 0],
  ]
  const spec = house([wish('a', both), wish('free', [[0, 2]]), wish('b', both), wish('c', both), wish('d', [[1, 2]])])
  expect(contradictionOf(spec, [0, 1, 2, 3, 4], exact)).toEqual({ wishes: [0, 2, 3], links: [], pins: [] })
  expect(contradictionOf(spec, [0, 1, 2, 4], exact)).toEqual({ wishes: [], links: [], pins: [] })
})

type Places = readonly (readonly [space: number, start: number])[]

/** Two rooms, one day of four slots, one instructor. */
function house(wishes: readonly Wish[], pins: readonly Pin[] = []): ProblemSpec {
  return {
    ...{ days: [4], spaces: ['A', 'B'], groups: [{ id: 'instructor', compact: false }], wishes, pins, grain: 1 },
    weights: { compactness: 0, workingDays: 0, sameSpace: 0, fairness: 0 },
  }
}

/** Two slots, once. */
function wish(id: string, places: Places, groups: readonly number[] = []): Wish {
  const options = places.map(([space, start]) => ({ space, start, cost: 0 }))
  return { ...{ id, count: 1, duration: 2, options, groups, unplaced: 10, party: -1, minDays: 0, sameSpace: false } }
}
