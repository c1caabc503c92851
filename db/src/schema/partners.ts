import type { ColumnType, Generated } from 'kysely'
import type { ContractState, Purpose } from '@gongyue/shared/domain/contract.ts'
import type { PriceItem } from '@gongyue/shared/domain/price.ts'
import type { VolunteerOfferState } from '@gongyue/shared/domain/service.ts'
import type { Instant, MaybeInstant } from './columns.ts'

export interface ContractTable {
  facility_id: string
  contract_id: string
  party_id: string
  number: Generated<string>
  title: string
  starts_on: string
  ends_on: string
  least_public_percent: Generated<number>
  other_uses: Generated<Purpose>
  note: Generated<string>
  state: Generated<ContractState>
  ended_at: MaybeInstant
  ended_reason: string | null
  version: Generated<number>
  created_by: string | null
  created_at: Instant
}

export interface ContractSlotTable {
  facility_id: string
  /** The standing slot is this series. */
  series_id: string
  contract_id: string
  purpose: Purpose
}

export interface PriceListTable {
  facility_id: string
  version: number
  valid_from: string
  items: ColumnType<readonly PriceItem[], string, never>
  made_by: string | null
  made_at: Instant
}

/** Amounts are whole fen. */
export interface UseTable {
  facility_id: string
  reservation_id: string
  contract_id: string | null
  purpose: Purpose
  computed_fen: number | null
  fen: number | null
  price_version: number | null
  version: Generated<number>
  recorded_at: Instant
  corrected_by: string | null
  corrected_at: MaybeInstant
  reason: string | null
}

export interface VolunteerOfferTable {
  facility_id: string
  offer_id: string
  name: string
  phone: string
  skills: Generated<string[]>
  note: Generated<string>
  user_id: string | null
  consent: number
  state: Generated<VolunteerOfferState>
  person_id: string | null
  reason: Generated<string>
  version: Generated<number>
  asked_at: Instant
  decided_by: string | null
  decided_at: MaybeInstant
}

export interface ServiceHoursTable {
  facility_id: string
  entry_id: string
  person_id: string
  served_on: string
  minutes: number
  title: string
  reason: string
  noted_by: string | null
  noted_at: Instant
  withdrawn_at: MaybeInstant
}
