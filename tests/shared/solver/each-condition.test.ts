import type { Limits, Link } from '@gongyue/shared/solver/conditions.ts'
import { violationsOf } from '@gongyue/shared/solver/evaluate.ts'
import { partsOfRanges } from '@gongyue/shared/solver/lanes.ts'
import { emptyPlan, isFree, put } from '@gongyue/shared/solver/plan.ts'
import { UNPLACED, type ProblemSpec, type Wish, problemOf } from '@gongyue/shared/solver/problem.ts'
import { countedBudget, solve } from '@gongyue/shared/solver/solve.ts'
import { describe, expect, test, vi } from 'vitest'

// arithmetic only: a full machine may take its time
vi.setConfig({ testTimeout: 60_000 })

const SLOTS = 8
const run = { seed: 1, budget: countedBudget(20_000, 0), stop: () => false }

/** Two days of four slots, two rooms; a is at 0 in room 0 unless said. Places: room × 8 + slot. */
describe.each<readonly [string, Link, readonly number[], number]>([
  ['one room: two rooms are one too many', link('same-space'), [0, SLOTS + 4], 1],
  ['one room: one is right', link('same-space'), [0, 4], 0],
  ['not one room: the same twice', { ...link('same-space'), level: 'discouraged' }, [0, 4], 1],
  ['the same time of the day on two days', link('same-start'), [1, 5], 0],
  ['another time of the day', link('same-start'), [1, 6], 1],
  ['at once in two rooms', link('same-time'), [2, SLOTS + 2], 0],
  ['at once, and they are not', link('same-time'), [2, SLOTS + 3], 1],
  ['never at once, and they are', { ...link('same-time'), level: 'discouraged' }, [2, SLOTS + 2], 1],
  ['on one day', link('same-day'), [0, 5], 1],
  ['on two days at most', { ...link('same-day'), most: 2 }, [0, 5], 0],
  ['on days of their own', { ...link('same-day'), level: 'discouraged' }, [0, 2], 1],
  ['days that follow each other', { kind: 'days-apart', level: 'preferred', wishes: [0, 1] }, [0, 7], 1],
  ['one day is no two', { kind: 'days-apart', level: 'preferred', wishes: [0, 1] }, [0, 2], 0],
  ['in order', { kind: 'before', level: 'preferred', wishes: [0], later: [1] }, [0, 1], 0],
  ['in the wrong order', { kind: 'before', level: 'preferred', wishes: [0], later: [1] }, [5, 1], 1],
  ['at once is not in order', { kind: 'before', level: 'preferred', wishes: [0], later: [1] }, [1, SLOTS + 1], 1],
  ['two slots of rest, and one is there', { kind: 'gap', level: 'preferred', wishes: [0, 1], least: 2 }, [0, 2], 1],
  ['rest ends with the day', { kind: 'gap', level: 'preferred', wishes: [0, 1], least: 2 }, [3, 4], 0],
  ['who has no place has no bonds', link('same-space'), [0, UNPLACED], 0],
])('a link: %s', (_, bond, places, units) => {
  test(`${units} units`, () => {
    const problem = problemOf(house([wish('a'), wish('b')], { links: [bond], grain: 10 }))
    const found = violationsOf(problem, Int32Array.from(places)).filter(({ constraint }) => constraint !== 'unplaced')
    expect(found.map(({ penalty, level }) => ({ penalty, level }))).toEqual(
      units === 0 ? [] : [{ penalty: units * 10, level: 'soft' }],
    )
  })
})

