import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** A date of a series that has no place and waits for one. Instants are epoch milliseconds. */
export interface WaitingDate {
  readonly seriesId: string
  readonly title: string
  readonly partyName: string
  readonly spaceId: string
  readonly headcount: number
  readonly start: number
}

/** Dates that were refused, shut out or bumped and stand nowhere, in the order of their starts. */
export async function listWaitingDates(
  db: Queryable,
  facilityId: string,
  { start, end }: Interval,
): Promise<readonly WaitingDate[]> {
  const { rows } = await db.query<WaitingDate>({
    text: `
      select s.series_id as "seriesId", s.title, p.name as "partyName", d.space_id as "spaceId", s.headcount, ${ms('d.starts_at')} as start
      from series_dates d
      join series s on s.facility_id = d.facility_id and s.series_id = d.series_id
      join parties p on p.facility_id = s.facility_id and p.party_id = s.party_id
      left join reservations r on r.facility_id = d.facility_id and r.line_id = d.line_id and r.state in ('confirmed', 'in-use', 'ended')
      where d.facility_id = $1 and d.lost in ('refused', 'closure', 'priority') and d.starts_at >= $2 and d.starts_at < $3
        and s.state = 'standing' and r.reservation_id is null
      order by d.starts_at, d.series_id`,
    values: [facilityId, new Date(start), new Date(end)],
  })
  return rows
}

/** The people of the house who are on reservations of a window, by reservation. */
export async function listStaff(
  db: Queryable,
  facilityId: string,
  { start, end }: Interval,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await db.query<{ id: string; people: readonly string[] }>({
    text: `
      select rp.reservation_id as id, array_agg(rp.person_id::text order by rp.person_id) as people
      from reservation_people rp
      join reservations r on r.facility_id = rp.facility_id and r.reservation_id = rp.reservation_id
      where rp.facility_id = $1 and r.held_from > $2::timestamptz - interval '3 days' and r.held_from < $3
      group by rp.reservation_id`,
    values: [facilityId, new Date(start), new Date(end)],
  })
  return new Map(rows.map(({ id, people }) => [id, people]))
}

/** Messages of one repair that nobody has settled; `at` is epoch milliseconds. */
export interface OpenDrafts {
  readonly repairId: string
  readonly count: number
  readonly at: number
  readonly partyName: string | null
}

/** How many drafted messages of each repair still lie there, since when, and for whom if it is one party. */
export async function countOpenDrafts(db: Queryable, facilityId: string): Promise<readonly OpenDrafts[]> {
  const { rows } = await db.query<OpenDrafts>({
    text: `
      select d.repair_id as "repairId", count(*)::int as count, ${ms('min(d.made_at)')} as at,
        case when count(distinct d.party_id) = 1 then min(p.name) end as "partyName"
      from drafts d
      join parties p on p.facility_id = d.facility_id and p.party_id = d.party_id
      where d.facility_id = $1 and d.state = 'draft'
      group by d.repair_id`,
    values: [facilityId],
  })
  return rows
}

/** When each closure of a facility was declared. */
export async function listDeclared(db: Queryable, facilityId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ id: string; at: number }>({
    text: `select closure_id as id, ${ms('created_at')} as at from closures where facility_id = $1`,
    values: [facilityId],
  })
  return new Map(rows.map(({ id, at }) => [id, at]))
}

function ms(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`
}
