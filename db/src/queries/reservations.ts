import { holdsClaims, RESERVATION_STATES, type ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** A reservation as the house knows it. Instants are epoch milliseconds. */
export interface ReservationRecord {
  readonly id: string
  readonly orderId: string
  readonly reference: string
  readonly seriesId: string | null
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly state: ReservationState
  readonly title: string
  readonly partyId: string
  readonly partyName: string
  readonly headcount: number
  readonly code: string
  readonly version: number
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

const SELECT_RESERVATIONS = `
  select r.reservation_id as id, r.order_id as "orderId", o.reference, r.series_id as "seriesId", r.space_id as "spaceId", r.starts_at as start,
    r.ends_at as "end", r.state, r.title, r.party_id as "partyId", p.name as "partyName", r.headcount, r.code,
    r.version
  from reservations r
  join orders o on o.facility_id = r.facility_id and o.order_id = r.order_id
  join parties p on p.facility_id = r.facility_id and p.party_id = r.party_id`
