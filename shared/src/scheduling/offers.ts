import type { Claim } from '../domain/claim.ts'
import type { Snapshot } from '../domain/facts.ts'
import { heldBy } from '../domain/space.ts'
import { MINUTE, type Interval } from '../time/interval.ts'
import { datesIn, dayOf } from '../time/wall.ts'
import { findCheapest, varietyOf, type Alternative } from './alternatives.ts'
import { BOOKING_RULES } from './check.ts'
import { createOccupancy, possibleStarts } from './occupancy.ts'
import { createScoreIndex } from './score-index.ts'

/** "Find me a time": how long, for whom, where (any of these spaces) and when (any of these windows). */
export interface Wish {
  readonly claim: Pick<Claim, 'id' | 'partyId' | 'personId' | 'headcount' | 'features'>
  readonly minutes: number
  readonly spaceIds: readonly string[]
  readonly windows: readonly Interval[]
}

/** Free spaces within the windows, best first: early in its window, and not much larger than needed. Each passes the rules of an order. */
export function findOffers(wish: Wish, { facts, claims }: Snapshot, limit: number): readonly Alternative[] {
  const occupancy = createOccupancy(claims)
  const index = createScoreIndex(facts, BOOKING_RULES, claims)
  const candidates: { readonly claims: readonly Claim[]; readonly cost: number }[] = []
  for (const spaceId of wish.spaceIds) {
    const space = facts.spaces.get(spaceId)
    if (!space?.bookable || space.capacity < wish.claim.headcount) continue
    const grid = space.gridMinutes * MINUTE
    const earliest = facts.now + space.noticeMinutes * MINUTE
    for (const window of wish.windows)
      for (const date of datesIn(window, facts.timeZone)) {
        const { start: midnight } = dayOf(date, facts.timeZone)
        for (const gap of possibleStarts(space, date, wish.minutes, occupancy, facts)) {
          const from = Math.max(gap.start, earliest, window.start)
          const start = Math.ceil((from - midnight) / grid) * grid + midnight
          const end = start + wish.minutes * MINUTE
          if (start > gap.end || end > window.end) continue
          const during = { start, end }
          const claim: Claim = {
            ...wish.claim,
            spaceId,
            atomIds: space.atomIds,
            during,
            held: heldBy(space, during),
            conditions: { [spaceId]: space.conditionsVersion },
            standing: 'asked',
            wish: { spaceId, start: window.start },
          }
          candidates.push({ claims: [claim], cost: -index.peek(claim).soft })
        }
      }
  }
  return [...findCheapest(candidates, index, limit, (candidate) => varietyOf(candidate, facts))].map(
    ({ claims: given, cost }) => ({
      claims: given,
      cost,
      reasons: [],
    }),
  )
}
