import type { Claim } from '../../domain/claim.ts'
import type { Facts } from '../../domain/facts.ts'
import { BOOKING_RULES } from '../check.ts'
import { createOccupancy, type Occupancy } from '../occupancy.ts'
import { createScoreIndex } from '../score-index.ts'
import { meets } from './jobs.ts'
import { patternOf, splitCost } from './price.ts'
import type { Booking } from './problem.ts'

/** The house while plans are tried: what never moves lies below, what may move can be lifted and put down again. */
export interface Board {
  readonly facts: Facts
  /** The bookings that may make room, by id; only while they stand where they stood can they be lifted. */
  readonly movable: ReadonlyMap<string, Booking>
  /** What never moves, and what may: a gap in the first alone is one that somebody has to make room for. */
  readonly fixedOnly: Occupancy
  readonly asItStands: Occupancy
  admits(claim: Claim): boolean
  put(claim: Claim, series: string | null): void
  take(id: string): void
  isStanding(id: string): boolean
  /** Movable bookings that stand in the way of a claim. */
  inTheWay(claim: Claim): readonly Booking[]
  /** What all series together cost that are no longer one rhythm. */
  splits(): number
}

/**
 * @param kept - what never moves
 * @param movable - what may be lifted
 * @param rhythms - the dates that show what a series was like: following ones that stay
 */
export function createBoard(
  facts: Facts,
  kept: readonly Claim[],
  movable: readonly Booking[],
  rhythms: readonly Booking[],
): Board {
  const index = createScoreIndex(facts, BOOKING_RULES, kept, false)
  const standing = new Map<string, { readonly claim: Claim; readonly series: string | null }>()
  const patterns = new Map<string, string[]>()
  const note = (claim: Claim, series: string | null) => {
    if (series === null) return
    const known = patterns.get(series)
    const pattern = patternOf(claim, facts)
    if (known) known.push(pattern)
    else patterns.set(series, [pattern])
  }
  for (const { claim, series } of rhythms) note(claim, series)
  const put: Board['put'] = (claim, series) => {
    index.insert(claim)
    standing.set(claim.id, { claim, series })
    note(claim, series)
  }
  for (const { claim, series } of movable) put(claim, series)
  return {
    facts,
    movable: new Map(movable.map((booking) => [booking.claim.id, booking])),
    fixedOnly: createOccupancy(kept),
    asItStands: createOccupancy(
      kept,
      movable.map(({ claim }) => claim),
    ),
    admits: (claim) => index.admits(claim),
    put,
    take(id) {
      const there = standing.get(id)
      if (!there) throw new Error(`nothing called ${id} stands on the board`)
      index.remove(id)
      standing.delete(id)
      if (there.series === null) return
      const known = patterns.get(there.series)
      known?.splice(known.indexOf(patternOf(there.claim, facts)), 1)
    },
    isStanding: (id) => standing.has(id),
    inTheWay: (claim) =>
      movable.filter(
        (booking) => standing.get(booking.claim.id)?.claim === booking.claim && meets(booking.claim, claim),
      ),
    splits: () => [...patterns.values()].reduce((sum, known) => sum + splitCost(known), 0),
  }
}
