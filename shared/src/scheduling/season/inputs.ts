import type { Claim } from '../../domain/claim.ts'
import type { Facts } from '../../domain/facts.ts'
import type { TimeRank, WeeklyPlace, WeekSpan } from '../../domain/round.ts'
import type { Party } from '../../solver/conditions.ts'
import type { LocalDate, Weekday } from '../../time/wall.ts'

/** What is given out. */
export interface SeasonRound {
  readonly name: string
  readonly from: LocalDate
  readonly until: LocalDate
  readonly spaceIds: readonly string[]
  readonly windows: readonly WeekSpan[]
  readonly gridMinutes: number
  /** What a party may get each week; null for no limit. */
  readonly partyMinutes: number | null
  /** Breaks ties between parties. */
  readonly seed: number
}

/** One thing wanted each week, so many times. */
export interface SeasonSection {
  readonly id: string
  readonly partyId: string
  readonly title: string
  readonly headcount: number
  readonly features: readonly string[]
  readonly minMinutes: number
  readonly maxMinutes: number
  readonly timesAWeek: number
  readonly from: LocalDate
  readonly until: LocalDate
  /** Best first; empty for any that fits. */
  readonly spaceIds: readonly string[]
  readonly times: readonly (WeekSpan & { readonly rank: TimeRank })[]
  readonly sameSpace: boolean
  readonly sameTime: boolean
  readonly apart: boolean
  /** 1 to 10; 5 is middling. */
  readonly weight: number
  readonly must: boolean
  readonly personIds: readonly string[]
}

/** A pin is whole; of a ban only what is named must hold. */
export interface SeasonPin {
  readonly id: string
  readonly kind: 'pin' | 'ban'
  readonly sectionId: string
  readonly nth: number | null
  readonly spaceId: string | null
  readonly weekday: Weekday | null
  readonly from: number | null
  readonly until: number | null
}

/** One weekly time of a section, given a place. */
export interface Allocated {
  readonly sectionId: string
  readonly nth: number
  readonly place: WeeklyPlace
}

/** Everything an allocation is worked out from; plain data, for it travels to a thread. */
export interface SeasonInputs {
  readonly round: SeasonRound
  /** In the order in which their applications came. */
  readonly sections: readonly SeasonSection[]
  readonly pins: readonly SeasonPin[]
  readonly facts: Facts
  /** What stands on the round's spaces, and with the people of its sections, in its season; without what the round itself gave out. */
  readonly held: readonly Claim[]
  /** What parties had of what they asked for before, in slots; none for a party left out. */
  readonly before: ReadonlyMap<string, Party>
  /** The plan to stay near, and what each change against it costs, in hundredths of a wish of middling weight. */
  readonly base: { readonly allocations: readonly Allocated[]; readonly price: number } | null
}

/** Names one weekly time of a section. */
export function timeKey({ sectionId, nth }: Pick<Allocated, 'sectionId' | 'nth'>): string {
  return `${sectionId} ${nth}`
}
