import type { Claim } from '../domain/claim.ts'
import type { Snapshot } from '../domain/facts.ts'
import { heldBy } from '../domain/space.ts'
import { gridLineFrom } from '../time/grid.ts'
import { MINUTE, type Interval } from '../time/interval.ts'
import { datesIn } from '../time/wall.ts'
import type { Alternative } from './alternatives.ts'
import { BOOKING_RULES } from './check.ts'
import { softCost } from './cost.ts'
import { createOccupancy, possibleStarts } from './occupancy.ts'
import { createScoreIndex } from './score-index.ts'
import { findCheapest, type Change } from './variety.ts'

/** "Find me a time": how long, for whom, where (any of these spaces) and when (any of these windows). */
export interface Wish {
  readonly claim: Pick<Claim, 'id' | 'partyId' | 'personId' | 'headcount' | 'features'>
  readonly minutes: number
  readonly spaceIds: readonly string[]
  readonly windows: readonly Interval[]
  /** Every table is an answer of its own, for who can see which is free; else those of one hall are one. */
  readonly oneByOne?: boolean
}

/** Free spaces within the windows, best first: early in its window, and not much larger than needed. Each passes the rules of an order. */
export function findOffers(wish: Wish, { facts, claims }: Snapshot, limit: number): readonly Alternative[] {
  const occupancy = createOccupancy(claims)
  const candidates: Change[] = []
  for (const spaceId of wish.spaceIds) {
    const space = facts.spaces.get(spaceId)
    if (!space?.bookable || space.capacity < wish.claim.headcount) continue
    const earliest = facts.now + space.noticeMinutes * MINUTE
    for (const window of wish.windows)
      for (const date of datesIn(window, facts.timeZone))
        for (const gap of possibleStarts(space, date, wish.minutes, occupancy, facts)) {
          const from = Math.max(gap.start, earliest, window.start)
          const start = gridLineFrom(from, space.gridMinutes, facts.timeZone)
          const during = { start, end: start + wish.minutes * MINUTE }
          if (start > gap.end || during.end > window.end) continue
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
          candidates.push({ claims: [claim], cost: softCost([claim], facts) })
        }
  }
  const index = createScoreIndex(facts, BOOKING_RULES, claims)
  return [...findCheapest(candidates, index, limit, facts, wish.oneByOne ? spaceIdOf : undefined)].map((offer) => ({
    ...offer,
    reasons: [],
  }))
}

function spaceIdOf([claim]: readonly Claim[]): string {
  return claim?.spaceId ?? ''
}
