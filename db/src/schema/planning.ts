import type { Generated } from 'kysely'
import type { DateReason, OfferState, OnConflict, SeriesState } from '@gongyue/shared/domain/series.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Defaulted, Instant, Json, MaybeInstant, MaybeJson } from './columns.ts'

export interface SeriesTable {
  facility_id: string
  series_id: string
  order_id: string
  party_id: string
  title: string
  space_id: string
  headcount: number
  rule: Json<Rule>
  on_conflict: OnConflict
  split_from: string | null
  state: SeriesState
  version: Generated<number>
  created_at: Instant
}

export interface SeriesDateTable {
  facility_id: string
  series_id: string
  /** The day that the rule names. */
  key: LocalDate
  space_id: string
  starts_at: Instant
  ends_at: Instant
  held_from: Instant
  held_until: Instant
  announced: boolean
  moved_from: LocalDate | null
  line_id: string | null
  /** Why it is not booked; of a date with a line, only what the line does not say itself. */
  lost: DateReason | null
  lost_name: string | null
  lost_at: MaybeInstant
  violations: Defaulted<readonly object[]>
}

export interface OfferTable {
  facility_id: string
  offer_id: string
  series_id: string
  key: LocalDate
  space_id: string
  starts_at: Instant
  ends_at: Instant
  claim_ids: string[]
  state: OfferState
  made_at: Instant
  expires_at: Instant
  settled_at: MaybeInstant
  settled_by: string | null
}

/** Plans are kept as the engine made them, with instants in epoch milliseconds. */
export interface RepairTable {
  facility_id: string
  repair_id: string
  kind: string
  cause: Json<object>
  fingerprint: string
  hit: number
  people: number
  running: Defaulted<readonly object[]>
  plans: Defaulted<readonly object[]>
  state: Generated<'open' | 'applied' | 'superseded' | 'dismissed'>
  version: Generated<number>
  made_by: string | null
  made_at: Instant
  settled_by: string | null
  settled_at: MaybeInstant
  applied: MaybeJson<object>
  reason: string | null
}

export interface DraftTable {
  facility_id: string
  draft_id: string
  repair_id: string
  party_id: string
  address: string | null
  subject: string
  body: string
  consent: boolean
  state: Generated<'draft' | 'sent' | 'told' | 'dropped'>
  version: Generated<number>
  made_at: Instant
  settled_by: string | null
  settled_at: MaybeInstant
}
