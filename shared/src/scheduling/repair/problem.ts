import type { Claim } from '../../domain/claim.ts'
import type { Closure, Facts } from '../../domain/facts.ts'
import type { Interval } from '../../time/interval.ts'

/** A promise that stands, with what a repair has to know of it. */
export interface Booking {
  /** Its id is the reservation's. */
  readonly claim: Claim
  /** What belongs together: the dates of one class. Null for a booking by itself. */
  readonly series: string | null
  readonly people: number
  /** Told to the public: printed, on the wall, open for enrolment. */
  readonly announced: boolean
  /** Has begun, or somebody pinned it: it never moves. */
  readonly fixed: boolean
}

/** The house at one moment. Whoever stands in `claims` and not in `bookings` never moves. */
export interface RepairSnapshot {
  readonly facts: Facts
  readonly claims: readonly Claim[]
  readonly bookings: readonly Booking[]
}

/** Why something cannot stay. */
export type Cause =
  /** Shut, declared or about to be; a broken room is shut until an assumed end. */
  | { readonly kind: 'closure'; readonly closure: Closure }
  /** New dates of one series; the good ones stay, the others get a place. */
  | { readonly kind: 'refused-series'; readonly claims: readonly Claim[]; readonly people: number }
  /** New dates that take what they need from bookings that stand. */
  | { readonly kind: 'priority'; readonly claims: readonly Claim[] }
  /** These need another time, for somebody is away. */
  | { readonly kind: 'absence'; readonly ids: readonly string[]; readonly away: readonly Interval[] }
  /** These break a rule where they stand. */
  | { readonly kind: 'conflict'; readonly ids: readonly string[] }

/** One date that needs a place. */
export interface Job {
  readonly id: string
  /** Where it stood, or was wished for. */
  readonly origin: Claim
  readonly isNew: boolean
  readonly series: string | null
  readonly people: number
  readonly announced: boolean
  /** Nothing happened to it: it makes room for another. */
  readonly makesRoom: boolean
  /** Its party is asked, not told. */
  readonly consent: boolean
  /** When it can not be, whatever the rules say. */
  readonly away: readonly Interval[]
}

/** The job of a booking that stands. */
export function jobOf({ claim, ...booking }: Booking, changes: Partial<Job> = {}): Job {
  return {
    id: claim.id,
    origin: { ...claim, standing: 'asked', wish: { spaceId: claim.spaceId, start: claim.during.start } },
    isNew: false,
    series: booking.series,
    people: booking.people,
    announced: booking.announced,
    makesRoom: false,
    consent: false,
    away: [],
    ...changes,
  }
}
