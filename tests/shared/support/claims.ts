import fc from 'fast-check'
import type { Claim, Standing } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { addDays } from '@gongyue/shared/time/wall.ts'
import { aHouse, at, FRIDAY } from './house.ts'

/** What a test says of a claim. Times are clock times of Jining; the rest is a claim's own. */
export interface ClaimWords extends Partial<Omit<Claim, 'spaceId' | 'atomIds' | 'during' | 'held'>> {
  readonly space?: string
  readonly on?: string
  readonly from?: string
  readonly to?: string
  readonly facts?: Facts
}

/** Two people at table 1 on Friday from seven to eight, for branch 1: breaks no rule, hard or soft. */
export function aClaim({
  space: spaceId = 'table-01',
  on = FRIDAY,
  from = '19:00',
  to = '20:00',
  facts = aHouse(),
  ...words
}: ClaimWords = {}): Claim {
  const space = facts.spaces.get(spaceId)
  if (!space) throw new Error(`no space ${spaceId} in the house`)
  const during = { start: at(on, from), end: at(on, to) }
  return {
    id: 'asked',
    spaceId,
    atomIds: space.atomIds,
    during,
    held: heldBy(space, during),
    partyId: 'branch-1',
    personId: 'wang',
    headcount: 2,
    features: [],
    conditions: {},
    standing: 'asked',
    wish: { spaceId, start: during.start },
    ...words,
  }
}

/** The same for somebody who holds it already: branch 2, whom no quota of branch 1 counts. */
export function held(words: ClaimWords = {}): Claim {
  return aClaim({ id: 'held', partyId: 'branch-2', personId: 'li', standing: 'held', ...words })
}

/** Claims over the small house within four days, off the grid and out of hours too, so that every rule is broken now and then. */
export function someClaim(
  facts: Facts,
  standings: readonly Standing[] = ['asked', 'pending', 'held'],
): fc.Arbitrary<Claim> {
  return fc
    .record({
      number: fc.nat(),
      space: fc.constantFrom(...facts.spaces.keys()),
      day: fc.integer({ min: -1, max: 3 }),
      quarter: fc.integer({ min: 28, max: 92 }),
      quarters: fc.integer({ min: 1, max: 20 }),
      partyId: fc.constantFrom('', ...facts.parties.keys()),
      personId: fc.constantFrom('', 'wang', 'li'),
      headcount: fc.constantFrom(1, 2, 4, 30, 100, 1000),
      features: fc.subarray(['projector', 'mirror', 'piano']),
      people: seldom(fc.subarray(['chen', 'zhou', 'gone'])),
      skills: seldom(fc.subarray(['pottery', 'stage'])),
      standing: fc.constantFrom(...standings),
      hasRead: fc.boolean(),
      later: fc.integer({ min: -2, max: 2 }),
      elsewhere: fc.constantFrom(null, ...facts.spaces.keys()),
      outing: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: someOuting }),
    })
    .map(({ number, space, day, quarter, quarters, hasRead, later, elsewhere, outing, ...rest }) => {
      const start = at(addDays(FRIDAY, day), '00:00') + quarter * QUARTER
      const made = aClaim({ id: `c${number}`, space, facts, ...rest })
      const during = { start, end: start + quarters * QUARTER }
      return {
        ...made,
        during,
        held: heldBy(facts.spaces.get(space) ?? NO_BUFFERS, during),
        conditions: hasRead ? { [space]: 2 } : {},
        wish: { spaceId: elsewhere ?? space, start: start + later * QUARTER },
        ...(outing && { outing: { ...outing, at: during, onSite: onSiteOf(during, outing.serviceId) } }),
      }
    })
}

/** A service somewhere, by anybody. */
const someOuting = fc.record({
  serviceId: fc.constantFrom('pottery', 'tour', 'gone', null),
  title: fc.constant('陶艺'),
  needs: fc.constantFrom(
    { crew: [{ skill: 'pottery', count: 2 }], kits: [{ use: 'clay', count: 1 }], vehicle: true },
    { crew: [], kits: [], vehicle: false },
  ),
  place: fc.constantFrom('palace' as const, 'outside' as const),
  districtId: fc.constantFrom('near', 'beyond', 'far'),
  equipment: fc.subarray(['van', 'kiln']),
})

/** Half an hour of way on either side, where there is room for it. */
function onSiteOf({ start, end }: Interval, serviceId: string | null): Interval {
  const way = serviceId !== null && end - start > 4 * QUARTER ? 2 * QUARTER : 0
  return { start: start + way, end: end - way }
}

/** Most bookings have nobody of the house on them. */
function seldom<T>(some: fc.Arbitrary<T[]>): fc.Arbitrary<T[]> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant<T[]>([]) }, { weight: 1, arbitrary: some })
}

/** Two claims with ids of their own, mostly close to each other: one party, one space or its neighbour, within a few hours, and often one person. */
export function aPair(facts: Facts): fc.Arbitrary<readonly [Claim, Claim]> {
  return fc
    .tuple(someClaim(facts), someClaim(facts), fc.nat({ max: 8 }), fc.integer({ min: -12, max: 12 }))
    .map(([a, other, closeness, quarters]) => {
      const b = { ...other, id: `${other.id}'` }
      if (closeness === 0) return [a, b]
      const { atomIds, spaceId } = closeness > 2 ? a : b
      const { personId } = closeness % 2 === 0 ? a : b
      const { people } = closeness % 2 === 0 || closeness >= 7 ? a : b
      // the evening and the next morning, now and then
      const apart = closeness >= 7 ? OVERNIGHT : 0
      const shift = a.during.start + (apart + quarters) * QUARTER - b.during.start
      const moved = (one: { readonly start: number; readonly end: number }) => ({
        start: one.start + shift,
        end: one.end + shift,
      })
      const { partyId } = a
      return [
        a,
        {
          ...b,
          partyId,
          personId,
          ...(people && { people }),
          spaceId,
          atomIds,
          during: moved(b.during),
          held: moved(b.held),
          ...(b.outing && { outing: { ...b.outing, at: moved(b.outing.at), onSite: moved(b.outing.onSite) } }),
        },
      ]
    })
}

/** Up to ten claims, each close to its neighbour; ids are unique. */
export function someClaims(facts: Facts): fc.Arbitrary<readonly Claim[]> {
  return fc
    .array(aPair(facts), { minLength: 1, maxLength: 5 })
    .map((pairs) => pairs.flat().map((claim, i) => ({ ...claim, id: `c${i}` })))
}

const QUARTER = 900_000
/** In quarters of an hour. */
const OVERNIGHT = 44
const NO_BUFFERS = { setUpMinutes: 0, strikeMinutes: 0 }
