import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** A promise that stands, as a repair looks at it. Instants are epoch milliseconds. */
export interface RepairableRecord {
  readonly id: string
  readonly orderId: string
  readonly reference: string
  readonly title: string
  readonly partyId: string
  readonly partyName: string
  readonly personId: string | null
  readonly placedBy: string
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly heldFrom: number
  readonly heldUntil: number
  readonly headcount: number
  readonly features: readonly string[]
  readonly conditions: Readonly<Record<string, number>>
  readonly state: ReservationState
  readonly version: number
  readonly seriesId: string | null
  readonly programmeId: string | null
  /** Open for enrolment or printed: a change has to be told to the public. */
  readonly announced: boolean
  /** Those who have a place in it, or the head-count when nobody enrols. */
  readonly people: number
  /** Rules that an officer set aside for it. */
  readonly waived: readonly string[]
}

/** Standing reservations that a window meets, in the order of their starts. */
export async function listRepairable(
  db: Queryable,
  facilityId: string,
  { start, end }: Interval,
): Promise<readonly RepairableRecord[]> {
  const { rows } = await db.query<RepairableRecord>({
    name: 'list-repairable',
    text: `
      with enrolled as (
        select programme_id, count(*)::int as places from enrolments
        where facility_id = $1 and state in ('enrolled', 'offered') group by programme_id
      )
      select r.reservation_id as id, r.order_id as "orderId", o.reference, r.title, r.party_id as "partyId", p.name as "partyName",
        r.person_id as "personId", o.placed_by as "placedBy", r.space_id as "spaceId", ${ms('r.starts_at')} as start,
        ${ms('r.ends_at')} as "end", ${ms('r.held_from')} as "heldFrom", ${ms('r.held_until')} as "heldUntil", r.headcount, o.features,
        o.conditions, r.state, r.version, r.series_id as "seriesId", g.programme_id as "programmeId",
        coalesce(g.state = 'published', false) as announced, coalesce(e.places, r.headcount) as people,
        array(select w->>'constraint' from jsonb_array_elements(l.waivers) as w) as waived
      from reservations r
      join orders o on o.facility_id = r.facility_id and o.order_id = r.order_id
      join order_lines l on l.facility_id = r.facility_id and l.line_id = r.line_id
      join parties p on p.facility_id = r.facility_id and p.party_id = r.party_id
      left join programme_sessions ps on ps.facility_id = r.facility_id and ps.reservation_id = r.reservation_id
      left join programmes g on g.facility_id = r.facility_id and g.programme_id = ps.programme_id
      left join enrolled e on e.programme_id = g.programme_id
      where r.facility_id = $1 and r.state in ('confirmed', 'in-use')
        and r.held_from > $2::timestamptz - interval '3 days' and r.held_from < $3 and r.ends_at > $2
      order by r.starts_at, r.reservation_id`,
    values: [facilityId, new Date(start), new Date(end)],
  })
  return rows
}

/** From the first to the last of some reservations; null when none of them is there. */
export async function spanOfReservations(
  db: Queryable,
  facilityId: string,
  reservationIds: readonly string[],
): Promise<Interval | null> {
  const { rows } = await db.query<{ start: number | null; end: number | null }>({
    text: `select ${ms('min(starts_at)')} as start, ${ms('max(ends_at)')} as "end" from reservations
      where facility_id = $1 and reservation_id = any ($2::uuid[])`,
    values: [facilityId, reservationIds],
  })
  const { start = null, end = null } = rows[0] ?? {}
  return start === null || end === null ? null : { start, end }
}

/** When the last reservation of these series ends; null when they have none. */
export async function lastOfSeries(
  db: Queryable,
  facilityId: string,
  seriesIds: readonly string[],
): Promise<number | null> {
  const { rows } = await db.query<{ end: number | null }>({
    text: `select ${ms('max(ends_at)')} as "end" from reservations
      where facility_id = $1 and series_id = any ($2::uuid[]) and state in ('confirmed', 'in-use')`,
    values: [facilityId, seriesIds],
  })
  return rows[0]?.end ?? null
}

function ms(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`
}
