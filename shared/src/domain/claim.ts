import type { Interval } from '../time/interval.ts'
import type { Outing } from './outreach.ts'

/**
 * What the checker looks at: one space over one span, asked for or held. In the database it is one row per atom;
 * here the atoms stand together. `held` is `during` with set-up and strike.
 */
export interface Claim {
  readonly id: string
  readonly spaceId: string
  readonly atomIds: readonly string[]
  readonly during: Interval
  readonly held: Interval
  /** Empty when the reader may not know, or nobody stands behind it (a hold). */
  readonly partyId: string
  readonly personId: string
  readonly headcount: number
  /** Features the booker needs. */
  readonly features: readonly string[]
  /** Versions of conditions accepted, by space id. */
  readonly conditions: Readonly<Record<string, number>>
  /** The house's people who are there while it lasts; none when left out. They are atoms too, held for `during`. */
  readonly people?: readonly string[]
  /** What those people must be able to do between them. */
  readonly skills?: readonly string[]
  /** A service that is given: `spaceId` is empty then, and `during` reaches from departure to return. */
  readonly outing?: Outing
  readonly standing: Standing
  /** What was asked first, kept while alternatives are tried: distance from it is the price of a change. */
  readonly wish: { readonly spaceId: string; readonly start: number }
}

/**
 * `asked`: under examination. `pending`: a request waiting for a decision, counts in quotas but holds nothing.
 * `held`: live in the database.
 */
export type Standing = 'asked' | 'pending' | 'held'
