import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { canStandIn } from '@gongyue/shared/domain/space.ts'
import { findAlternatives, type Alternative } from '@gongyue/shared/scheduling/alternatives.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { someClaims } from '../support/claims.ts'
import { aHouse } from '../support/house.ts'
import { aStrictHouse } from '../support/strict-house.ts'

const search = { limit: 6, days: 4 }

/** Orders of one to three lines by one party, as they come in: each line wishes for what it asks, and asks for nothing absurd. */
function someOrder(facts: Facts): fc.Arbitrary<readonly Claim[]> {
  return fc
    .record({
      claims: someClaims(facts),
      lines: fc.integer({ min: 1, max: 3 }),
      partyId: fc.constantFrom('branch-1', 'branch-2', 'partner'),
      personId: fc.constantFrom('', 'wang', 'li'),
      headcount: fc.constantFrom(1, 2, 4, 30),
      features: fc.subarray(['projector', 'mirror'], { maxLength: 1 }),
    })
    .map(({ claims, lines, ...order }) =>
      claims.slice(0, lines).map((claim) => ({
        ...claim,
        ...order,
        id: `line ${claim.id}`,
        // who orders does not bring the house's people
        people: [],
        skills: [],
        standing: 'asked' as const,
        wish: { spaceId: claim.spaceId, start: claim.during.start },
      })),
    )
}

function someRefusal(
  facts: Facts,
): fc.Arbitrary<{ readonly order: readonly Claim[]; readonly claims: readonly Claim[] }> {
  return fc
    .record({ order: someOrder(facts), claims: someClaims(facts) })
    .filter(({ order, claims }) => check(order, { facts, claims }).kind === 'refused')
}

test.each([
  ['the small house', aHouse()],
  ['the strict house', aStrictHouse()],
])('whatever is refused in %s, each answer would be accepted, is no question, and is worth its place', (_, facts) => {
  let answered = 0
  fc.assert(
    fc.property(someRefusal(facts), ({ order, claims }) => {
      const found = findAlternatives(order, { facts, claims }, search)
      answered += found.length
      expect(found.map((one) => check(one.claims, { facts, claims }).kind)).toEqual(found.map(() => 'fits'))
      expect(found.length).toBeLessThanOrEqual(search.limit)
      expect(found.map(({ cost }) => cost)).toEqual(found.map(({ cost }) => cost).toSorted((a, b) => a - b))
      expect(found.filter((one) => isQuestion(one, order))).toEqual([])
      expect(found.flatMap((one) => strangers(one, order, facts))).toEqual([])
      expect(repeated(found, facts)).toEqual([])
      expect(found.flatMap((one) => one.claims).filter(({ during }) => during.start < facts.now)).toEqual([])
      expect(found.map(({ reasons }) => reasons.length > 0)).toEqual(found.map(() => true))
    }),
    { numRuns: 100 },
  )
  expect(answered).toBeGreaterThan(40)
})

test('the same question has the same answers', () => {
  const facts = aStrictHouse()
  fc.assert(
    fc.property(someRefusal(facts), ({ order, claims }) => {
      const found = findAlternatives(order, { facts, claims }, search)
      expect(findAlternatives(order, { facts, claims: [...claims] }, search)).toEqual(found)
    }),
    { numRuns: 20 },
  )
})

/** The order itself, given back as its own alternative. */
function isQuestion({ claims }: Alternative, order: readonly Claim[]): boolean {
  const gist = (some: readonly Claim[]) =>
    JSON.stringify(some.map(({ spaceId, during, headcount }) => [spaceId, during.start, during.end, headcount]))
  return gist(claims) === gist(order)
}

/** Lines that nobody asked for, or that serve another use than the line in whose place they stand. */
function strangers({ claims }: Alternative, order: readonly Claim[], { spaces }: Facts): readonly Claim[] {
  return claims.filter(({ id, spaceId }) => {
    const line = order.find((one) => one.id === id.split('+')[0])
    const [asked, given] = [spaces.get(line?.spaceId ?? ''), spaces.get(spaceId)]
    return !asked || !given || !canStandIn(asked.kind, given.kind)
  })
}

/** Sorts of which an order of one line gets more than enough: a table of one hall at one hour twice, three of one day. */
function repeated(found: readonly Alternative[], { spaces, timeZone }: Facts): readonly string[] {
  const counts = new Map<string, number>()
  for (const { claims } of found) {
    const [claim, ...more] = claims
    const space = spaces.get(claim?.spaceId ?? '')
    if (!claim || !space || more.length > 0) continue
    const family = space.parentId === null ? space.id : `${space.kind} of ${space.parentId}`
    for (const key of [
      `${family} at ${claim.during.start}`,
      `${family} on ${localDateOf(claim.during.start, timeZone)}`,
    ])
      counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].filter(([key, count]) => count > (key.includes(' at ') ? 1 : 2)).map(([key]) => key)
}
