import type { ServiceLineState, OrderState } from '@gongyue/shared/domain/order.ts'
import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** A reservation with all that a rule asks of it, and its line's waivers. Instants are epoch milliseconds. */
export interface StandingRecord {
  readonly id: string
  readonly orderId: string
  readonly lineId: string
  readonly reference: string
  readonly title: string
  readonly partyId: string
  readonly partyName: string
  readonly personId: string | null
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly heldFrom: number
  readonly heldUntil: number
  /** Until when it had been booked before its rest was given back. */
  readonly bookedUntil: number | null
  readonly headcount: number
  readonly state: ReservationState
  readonly version: number
  /** The facility's day of the start. */
  readonly day: string
  readonly code: string
  readonly features: readonly string[]
  readonly conditions: Readonly<Record<string, number>>
  readonly waivers: readonly { readonly constraint: string; readonly reason: string }[]
  /** People of the house who are on it. */
  readonly people: readonly string[]
}

/** Reservations by id, in the order of the ids; those that are not there are left out. */
export async function readStanding(
  db: Queryable,
  facilityId: string,
  reservationIds: readonly string[],
): Promise<readonly StandingRecord[]> {
  const { rows } = await db.query<StandingRecord>({
    name: 'read-standing',
    text: `${SELECT_STANDING} order by r.reservation_id`,
    values: [facilityId, reservationIds],
  })
  return rows
}

/** Reservations that hold an atom within a span, but for some; each once, in the order of the ids. */
export async function readHolders(
  db: Queryable,
  facilityId: string,
  wanted: readonly { readonly atomId: string; readonly held: Interval }[],
  except: readonly string[] = [],
): Promise<readonly StandingRecord[]> {
  const { rows } = await db.query<{ id: string }>({
    text: `
      select distinct c.reservation_id as id
      from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) as w (atom_id, held_from, held_until)
      join claims c on c.facility_id = $1 and c.atom_id = w.atom_id and c.status = 'confirmed'
        and c.held && tstzrange(w.held_from, w.held_until, '[)')
      where c.reservation_id <> all ($5::uuid[])`,
    values: [
      facilityId,
      wanted.map(({ atomId }) => atomId),
      wanted.map(({ held }) => new Date(held.start)),
      wanted.map(({ held }) => new Date(held.end)),
      except,
    ],
  })
  return rows.length === 0
    ? []
    : await readStanding(
        db,
        facilityId,
        rows.map(({ id }) => id),
      )
}

/** One who rearranges after the other: two that exchange places the other way round would wait for each other in a ring. */
export async function lockActs(db: Queryable, facilityId: string): Promise<void> {
  await db.query({
    name: 'lock-acts',
    text: `select pg_advisory_xact_lock(hashtextextended($1, 0))`,
    values: [`${facilityId} acts`],
  })
}

/** Locks reservations in the order of their ids. */
export async function lockReservations(
  db: Queryable,
  facilityId: string,
  reservationIds: readonly string[],
): Promise<void> {
  await db.query({
    name: 'lock-reservations',
    text: 'select 1 from reservations where facility_id = $1 and reservation_id = any ($2::uuid[]) order by reservation_id for update',
    values: [facilityId, reservationIds],
  })
}

/** Where a reservation and its line shall stand. */
export interface Placing {
  readonly reservationId: string
  readonly lineId: string
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly heldFrom: number
  readonly heldUntil: number
  readonly headcount: number
  readonly state: ReservationState
  readonly day: string
  readonly code: string
  readonly lineState: ServiceLineState
  /** Said of the line when it is given back; null leaves what was said. */
  readonly reason: string | null
  readonly waivers: readonly { readonly constraint: string; readonly reason: string }[]
}

/**
 * Puts reservations and their lines where they shall stand and counts the versions up.
 *
 * @throws DatabaseError that errors.ts calls `already-there` of a reservation's `code`, when another one of the day has drawn it meanwhile
 */