describe.each<readonly [string, Limits, readonly number[], number]>([
  ['two slots a day, three held', { slotsADay: { most: 2, level: 'preferred' } }, [0, 1, 2], 1],
  ['two slots a day over two days', { slotsADay: { most: 2, level: 'preferred' } }, [0, 1, 4], 0],
  ['one day, two used', { days: { most: 1, level: 'preferred' } }, [0, 1, 4], 1],
  ['a slot of rest twice missing', { gap: { least: 1, level: 'preferred' } }, [0, 1, 2], 2],
  ['a way of one slot, none there', { way: { level: 'preferred' } }, [0, SLOTS + 1, 4], 1],
  ['a way of one slot, walked in time', { way: { level: 'preferred' } }, [0, SLOTS + 2, 4], 0],
])('a limit of a group: %s', (_, limits, places, units) => {
  test(`${units} units`, () => {
    const wishes = ['a', 'b', 'c'].map((id) => wish(id, { groups: [0] }))
    const ways = [
      [0, 1],
      [1, 0],
    ]
    const groups = [{ id: 'trainer', compact: false, limits }]
    const problem = problemOf(house(wishes, { groups, ways, grain: 10 }))
    const cost = violationsOf(problem, Int32Array.from(places)).reduce((sum, { penalty }) => sum + penalty, 0)
    expect(cost).toBe(units * 10)
  })
})

test.each([
  ['one slot free between two of a space', [0, 2], 10],
  ['two slots free are of use', [0, 3], 0],
  ['side by side', [0, 1], 0],
  ['the night is no gap', [3, 5], 0],
])('useless gaps: %s', (_, places, cost) => {
  const problem = problemOf(house([wish('a'), wish('b')], { gaps: { shorter: 2, level: 'preferred' }, grain: 10 }))
  expect(violationsOf(problem, Int32Array.from(places)).map(({ penalty }) => penalty)).toEqual(cost === 0 ? [] : [cost])
})

test('who was published keeps the place when nothing better is worth the change', () => {
  const dear = { places: [{ space: 1, start: 3 }], change: 7 }
  const cheap = [
    { space: 0, start: 0, cost: 0 },
    { space: 1, start: 3, cost: 6 },
  ]
  const place = (change: number): readonly number[] => [
    ...solve(problemOf(house([wish('a', { options: cheap, had: { ...dear, change } })])), run).places,
  ]
  expect(place(7)).toEqual([SLOTS + 3])
  expect(place(5)).toEqual([0])
  const told = violationsOf(problemOf(house([wish('a', { options: cheap, had: dear })])), Int32Array.from([0]))
  expect(told.map(({ constraint, penalty }) => ({ constraint, penalty }))).toEqual([
    { constraint: 'change-of-published', penalty: 7 },
  ])
})

test('a weight makes the same wish count more', () => {
  const one = { options: [{ space: 0, start: 0, cost: 0 }] }
  const outcome = solve(problemOf(house([wish('a', one), wish('b', { ...one, weight: 2 })])), run)
  expect([...outcome.places]).toEqual([UNPLACED, 0])
  expect(outcome.cost).toBe(100)
})

test('bans close a space, a start or one place, and a plan that ignores them is told so', () => {
  const bans = [
    { wish: 0, space: 0 },
    { wish: 0, start: 1 },
    { wish: 1, space: 1, start: 2 },
  ]
  const problem = problemOf(house([wish('a'), wish('b')], { bans }))
  const own = (w: number): readonly number[] => [
    ...problem.options.subarray(problem.optionAt[w], problem.optionAt[w + 1]),
  ]
  expect(own(0)).toEqual([8, 10, 11, 12, 13, 14, 15])
  expect(own(1)).not.toContain(SLOTS + 2)
  expect(own(1)).toHaveLength(15)
  expect(violationsOf(problem, Int32Array.from([0, 10])).filter(({ level }) => level === 'hard')).toMatchObject([
    { constraint: 'not-offered', activities: [0] },
    { constraint: 'not-offered', activities: [1] },
  ])
})

