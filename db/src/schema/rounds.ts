import type { Generated } from 'kysely'
import type { RunState, WeekSpan } from '@gongyue/shared/domain/round.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Defaulted, Instant, Json, MaybeInstant, MaybeJson } from './columns.ts'

export interface RoundTable {
  facility_id: string
  round_id: string
  name: string
  summary: Generated<string>
  from_date: LocalDate
  until_date: LocalDate
  opens_at: Instant
  closes_at: Instant
  windows: Json<readonly WeekSpan[]>
  grid_minutes: number
  party_minutes: number | null
  seed: number
  plan_id: string | null
  handled_at: MaybeInstant
  published_at: MaybeInstant
  published_by: string | null
  policy_version: number | null
  cancelled_at: MaybeInstant
  reason: string | null
  rolled_from: string | null
  version: Generated<number>
  created_by: string | null
  created_at: Instant
}

export interface RoundSpaceTable {
  facility_id: string
  round_id: string
  space_id: string
}

export interface ApplicationTable {
  facility_id: string
  application_id: string
  round_id: string
  party_id: string
  note: Generated<string>
  state: 'sent' | 'withdrawn'
  late: Generated<boolean>
  version: Generated<number>
  sent_by: string | null
  sent_at: Instant
}

export interface SectionTable {
  facility_id: string
  section_id: string
  application_id: string
  position: number
  title: string
  headcount: number
  features: Generated<string[]>
  min_minutes: number
  max_minutes: number
  times_a_week: number
  from_date: LocalDate
  until_date: LocalDate
  space_ids: Generated<string[]>
  times: Json<readonly object[]>
  same_space: boolean
  same_time: boolean
  apart: boolean
  weight: Generated<number>
  must: Generated<boolean>
  person_ids: Generated<string[]>
}

export interface PinTable {
  facility_id: string
  pin_id: string
  round_id: string
  section_id: string
  kind: 'pin' | 'ban'
  nth: number | null
  space_id: string | null
  weekday: number | null
  from_minute: number | null
  until_minute: number | null
  reason: Generated<string>
  made_by: string | null
  made_at: Instant
}

export interface RunTable {
  facility_id: string
  run_id: string
  round_id: string
  state: RunState
  seconds: number
  counted: number | null
  seed: number
  base_plan_id: string | null
  price: Generated<number>
  fingerprint: string
  phase: Generated<string>
  used_seconds: Generated<number>
  cost: number | null
  score: MaybeJson<object>
  unplaced: number | null
  asked: number
  bound: number | null
  tries_a_second: number | null
  points: Defaulted<readonly object[]>
  incumbent: MaybeJson<object>
  plan_id: string | null
  violations: Defaulted<readonly object[]>
  worker: string | null
  lease_until: MaybeInstant
  deaths: Generated<number>
  stop_asked_at: MaybeInstant
  asked_by: string | null
  asked_at: Instant
  started_at: MaybeInstant
  ended_at: MaybeInstant
}

export interface SeasonPlanTable {
  facility_id: string
  plan_id: string
  round_id: string
  run_id: string | null
  name: string
  version: Generated<number>
  fingerprint: Generated<string>
  score: Json<object>
  cost: number
  bound: number | null
  rules: Defaulted<readonly object[]>
  unmet: Defaulted<readonly object[]>
  made_by: string | null
  made_at: Instant
}

export interface AllocationTable {
  facility_id: string
  plan_id: string
  section_id: string
  nth: number
  space_id: string
  weekday: number
  from_minute: number
  until_minute: number
  pinned: Generated<boolean>
  dates: number
  lost: number
}

export interface SectionSeriesTable {
  facility_id: string
  section_id: string
  nth: number
  series_id: string
  standing: Generated<boolean>
}
