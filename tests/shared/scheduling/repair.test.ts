import { describe, expect, test } from 'vitest'
import { repair } from '@gongyue/shared/scheduling/repair/repair.ts'
import type { Booking, Cause } from '@gongyue/shared/scheduling/repair/problem.ts'
import { addDays } from '@gongyue/shared/time/wall.ts'
import { aBooking, aRepairHouse, plansOf, toldOf } from '../support/bookings.ts'
import { aClaim } from '../support/claims.ts'
import { at, FRIDAY, span } from '../support/house.ts'

const facts = aRepairHouse()

function snapshotOf(bookings: readonly Booking[]) {
  return { facts, claims: bookings.map(({ claim }) => claim), bookings }
}

function shut(spaceId: string | null, from = '18:00', to = '22:00', date = FRIDAY): Cause {
  return { kind: 'closure', closure: { id: 'shut', spaceId, during: span(from, to, date), reason: '检修' } }
}

/** A class on four Fridays. */
const CLASS = Array.from({ length: 4 }, (_, i) =>
  aBooking({ id: `class-${i}`, on: addDays(FRIDAY, 7 * i), series: 'class', people: 30 }),
)

test('a booking in a room that is shut goes next door at its hour', () => {
  const [best] = plansOf(repair(snapshotOf([aBooking({ id: 'one' })]), shut('classroom-201')))
  expect(best && [best.strategy, toldOf(best)]).toEqual(['least', ['move one → classroom-202 12-04 19:00']])
  expect(best?.changes[0]?.reasons.map(({ key }) => key)).toEqual(['other-space', 'same-time'])
})

test("a plan's parts add up to its cost, and name what it is made of", () => {
  for (const plan of plansOf(repair(snapshotOf(CLASS), shut('classroom-201')))) {
    expect(plan.parts.reduce((sum, { cost }) => sum + cost, 0)).toBe(plan.cost)
    expect(plan.parts.map(({ cost }) => cost)).toEqual(plan.parts.map(({ cost }) => cost).toSorted((a, b) => b - a))
  }
  const [best] = plansOf(
    repair(snapshotOf([aBooking({ id: 'one', people: 25, announced: true })]), shut('classroom-201')),
  )
  // next door is one step, a change two, 25 people in another room three tens, and it was announced
  expect(best?.parts).toEqual([
    { key: 'announced', cost: 20, count: 1 },
    { key: 'people', cost: 3, count: 1 },
    { key: 'changes', cost: 2, count: 1 },
    { key: 'distance', cost: 1, count: 1 },
  ])
})

describe('a series', () => {
  test('may move as a whole, keep its hour, keep its room, or be held at the end', () => {
    const plans = plansOf(repair(snapshotOf(CLASS), shut('classroom-201')))
    const of = (strategy: string) => plans.filter((plan) => plan.strategy === strategy).map(toldOf)
    expect(plans[0] && toldOf(plans[0])).toEqual(['move class-0 → classroom-202 12-04 19:00'])
    expect(of('together')).toEqual([
      [
        'move class-0 → classroom-202 12-04 19:00',
        'move class-1 → classroom-202 12-11 19:00',
        'move class-2 → classroom-202 12-18 19:00',
        'move class-3 → classroom-202 12-25 19:00',
      ],
    ])
    expect(of('at-the-end')).toEqual([['cancel class-0', 'add class-0+end → classroom-201 01-01 19:00']])
  })

  test('that is refused keeps its good dates and finds a place for the others', () => {
    const asked = CLASS.map(({ claim }) => ({ ...claim, standing: 'asked' as const }))
    const taken = aBooking({ id: 'taken', on: addDays(FRIDAY, 7), people: 50 })
    const cause: Cause = { kind: 'refused-series', claims: asked, people: 30 }
    const [best] = plansOf(repair(snapshotOf([taken]), cause))
    expect(best && toldOf(best)).toEqual([
      'add class-0 → classroom-201 12-04 19:00',
      'add class-1 → classroom-202 12-11 19:00',
      'add class-2 → classroom-201 12-18 19:00',
      'add class-3 → classroom-201 12-25 19:00',
    ])
  })

  test('costs more when it loses its rhythm than when it keeps it', () => {
    const plans = plansOf(repair(snapshotOf(CLASS), shut('classroom-201')))
    expect(plans[0]?.parts.find(({ key }) => key === 'split')).toEqual({ key: 'split', cost: 8, count: 1 })
    expect(plans.find(({ strategy }) => strategy === 'together')?.parts.some(({ key }) => key === 'split')).toBe(false)
  })
})

