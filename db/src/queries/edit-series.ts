import type { DateReason, SeriesState } from '@gongyue/shared/domain/series.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'

/** How a series shall stand after an edit. */
export interface SeriesEdit {
  readonly seriesId: string
  readonly title: string
  readonly spaceId: string
  readonly headcount: number
  readonly rule: Rule
  readonly state: SeriesState
  /** Larger than every version that was ever told, see `SELECT_SERIES`. */
  readonly version: number
}

export async function updateSeries(db: Queryable, facilityId: string, edit: SeriesEdit): Promise<void> {
  const { seriesId, title, spaceId, headcount, rule, state, version } = edit
  await db.query({
    text: `
      with named as (
        update reservations set title = $3 where facility_id = $1 and series_id = $2 and title <> $3 and state = 'confirmed'
      )
      update series set title = $3, space_id = $4, headcount = $5, rule = $6::jsonb, state = $7, version = $8
      where facility_id = $1 and series_id = $2`,
    values: [facilityId, seriesId, title, spaceId, headcount, JSON.stringify(rule), state, version],
  })
}

/** Gives dates from a key on to another series. */
export async function handOverDates(
  db: Queryable,
  facilityId: string,
  fromSeriesId: string,
  toSeriesId: string,
  key: LocalDate,
): Promise<void> {
  await db.query({
    text: `
      with handed as (
        update series_dates set series_id = $3 where facility_id = $1 and series_id = $2 and key >= $4::date returning line_id
      )
      update reservations r set series_id = $3 from handed h where r.facility_id = $1 and r.line_id = h.line_id`,
    values: [facilityId, fromSeriesId, toSeriesId, key],
  })
}

/** One stored date as an edit leaves it. */
export interface DateEdit {
  readonly key: LocalDate
  readonly newKey: LocalDate
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly heldFrom: number
  readonly heldUntil: number
  readonly announced: boolean
  readonly movedFrom: LocalDate | null
  readonly lineId: string | null
  readonly lost: DateReason | null
  readonly lostName: string | null
  readonly lostAt: number | null
  readonly violations: readonly object[]
}

/** Writes dates that stay rows of the series, under their new keys. */
export async function updateDates(
  db: Queryable,
  facilityId: string,
  seriesId: string,
  dates: readonly DateEdit[],
): Promise<void> {
  if (dates.length === 0) return
  const at = (field: string) => `to_timestamp(e."${field}" / 1000.0)`
  await db.query({
    text: `
      update series_dates d set key = e."newKey", space_id = e."spaceId", starts_at = ${at('start')}, ends_at = ${at('end')},
        held_from = ${at('heldFrom')}, held_until = ${at('heldUntil')}, announced = e.announced, moved_from = e."movedFrom",
        line_id = e."lineId", lost = e.lost, lost_name = e."lostName", lost_at = ${at('lostAt')}, violations = e.violations
      from jsonb_to_recordset($3::jsonb) as e (key date, "newKey" date, "spaceId" uuid, start float8, "end" float8, "heldFrom" float8,
        "heldUntil" float8, announced boolean, "movedFrom" date, "lineId" uuid, lost text, "lostName" text, "lostAt" float8,
        violations jsonb)
      where d.facility_id = $1 and d.series_id = $2 and d.key = e.key`,
    values: [facilityId, seriesId, JSON.stringify(dates)],
  })
}

/** Forgets dates that the rule names no more; their lines stay with the order. */
export async function deleteDates(
  db: Queryable,
  facilityId: string,
  seriesId: string,
  keys: readonly LocalDate[],
): Promise<void> {
  if (keys.length === 0) return
  await db.query({
    text: 'delete from series_dates where facility_id = $1 and series_id = $2 and key = any ($3::date[])',
    values: [facilityId, seriesId, keys],
  })
}

/** Says of dates why they are lost; how they stand says their line. */
export async function loseDates(
  db: Queryable,
  facilityId: string,
  lost: readonly { readonly seriesId: string; readonly key: LocalDate }[],
  reason: DateReason,
  at: number,
): Promise<void> {
  if (lost.length === 0) return
  await db.query({
    text: `
      update series_dates d set lost = $3, lost_name = null, lost_at = $4
      from jsonb_to_recordset($2::jsonb) as l ("seriesId" uuid, key date)
      where d.facility_id = $1 and d.series_id = l."seriesId" and d.key = l.key`,
    values: [facilityId, JSON.stringify(lost), reason, new Date(at)],
  })
}

/**
 * Notes why dates were lost, by their reservations, in the transaction that cancels them. What the house has taken back, for a closure or an event
 * with priority, is asked first when a slot frees. Reservations that are no dates of a series are passed over.
 */
export async function bumpDates(
  db: Queryable,
  facilityId: string,
  reservationIds: readonly string[],
  reason: 'closure' | 'priority' | 'refused',
  at: number,
): Promise<void> {
  await db.query({
    text: `
      update series_dates d set lost = $3, lost_name = null, lost_at = $4
      from reservations r
      where r.facility_id = $1 and r.reservation_id = any ($2::uuid[]) and d.facility_id = r.facility_id and d.line_id = r.line_id`,
    values: [facilityId, reservationIds, reason, new Date(at)],
  })
}

/** Moves requests that wait; they hold nothing, so nothing stands in their way. */
export async function movePendingLines(
  db: Queryable,
  facilityId: string,
  lines: readonly {
    readonly lineId: string
    readonly spaceId: string
    readonly start: number
    readonly end: number
    readonly heldFrom: number
    readonly heldUntil: number
  }[],
): Promise<void> {
  if (lines.length === 0) return
  const at = (field: string) => `to_timestamp(m."${field}" / 1000.0)`
  await db.query({
    text: `
      update order_lines l set space_id = m."spaceId", starts_at = ${at('start')}, ends_at = ${at('end')},
        held_from = ${at('heldFrom')}, held_until = ${at('heldUntil')}
      from jsonb_to_recordset($2::jsonb) as m ("lineId" uuid, "spaceId" uuid, start float8, "end" float8, "heldFrom" float8,
        "heldUntil" float8)
      where l.facility_id = $1 and l.line_id = m."lineId" and l.state = 'pending'`,
    values: [facilityId, JSON.stringify(lines)],
  })
}
