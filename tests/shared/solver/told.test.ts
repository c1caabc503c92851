import {
  pinFaultMessages,
  seasonReasons,
  seasonRules,
  seasonText,
  specFaultMessages,
} from '@gongyue/shared/i18n/season.ts'
import { checkSpec } from '@gongyue/shared/solver/check-spec.ts'
import { contradictionOf } from '@gongyue/shared/solver/contradictions.ts'
import { cttSpec } from '@gongyue/shared/solver/ctt/problem.ts'
import { parseCtt } from '@gongyue/shared/solver/ctt/parse.ts'
import { costOf } from '@gongyue/shared/solver/evaluate.ts'
import { PinsContradict, pinFaults } from '@gongyue/shared/solver/pins.ts'
import { UNPLACED, type Pin, type ProblemSpec, type Wish, problemOf } from '@gongyue/shared/solver/problem.ts'
import { reasonsOf } from '@gongyue/shared/solver/reasons.ts'
import { seasonOf } from '@gongyue/shared/solver/season/problem.ts'
import { countedBudget, solve } from '@gongyue/shared/solver/solve.ts'
import { type Words, tellReasons, tellShortfall } from '@gongyue/shared/solver/tell.ts'
import { whatWouldWork } from '@gongyue/shared/solver/would-work.ts'
import { highsSolver } from '@gongyue/server/planner/highs.ts'
import { expect, test, vi } from 'vitest'
import { makeConditions } from './conditions.ts'
import { makeCtt, makeSeason } from './instances.ts'

// arithmetic only: a full machine may take its time
vi.setConfig({ testTimeout: 60_000 })

const exact = await highsSolver()
const run = { seed: 1, budget: countedBudget(20_000, 0), stop: () => false }
const both = (text: string): { readonly 'zh-CN': string; readonly en: string } => ({ 'zh-CN': text, en: text })

test('the sentences of a wish that lost say who contends, who won and why, and what would have worked', () => {
  const spec = house(
    [
      wish('choir', [[0, 0]], { party: 0 }),
      wish('yoga', [[0, 0]], { party: 1 }),
      wish('chess', [[1, 0]], { groups: [0] }),
      wish(
        'dance',
        [
          [0, 0],
          [1, 1],
        ],
        { party: 2, groups: [0] },
      ),
    ],
    {
      parties: [
        { had: 0, asked: 4 },
        { had: 2, asked: 4 },
        { had: 3, asked: 4 },
      ],
      lot: 5,
    },
  )
  const problem = problemOf(spec)
  const place = Int32Array.from([0, UNPLACED, 4, UNPLACED])
  const reasons = reasonsOf(problem, place)
  const out = whatWouldWork(problem, place, 3, everywhere())
  expect(out).toEqual([
    { space: 0, start: 2, change: 'time' },
    { space: 1, start: 2, change: 'time' },
  ])
  const told = reasons.map((one) =>
    tellReasons(problem, one, words(spec), one.wish === 'dance' ? out : []).map((sentence) =>
      seasonText(seasonReasons, sentence, 'zh-CN'),
    ),
  )
  expect(told).toEqual([
    [
      '周五晚上有 1 个位置合适，3 个申请在争，得到的有 1 个',
      '得到的单位中有 1 家往季所得份额更少',
      '1 个位置的场地已有安排，主要是：choir',
      '最接近的是A，0–2',
    ],
    [
      '周五晚上有 2 个位置合适，4 个申请在争，得到的有 2 个',
      '得到的单位中有 1 家往季所得份额更少',
      '2 个位置的场地已有安排，主要是：chess、choir',
      '最接近的是B，1–3',
      '同一天改为2–4，A目前空着',
      '同一天改为2–4，B目前空着',
    ],
  ])
})

test('a free place that a condition closes is told with the condition', () => {
  const links = [{ kind: 'same-space', level: 'required', wishes: [0, 1] } as const]
  const spec = house([wish('choir', [[0, 0]]), wish('yoga', [[1, 0]], { unplaced: 5 })], { links })
  const problem = problemOf(spec)
  const { places } = solve(problem, run)
  const [reasons] = reasonsOf(problem, places)
  if (reasons === undefined) throw new Error('everybody has a place')
  expect(reasons.nearest?.block).toEqual({ kind: 'condition', rule: 'linked-spaces' })
  expect(tellReasons(problem, reasons, words(spec)).map((one) => seasonText(seasonReasons, one, 'en'))).toEqual([
    '1 of them are free, but would break a condition that must hold: the same space, or different ones',
    'the nearest was B, 0–2',
  ])
})

