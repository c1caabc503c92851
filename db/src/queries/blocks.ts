import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** One block of the board: a reservation, an open request, or a hold. */
export interface BlockRecord {
  readonly kind: 'reservation' | 'request' | 'hold'
  readonly id: string
  readonly orderId: string | null
  readonly reference: string | null
  readonly seriesId: string | null
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

/** Where a hold is or was: its block is one for all claims of a space over one span. */
export interface HoldPlace {
  readonly spaceId: string
  readonly held: Interval
}

/** Things that may stand on a board, by their kinds. */
export interface BlockIds {
  readonly reservations: readonly string[]
  readonly requests: readonly string[]
  readonly holds: readonly HoldPlace[]
}

/** Those of some blocks that stand on the board now, whatever the day; what has gone does not come back. */
export async function readBlocks(
  db: Queryable,
  facilityId: string,
  { reservations, requests, holds }: BlockIds,
  now: number,
): Promise<readonly BlockRecord[]> {
  const { rows } = await db.query<BlockRecord>({
    name: 'read-blocks',
    text: READ_BLOCKS,
    values: [
      facilityId,
      reservations,
      requests,
      new Date(now),
      holds.map(({ spaceId }) => spaceId),
      holds.map(({ held }) => new Date(held.start)),
      holds.map(({ held }) => new Date(held.end)),
    ],
  })
  return rows
}

const RESERVATION = `
  select 'reservation' as kind, r.reservation_id as id, r.order_id as "orderId", o.reference, r.series_id as "seriesId", r.space_id as "spaceId",
    r.starts_at as start, r.ends_at as "end", r.held_from as "heldFrom", r.held_until as "heldUntil", r.title,
    p.name as "partyName", r.headcount, r.state, r.version
  from reservations r
  join orders o on o.facility_id = r.facility_id and o.order_id = r.order_id
  join parties p on p.facility_id = r.facility_id and p.party_id = r.party_id
  where r.facility_id = $1 and r.state <> 'cancelled'`

const REQUEST = `
  select 'request', l.line_id, l.order_id, o.reference, d.series_id, l.space_id, l.starts_at, l.ends_at, l.held_from, l.held_until, o.title,
    p.name, o.headcount, 'pending', o.version
  from order_lines l
  join orders o on o.facility_id = l.facility_id and o.order_id = l.order_id
  join parties p on p.facility_id = l.facility_id and p.party_id = l.party_id
  left join series_dates d on d.facility_id = l.facility_id and d.line_id = l.line_id
  where l.facility_id = $1 and l.state = 'pending'`

const HOLD = `
  select 'hold', (array_agg(c.claim_id order by c.claim_id))[1], null, null, null::uuid, c.space_id, c.held_from, c.held_until, c.held_from, c.held_until, '', '', 0,
    'tentative', 1
  from claims c
  where c.facility_id = $1 and c.status = 'tentative' and c.expires_at > $4`

const ONE_HOLD = 'group by c.space_id, c.held_from, c.held_until'

/** The window is met by what is held, set-up and strike included. Nothing holds longer than three days (by constraint): that bounds the scan. */
export const LIST_BLOCKS = `${RESERVATION}
    and r.held_from > $2::timestamptz - interval '3 days' and r.held_from < $3 and r.held_until > $2
  union all ${REQUEST}
    and l.held_from < $3 and l.held_until > $2
  union all ${HOLD}
    and c.held_from > $2::timestamptz - interval '3 days' and c.held_from < $3 and c.held_until > $2
  ${ONE_HOLD}`

const READ_BLOCKS = `${RESERVATION} and r.reservation_id = any ($2::uuid[])
  union all ${REQUEST} and l.line_id = any ($3::uuid[])
  union all ${HOLD}
    and (c.space_id, c.held_from, c.held_until) in (select * from unnest($5::uuid[], $6::timestamptz[], $7::timestamptz[]))
  ${ONE_HOLD}`
