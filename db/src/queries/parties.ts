import type { PartyKind } from '@gongyue/shared/domain/party.ts'
import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** A party with what it is found by. */
export interface PartyRecord {
  readonly id: string
  readonly kind: PartyKind
  readonly code: string
  readonly name: string
  readonly parentName: string | null
  readonly phone: string | null
  readonly suspended: boolean
}

/** All parties of a facility, by code. */
export async function listParties(db: Queryable, facilityId: string): Promise<readonly PartyRecord[]> {
  const { rows } = await db.query<PartyRecord>({
    name: 'list-parties',
    text: `${SELECT_PARTIES} order by p.code`,
    values: [facilityId],
  })
  return rows
}

export async function readParty(db: Queryable, facilityId: string, partyId: string): Promise<PartyRecord | null> {
  const { rows } = await db.query<PartyRecord>({
    text: `${SELECT_PARTIES} and p.party_id = $2`,
    values: [facilityId, partyId],
  })
  return rows[0] ?? null
}

/** The persons of a telephone number, however it is written. */
export async function findPersonsByPhone(
  db: Queryable,
  facilityId: string,
  phone: string,
): Promise<readonly PartyRecord[]> {
  const { rows } = await db.query<PartyRecord>({
    text: `${SELECT_PARTIES} and p.kind = 'person' and translate(p.phone, ' -', '') = $2 order by p.code`,
    values: [facilityId, phone],
  })
  return rows
}

/** A person to be kept. */
export interface NewPerson {
  readonly facilityId: string
  readonly id: string
  readonly code: string
  readonly name: string
  readonly phone: string | null
}

export async function insertPerson(db: Queryable, { facilityId, id, code, name, phone }: NewPerson): Promise<void> {
  await db.query({
    text: `insert into parties (facility_id, party_id, kind, code, name, phone) values ($1, $2, 'person', $3, $4, $5)`,
    values: [facilityId, id, code, name, phone],
  })
}

/** A reservation or an open request with what it is found by. Instants are epoch milliseconds. */
export interface BookingRecord {
  readonly kind: 'reservation' | 'request'
  readonly id: string
  readonly orderId: string
  readonly reference: string
  readonly title: string
  readonly partyId: string
  readonly partyName: string
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly state: ReservationState | 'pending'
  readonly code: string | null
}

/** Bookings that start within a span, and those of one order wherever they lie. */
export async function listBookings(
  db: Queryable,
  facilityId: string,
  within: Interval,
  reference: string,
): Promise<readonly BookingRecord[]> {
  const { rows } = await db.query<BookingRecord>({
    name: 'list-bookings',
    text: LIST_BOOKINGS,
    values: [facilityId, new Date(within.start), new Date(within.end), reference],
  })
  return rows
}

const SELECT_PARTIES = `
  select p.party_id as id, p.kind, p.code, p.name, a.name as "parentName", p.phone, p.suspended
  from parties p
  left join parties a on a.facility_id = p.facility_id and a.party_id = p.parent_id
  where p.facility_id = $1`

const columns = (
  state: string,
  code: string,
) => `o.order_id as "orderId", o.reference, o.title, p.party_id as "partyId",
    p.name as "partyName", x.space_id as "spaceId", x.starts_at as start, x.ends_at as "end", ${state} as state, ${code} as code`

const JOINED = `
  join orders o on o.facility_id = x.facility_id and o.order_id = x.order_id
  join parties p on p.facility_id = x.facility_id and p.party_id = x.party_id`

/** Nothing holds longer than three days (by constraint): that bounds the scan by what is held. */
const NEAR = `x.held_from > $2::timestamptz - interval '3 days' and x.held_from < $3 and x.starts_at >= $2 and x.starts_at < $3`

const LIST_BOOKINGS = `
  select 'reservation' as kind, x.reservation_id as id, ${columns('x.state', 'x.code')}
  from reservations x ${JOINED} where x.facility_id = $1 and ${NEAR}
  union
  select 'reservation', x.reservation_id, ${columns('x.state', 'x.code')}
  from reservations x ${JOINED}
  where x.facility_id = $1 and (x.facility_id, x.line_id) in (
    select l.facility_id, l.line_id from orders w join order_lines l on l.facility_id = w.facility_id and l.order_id = w.order_id
    where w.facility_id = $1 and w.reference = $4)
  union
  select 'request', x.line_id, ${columns(`'pending'`, 'null')}
  from order_lines x ${JOINED}
  where x.facility_id = $1 and x.state = 'pending' and (o.reference = $4 or (x.starts_at >= $2 and x.starts_at < $3))`