test('who may share a room is there at once with its sharers, and with nobody else', () => {
  const links: readonly Link[] = [{ kind: 'may-share', wishes: [0, 1, 2] }]
  const plan = emptyPlan(
    problemOf(
      house(
        ['a', 'b', 'c', 'd'].map((id) => wish(id)),
        { links },
      ),
    ),
  )
  put(plan, 0, 0)
  put(plan, 1, 0)
  expect([isFree(plan, 2, 0), isFree(plan, 3, 0), isFree(plan, 3, 1)]).toEqual([true, false, true])
})

test('two pairs that share are not all four at once', () => {
  const links: readonly Link[] = [
    { kind: 'may-share', wishes: [0, 1] },
    { kind: 'may-share', wishes: [1, 2] },
  ]
  const one = { options: [{ space: 0, start: 0, cost: 0 }] }
  const problem = problemOf(
    house(
      ['a', 'b', 'c'].map((id) => wish(id, one)),
      { links },
    ),
  )
  const { places, unplaced } = solve(problem, run)
  expect(unplaced).toBe(1)
  expect(places[1]).toBe(0)
  expect(violationsOf(problem, Int32Array.from([0, 0, 0])).filter(({ level }) => level === 'hard')).not.toEqual([])
})

test('one from March to April and another from May have the same slot and the same trainer', () => {
  const ranges = [
    { from: 3, until: 5 },
    { from: 5, until: 7 },
    { from: 4, until: 6 },
  ]
  const { parts, of } = partsOfRanges(ranges)
  expect({ parts, of }).toEqual({
    parts: 4,
    of: [
      [0, 1],
      [2, 3],
      [1, 2],
    ],
  })
  const one = { options: [{ space: 0, start: 0, cost: 0 }], groups: [0] }
  const wishes = ['a', 'b', 'c'].map((id, w) => wish(id, { ...one, parts: of[w] ?? [] }))
  const problem = problemOf(house(wishes, { parts, groups: [{ id: 'trainer', compact: false }] }))
  const outcome = solve(problem, run)
  expect([...outcome.places]).toEqual([0, 0, UNPLACED])
  expect(violationsOf(problem, outcome.places).filter(({ level }) => level === 'hard')).toEqual([])
})

test('a hard condition leaves somebody out rather than being broken, also in a plan that is handed in', () => {
  const links: readonly Link[] = [{ kind: 'same-space', level: 'required', wishes: [0, 1] }]
  const wishes = [
    wish('a', { options: [{ space: 0, start: 0, cost: 0 }] }),
    wish('b', { options: [{ space: 1, start: 0, cost: 0 }], unplaced: 50 }),
  ]
  const problem = problemOf(house(wishes, { links }))
  expect([...solve(problem, run).places]).toEqual([0, UNPLACED])
  expect([...solve(problem, { ...run, from: Int32Array.from([0, SLOTS]) }).places]).toEqual([0, UNPLACED])
  expect(violationsOf(problem, Int32Array.from([0, SLOTS]))).toMatchObject([
    { constraint: 'linked-spaces', level: 'hard' },
  ])
})

function link(kind: Likeness): Link & { readonly kind: Likeness } {
  return { kind, level: 'preferred', wishes: [0, 1] }
}

type Likeness = 'same-space' | 'same-start' | 'same-time' | 'same-day'

function house(wishes: readonly Wish[], more: Partial<ProblemSpec> = {}): ProblemSpec {
  return {
    ...{ days: [4, 4], spaces: ['A', 'B'], groups: [], wishes, pins: [], grain: 1 },
    weights: { compactness: 0, workingDays: 0, sameSpace: 0, fairness: 0 },
    ...more,
  }
}

/** One slot, once, anywhere at no cost. */
function wish(id: string, more: Partial<Wish> = {}): Wish {
  const options = Array.from({ length: 2 * SLOTS }, (_, place) => ({
    ...{ space: Math.floor(place / SLOTS), start: place % SLOTS, cost: 0 },
  }))
  return {
    ...{ id, count: 1, duration: 1, options, groups: [], unplaced: 100, party: -1, minDays: 0, sameSpace: false },
    ...more,
  }
}
