import type { Generated } from 'kysely'
import type { PersonKind } from '@gongyue/shared/domain/person.ts'
import type { Instant, InstantOfInsert } from './columns.ts'

export interface PersonTable {
  facility_id: string
  /** Also the id of the atom. */
  person_id: string
  name: string
  kind: PersonKind
  skills: Generated<string[]>
  party_id: string | null
  user_id: string | null
  phone: string | null
  email: string | null
  minutes_a_day: number | null
  rest_minutes: number | null
  days_a_week: number | null
  active: Generated<boolean>
  created_at: InstantOfInsert
}

export interface WorkingHoursTable {
  facility_id: string
  hours_id: string
  person_id: string
  weekdays: number[]
  from_minute: number
  until_minute: number
  valid_from: string | null
  valid_until: string | null
}

export interface AbsenceTable {
  facility_id: string
  absence_id: string
  person_id: string
  starts_at: Instant
  ends_at: Instant
  reason: Generated<string>
  created_by: string | null
  created_at: InstantOfInsert
}

export interface ReservationPersonTable {
  facility_id: string
  reservation_id: string
  person_id: string
}
