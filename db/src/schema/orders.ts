import type { ColumnType, Generated } from 'kysely'
import type { LineState, OrderState } from '@gongyue/shared/domain/order.ts'
import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Defaulted, Instant, InstantOfInsert, Json, MaybeInstant } from './columns.ts'

export interface OrderTable {
  facility_id: string
  order_id: string
  reference: string
  party_id: string
  placed_by: string
  title: string
  purpose: string
  headcount: number
  features: Generated<string[]>
  /** Versions of conditions accepted, by space id. */
  conditions: Defaulted<Readonly<Record<string, number>>>
  state: OrderState
  policy_version: number
  version: Generated<number>
  placed_at: Instant
}

export interface OrderLineTable {
  facility_id: string
  order_id: string
  line_id: string
  position: number
  kind: 'space'
  space_id: string
  starts_at: Instant
  ends_at: Instant
  held_from: Instant
  held_until: Instant
  party_id: string
  /** The member whom quotas count; null when staff did it on somebody's behalf. */
  person_id: string | null
  state: LineState
  decided_by: string | null
  decided_at: MaybeInstant
  reason: string | null
  reason_code: string | null
  waivers: Defaulted<readonly { readonly constraint: string; readonly reason: string }[]>
}

export interface ReservationTable {
  facility_id: string
  reservation_id: string
  order_id: string
  line_id: string
  space_id: string
  party_id: string
  /** The member whom quotas count; null when staff did it on somebody's behalf. */
  person_id: string | null
  title: string
  headcount: number
  starts_at: Instant
  ends_at: Instant
  held_from: Instant
  held_until: Instant
  /** The facility's day of the start. */
  day: LocalDate
  code: string
  state: ReservationState
  version: Generated<number>
  created_at: Instant
  checked_in_at: MaybeInstant
  checked_in_by: string | null
  /** How many came, when it was counted. */
  present: number | null
  checked_out_at: MaybeInstant
  /** Until when it was booked, once its rest was given back early: `ends_at` is when it really ends. */
  booked_until: MaybeInstant
  /** The series of which it is a date. */
  series_id: string | null
}

export interface ClaimTable {
  facility_id: string
  claim_id: string
  atom_id: string
  /** Null for what a visit holds (people, vehicles and kits), and for a guide of a viewing. */
  space_id: string | null
  reservation_id: string | null
  visit_id: string | null
  viewing_id: string | null
  held_from: Instant
  held_until: Instant
  /** Made by the database; compared there, never read. */
  held: ColumnType<string, never, never>
  status: 'tentative' | 'confirmed' | 'released'
  expires_at: MaybeInstant
}

/** One for each reservation that nobody came for; lifted ones stay on record. */
export interface NoShowPointTable {
  facility_id: string
  reservation_id: string
  party_id: string
  /** Null: the party's own. */
  person_id: string | null
  points: number
  given_at: Instant
  expires_at: Instant
  lifted_at: MaybeInstant
  lifted_by: string | null
  reason: string | null
}

export interface ActTable {
  facility_id: string
  act_id: string
  at: Instant
  user_id: string
  kind: string
  reason: string | null
  /** How each reservation stood before and after. */
  changes: Json<readonly object[]>
  reservation_ids: string[]
  /** The act that this one takes back; each is taken back once. */
  undoes: string | null
}

/** Written by triggers; read through snapshots, see queries/changes.ts. */
export interface ChangeTable {
  facility_id: string
  /** The transaction that wrote it. */
  xact: Generated<string>
  change_id: Generated<number>
  at: InstantOfInsert
  noun: 'reservation' | 'request' | 'hold' | 'closure' | 'order' | 'facts' | 'rights' | 'reset'
  noun_id: string
  order_id: string | null
  party_id: string | null
  space_id: string | null
  held_from: MaybeInstant
  held_until: MaybeInstant
}
