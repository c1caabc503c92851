import type pg from 'pg'
import type { DeclineReason, LineState, OrderState } from '@gongyue/shared/domain/order.ts'
import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { Queryable } from '../pool.ts'
import { SERVICE_LINES_OF_ORDER, type ServiceLineRecord } from './service-lines.ts'

/** An order as people read it, with what became of each line. Instants are epoch milliseconds. */
export interface OrderRecord {
  readonly id: string
  readonly reference: string
  readonly title: string
  readonly purpose: string
  readonly headcount: number
  readonly features: readonly string[]
  readonly conditions: Readonly<Record<string, number>>
  readonly partyId: string
  readonly partyName: string
  readonly placedBy: string
  readonly placedByName: string
  readonly placedAt: number
  readonly state: OrderState
  readonly version: number
  /** The series of which the lines are dates: the first, when it was split. */
  readonly seriesId: string | null
  /** Its rooms. */
  readonly lines: readonly LineRecord[]
  /** Services, people and equipment. */
  readonly services: readonly ServiceLineRecord[]
}

export interface LineRecord {
  readonly id: string
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly heldFrom: number
  readonly heldUntil: number
  readonly personId: string | null
  readonly state: LineState
  readonly reasonCode: DeclineReason | null
  readonly reason: string | null
  readonly decidedAt: number | null
  readonly waivers: readonly { readonly constraint: string; readonly reason: string }[]
  readonly reservation: {
    readonly id: string
    readonly state: ReservationState
    readonly code: string
    readonly version: number
  } | null
}

/** Which orders to list: by the parties of a reader, or all of a facility when `partyIds` is null. */
export interface OrderFilter {
  readonly facilityId: string
  readonly partyIds: readonly string[] | null
  readonly state: OrderState | null
  /** Only orders with a smaller id: ids grow with time. */
  readonly before: string | null
  readonly limit: number
}

/** Newest first. */
export async function listOrders(
  db: Queryable,
  { facilityId, partyIds, state, before, limit }: OrderFilter,
): Promise<readonly OrderRecord[]> {
  const { rows } = await db.query<OrderRecord>({
    text: `${SELECT_ORDERS}
      where o.facility_id = $1
        and ($2::uuid[] is null or o.party_id = any ($2::uuid[]))
        and ($3::text is null or o.state = $3)
        and ($4::uuid is null or o.order_id < $4)
      order by o.order_id desc limit $5`,
    values: [facilityId, partyIds, state, before, limit],
  })
  return rows
}

/** Orders of which a room is still to be decided, those that wait longest first. Services are decided where crews are, see service-lines.ts. */
export async function listWaitingOrders(
  db: Queryable,
  facilityId: string,
  limit: number,
): Promise<readonly OrderRecord[]> {
  const { rows } = await db.query<OrderRecord>({
    name: 'list-waiting-orders',
    text: `${SELECT_ORDERS}
      where o.facility_id = $1 and o.state = 'placed' and ${HAS_OPEN_ROOM} order by o.placed_at, o.order_id limit $2`,
    values: [facilityId, limit],
  })
  return rows
}

/** How many orders wait for an officer. */
export async function countWaitingOrders(db: Queryable, facilityId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>({
    name: 'count-waiting-orders',
    text: `select count(*)::int as count from orders o where o.facility_id = $1 and o.state = 'placed' and ${HAS_OPEN_ROOM}`,
    values: [facilityId],
  })
  return rows[0]?.count ?? 0
}

/** Orders by id, in the order of the ids. */
export async function readOrders(
  db: Queryable,
  facilityId: string,
  orderIds: readonly string[],
): Promise<readonly OrderRecord[]> {
  const { rows } = await db.query<OrderRecord>({
    name: 'read-orders',
    text: `${SELECT_ORDERS} where o.facility_id = $1 and o.order_id = any ($2::uuid[]) order by o.order_id`,
    values: [facilityId, orderIds],
  })
  return rows
}

/** Locks orders in the order of their ids, so that two officers never wait for each other in a ring. Those that are not there are left out. */
export async function lockOrders(db: Queryable, facilityId: string, orderIds: readonly string[]): Promise<void> {
  await db.query({
    text: 'select 1 from orders where facility_id = $1 and order_id = any ($2::uuid[]) order by order_id for update',
    values: [facilityId, orderIds],
  })
}

