import type { Generated } from 'kysely'
import type { EnrolmentState, Mark, ProgrammeState } from '@gongyue/shared/domain/enrolment.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Defaulted, Instant, InstantOfInsert, MaybeInstant } from './columns.ts'

export interface TermTable {
  facility_id: string
  term_id: string
  name: string
  starts_on: LocalDate
  ends_on: LocalDate
  opens_at: Instant
  closes_at: Instant
}

export interface ProgrammeTable {
  facility_id: string
  programme_id: string
  term_id: string | null
  kind: string
  title: string
  summary: Generated<string>
  party_id: string
  person_id: string | null
  skills: Generated<string[]>
  capacity: number
  least: Generated<number>
  branch_seats: number | null
  opens_at: Instant
  closes_at: Instant
  attendance_percent: Generated<number>
  /** PostgreSQL's numeric, read as text. */
  certificate_hours: string | null
  state: ProgrammeState
  version: Generated<number>
  created_by: string | null
  created_at: InstantOfInsert
  stream_url: string | null
  stream_for: Generated<string>
  group_difference: number | null
  pairs: number | null
  forgotten_at: MaybeInstant
}

export interface ProgrammeQuotaTable {
  facility_id: string
  programme_id: string
  party_id: string
  seats: number
}

export interface ProgrammeSessionTable {
  facility_id: string
  programme_id: string
  reservation_id: string
  makes_up_for: string | null
  note: Generated<string>
  stage_id: string | null
}

export interface ProgrammeSeriesTable {
  facility_id: string
  series_id: string
  programme_id: string
}

export interface EnrolmentTable {
  facility_id: string
  enrolment_id: string
  programme_id: string
  name: string
  phone: string
  party_id: string | null
  user_id: string | null
  state: EnrolmentState
  asked_at: Instant
  offered_until: MaybeInstant
  version: Generated<number>
  group_name: string | null
  code: string | null
  arrived_at: MaybeInstant
  confidential: Generated<boolean>
  forgotten_at: MaybeInstant
}

export interface RollMarkTable {
  facility_id: string
  reservation_id: string
  enrolment_id: string
  mark: Mark
  marked_by: string | null
  marked_at: Instant
}

export interface CourseCallTable {
  facility_id: string
  call_id: string
  title: string
  summary: Generated<string>
  skills: Generated<string[]>
  least: number
  capacity: number
  sessions: number
  minutes: number
  slots: Defaulted<readonly object[]>
  from_date: LocalDate
  closes_at: Instant
  state: string
  programme_id: string | null
  version: Generated<number>
  created_by: string | null
  created_at: InstantOfInsert
}

export interface CourseVoteTable {
  facility_id: string
  call_id: string
  vote_id: string
  name: string
  phone: string
  party_id: string | null
  user_id: string | null
  slots: number[]
  voted_at: Instant
}

/** Heads counted where nobody calls a roll or checks in. */
export interface HeadCountTable {
  facility_id: string
  count_id: string
  reservation_id: string | null
  programme_id: string | null
  space_id: string | null
  visit_id: string | null
  counted_on: LocalDate
  on_site: Generated<number>
  online: Generated<number>
  note: Generated<string>
  counted_by: string | null
  counted_at: Instant
  withdrawn_at: MaybeInstant
}
