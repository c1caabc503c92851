import type { Generated } from 'kysely'
import type { Instant, MaybeInstant } from './columns.ts'

export interface ExhibitionPeriodTable {
  facility_id: string
  programme_id: string
  space_id: string
  starts_at: Instant
  ends_at: Instant
}

export interface ViewingSlotTable {
  facility_id: string
  slot_id: string
  programme_id: string
  starts_at: Instant
  ends_at: Instant
  during: Generated<string>
  capacity: number
  taken: Generated<number>
}

export interface ViewingTable {
  facility_id: string
  viewing_id: string
  programme_id: string
  slot_id: string
  people: number
  name: string
  phone: string
  party_id: string | null
  user_id: string | null
  guide_id: string | null
  starts_at: Instant
  ends_at: Instant
  during: Generated<string>
  code: string
  state: string
  booked_at: Instant
  arrived_at: MaybeInstant
  present: number | null
  forgotten_at: MaybeInstant
}