/** Open requests that want an atom of one of these lines at the same time, the lines themselves left out; oldest first. */
export async function findCompetitors(
  db: Queryable,
  facilityId: string,
  lineIds: readonly string[],
): Promise<readonly Competitor[]> {
  const { rows } = await db.query<Competitor>({
    text: `
      select distinct on (o.placed_at, l.line_id) l.order_id as "orderId", l.line_id as "lineId",
        o.reference, o.title, p.name as "partyName", ${ms('l.starts_at')} as start, ${ms('l.ends_at')} as end
      from order_lines mine
      join space_atoms ma on ma.facility_id = mine.facility_id and ma.space_id = mine.space_id
      join order_lines l on l.facility_id = mine.facility_id and l.state = 'pending' and l.line_id <> all ($2::uuid[])
        and l.held_from < mine.held_until and l.held_until > mine.held_from
      join space_atoms la on la.facility_id = l.facility_id and la.space_id = l.space_id and la.atom_id = ma.atom_id
      join orders o on o.facility_id = l.facility_id and o.order_id = l.order_id
      join parties p on p.facility_id = o.facility_id and p.party_id = o.party_id
      where mine.facility_id = $1 and mine.line_id = any ($2::uuid[])
      order by o.placed_at, l.line_id`,
    values: [facilityId, lineIds],
  })
  return rows
}

export interface Competitor {
  readonly orderId: string
  readonly lineId: string
  readonly reference: string
  readonly title: string
  readonly partyName: string
  readonly start: number
  readonly end: number
}

/** Pairs of open requests that want one atom at one time, for the queue. */
export async function listCompetingPairs(
  db: Queryable,
  facilityId: string,
): Promise<
  readonly {
    readonly lineId: string
    readonly orderId: string
    readonly otherLineId: string
    readonly otherOrderId: string
  }[]
> {
  const { rows } = await db.query<{ lineId: string; orderId: string; otherLineId: string; otherOrderId: string }>({
    text: `
      select distinct a.line_id as "lineId", a.order_id as "orderId", b.line_id as "otherLineId", b.order_id as "otherOrderId"
      from order_lines a
      join order_lines b on b.facility_id = a.facility_id and b.state = 'pending' and b.line_id <> a.line_id
        and b.held_from < a.held_until and b.held_until > a.held_from
      join space_atoms sa on sa.facility_id = a.facility_id and sa.space_id = a.space_id
      join space_atoms sb on sb.facility_id = b.facility_id and sb.space_id = b.space_id and sb.atom_id = sa.atom_id
      where a.facility_id = $1 and a.state = 'pending'`,
    values: [facilityId],
  })
  return rows
}

/** What an officer says of a line. */
export interface LineDecision {
  readonly lineId: string
  readonly state: Exclude<LineState, 'pending'>
  readonly decidedBy: string
  readonly decidedAt: number
  readonly reasonCode: DeclineReason | null
  readonly reason: string | null
  readonly waivers: readonly { readonly constraint: string; readonly reason: string }[]
}

/** Writes decisions on lines. The order's state is the caller's to set: see {@link setOrderState}. */
export async function decideLines(
  db: Queryable,
  facilityId: string,
  decisions: readonly LineDecision[],
): Promise<void> {
  await db.query({
    text: `
      update order_lines l set state = d.state, decided_by = d."decidedBy", decided_at = to_timestamp(d."decidedAt" / 1000.0),
        reason_code = d."reasonCode", reason = d.reason, waivers = coalesce(d.waivers, '[]')
      from jsonb_to_recordset($2::jsonb) as d ("lineId" uuid, state text, "decidedBy" uuid, "decidedAt" float8, "reasonCode" text, reason text, waivers jsonb)
      where l.facility_id = $1 and l.line_id = d."lineId"`,
    values: [facilityId, JSON.stringify(decisions)],
  })
}

/** Gives lines back; who decided them before stays on record. */
export async function withdrawLines(
  db: Queryable,
  facilityId: string,
  lineIds: readonly string[],
  reason: string | null,
): Promise<void> {
  await db.query({
    text: `
      update order_lines set state = 'withdrawn', reason = coalesce($3, reason)
      where facility_id = $1 and line_id = any ($2::uuid[])`,
    values: [facilityId, lineIds, reason],
  })
}