export async function placeStanding(db: Queryable, facilityId: string, placings: readonly Placing[]): Promise<void> {
  await db.query({
    text: `
      with p as (
        select * from jsonb_to_recordset($2::jsonb) as p ("reservationId" uuid, "lineId" uuid, "spaceId" uuid, start float8, "end" float8,
          "heldFrom" float8, "heldUntil" float8, headcount integer, state text, day date, code text, "lineState" text, reason text, waivers jsonb)
      ), lined as (
        update order_lines l set space_id = p."spaceId", starts_at = ${fromMs('start')}, ends_at = ${fromMs('end')},
          held_from = ${fromMs('heldFrom')}, held_until = ${fromMs('heldUntil')}, state = p."lineState",
          reason = coalesce(p.reason, l.reason), waivers = p.waivers
        from p where l.facility_id = $1 and l.line_id = p."lineId"
      )
      update reservations r set space_id = p."spaceId", starts_at = ${fromMs('start')}, ends_at = ${fromMs('end')},
        held_from = ${fromMs('heldFrom')}, held_until = ${fromMs('heldUntil')}, headcount = p.headcount, state = p.state,
        day = p.day, code = p.code, version = r.version + 1,
        booked_until = case when r.booked_until > ${fromMs('end')} then r.booked_until end,
        checked_out_at = case when p.state = 'ended' then r.checked_out_at end
      from p where r.facility_id = $1 and r.reservation_id = p."reservationId"`,
    values: [facilityId, JSON.stringify(placings)],
  })
}

/** Which of these door codes are drawn already for that day, by any reservation. */
export async function takenCodes(
  db: Queryable,
  facilityId: string,
  wanted: readonly { readonly day: string; readonly code: string }[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ key: string }>({
    text: `
      select w.day || ' ' || w.code as key
      from jsonb_to_recordset($2::jsonb) as w (day text, code text)
      join reservations r on r.facility_id = $1 and r.day = w.day::date and r.code = w.code`,
    values: [facilityId, JSON.stringify(wanted)],
  })
  return new Set(rows.map(({ key }) => key))
}

/** Frees what reservations hold from a moment on; what lies before it was used and stays. */
export async function cutClaims(
  db: Queryable,
  facilityId: string,
  reservationIds: readonly string[],
  at: number,
): Promise<void> {
  await db.query({
    text: `
      update claims set status = case when held_from >= $3 then 'released' else status end,
        held_until = case when held_from >= $3 then held_until else $3 end
      where facility_id = $1 and reservation_id = any ($2::uuid[]) and status <> 'released' and held_until > $3`,
    values: [facilityId, reservationIds, new Date(at)],
  })
}

/** Sets the states that follow from the lines of orders and counts their versions up. The caller holds the orders' locks. */
export async function settleOrders(
  db: Queryable,
  facilityId: string,
  orders: readonly { readonly orderId: string; readonly state: OrderState }[],
): Promise<void> {
  await db.query({
    text: `
      update orders o set state = s.state, version = o.version + 1
      from jsonb_to_recordset($2::jsonb) as s ("orderId" uuid, state text)
      where o.facility_id = $1 and o.order_id = s."orderId"`,
    values: [facilityId, JSON.stringify(orders)],
  })
}

/** The states of all lines of some orders, rooms first. */
export async function readLineStates(
  db: Queryable,
  facilityId: string,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ServiceLineState[]>> {
  const { rows } = await db.query<{ orderId: string; states: readonly ServiceLineState[] }>({
    text: `
      select order_id as "orderId", array_agg(state order by kind, position) as states
      from (
        select order_id, 1 as kind, position, state from order_lines where facility_id = $1 and order_id = any ($2::uuid[])
        union all
        select order_id, 2, position, state from service_lines where facility_id = $1 and order_id = any ($2::uuid[])
      ) as lines group by order_id`,
    values: [facilityId, orderIds],
  })
  return new Map(rows.map(({ orderId, states }) => [orderId, states]))
}

function ms(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`
}

function fromMs(field: string): string {
  return `to_timestamp(p."${field}" / 1000.0)`
}

const SELECT_STANDING = `
  select r.reservation_id as id, r.order_id as "orderId", r.line_id as "lineId", o.reference, r.title, r.party_id as "partyId",
    p.name as "partyName", r.person_id as "personId", r.space_id as "spaceId", ${ms('r.starts_at')} as start, ${ms('r.ends_at')} as "end",
    ${ms('r.held_from')} as "heldFrom", ${ms('r.held_until')} as "heldUntil", 
    ${ms('r.booked_until')} as "bookedUntil", r.headcount, r.state, r.version, r.day, r.code, o.features, o.conditions, l.waivers,
    array(select rp.person_id from reservation_people rp
      where rp.facility_id = r.facility_id and rp.reservation_id = r.reservation_id order by rp.person_id) as people
  from reservations r
  join order_lines l on l.facility_id = r.facility_id and l.line_id = r.line_id
  join orders o on o.facility_id = r.facility_id and o.order_id = r.order_id
  join parties p on p.facility_id = r.facility_id and p.party_id = r.party_id
  where r.facility_id = $1 and r.reservation_id = any ($2::uuid[])`
