import type { DayKind, DayTypes } from '../time/day-type.ts'
import type { Interval } from '../time/interval.ts'
import type { LocalDate, Weekday } from '../time/wall.ts'
import type { NoShowPoint } from './attendance.ts'
import type { Claim } from './claim.ts'
import type { Outreach } from './outreach.ts'
import type { Party } from './party.ts'
import type { Person } from './person.ts'
import type { Policy } from './policy.ts'
import type { WeekSpan } from './round.ts'
import type { Space } from './space.ts'

/** Everything the rules read but claims. Pure data; `now` is passed in. */
export interface Facts {
  readonly facilityId: string
  readonly timeZone: string
  /** Epoch milliseconds. */
  readonly now: number
  readonly spaces: ReadonlyMap<string, Space>
  readonly parties: ReadonlyMap<string, Party>
  /** Who works for the house, by atom id. */
  readonly people: ReadonlyMap<string, Person>
  readonly hours: readonly OpeningHours[]
  readonly closures: readonly Closure[]
  readonly dayTypes: DayTypes
  readonly policy: Policy
  /** Points for no-shows that still count; none when left out. */
  readonly noShows?: readonly NoShowPoint[]
  /** The menu, vehicles and kits, and the ways; nothing is ordered from the menu where it is left out. */
  readonly outreach?: Outreach
  /** Rounds whose result does not stand yet; none when left out. */
  readonly rounds?: readonly RoundHold[]
  /** Exhibitions that are on or to come; none when left out. */
  readonly exhibitions?: readonly Exhibition[]
}

/** What a round keeps for itself from its opening until its result is published. */
export interface RoundHold {
  readonly id: string
  readonly name: string
  /** Epoch milliseconds. */
  readonly opensAt: number
  readonly closesAt: number
  readonly from: LocalDate
  readonly until: LocalDate
  readonly windows: readonly WeekSpan[]
  readonly spaceIds: readonly string[]
}

/** A hall is an exhibition's for a time: nobody else books it then, nor what shares an atom with it. */
export interface Exhibition {
  readonly programmeId: string
  readonly title: string
  readonly spaceId: string
  readonly during: Interval
}

/** One open span of a space's day. On a day that none of its own rows covers, a space follows its parent. */
export interface OpeningHours {
  readonly spaceId: string
  readonly dayKind: DayKind
  /** Only on these weekdays; null for all days of the kind. */
  readonly weekdays: readonly Weekday[] | null
  /** Minutes of the facility's day, `opens < closes ≤ 1440`. */
  readonly opens: number
  readonly closes: number
  /**
   * The first and last day it holds for; null leaves that side open. Dated rows are a timetable of their own: on the days they cover, the
   * undated rows of the space are silent, so a season names every kind of day on which the space is open.
   */
  readonly from: LocalDate | null
  readonly until: LocalDate | null
}

/** A dated shutting of a space and of all that shares an atom with it; `spaceId` null shuts the facility. */
export interface Closure {
  readonly id: string
  readonly spaceId: string | null
  readonly during: Interval
  readonly reason: string
}

/** All inputs of a check at one moment. */
export interface Snapshot {
  readonly facts: Facts
  readonly claims: readonly Claim[]
}
