import type pg from 'pg'
import type { DateReason, OnConflict } from '@gongyue/shared/domain/series.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'
import type { NewLine } from './place-order.ts'

/** A new series beside its order. Instants are epoch milliseconds. */
export interface NewSeries {
  readonly facilityId: string
  readonly seriesId: string
  readonly orderId: string
  readonly partyId: string
  readonly title: string
  readonly spaceId: string
  readonly headcount: number
  readonly rule: Rule
  readonly onConflict: OnConflict
  readonly splitFrom: string | null
  readonly createdAt: number
  readonly dates: readonly NewSeriesDate[]
  readonly audit: { readonly id: string; readonly userId: string }
}

/** One day that the rule names. */
export interface NewSeriesDate {
  readonly key: LocalDate
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

/** Writes a series, its dates and its audit row in one statement. Its order is written before, in the same transaction. */
export async function insertSeries(client: pg.ClientBase, series: NewSeries): Promise<void> {
  await client.query({
    name: 'insert-series',
    text: INSERT_SERIES,
    values: [
      series.facilityId,
      series.seriesId,
      series.orderId,
      series.partyId,
      series.title,
      series.spaceId,
      series.headcount,
      JSON.stringify(series.rule),
      series.onConflict,
      series.splitFrom,
      new Date(series.createdAt),
      JSON.stringify(series.dates),
      series.audit.id,
      series.audit.userId,
    ],
  })
}

/** Adds dates to a series that stands. */
export async function insertSeriesDates(
  db: Queryable,
  facilityId: string,
  seriesId: string,
  dates: readonly NewSeriesDate[],
): Promise<void> {
  if (dates.length === 0) return
  await db.query({
    name: 'insert-series-dates',
    text: insertDates('$1', '$2', '$3'),
    values: [facilityId, seriesId, JSON.stringify(dates)],
  })
}

function insertDates(facility: string, series: string, dates: string): string {
  const at = (field: string) => `to_timestamp(d."${field}" / 1000.0)`
  return `
    insert into series_dates (facility_id, series_id, key, space_id, starts_at, ends_at, held_from, held_until, announced, moved_from,
      line_id, lost, lost_name, lost_at, violations)
    select ${facility}, ${series}, d.key, d."spaceId", ${at('start')}, ${at('end')}, ${at('heldFrom')}, ${at('heldUntil')}, d.announced,
      d."movedFrom", d."lineId", d.lost, d."lostName", ${at('lostAt')}, d.violations
    from jsonb_to_recordset(${dates}::jsonb) as d (key date, "spaceId" uuid, start float8, "end" float8, "heldFrom" float8,
      "heldUntil" float8, announced boolean, "movedFrom" date, "lineId" uuid, lost text, "lostName" text, "lostAt" float8,
      violations jsonb)`
}

const INSERT_SERIES = `
  with made as (
    insert into series (facility_id, series_id, order_id, party_id, title, space_id, headcount, rule, on_conflict, split_from, state,
      created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, 'standing', $11)
  ), dated as (${insertDates('$1', '$2', '$12')}
  )
  insert into audit_events (facility_id, audit_id, at, user_id, action, noun, noun_id, data)
  values ($1, $13, $11, $14, 'place-series', 'series', $2,
    jsonb_build_object('orderId', $3::uuid, 'rule', $8::jsonb, 'splitFrom', $10::uuid))`

/** Notes on all lines of an order which rules were set aside for them. */
export async function waiveLines(
  db: Queryable,
  facilityId: string,
  orderId: string,
  waivers: readonly { readonly constraint: string; readonly reason: string }[],
): Promise<void> {
  await db.query({
    text: 'update order_lines set waivers = $3::jsonb where facility_id = $1 and order_id = $2',
    values: [facilityId, orderId, JSON.stringify(waivers)],
  })
}

/** More lines of an order that stands, with what the house stands by at once. Instants are epoch milliseconds. */
export interface AddedLines {
  readonly facilityId: string
  readonly orderId: string
  readonly seriesId: string
  readonly partyId: string
  readonly personId: string | null
  readonly title: string
  readonly headcount: number
  readonly at: number
  readonly waivers: readonly { readonly constraint: string; readonly reason: string }[]
  readonly lines: readonly NewLine[]
}

/** Adds lines after those that an order has. Claims are written apart, see claims.ts. */
export async function addLines(db: Queryable, added: AddedLines): Promise<void> {
  const rows = added.lines.map(({ reservation, ...line }, index) => ({
    ...line,
    index,
    reservationId: reservation?.id ?? null,
    day: reservation?.day ?? null,
    code: reservation?.code ?? null,
  }))
  await db.query({
    name: 'add-lines',
    text: ADD_LINES,
    values: [
      added.facilityId,
      added.orderId,
      added.seriesId,
      added.partyId,
      added.personId,
      added.title,
      added.headcount,
      new Date(added.at),
      JSON.stringify(added.waivers),
      JSON.stringify(rows),
    ],
  })
}

const ADD_LINES = `
  with line as (
    select "lineId", "spaceId", index, state, "reservationId", day, code, to_timestamp(start / 1000.0) as starts_at,
      to_timestamp("end" / 1000.0) as ends_at, to_timestamp("heldFrom" / 1000.0) as held_from,
      to_timestamp("heldUntil" / 1000.0) as held_until
    from jsonb_to_recordset($10::jsonb) as l ("lineId" uuid, "spaceId" uuid, index integer, state text, start float8, "end" float8,
      "heldFrom" float8, "heldUntil" float8, "reservationId" uuid, day date, code text)
  ), lined as (
    insert into order_lines (facility_id, order_id, line_id, position, kind, space_id, starts_at, ends_at, held_from, held_until,
      party_id, person_id, state, decided_at, waivers)
    select $1, $2, "lineId",
      index + 1 + (select coalesce(max(position), -1) from order_lines o where o.facility_id = $1 and o.order_id = $2),
      'space', "spaceId", starts_at, ends_at, held_from, held_until, $4, $5, state, case when state = 'accepted' then $8::timestamptz end,
      $9::jsonb
    from line
  )
  insert into reservations (facility_id, reservation_id, order_id, line_id, space_id, party_id, person_id, title, headcount,
    starts_at, ends_at, held_from, held_until, day, code, state, created_at, series_id)
  select $1, "reservationId", $2, "lineId", "spaceId", $4, $5, $6, $7, starts_at, ends_at, held_from, held_until, day, code,
    'confirmed', $8, $3
  from line where "reservationId" is not null`
