import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import { differs } from '@gongyue/shared/scheduling/repair/differ.ts'
import { workOf } from '@gongyue/shared/scheduling/repair/jobs.ts'
import type { Plan } from '@gongyue/shared/scheduling/repair/plan.ts'
import type { Booking, Cause, RepairSnapshot } from '@gongyue/shared/scheduling/repair/problem.ts'
import { repair } from '@gongyue/shared/scheduling/repair/repair.ts'
import { addDays } from '@gongyue/shared/time/wall.ts'
import { aBooking, aRepairHouse } from '../support/bookings.ts'
import { aPolicy, at, FRIDAY } from '../support/house.ts'
import { aStrictHouse } from '../support/strict-house.ts'

const SPACES = ['classroom-201', 'classroom-202', 'classroom-201-202', 'rehearsal-a', 'rehearsal-b', 'theatre']

/** A house with a score of bookings that stand side by side, some fixed, some in two series, and something that happens to them. */
function someCollision(facts: Facts): fc.Arbitrary<{ readonly snapshot: RepairSnapshot; readonly cause: Cause }> {
  const booking = fc.record({
    space: fc.constantFrom(...SPACES),
    day: fc.integer({ min: 0, max: 9 }),
    half: fc.integer({ min: 17, max: 39 }),
    halves: fc.integer({ min: 2, max: 5 }),
    people: fc.constantFrom(3, 10, 35),
    series: fc.constantFrom(null, null, 'a', 'b'),
    fixed: fc.nat({ max: 5 }).map((n) => n === 0),
    announced: fc.boolean(),
    partyId: fc.constantFrom('branch-1', 'branch-2', 'federation'),
  })
  return fc
    .record({
      wanted: fc.array(booking, { minLength: 4, maxLength: 18 }),
      kind: fc.constantFrom('closure', 'absence', 'priority', 'refused-series', 'conflict'),
      space: fc.constantFrom(...SPACES),
      day: fc.integer({ min: 0, max: 6 }),
      days: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ wanted, kind, space, day, days }) => {
      const bookings: Booking[] = []
      for (const [i, { day: on, half, halves, ...words }] of wanted.entries()) {
        const one = aBooking({ id: `b${i}`, on: addDays(FRIDAY, on), facts, ...words })
        const start = at(addDays(FRIDAY, on), '00:00') + half * HALF
        const during = { start, end: start + halves * HALF }
        const room = facts.spaces.get(words.space)
        const claim = { ...one.claim, during, held: room ? heldBy(room, during) : during }
        const stands = check([{ ...claim, standing: 'asked', conditions: ALL_READ }], {
          facts,
          claims: bookings.map((other) => other.claim),
        })
        if (stands.kind === 'fits') bookings.push({ ...one, claim })
      }
      const from = at(addDays(FRIDAY, day), '00:00')
      const during = { start: from, end: from + days * 48 * HALF }
      const inside = bookings.filter(({ claim }) => claim.during.start >= from).slice(0, 4)
      const ids = inside.map(({ claim }) => claim.id)
      const dates = [0, 1, 2].map((week) => {
        const one = aBooking({ id: `new-${week}`, space, on: addDays(FRIDAY, day + 7 * week), facts }).claim
        return { ...one, standing: 'asked' as const, conditions: ALL_READ }
      })
      const causes: Readonly<Record<typeof kind, Cause>> = {
        closure: { kind: 'closure', closure: { id: 'shut', spaceId: space, during, reason: '检修' } },
        absence: { kind: 'absence', ids, away: [during] },
        conflict: { kind: 'conflict', ids },
        priority: { kind: 'priority', claims: dates.slice(0, 1) },
        'refused-series': { kind: 'refused-series', claims: dates, people: 10 },
      }
      return {
        snapshot: { facts, claims: bookings.map(({ claim }) => claim), bookings },
        cause: causes[kind],
      }
    })
}

const HALF = 1_800_000
const ALL_READ = Object.fromEntries(SPACES.map((space) => [space, 9]))

