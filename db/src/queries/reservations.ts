import { holdsClaims, RESERVATION_STATES, type ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** A reservation as the house knows it. Instants are epoch milliseconds. */
export interface ReservationRecord {
  readonly id: string
  readonly orderId: string
  readonly reference: string
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly state: ReservationState
  readonly title: string
  readonly partyId: string
  readonly partyName: string
  readonly headcount: number
  readonly code: string
}

/** Which reservations to list; sorted by start, then id. */
export interface ReservationFilter {
  readonly facilityId: string
  readonly within: Interval
  readonly spaceId: string | null
  /** Only of these parties; null for all. */
  readonly partyIds: readonly string[] | null
  /** Of other parties than these only what takes time; null for a reader who may see everything. */
  readonly own: readonly string[] | null
  /** Only after this start and id. */
  readonly after: { readonly start: number; readonly id: string } | null
  readonly limit: number
}

export async function listReservations(
  db: Queryable,
  filter: ReservationFilter,
): Promise<readonly ReservationRecord[]> {
  const { facilityId, within, spaceId, partyIds, own, after, limit } = filter
  const { rows } = await db.query<ReservationRecord>({
    text: `${SELECT_RESERVATIONS}
      where r.facility_id = $1 and r.held_from > $2::timestamptz - interval '3 days' and r.held_from < $3
        and r.starts_at < $3 and r.ends_at > $2
        and ($4::uuid is null or r.space_id = $4)
        and ($5::uuid[] is null or r.party_id = any ($5::uuid[]))
        and ($9::uuid[] is null or r.party_id = any ($9::uuid[]) or r.state = any ($10::text[]))
        and ($6::timestamptz is null or (r.starts_at, r.reservation_id) > ($6, $7::uuid))
      order by r.starts_at, r.reservation_id limit $8`,
    values: [
      facilityId,
      new Date(within.start),
      new Date(within.end),
      spaceId,
      partyIds,
      after && new Date(after.start),
      after?.id ?? null,
      limit,
      own,
      RESERVATION_STATES.filter(holdsClaims),
    ],
  })
  return rows
}

export async function readReservation(
  db: Queryable,
  facilityId: string,
  reservationId: string,
): Promise<ReservationRecord | null> {
  const { rows } = await db.query<ReservationRecord>({
    text: `${SELECT_RESERVATIONS} where r.facility_id = $1 and r.reservation_id = $2`,
    values: [facilityId, reservationId],
  })
  return rows[0] ?? null
}

/** One block of the board: a reservation, an open request, or a hold. */
export interface BlockRecord {
  readonly kind: 'reservation' | 'request' | 'hold'
  readonly id: string
  readonly orderId: string | null
  readonly reference: string | null
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly heldFrom: number
  readonly heldUntil: number
  readonly title: string
  readonly partyName: string
  readonly headcount: number
  readonly state: ReservationState | 'pending' | 'tentative'
  readonly version: number
}

/** What stands on the board in a window: live reservations, open requests, holds that have not run out. */
export async function listBlocks(
  db: Queryable,
  facilityId: string,
  within: Interval,
  now: number,
): Promise<readonly BlockRecord[]> {
  const { rows } = await db.query<BlockRecord>({
    name: 'list-blocks',
    text: LIST_BLOCKS,
    values: [facilityId, new Date(within.start), new Date(within.end), new Date(now)],
  })
  return rows
}

const SELECT_RESERVATIONS = `
  select r.reservation_id as id, r.order_id as "orderId", o.reference, r.space_id as "spaceId", r.starts_at as start,
    r.ends_at as "end", r.state, r.title, r.party_id as "partyId", p.name as "partyName", r.headcount, r.code
  from reservations r
  join orders o on o.facility_id = r.facility_id and o.order_id = r.order_id
  join parties p on p.facility_id = r.facility_id and p.party_id = r.party_id`

/** The window is met by what is held, set-up and strike included. Nothing holds longer than three days (by constraint): that bounds the scan. */
export const LIST_BLOCKS = `
  select 'reservation' as kind, r.reservation_id as id, r.order_id as "orderId", o.reference, r.space_id as "spaceId",
    r.starts_at as start, r.ends_at as "end", r.held_from as "heldFrom", r.held_until as "heldUntil", r.title,
    p.name as "partyName", r.headcount, r.state, r.version
  from reservations r
  join orders o on o.facility_id = r.facility_id and o.order_id = r.order_id
  join parties p on p.facility_id = r.facility_id and p.party_id = r.party_id
  where r.facility_id = $1 and r.held_from > $2::timestamptz - interval '3 days' and r.held_from < $3 and r.held_until > $2
    and r.state <> 'cancelled'
  union all
  select 'request', l.line_id, l.order_id, o.reference, l.space_id, l.starts_at, l.ends_at, l.held_from, l.held_until, o.title,
    p.name, o.headcount, 'pending', o.version
  from order_lines l
  join orders o on o.facility_id = l.facility_id and o.order_id = l.order_id
  join parties p on p.facility_id = l.facility_id and p.party_id = l.party_id
  where l.facility_id = $1 and l.state = 'pending' and l.held_from < $3 and l.held_until > $2
  union all
  select 'hold', (array_agg(c.claim_id order by c.claim_id))[1], null, null, c.space_id, c.held_from, c.held_until, c.held_from, c.held_until, '', '', 0,
    'tentative', 1
  from claims c
  where c.facility_id = $1 and c.status = 'tentative' and c.expires_at > $4
    and c.held_from > $2::timestamptz - interval '3 days' and c.held_from < $3 and c.held_until > $2
  group by c.space_id, c.held_from, c.held_until`