test('a wish that nobody can meet, and what is asked beyond what there is, are said', () => {
  const spec = house([wish('a flight to the moon', [], { party: 0 }), wish('choir', [[0, 0]], { party: 0 })])
  const problem = problemOf(spec)
  const { places } = solve(problem, run)
  const [reasons] = reasonsOf(problem, places)
  if (reasons === undefined) throw new Error('everybody has a place')
  expect(tellReasons(problem, reasons, words(spec)).map(({ key }) => key)).toEqual(['no-place-fits'])
  expect(tellShortfall(problem, places, 0).map((one) => seasonText(seasonReasons, one, 'en'))).toEqual([
    '4 slots were asked for and 2 given: 2 are missing',
  ])
})

test('ten times as much as there is ends, fills the house and states what is missing', () => {
  // two rooms of four slots hold four wishes of two
  const weights = { compactness: 0, workingDays: 0, sameSpace: 0, fairness: 40 }
  const wishes = Array.from({ length: 40 }, (_, k) => wish(`w${k}`, anywhere(), { party: k % 4 }))
  const spec = house(wishes, { weights })
  const problem = problemOf(spec)
  const { places, unplaced } = solve(problem, { ...run, exact, budget: countedBudget(20_000, 2) })
  expect(unplaced).toBe(36)
  expect(reasonsOf(problem, places)).toHaveLength(36)
  expect([0, 1, 2, 3].map((party) => tellShortfall(problem, places, party)[0]?.params)).toEqual(
    Array.from({ length: 4 }, () => ({ asked: 20, got: 2, short: 18 })),
  )
})

test('no applications are an empty plan', () => {
  const problem = problemOf(house([]))
  expect(solve(problem, { ...run, exact })).toMatchObject({ cost: 0, unplaced: 0 })
  expect(checkSpec(house([]))).toEqual([])
})

test('pins that can not be are named before anything is solved', () => {
  const pin = (w: number, space: number, start: number): Pin => ({ wish: w, nth: 0, space, start })
  const wishes = [wish('choir', anywhere()), wish('yoga', anywhere())]
  const apart = { kind: 'same-space', level: 'prohibited', wishes: [0, 1] } as const
  const pins = [pin(0, 0, 0), pin(1, 0, 2)]
  expect(pinFaults(house(wishes, { pins }))).toEqual([])
  expect(pinFaults(house(wishes, { pins, bans: [{ wish: 1, start: 2 }] }))).toEqual([{ kind: 'banned', pin: pins[1] }])
  const fault = { kind: 'condition', rule: 'linked-spaces', subject: 'choir · yoga', pins }
  expect(pinFaults(house(wishes, { pins, links: [apart] }))).toEqual([fault])
  expect(() => solve(problemOf(house(wishes, { pins, links: [apart] })), run)).toThrow(PinsContradict)
  const sharing = { pins: [pin(0, 0, 0), pin(1, 0, 0)], links: [{ kind: 'may-share', wishes: [0, 1] } as const] }
  expect(pinFaults(house(wishes, sharing))).toEqual([])
  expect(pinFaults(house(wishes, { pins: sharing.pins })).map(({ kind }) => kind)).toEqual(['space-overlap'])
  for (const { kind } of [fault, { kind: 'banned' }]) expect(pinFaultMessages[kind]).toBeDefined()
})

test('must-haves that contradict each other are named, with the conditions and pins that make it so', () => {
  const wishes = [
    wish('choir', anywhere()),
    wish('yoga', anywhere()),
    wish('chess', anywhere()),
    wish('free', anywhere()),
  ]
  const links = [
    { kind: 'same-day', level: 'required', wishes: [0, 3] } as const,
    { kind: 'same-time', level: 'required', wishes: [0, 1, 2] } as const,
  ]
  expect(contradictionOf(house(wishes, { links }), [0, 1, 2, 3], exact)).toEqual({
    ...{ wishes: [0, 1, 2], links: [1], pins: [] },
  })
  const pins: readonly Pin[] = [
    { wish: 0, nth: 0, space: 0, start: 0 },
    { wish: 1, nth: 0, space: 1, start: 2 },
  ]
  const pair = [{ kind: 'same-time', level: 'required', wishes: [0, 1] } as const]
  expect(contradictionOf(house(wishes, { links: pair, pins }), [0, 1, 2, 3], exact)).toEqual({
    ...{ wishes: [0, 1], links: [0], pins: [0, 1] },
  })
  expect(contradictionOf(house(wishes, { links }), [0, 1, 2], exact, () => true)).toBeNull()
})

