import type { Generated } from 'kysely'
import type { EntryState, Outcome, StageState } from '@gongyue/shared/domain/competition.ts'
import type { Instant, MaybeInstant, MaybeJson } from './columns.ts'

export interface ProgrammeOrganiserTable {
  facility_id: string
  programme_id: string
  user_id: string
}

export interface ProgrammeGroupTable {
  facility_id: string
  programme_id: string
  name: string
  position: number
  seats: number | null
}

export interface StageTable {
  facility_id: string
  stage_id: string
  programme_id: string
  position: number
  name: string
  minutes: Generated<number>
  state: Generated<StageState>
  plan: MaybeJson<object>
  closed_at: MaybeInstant
  version: Generated<number>
}

export interface EntryTable {
  facility_id: string
  entry_id: string
  programme_id: string
  number: number
  title: Generated<string>
  group_name: string | null
  party_id: string | null
  contact_name: string
  contact_phone: string
  user_id: string | null
  stage_id: string
  state: EntryState
  entered_at: Instant
  forgotten_at: MaybeInstant
  version: Generated<number>
}

export interface EntryMemberTable {
  facility_id: string
  entry_id: string
  position: number
  name: string
}

export interface EntrySlotTable {
  facility_id: string
  slot_id: string
  stage_id: string
  entry_id: string
  reservation_id: string
  contact: string
  starts_at: Instant
  ends_at: Instant
  during: Generated<string>
  arrived_at: MaybeInstant
  freed_at: MaybeInstant
}

export interface EntryResultTable {
  facility_id: string
  stage_id: string
  entry_id: string
  /** PostgreSQL's numeric, read as text. */
  score: string | null
  rank: number | null
  outcome: Generated<Outcome>
}
