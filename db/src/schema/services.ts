import type { ColumnType, Generated } from 'kysely'
import type { GivenAt, Needs, OrderByUnit, ServiceKind } from '@gongyue/shared/domain/menu.ts'
import type { Name } from '@gongyue/shared/domain/names.ts'
import type { ServiceLineState } from '@gongyue/shared/domain/order.ts'
import type { EquipmentKind } from '@gongyue/shared/domain/outreach.ts'
import type { Route } from '@gongyue/shared/domain/policy.ts'
import type { OfferState, VisitState, WishState } from '@gongyue/shared/domain/visit.ts'
import type { Defaulted, Instant, Json, MaybeInstant } from './columns.ts'

export interface ServiceTable {
  facility_id: string
  service_id: string
  code: string
  name: Json<Name>
  summary: Json<Name>
  kind: ServiceKind
  minutes: number
  audience_min: Generated<number>
  audience_max: number
  crew: Defaulted<Needs['crew']>
  kits: Defaulted<Needs['kits']>
  needs_vehicle: Generated<boolean>
  set_up_minutes: Generated<number>
  strike_minutes: Generated<number>
  order_by_days: Generated<number>
  order_by_unit: Generated<OrderByUnit>
  given_at: GivenAt
  route: Generated<Route>
  valid_from: string | null
  valid_until: string | null
  active: Generated<boolean>
  position: Generated<number>
  version: Generated<number>
}

export interface DistrictTable {
  facility_id: string
  district_id: string
  name: string
  /** Where the palace stands; one of each facility's. */
  home: Generated<boolean>
  position: Generated<number>
}

export interface TravelTimeTable {
  facility_id: string
  from_id: string
  to_id: string
  minutes: number
}

export interface OutsidePlaceTable {
  facility_id: string
  place_id: string
  name: string
  district_id: string
  address: string
  contact: Generated<string>
  contact_phone: string | null
  party_id: string | null
  active: Generated<boolean>
}

export interface EquipmentTable {
  facility_id: string
  /** Also the id of the atom. */
  equipment_id: string
  code: string
  name: Json<Name>
  kind: EquipmentKind
  use: Generated<string>
  seats: number | null
  active: Generated<boolean>
}

export interface ServiceLineTable {
  facility_id: string
  line_id: string
  order_id: string
  party_id: string
  position: number
  kind: 'service' | 'person' | 'equipment'
  service_id: string | null
  title: string
  starts_at: Instant
  ends_at: Instant
  place: 'palace' | 'outside'
  space_id: string | null
  place_id: string | null
  district_id: string | null
  address: Generated<string>
  contact: Generated<string>
  contact_phone: string | null
  headcount: number
  note: Generated<string>
  needs: Json<Needs>
  set_up_minutes: Generated<number>
  strike_minutes: Generated<number>
  state: ServiceLineState
  decided_by: string | null
  decided_at: MaybeInstant
  reason_code: string | null
  reason: string | null
  waivers: ColumnType<readonly { readonly constraint: string; readonly reason: string }[], string | undefined, string>
  delivered_at: MaybeInstant
  rating: number | null
  feedback: string | null
  rated_by: string | null
  rated_at: MaybeInstant
}

export interface VisitTable {
  facility_id: string
  visit_id: string
  line_id: string
  departs_at: Instant
  arrives_at: Instant
  starts_at: Instant
  ends_at: Instant
  leaves_at: Instant
  returns_at: Instant
  /** The visit from which the crew comes straight here. */
  after_id: string | null
  state: VisitState
  version: Generated<number>
}

export interface VisitPersonTable {
  facility_id: string
  visit_id: string
  person_id: string
}

export interface VisitEquipmentTable {
  facility_id: string
  visit_id: string
  equipment_id: string
}

export interface WishTable {
  facility_id: string
  wish_id: string
  party_id: string
  placed_by: string
  placed_at: Instant
  title: string
  words: string
  headcount: number
  from_date: string
  until_date: string
  place_id: string | null
  district_id: string | null
  address: Generated<string>
  contact: Generated<string>
  contact_phone: string | null
  state: WishState
  version: Generated<number>
}

export interface WishOfferTable {
  facility_id: string
  offer_id: string
  wish_id: string
  service_id: string
  starts_at: Instant
  space_id: string | null
  people: string[]
  equipment: string[]
  words: Generated<string>
  state: OfferState
  made_by: string
  made_at: Instant
  order_id: string | null
}