test('every fault of a spec is told at once, with its place and value, and made specs have none', () => {
  const odd = house([
    {
      ...wish('a', [
        [0, 9],
        [7, 0],
        [0, 3],
      ]),
      unplaced: -1,
      groups: [4],
      parts: [],
    },
    wish('b', [[0, 0]], { weight: Number.NaN }),
  ])
  const faults = checkSpec({
    ...odd,
    pins: [{ wish: 5, nth: 0, space: 0, start: 0 }],
    bans: [{ wish: 0, space: 3 }],
    links: [
      { kind: 'same-day', level: 'prohibited', wishes: [0, 2], most: 2 },
      { kind: 'before', level: 'required', wishes: [0], later: [0] },
    ],
    parties: [{ had: 3, asked: 2 }],
    grain: 0,
  })
  expect(faults.map(({ key, path, value }) => `${path} ${key} ${value}`)).toEqual([
    '/grain not-a-number 0',
    '/wishes/0/unplaced negative -1',
    '/wishes/0/groups/0 unknown-group 4',
    '/wishes/0/parts no-part 0',
    '/wishes/0/options/0/start unknown-slot 9',
    '/wishes/0/options/1/space unknown-space 7',
    '/wishes/0/options/2/start over-a-day 3',
    '/wishes/1/weight not-a-number NaN',
    '/pins/0/wish unknown-wish 5',
    '/bans/0/space unknown-space 3',
    '/links/0/wishes/1 unknown-wish 2',
    '/links/0/level no-contrary prohibited',
    '/links/1/later on-both-sides 0',
    '/parties/0/had had-more-than-asked 3',
  ])
  for (const { key } of faults) expect(specFaultMessages[key]).toBeDefined()
  expect(checkSpec(seasonOf(makeSeason(1)).spec)).toEqual([])
  expect(checkSpec(cttSpec(parseCtt(makeCtt(1))))).toEqual([])
  expect(checkSpec(makeConditions(1)).filter(({ key }) => key !== 'no-contrary')).toEqual([])
})

test('of two equal parties that want one slot the one that had more last season loses', () => {
  const one = [[0, 0]] as const
  const wishes = [wish('a', one, { party: 0 }), wish('b', one, { party: 1 })]
  const weights = { compactness: 0, workingDays: 0, sameSpace: 0, fairness: 0, shares: 100 }
  const winner = (had: readonly [number, number], seed: number): number => {
    const parties = had.map((slots) => ({ had: slots, asked: 4 }))
    const outcome = solve(problemOf(house(wishes, { parties, weights })), { ...run, seed })
    return outcome.places.indexOf(0)
  }
  expect([1, 2, 3].map((seed) => winner([3, 1], seed))).toEqual([1, 1, 1])
  expect([1, 2, 3].map((seed) => winner([1, 3], seed))).toEqual([0, 0, 0])
})

test('equal parties draw lots: the published seed decides, whatever the search does', () => {
  const one = [[0, 0]] as const
  const wishes = [wish('a', one, { party: 0, unplaced: 1000 }), wish('b', one, { party: 1, unplaced: 1000 })]
  const winner = (lot: number, seed: number): number =>
    solve(problemOf(house(wishes, { lot, grain: 100 })), { ...run, seed }).places.indexOf(0)
  const byLot = [1, 2, 3, 4, 5, 6].map((lot) => winner(lot, 1))
  expect(new Set(byLot).size).toBe(2)
  for (const seed of [2, 3]) expect([1, 2, 3, 4, 5, 6].map((lot) => winner(lot, seed))).toEqual(byLot)
  const problem = problemOf(house(wishes, { lot: 1, grain: 100 }))
  const { places, cost } = solve(problem, run)
  expect(cost).toBe(costOf(problem, places))
})

type Places = readonly (readonly [space: number, start: number])[]

function anywhere(): Places {
  return [0, 1].flatMap((space) => [0, 1, 2].map((start) => [space, start] as const))
}

function everywhere(): readonly { readonly space: number; readonly start: number }[] {
  return anywhere().map(([space, start]) => ({ space, start }))
}

/** Two rooms, one day of four slots, one trainer. */
function house(wishes: readonly Wish[], more: Partial<ProblemSpec> = {}): ProblemSpec {
  return {
    ...{ days: [4], spaces: ['A', 'B'], groups: [{ id: 'trainer', compact: false }], wishes, pins: [], grain: 1 },
    weights: { compactness: 0, workingDays: 0, sameSpace: 0, fairness: 0 },
    ...more,
  }
}

/** Two slots, once. */
function wish(id: string, places: Places, more: Partial<Wish> = {}): Wish {
  const options = places.map(([space, start]) => ({ space, start, cost: 0 }))
  const plain = {
    id,
    count: 1,
    duration: 2,
    options,
    groups: [],
    unplaced: 10,
    party: -1,
    minDays: 0,
    sameSpace: false,
  }
  return { ...plain, ...more }
}

function words({ wishes, spaces }: ProblemSpec): Words {
  return {
    time: (start, end) => both(`${start}–${end}`),
    window: () => ({ 'zh-CN': '周五晚上', en: 'Friday evening' }),
    wish: (index) => both(wishes[index]?.id ?? ''),
    space: (index) => both(spaces[index] ?? ''),
    rule: (id) => seasonRules[id]?.title ?? both(id),
  }
}