/** What is wrong with a plan, seen from outside: judged by the checker as a whole, and by who may be touched. */
function faultsOf(plan: Plan, { claims, bookings }: RepairSnapshot, cause: Cause, facts: Facts): readonly string[] {
  const gone = new Set(plan.changes.filter(({ isNew }) => !isNew).map(({ id }) => id))
  const placed = plan.changes.flatMap(({ id, to }) => (to ? { ...to, id } : []))
  const verdict = check(placed, { facts, claims: claims.filter(({ id }) => !gone.has(id)) })
  const byId = new Map(bookings.map((booking) => [booking.claim.id, booking]))
  const { jobs } = workOf({ facts, claims, bookings }, cause)
  const mentioned = new Set(plan.changes.map(({ id }) => id.replace('+end', '')))
  return [
    ...(verdict.kind === 'refused' ? verdict.violations.map(({ constraint }) => `breaks ${constraint}`) : []),
    ...plan.changes.flatMap(({ id }) => (byId.get(id)?.fixed ? [`moves ${id}, which is fixed`] : [])),
    ...plan.changes.flatMap(({ id, kind, consent, isNew }) =>
      !isNew && !jobs.some((job) => job.id === id) && kind === 'cancel'
        ? [`gives up ${id}, to which nothing happened`]
        : [
            ...(!isNew && !jobs.some((job) => job.id === id) && !consent && plan.strategy !== 'together'
              ? [`does not ask ${id}`]
              : []),
          ],
    ),
    ...jobs.flatMap(({ id, isNew }) => (mentioned.has(id) || isNew ? [] : [`forgets ${id}`])),
    ...(placed.some(({ during }) => during.start < facts.now) ? ['goes into the past'] : []),
  ]
}

test.each([
  ['the small house', aRepairHouse()],
  [
    'a house of narrow quotas',
    aRepairHouse({
      policy: aPolicy({
        quotas: [{ per: 'party-at-once', spaces: 'any', parties: 'any', unit: 'bookings', limit: 2 }],
      }),
    }),
  ],
  ['the strict house', { ...aStrictHouse(), spaces: aRepairHouse().spaces }],
])('in %s every plan passes the checker as a whole, touches nobody it may not, and is another answer', (_, facts) => {
  let plans = 0
  fc.assert(
    fc.property(someCollision(facts), ({ snapshot, cause }) => {
      const repaired = repair(snapshot, cause, { nodes: 600 })
      if (repaired.kind === 'refused') {
        expect(repaired.violations).not.toEqual([])
        return
      }
      plans += repaired.plans.length
      const after = cause.kind === 'closure' ? { ...facts, closures: [...facts.closures, cause.closure] } : facts
      expect(repaired.plans.flatMap((plan) => faultsOf(plan, snapshot, cause, after))).toEqual([])
      expect(repaired.plans.length).toBeLessThanOrEqual(5)
      expect(repaired.plans.map(({ cost }) => cost)).toEqual(
        repaired.plans.map(({ cost }) => cost).toSorted((a, b) => a - b),
      )
      const alike = repaired.plans.filter((plan, i) =>
        repaired.plans.slice(0, i).some((other) => !differs(plan, other, after)),
      )
      expect(alike).toEqual([])
    }),
    { numRuns: 12, seed: 11 },
  )
  expect(plans).toBeGreaterThan(15)
})

test('the same seed gives the same plans, and nothing that goes in is changed', () => {
  const facts = aRepairHouse()
  fc.assert(
    fc.property(someCollision(facts), ({ snapshot, cause }) => {
      const before = JSON.stringify([snapshot.claims, snapshot.bookings, cause])
      const one = repair(snapshot, cause, { seed: 7, nodes: 300 })
      const two = repair(snapshot, cause, { seed: 7, nodes: 300 })
      expect(JSON.stringify(one)).toBe(JSON.stringify(two))
      expect(JSON.stringify([snapshot.claims, snapshot.bookings, cause])).toBe(before)
    }),
    { numRuns: 10, seed: 3 },
  )
})
