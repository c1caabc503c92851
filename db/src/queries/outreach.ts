import type { Equipment } from '@gongyue/shared/domain/outreach.ts'
import type { Service } from '@gongyue/shared/domain/menu.ts'
import type { Queryable } from '../pool.ts'

/** A place elsewhere. */
export interface OutsidePlace {
  readonly id: string
  readonly name: string
  readonly districtId: string
  readonly address: string
  readonly contact: string
  readonly contactPhone: string | null
  readonly partyId: string | null
  readonly active: boolean
}

/** All places of a facility, or those that are named. */
export async function listPlaces(
  db: Queryable,
  facilityId: string,
  ids: readonly string[] | null = null,
): Promise<readonly OutsidePlace[]> {
  const { rows } = await db.query<OutsidePlace>({
    text: `
      select place_id as id, name, district_id as "districtId", address, contact, contact_phone as "contactPhone", party_id as "partyId", active
      from outside_places where facility_id = $1 and ($2::uuid[] is null or place_id = any ($2::uuid[])) order by name`,
    values: [facilityId, ids],
  })
  return rows
}

export async function insertPlace(db: Queryable, facilityId: string, place: OutsidePlace): Promise<void> {
  await db.query({
    text: `
      insert into outside_places (facility_id, place_id, name, district_id, address, contact, contact_phone, party_id, active)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [facilityId, ...placeColumns(place)],
  })
}

/** @param keepPhone - leaves the telephone as it is. @returns whether there is such a place */
export async function updatePlace(
  db: Queryable,
  facilityId: string,
  place: OutsidePlace,
  keepPhone: boolean,
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `
      update outside_places set name = $3, district_id = $4, address = $5, contact = $6,
        contact_phone = case when $10 then contact_phone else $7 end, party_id = $8, active = $9
      where facility_id = $1 and place_id = $2`,
    values: [facilityId, ...placeColumns(place), keepPhone],
  })
  return rowCount === 1
}

/** The first district of a facility is where the palace stands. @returns whether it is that one */
export async function insertDistrict(db: Queryable, facilityId: string, id: string, name: string): Promise<boolean> {
  const { rows } = await db.query<{ home: boolean }>({
    text: `
      insert into districts (facility_id, district_id, name, home, position)
      select $1, $2, $3, count(*) = 0, count(*)::int from districts where facility_id = $1
      returning home`,
    values: [facilityId, id, name],
  })
  return rows[0]?.home ?? false
}

/** Enters a way, or takes it out. */
export async function setTravelTime(
  db: Queryable,
  facilityId: string,
  { from, to, minutes }: { readonly from: string; readonly to: string; readonly minutes: number | null },
): Promise<void> {
  if (minutes === null) {
    await db.query({
      text: 'delete from travel_times where facility_id = $1 and from_id = $2 and to_id = $3',
      values: [facilityId, from, to],
    })
    return
  }
  await db.query({
    text: `
      insert into travel_times (facility_id, from_id, to_id, minutes) values ($1, $2, $3, $4)
      on conflict on constraint travel_times_pkey do update set minutes = $4`,
    values: [facilityId, from, to, minutes],
  })
}

/** A new piece with its atom. */
export async function insertEquipment(db: Queryable, facilityId: string, one: Equipment): Promise<void> {
  await db.query({
    text: `insert into atoms (facility_id, atom_id, kind, code) values ($1, $2, 'equipment', $3)`,
    values: [facilityId, one.id, one.code],
  })
  await db.query({
    text: `insert into equipment (facility_id, equipment_id, code, name, kind, use, seats, active) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [facilityId, one.id, one.code, JSON.stringify(one.name), one.kind, one.use, one.seats, one.active],
  })
}

/** Its code stays: it is written on it. @returns whether there is such a piece */
export async function updateEquipment(db: Queryable, facilityId: string, one: Equipment): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `
      update equipment set name = $3, kind = $4, use = $5, seats = $6, active = $7 where facility_id = $1 and equipment_id = $2`,
    values: [facilityId, one.id, JSON.stringify(one.name), one.kind, one.use, one.seats, one.active],
  })
  return rowCount === 1
}

export async function insertService(
  db: Queryable,
  facilityId: string,
  service: Omit<Service, 'version'>,
): Promise<void> {
  await db.query({
    text: `
      insert into services (facility_id, service_id, code, name, summary, kind, minutes, audience_min, audience_max, crew, kits, needs_vehicle,
        set_up_minutes, strike_minutes, order_by_days, order_by_unit, given_at, route, valid_from, valid_until, active, position)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
    values: [facilityId, ...serviceColumns(service)],
  })
}

/**
 * The service as it shall stand.
 *
 * @param version - of which the writer knows, or null for any
 * @returns what became of it: `stale` when it is another version by now
 */
export async function updateService(
  db: Queryable,
  facilityId: string,
  service: Omit<Service, 'version'>,
  version: number | null,
): Promise<'changed' | 'not-there' | 'stale'> {
  const { rows } = await db.query<{ version: number }>({
    text: 'select version from services where facility_id = $1 and service_id = $2 for update',
    values: [facilityId, service.id],
  })
  const [row] = rows
  if (!row) return 'not-there'
  if (version !== null && version !== row.version) return 'stale'
  await db.query({
    text: `
      update services set code = $3, name = $4, summary = $5, kind = $6, minutes = $7, audience_min = $8, audience_max = $9, crew = $10,
        kits = $11, needs_vehicle = $12, set_up_minutes = $13, strike_minutes = $14, order_by_days = $15, order_by_unit = $16, given_at = $17,
        route = $18, valid_from = $19, valid_until = $20, active = $21, position = $22, version = version + 1
      where facility_id = $1 and service_id = $2`,
    values: [facilityId, ...serviceColumns(service)],
  })
  return 'changed'
}

function placeColumns(place: OutsidePlace): readonly unknown[] {
  const { id, name, districtId, address, contact, contactPhone, partyId, active } = place
  return [id, name, districtId, address, contact, contactPhone, partyId, active]
}

function serviceColumns(service: Omit<Service, 'version'>): readonly unknown[] {
  const { id, code, name, summary, kind, minutes, audienceMin, audienceMax, needs, setUpMinutes, strikeMinutes } =
    service
  return [
    ...[id, code, JSON.stringify(name), JSON.stringify(summary), kind, minutes, audienceMin, audienceMax],
    ...[JSON.stringify(needs.crew), JSON.stringify(needs.kits), needs.vehicle, setUpMinutes, strikeMinutes],
    ...[service.orderBy.days, service.orderBy.unit, service.givenAt, service.route],
    ...[service.from, service.until, service.active, service.position],
  ]
}