describe('others', () => {
  /** Everything but the classrooms is shut, and both of them are taken on that day: one by a smaller booking. */
  const house = aRepairHouse({
    closures: ['theatre', 'rehearsal', 'tables', 'gym'].map((spaceId) => ({
      id: spaceId,
      spaceId,
      during: span('00:00', '24:00'),
      reason: '停用',
    })),
  })
  const big = aBooking({ id: 'big', people: 35, facts: house })
  const small = aBooking({ id: 'small', space: 'classroom-202', people: 5, facts: house })
  const snapshot = { facts: house, claims: [big.claim, small.claim], bookings: [big, small] }
  const cause = shut('classroom-201', '08:00', '22:00')

  test('smaller bookings make room in a chain, with their own price and their consent asked', () => {
    const plans = plansOf(repair(snapshot, cause))
    const bumping = plans.find(({ changes }) => changes.some(({ id }) => id === 'small'))
    const bumped = bumping?.changes.find(({ id }) => id === 'small')
    expect([bumped?.consent, bumped?.kind, bumped?.reasons[0]?.key]).toEqual([true, 'move', 'makes-room'])
    expect(bumping?.parts.find(({ key }) => key === 'makes-room')).toEqual({ key: 'makes-room', cost: 24, count: 1 })
  })

  test('a chain of none touches nobody else; larger and fixed bookings are never touched', () => {
    const touched = (bookings: readonly Booking[], chain: number) =>
      plansOf(repair({ ...snapshot, claims: bookings.map(({ claim }) => claim), bookings }, cause, { chain })).flatMap(
        ({ changes }) => changes.map(({ id }) => id.replace('+end', '')),
      )
    expect(new Set(touched([big, small], 0))).toEqual(new Set(['big']))
    expect(new Set(touched([big, { ...small, people: 36 }], 2))).toEqual(new Set(['big']))
    expect(new Set(touched([big, { ...small, fixed: true }], 2))).toEqual(new Set(['big']))
  })

  test("two that want each other's place swap", () => {
    const a = aBooking({ id: 'a', people: 20, facts: house })
    const b = aBooking({ id: 'b', from: '16:00', to: '17:30', people: 20, facts: house })
    const full = [
      aBooking({ id: 'c', space: 'classroom-202', from: '08:30', to: '21:30', people: 40, fixed: true, facts: house }),
      aBooking({ id: 'd', from: '08:30', to: '16:00', people: 40, fixed: true, facts: house }),
      aBooking({ id: 'e', from: '17:30', to: '19:00', people: 40, fixed: true, facts: house }),
    ]
    const bookings = [a, b, ...full]
    const away: Cause = { kind: 'absence', ids: ['a'], away: [span('18:00', '21:30')] }
    const plans = plansOf(
      repair({ facts: house, claims: bookings.map(({ claim }) => claim), bookings }, away, { days: 0 }),
    )
    expect(plans[0] && toldOf(plans[0])).toEqual([
      'swap b → classroom-201 12-04 19:00',
      'swap a → classroom-201 12-04 16:00',
    ])
  })
})

describe('a priority event', () => {
  const event = aClaim({
    id: 'event',
    space: 'classroom-201',
    from: '18:30',
    to: '21:00',
    partyId: 'federation',
    headcount: 40,
    facts,
  })

  test('stands where it asks; who stood there is moved and asked', () => {
    const [best] = plansOf(repair(snapshotOf([aBooking({ id: 'one' })]), { kind: 'priority', claims: [event] }))
    expect(best?.changes.map(({ kind, id, consent }) => [kind, id, consent])).toEqual([
      ['add', 'event', false],
      ['move', 'one', true],
    ])
  })

  test('never moves what has begun or is pinned: it is refused with that reason', () => {
    const repaired = repair(snapshotOf([aBooking({ id: 'one', fixed: true })]), { kind: 'priority', claims: [event] })
    expect(repaired.kind === 'refused' && repaired.violations.map(({ constraint }) => constraint)).toEqual([
      'space-overlap',
    ])
  })
})

test('what has begun is told apart and left alone', () => {
  const repaired = repair(
    snapshotOf([aBooking({ id: 'on', fixed: true }), aBooking({ id: 'off', from: '20:30', to: '21:30' })]),
    shut('classroom-201'),
  )
  if (repaired.kind === 'refused') throw new Error('refused')
  expect(repaired.running.map(({ claim }) => claim.id)).toEqual(['on'])
  expect(repaired.jobs.map(({ id }) => id)).toEqual(['off'])
})

test('when the whole house is shut for weeks everything is given up, and said so', () => {
  const all: Cause = {
    kind: 'closure',
    closure: {
      id: 'all',
      spaceId: null,
      during: { start: at(addDays(FRIDAY, -30), '00:00'), end: at(addDays(FRIDAY, 60), '00:00') },
      reason: '大修',
    },
  }
  const plans = plansOf(repair(snapshotOf([aBooking({ id: 'one' })]), all))
  expect(plans.map(toldOf)).toEqual([['cancel one']])
})

test('the first plan is told before all are found, and a stop ends with the plans so far', () => {
  const told: string[] = []
  let looks = 0
  const plans = plansOf(
    repair(snapshotOf(CLASS), shut('classroom-201'), {
      onPlan: ({ strategy }) => void told.push(strategy),
      stop: () => (looks++, told.length > 0),
    }),
  )
  expect([told, plans.length, looks > 0]).toEqual([['nobody-else'], 1, true])
})
