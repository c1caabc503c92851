import { contains, type Interval } from '../time/interval.ts'
import { dayTypeOf, type DayKind, type DayTypes } from '../time/day-type.ts'
import { instantAt, localDateOf } from '../time/wall.ts'
import type { Attendance } from './attendance.ts'
import type { PartyKind } from './party.ts'
import type { SpaceKind } from './space.ts'

/** The palace's own numbers. One document, versioned: a decision can be replayed under the policy of its day. */
export interface Policy {
  readonly version: number
  /** Read from the top, the first that fits decides; nothing fits: approval. */
  readonly approvals: readonly ApprovalRule[]
  /** Which kinds of party may ask for which spaces; a kind of space not named here is open to all. */
  readonly eligibility: readonly EligibilityRule[]
  readonly quotas: readonly Quota[]
  /** Weights of soft constraints that differ from the house's own. Hard ones are never weighed. */
  readonly weights: Readonly<Partial<Record<string, number>>>
  /** A booker may cancel until this long before the start. */
  readonly cancelMinutes: number
  /** How long a hold given on purpose lasts. */
  readonly holdMinutes: number
  /** How long a freed slot is kept for the one who lost it; {@link OFFER_MINUTES} when left out. Never past its start. */
  readonly offerMinutes?: number
  /** What strangers may read of a booking; read from the top, and nothing fits: that the time is taken. */
  readonly publicity?: readonly PublicityRule[]
  /** A request is answered within so many workdays; {@link ANSWER_WORKDAYS} when left out. */
  readonly answerWorkdays?: number
  /** Whether what is said of an order is also told by mail, to those who have an address; yes when left out. */
  readonly mailNotices?: boolean
  /** Check-in and no-shows; what is left out is as usual, see attendance.ts. */
  readonly attendance?: Partial<Attendance>
  /** So long after its end the names of those who took part in a programme are kept; null: for ever. {@link FORGET_DAYS} when left out. */
  readonly forgetDays?: number | null
  /** What a crew rests between two visits; half an hour when left out. */
  readonly crewRestMinutes?: number
}

/** Half a year for questions and complaints. */
export const FORGET_DAYS = 180

/** A day to answer. */
export const OFFER_MINUTES = 1440

/** What a house promises that has not said otherwise. */
export const ANSWER_WORKDAYS = 2

/** `any`, or a list of what the rule is for. */
export type Some<T> = 'any' | readonly T[]

export interface ApprovalRule {
  readonly spaces: Some<SpaceKind>
  readonly parties: Some<PartyKind>
  /** The whole booking must lie inside; minutes of the facility's day. */
  readonly when: 'any' | { readonly days: Some<DayKind>; readonly from: number; readonly until: number }
  readonly route: Route
}

/** `direct`: confirmed at once. `approval`: a request that an officer decides. */
export type Route = 'direct' | 'approval'

/** On walls, in feeds and programmes: the title, the kind of party, or only that the time is taken. */
export interface PublicityRule {
  readonly spaces: Some<SpaceKind>
  readonly parties: Some<PartyKind>
  readonly shown: 'title' | 'party-kind' | 'booked'
}

export interface EligibilityRule {
  readonly spaces: readonly SpaceKind[]
  readonly parties: readonly PartyKind[]
}

/**
 * A limit on what one person or one party may have. `per`:
 * `member-day` bookings or minutes of one person on one day; `party-day` of one party on one day;
 * `party-at-once` spaces held by one party at one moment.
 */
export interface Quota {
  readonly per: 'member-day' | 'party-day' | 'party-at-once'
  readonly spaces: Some<SpaceKind>
  readonly parties: Some<PartyKind>
  readonly unit: 'bookings' | 'minutes'
  readonly limit: number
}

/** Whether a rule is for this one. */
export function covers<T>(some: Some<T>, one: T): boolean {
  return some === 'any' || some.includes(one)
}

/** Whether a booking is confirmed at once or needs an officer. Default closed: a span that no rule covers needs approval. */
export function routeOf(
  asked: { readonly space: SpaceKind; readonly party: PartyKind; readonly during: Interval },
  policy: Policy,
  dayTypes: DayTypes,
  timeZone: string,
): Route {
  const date = localDateOf(asked.during.start, timeZone)
  const rule = policy.approvals.find(({ spaces, parties, when }) => {
    if (!covers(spaces, asked.space) || !covers(parties, asked.party)) return false
    if (when === 'any') return true
    if (!covers(when.days, dayTypeOf(date, dayTypes).kind)) return false
    const window = { start: instantAt(date, when.from, timeZone), end: instantAt(date, when.until, timeZone) }
    return contains(window, asked.during)
  })
  return rule?.route ?? 'approval'
}