/** Sets the state that follows from the lines and counts the version up. */
export async function setOrderState(
  db: Queryable,
  facilityId: string,
  orderId: string,
  state: OrderState,
): Promise<void> {
  await db.query({
    text: 'update orders set state = $3, version = version + 1 where facility_id = $1 and order_id = $2',
    values: [facilityId, orderId, state],
  })
}

/** A reservation to be written together with its claims. */
export interface NewReservation {
  readonly reservationId: string
  readonly orderId: string
  readonly lineId: string
  readonly spaceId: string
  readonly partyId: string
  readonly personId: string | null
  readonly title: string
  readonly headcount: number
  readonly start: number
  readonly end: number
  readonly heldFrom: number
  readonly heldUntil: number
  readonly day: string
  readonly code: string
  readonly createdAt: number
}

export async function insertReservations(
  client: pg.ClientBase,
  facilityId: string,
  reservations: readonly NewReservation[],
): Promise<void> {
  await client.query({
    text: `
      insert into reservations (facility_id, reservation_id, order_id, line_id, space_id, party_id, person_id, title, headcount,
        starts_at, ends_at, held_from, held_until, day, code, state, created_at, series_id)
      select $1, r."reservationId", r."orderId", r."lineId", r."spaceId", r."partyId", r."personId", r.title, r.headcount,
        ${fromMs('start')}, ${fromMs('end')}, ${fromMs('heldFrom')}, ${fromMs('heldUntil')}, r.day, r.code, 'confirmed', ${fromMs('createdAt')},
        (select d.series_id from series_dates d where d.facility_id = $1 and d.line_id = r."lineId")
      from jsonb_to_recordset($2::jsonb) as r ("reservationId" uuid, "orderId" uuid, "lineId" uuid, "spaceId" uuid, "partyId" uuid,
        "personId" uuid, title text, headcount integer, start float8, "end" float8, "heldFrom" float8, "heldUntil" float8,
        day date, code text, "createdAt" float8)`,
    values: [facilityId, JSON.stringify(reservations)],
  })
}

/** Marks reservations cancelled; their claims are released apart, see claims.ts. */
export async function cancelReservations(
  db: Queryable,
  facilityId: string,
  reservationIds: readonly string[],
): Promise<void> {
  await db.query({
    text: `
      update reservations set state = 'cancelled', version = version + 1
      where facility_id = $1 and reservation_id = any ($2::uuid[]) and state = 'confirmed'`,
    values: [facilityId, reservationIds],
  })
}

function ms(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`
}

function fromMs(field: string): string {
  return `to_timestamp(r."${field}" / 1000.0)`
}

const HAS_OPEN_ROOM = `exists (select from order_lines ol
      where ol.facility_id = o.facility_id and ol.order_id = o.order_id and ol.state = 'pending')`

const SELECT_ORDERS = `
  select o.order_id as id, o.reference, o.title, o.purpose, o.headcount, o.features, o.conditions, o.party_id as "partyId",
    p.name as "partyName", o.placed_by as "placedBy", u.display_name as "placedByName", ${ms('o.placed_at')} as "placedAt",
    o.state, o.version,
    (select s.series_id from series s where s.facility_id = o.facility_id and s.order_id = o.order_id order by s.series_id limit 1) as "seriesId",
    (select coalesce(json_agg(json_build_object(
        'id', l.line_id, 'spaceId', l.space_id, 'start', ${ms('l.starts_at')}, 'end', ${ms('l.ends_at')},
        'heldFrom', ${ms('l.held_from')}, 'heldUntil', ${ms('l.held_until')}, 'personId', l.person_id, 'state', l.state,
        'reasonCode', l.reason_code, 'reason', l.reason, 'decidedAt', ${ms('l.decided_at')}, 'waivers', l.waivers,
        'reservation', case when r.reservation_id is not null then
          json_build_object('id', r.reservation_id, 'state', r.state, 'code', r.code, 'version', r.version) end)
        order by l.position), '[]')
      from order_lines l
      left join reservations r on r.facility_id = l.facility_id and r.line_id = l.line_id
      where l.facility_id = o.facility_id and l.order_id = o.order_id) as lines,
    ${SERVICE_LINES_OF_ORDER} as services
  from orders o
  join parties p on p.facility_id = o.facility_id and p.party_id = o.party_id
  join users u on u.facility_id = o.facility_id and u.user_id = o.placed_by`
