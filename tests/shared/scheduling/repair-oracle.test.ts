import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { canStandIn, heldBy } from '@gongyue/shared/domain/space.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import { workOf } from '@gongyue/shared/scheduling/repair/jobs.ts'
import { movedTo } from '@gongyue/shared/scheduling/repair/places.ts'
import { isSamePlace, patternOf, priceOf, splitCost } from '@gongyue/shared/scheduling/repair/price.ts'
import type { Booking, Cause, Job, RepairSnapshot } from '@gongyue/shared/scheduling/repair/problem.ts'
import { repair } from '@gongyue/shared/scheduling/repair/repair.ts'
import { addDays } from '@gongyue/shared/time/wall.ts'
import { aBooking, aRepairHouse, plansOf } from '../support/bookings.ts'
import { at, FRIDAY, span } from '../support/house.ts'

const ROOMS = ['classroom-201', 'classroom-202', 'rehearsal-a']
const HALF = 1_800_000
/** A repair that looks one day ahead, and not back. */
const DATES = [FRIDAY, addDays(FRIDAY, 1)]

/** A house of four rooms: what else it has is taken out of use. */
function aTinyHouse(): Facts {
  const house = aRepairHouse()
  const spaces = [...house.spaces].map(([id, space]) => [id, { ...space, bookable: ROOMS.includes(id) }] as const)
  return {
    ...house,
    spaces: new Map(spaces),
    closures: [{ id: 'shut', spaceId: 'classroom-201', during: span('16:00', '22:00'), reason: '检修' }],
  }
}

/** One or two bookings in the shut room, and up to fourteen that fill the others. */
function someCollision(facts: Facts): fc.Arbitrary<{ readonly snapshot: RepairSnapshot; readonly cause: Cause }> {
  const other = fc.record({
    space: fc.constantFrom(...ROOMS),
    day: fc.nat({ max: 1 }),
    half: fc.integer({ min: 17, max: 38 }),
    halves: fc.integer({ min: 3, max: 8 }),
  })
  const hit = fc.record({
    half: fc.integer({ min: 32, max: 37 }),
    halves: fc.integer({ min: 2, max: 4 }),
    people: fc.constantFrom(4, 25),
  })
  return fc
    .record({
      others: fc.array(other, { minLength: 6, maxLength: 14 }),
      hits: fc.array(hit, { minLength: 1, maxLength: 2 }),
      isSeries: fc.boolean(),
    })
    .map(({ others, hits, isSeries }) => {
      const bookings: Booking[] = []
      const add = (
        id: string,
        space: string,
        day: number,
        half: number,
        halves: number,
        people: number,
        series: string | null,
      ) => {
        const start = at(addDays(FRIDAY, day), '00:00') + half * HALF
        const during = { start, end: start + halves * HALF }
        const room = facts.spaces.get(space)
        const made = aBooking({ id, space, people, series, fixed: id.startsWith('o'), facts })
        const claim = { ...made.claim, during, held: room ? heldBy(room, during) : during }
        const open = { ...facts, closures: [] }
        const stands = check([{ ...claim, standing: 'asked' }], {
          facts: open,
          claims: bookings.map((one) => one.claim),
        })
        if (stands.kind === 'fits') bookings.push({ ...made, claim })
      }
      hits.forEach(({ half, halves, people }, i) =>
        add(`h${i}`, 'classroom-201', 0, half, halves, people, isSeries ? 'a' : null),
      )
      others.forEach(({ space, day, half, halves }, i) => add(`o${i}`, space, day, half, halves, 5, null))
      const ids = bookings.map(({ claim }) => claim.id).filter((id) => id.startsWith('h'))
      return {
        snapshot: { facts, claims: bookings.map(({ claim }) => claim), bookings },
        cause: { kind: 'conflict', ids } as const,
      }
    })
}

/** Every place on the grid that the rules allow a job by itself, and giving it up; the cheapest first. */
function places(job: Job, others: readonly Claim[], facts: Facts) {
  const found: { readonly claim: Claim | null; readonly cost: number }[] = [
    { claim: null, cost: priceOf(job, { claim: null, atTheEnd: false }, facts) },
  ]
  const asked = facts.spaces.get(job.origin.spaceId)
  for (const space of facts.spaces.values()) {
    if (!asked || !canStandIn(asked.kind, space.kind)) continue
    for (const date of DATES)
      for (let half = 0; half < 48; half++) {
        const claim = movedTo(job.origin, space, at(date, '00:00') + half * HALF, facts)
        if (!isSamePlace(claim, job.origin) && check([claim], { facts, claims: others }).kind === 'fits')
          found.push({ claim, cost: priceOf(job, { claim, atTheEnd: false }, facts) })
      }
  }
  return found.toSorted((a, b) => a.cost - b.cost)
}

/** The cheapest way to place all, found by looking at all. */
function bruteForce({ claims, bookings }: RepairSnapshot, cause: Cause, facts: Facts): number {
  const { jobs } = workOf({ facts, claims, bookings }, cause)
  const ids = new Set(jobs.map(({ id }) => id))
  const others = claims.filter(({ id }) => !ids.has(id))
  const [one = [], two = [{ claim: null, cost: 0 }]] = jobs.map((job) => places(job, others, facts))
  const splitOf = (some: readonly (Claim | null)[]) =>
    jobs[0]?.series ? splitCost(some.flatMap((claim) => (claim ? [patternOf(claim, facts)] : []))) : 0
  const before = splitOf(jobs.map(({ origin }) => origin))
  let best = Infinity
  for (const a of one) {
    for (const b of two) {
      if (a.cost + b.cost >= best) break
      const cost = a.cost + b.cost + Math.max(0, splitOf([a.claim, b.claim]) - before)
      const put = [a.claim, b.claim].flatMap((claim) => claim ?? [])
      if (cost < best && check(put, { facts, claims: others }).kind === 'fits') best = cost
    }
  }
  return best
}

test('on small cases the best plan costs what the best of all ways costs', () => {
  const facts = aTinyHouse()
  const gaps: number[] = []
  fc.assert(
    fc.property(someCollision(facts), ({ snapshot, cause }) => {
      fc.pre(cause.kind === 'conflict' && cause.ids.length > 0)
      const [best] = plansOf(repair(snapshot, cause, { chain: 0, days: 1 }))
      gaps.push((best?.cost ?? Infinity) - bruteForce(snapshot, cause, facts))
    }),
    { numRuns: 30, seed: 5 },
  )
  expect(gaps.length).toBe(30)
  expect(gaps.filter((gap) => gap !== 0)).toEqual([])
})
