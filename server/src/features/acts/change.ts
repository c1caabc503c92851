import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import type { House } from '@gongyue/db/house.ts'
import type { ActKind, ActRecord, Place } from '@gongyue/db/queries/acts.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { StandingRecord } from '@gongyue/db/queries/standing.ts'
import type { Fault } from '../../plugins/problems.ts'

/** One change to one reservation, in epoch milliseconds. `version` is the one that was seen; null when nobody looked. */
export type Change =
  | {
      readonly kind: 'move'
      readonly reservationId: string
      readonly version: number | null
      readonly spaceId: string
      readonly start: number
      readonly end: number
      /** Null keeps it. */
      readonly headcount: number | null
    }
  | { readonly kind: 'cancel' | 'restore'; readonly reservationId: string; readonly version: number | null }
  /** Back to where it stood, in every respect: taking an act back. */
  | { readonly kind: 'back'; readonly reservationId: string; readonly version: number; readonly to: Place }

export interface Waiver {
  readonly constraint: string
  readonly reason: string
}

/** A list of changes that are made together or not at all. */
export interface Rearrangement {
  readonly who: Who
  readonly changes: readonly Change[]
  /** Rules set aside; that this reader may, was asked before, see `waiverFaults`. */
  readonly waivers: readonly Waiver[]
  readonly reason: string | null
  /** What the act is called; what the changes amount to when left out. */
  readonly kind?: ActKind
  /** The act that this one takes back. */
  readonly undoes?: string
  /** The house before the transaction began; other facts than these must not judge. */
  readonly house: House
}

/** A change worked out: how it stands, and how it shall stand. */
export interface Planned {
  readonly change: Change
  readonly before: StandingRecord
  readonly after: Omit<Place, 'version'>
  /** What it will hold; null when it holds nothing any more. */
  readonly claim: Claim | null
}

export type Rearranged = { readonly kind: 'rearranged'; readonly act: ActRecord } | RearrangeNo

export type RearrangeNo =
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  /** What is over, or does not stand; `current` is all that was named. */
  | {
      readonly kind: 'not-changeable'
      readonly errors: readonly Fault[]
      readonly current: readonly StandingRecord[]
    }
  /** Others were quicker: all that stand otherwise than they were seen, as they stand now. */
  | { readonly kind: 'stale'; readonly current: readonly StandingRecord[] }
  | Refused
  /** Facts changed, or somebody took the place a moment ago: roll back and do it again with the house of now. */
  | { readonly kind: 'look-again' }

export interface Fits extends Judged {
  readonly kind: 'fits'
}

export interface Refused extends Judged {
  readonly kind: 'refused'
}

/** What the rules say of all changes together. */
export interface Judged {
  readonly planned: readonly Planned[]
  /** Hard ones that stay for `refused`; soft ones, and those set aside, for `fits`. */
  readonly violations: readonly Violation[]
  readonly facts: Facts
  /** What is held around the new places, the changed reservations left out. */
  readonly held: readonly Claim[]
}
