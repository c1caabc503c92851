import type { DateReason, OnConflict, SeriesDateState, SeriesState } from '@gongyue/shared/domain/series.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'
import { DATE_COLUMNS, STATE_OF_DATE, VERSION_OF_DATES, ms } from './series-date.ts'

/** A series as people read it, with its dates. Instants are epoch milliseconds. */
export interface SeriesRecord {
  readonly id: string
  readonly orderId: string
  readonly reference: string
  readonly title: string
  readonly partyId: string
  readonly partyName: string
  readonly spaceId: string
  readonly headcount: number
  readonly rule: Rule
  readonly onConflict: OnConflict
  readonly splitFrom: string | null
  readonly splitInto: readonly string[]
  readonly state: SeriesState
  readonly version: number
  /** In the order of their keys. */
  readonly dates: readonly SeriesDateRecord[]
}

/** One date: where the rule puts it, where it stands, and what became of it. */
export interface SeriesDateRecord {
  readonly key: LocalDate
  /** Where it stands; where the rule puts it when it does not stand. */
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly plannedSpaceId: string
  readonly plannedStart: number
  readonly plannedEnd: number
  readonly state: SeriesDateState
  readonly announced: boolean
  readonly movedFrom: LocalDate | null
  readonly lost: DateReason | null
  readonly lostName: string | null
  readonly lostAt: number | null
  /** As they were found when the date was refused, ready for the wire. */
  readonly violations: readonly Readonly<Record<string, unknown>>[]
  readonly lineId: string | null
  readonly reservationId: string | null
  readonly reservationVersion: number | null
}

/** Which series to list; newest first. */
export interface SeriesFilter {
  readonly facilityId: string
  /** Only of these parties; null for all. */
  readonly partyIds: readonly string[] | null
  readonly spaceId: string | null
  readonly state: SeriesState | null
  /** Only series with a smaller id: ids grow with time. */
  readonly before: string | null
  readonly limit: number
}

export async function listSeries(db: Queryable, filter: SeriesFilter): Promise<readonly SeriesRecord[]> {
  const { facilityId, partyIds, spaceId, state, before, limit } = filter
  const { rows } = await db.query<SeriesRecord>({
    text: `${SELECT_SERIES}
      where s.facility_id = $1 and ($2::uuid[] is null or s.party_id = any ($2::uuid[]))
        and ($3::uuid is null or s.space_id = $3) and ($4::text is null or s.state = $4)
        and ($5::uuid is null or s.series_id < $5)
      order by s.series_id desc limit $6`,
    values: [facilityId, partyIds, spaceId, state, before, limit],
  })
  return rows
}

export async function readSeries(db: Queryable, facilityId: string, seriesId: string): Promise<SeriesRecord | null> {
  const { rows } = await db.query<SeriesRecord>({
    name: 'read-series',
    text: `${SELECT_SERIES} where s.facility_id = $1 and s.series_id = $2`,
    values: [facilityId, seriesId],
  })
  return rows[0] ?? null
}

/** Locks a series until the end of the transaction; its version is read under the lock. */
export async function lockSeries(db: Queryable, facilityId: string, seriesId: string): Promise<void> {
  await db.query({
    name: 'lock-series',
    text: 'select 1 from series where facility_id = $1 and series_id = $2 for update',
    values: [facilityId, seriesId],
  })
}

/** The series that a reservation is a date of, and which date. */
export async function seriesOfReservation(
  db: Queryable,
  facilityId: string,
  reservationId: string,
): Promise<{ readonly seriesId: string; readonly key: LocalDate } | null> {
  const { rows } = await db.query<{ seriesId: string; key: LocalDate }>({
    text: `
      select d.series_id as "seriesId", d.key from reservations r
      join series_dates d on d.facility_id = r.facility_id and d.line_id = r.line_id
      where r.facility_id = $1 and r.reservation_id = $2`,
    values: [facilityId, reservationId],
  })
  return rows[0] ?? null
}

