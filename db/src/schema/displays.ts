import type { Generated } from 'kysely'
import type { Locale } from '@gongyue/shared/domain/names.ts'
import type { Instant, MaybeInstant } from './columns.ts'

export interface DeviceTable {
  facility_id: string
  device_id: string
  kind: 'wall' | 'door'
  name: string
  /** Empty: the whole house. */
  space_codes: Generated<string[]>
  hours: Generated<number>
  orientation: Generated<'auto' | 'landscape' | 'portrait'>
  locale: Generated<Locale>
  theme: Generated<'dark' | 'light' | 'auto'>
  token_hash: Buffer
  created_by: string | null
  created_at: Instant
  last_seen_at: MaybeInstant
  revoked_at: MaybeInstant
}

export interface CalendarFeedTable {
  facility_id: string
  feed_id: string
  user_id: string
  kind: 'own' | 'space' | 'programme'
  space_id: string | null
  locale: Generated<Locale>
  token_hash: Buffer
  created_at: Instant
  last_read_at: MaybeInstant
  revoked_at: MaybeInstant
}

export interface DutyMailTable {
  facility_id: string
  /** Of the facility's day. */
  minute: number
  days_ahead: number
  addresses: string[]
}
