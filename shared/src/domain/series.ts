import type { Interval } from '../time/interval.ts'
import type { Rule } from '../time/recurrence.ts'
import type { LocalDate } from '../time/wall.ts'

/** What to do when some dates of a series cannot be booked: nothing at all; book the rest and remember these; book what the best repair says. */
export const ON_CONFLICTS = ['refuse', 'skip', 'repair'] as const
export type OnConflict = (typeof ON_CONFLICTS)[number]

/**
 * What became of one date of a series. `waiting`: a request that an officer decides. `skipped`: by its rule or because it did not fit.
 * `bumped`: it was booked, and the house took it back (a closure, an event with priority). `cancelled`: given back by the holder.
 */
export const SERIES_DATE_STATES = ['booked', 'waiting', 'skipped', 'bumped', 'cancelled'] as const
export type SeriesDateState = (typeof SERIES_DATE_STATES)[number]

/** Why a date is not held as planned. `refused`: it broke a rule; `closure` and `priority`: the house took it back. */
export const DATE_REASONS = [
  'legal-holiday',
  'excepted',
  'refused',
  'closure',
  'priority',
  'given-back',
  'declined',
] as const
export type DateReason = (typeof DATE_REASONS)[number]

/** `standing` while it may still have dates; `split` into a later one; `cancelled` as a whole. */
export const SERIES_STATES = ['standing', 'split', 'cancelled'] as const
export type SeriesState = (typeof SERIES_STATES)[number]

/** Which occurrences an edit is for; what is past is kept in any case. */
export const SERIES_SCOPES = ['this', 'following', 'all'] as const
export type SeriesScope = (typeof SERIES_SCOPES)[number]

/** A series as it is meant: the rule is the origin of its dates, the dates say what is booked. */
export interface Series {
  readonly id: string
  readonly facilityId: string
  readonly orderId: string
  readonly partyId: string
  readonly title: string
  readonly spaceId: string
  readonly headcount: number
  readonly rule: Rule
  readonly onConflict: OnConflict
  /** The series of which this one is the later part. */
  readonly splitFrom: string | null
  readonly state: SeriesState
  readonly version: number
}

/** One dated occurrence, stored. */
export interface SeriesDate {
  /** The day that the rule names, see `PlannedDate`: it stays when the occurrence is moved. */
  readonly key: LocalDate
  readonly spaceId: string
  /** Where the rule puts it. */
  readonly planned: Interval
  readonly state: SeriesDateState
  /** Null for a date that nobody asked for: skipped by the rule, or refused at the start. */
  readonly lineId: string | null
  readonly reservationId: string | null
  /** Where it was put by hand, away from the rule; kept through later edits of the series. */
  readonly exception: SeriesException | null
}

/** A change to one date alone. */
export interface SeriesException {
  readonly spaceId: string
  readonly start: number
  readonly end: number
}

/** Who is first entitled to a slot that frees: who had it, then who asked first. */
export const OFFER_STATES = ['open', 'accepted', 'refused', 'expired', 'withdrawn'] as const
export type OfferState = (typeof OFFER_STATES)[number]