/** One date of any series, for a term grid. */
export interface GridDateRecord extends SeriesDateRecord {
  readonly seriesId: string
  readonly partyId: string
  readonly title: string
  readonly partyName: string
}

/** Dates of all series that begin in a window, lost ones included; sorted by start. */
export async function listSeriesDates(
  db: Queryable,
  facilityId: string,
  within: { readonly start: number; readonly end: number },
  partyIds: readonly string[] | null,
  spaceId: string | null,
): Promise<readonly GridDateRecord[]> {
  const { rows } = await db.query<GridDateRecord>({
    name: 'list-series-dates',
    text: `
      select s.series_id as "seriesId", s.party_id as "partyId", s.title, p.name as "partyName", ${DATE_COLUMNS}
      from series_dates d
      join series s on s.facility_id = d.facility_id and s.series_id = d.series_id
      join parties p on p.facility_id = s.facility_id and p.party_id = s.party_id
      left join order_lines l on l.facility_id = d.facility_id and l.line_id = d.line_id
      left join reservations r on r.facility_id = d.facility_id and r.line_id = d.line_id
      where d.facility_id = $1 and d.starts_at >= $2::timestamptz - interval '31 days'
        and d.starts_at < $3::timestamptz + interval '31 days'
        and coalesce(r.starts_at, l.starts_at, d.starts_at) >= $2 and coalesce(r.starts_at, l.starts_at, d.starts_at) < $3
        and ($4::uuid[] is null or s.party_id = any ($4::uuid[]))
        and ($5::uuid is null or coalesce(r.space_id, l.space_id, d.space_id) = $5)
      order by coalesce(r.starts_at, l.starts_at, d.starts_at), d.series_id`,
    values: [facilityId, new Date(within.start), new Date(within.end), partyIds, spaceId],
  })
  return rows
}

const SELECT_SERIES = `
  select s.series_id as id, s.order_id as "orderId", o.reference, s.title, s.party_id as "partyId", p.name as "partyName",
    s.space_id as "spaceId", s.headcount, s.rule, s.on_conflict as "onConflict", s.split_from as "splitFrom",
    array(select x.series_id from series x where x.facility_id = s.facility_id and x.split_from = s.series_id
      order by x.series_id) as "splitInto",
    s.state,
    s.version + (select ${VERSION_OF_DATES}
      from series_dates d
      join order_lines l on l.facility_id = d.facility_id and l.line_id = d.line_id
      left join reservations r on r.facility_id = d.facility_id and r.line_id = d.line_id
      where d.facility_id = s.facility_id and d.series_id = s.series_id)::int as version,
    (select coalesce(json_agg(json_build_object(
        'key', d.key, 'spaceId', coalesce(r.space_id, l.space_id, d.space_id),
        'start', ${ms('coalesce(r.starts_at, l.starts_at, d.starts_at)')},
        'end', ${ms('coalesce(r.ends_at, l.ends_at, d.ends_at)')},
        'plannedSpaceId', d.space_id, 'plannedStart', ${ms('d.starts_at')}, 'plannedEnd', ${ms('d.ends_at')},
        'state', ${STATE_OF_DATE}, 'announced', d.announced, 'movedFrom', d.moved_from, 'lost', d.lost,
        'lostName', d.lost_name, 'lostAt', ${ms('d.lost_at')},
        'violations', d.violations, 'lineId', d.line_id, 'reservationId', r.reservation_id,
        'reservationVersion', r.version) order by d.key), '[]')
      from series_dates d
      left join order_lines l on l.facility_id = d.facility_id and l.line_id = d.line_id
      left join reservations r on r.facility_id = d.facility_id and r.line_id = d.line_id
      where d.facility_id = s.facility_id and d.series_id = s.series_id) as dates
  from series s
  join orders o on o.facility_id = s.facility_id and o.order_id = s.order_id
  join parties p on p.facility_id = s.facility_id and p.party_id = s.party_id`
