import type { Generated } from 'kysely'
import type { Name } from '@gongyue/shared/domain/names.ts'
import type { PartyKind } from '@gongyue/shared/domain/party.ts'
import type { SpaceKind } from '@gongyue/shared/domain/space.ts'
import type { DayKind } from '@gongyue/shared/time/day-type.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Instant, InstantOfInsert, Json, MaybeJson } from './columns.ts'

export interface FacilityTable {
  facility_id: string
  code: string
  name: Json<Name>
  time_zone: string
  /** Counts up with every change of what rules read. */
  facts_version: Generated<number>
  created_at: InstantOfInsert
}

export interface AtomTable {
  facility_id: string
  atom_id: string
  kind: 'space' | 'person' | 'equipment'
  code: string
}

export interface SpaceTable {
  facility_id: string
  space_id: string
  parent_id: string | null
  code: string
  name: Json<Name>
  kind: SpaceKind
  /** Order on the board. */
  position: number
  capacity: number
  features: Generated<string[]>
  set_up_minutes: Generated<number>
  strike_minutes: Generated<number>
  grid_minutes: Generated<number>
  min_minutes: Generated<number>
  max_minutes: Generated<number>
  notice_minutes: Generated<number>
  horizon_days: Generated<number>
  conditions: MaybeJson<Name>
  conditions_version: Generated<number>
  bookable: Generated<boolean>
}

export interface SpaceAtomTable {
  facility_id: string
  space_id: string
  atom_id: string
}

export interface OpeningHoursTable {
  facility_id: string
  space_id: string
  hours_id: string
  day_kind: DayKind
  weekdays: number[] | null
  /** Minutes of the facility's day. */
  opens: number
  closes: number
  valid_from: LocalDate | null
  valid_until: LocalDate | null
}

export interface HolidayNoticeTable {
  facility_id: string
  year: number
  source: string
  announced_on: LocalDate
}

export interface SpecialDayTable {
  facility_id: string
  day: LocalDate
  kind: 'legal-holiday' | 'make-up-workday'
  name: string
}

export interface ClosureTable {
  facility_id: string
  closure_id: string
  /** Null shuts the whole facility. */
  space_id: string | null
  starts_at: Instant
  ends_at: Instant
  reason: string
  created_by: string | null
  created_at: InstantOfInsert
}

export interface PolicyTable {
  facility_id: string
  version: number
  body: Json<Readonly<Record<string, unknown>>>
  made_by: string | null
  made_at: InstantOfInsert
}

export interface PartyTable {
  facility_id: string
  party_id: string
  parent_id: string | null
  kind: PartyKind
  code: string
  name: string
  phone: string | null
  suspended: Generated<boolean>
}
