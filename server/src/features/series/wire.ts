import type { SeriesDateWire, SeriesPreviewWire } from '@gongyue/shared/api/series-date.ts'
import type { SeriesSummaryWire, SeriesWire } from '@gongyue/shared/api/series.ts'
import type { ViolationWire } from '@gongyue/shared/api/violation.ts'
import { writeRrule } from '@gongyue/shared/time/rrule.ts'
import { minuteOf } from '@gongyue/shared/time/recurrence.ts'
import { formatInstant, instantAt } from '@gongyue/shared/time/wall.ts'
import type { SeriesDateRecord, SeriesRecord } from '@gongyue/db/queries/series.ts'
import type { JudgedSeries } from './place-series.ts'
import { plannedWire } from './stored-dates.ts'

/** What would become of every date of a series. */
export function previewWire(judged: JudgedSeries): SeriesPreviewWire {
  const { series } = judged
  const dates = series.dates.map((date) => plannedWire(date, series.space, judged))
  return { dates, counts: countsOf(dates) }
}

/** A series with all its dates. */
export function seriesWire(series: SeriesRecord, timeZone: string): SeriesWire {
  return { ...summaryWire(series, timeZone), dates: series.dates.map((date) => dateWire(date, timeZone)) }
}

/** A series by its numbers. */
export function summaryWire(series: SeriesRecord, timeZone: string): SeriesSummaryWire {
  const { dates, rule, splitInto, ...rest } = series
  const first = instantAt(rule.from, minuteOf(rule.time), timeZone)
  const starts = dates.length > 0 ? dates.map(({ start }) => start) : [first]
  const ends = dates.length > 0 ? dates.map(({ end }) => end) : [first]
  return {
    ...rest,
    // what was stored was a rule of the contract
    rule: rule as SeriesSummaryWire['rule'],
    rrule: writeRrule(rule, timeZone),
    splitInto: [...splitInto],
    firstStart: formatInstant(Math.min(...starts), timeZone),
    lastEnd: formatInstant(Math.max(...ends), timeZone),
    counts: countsOf(dates),
  }
}

/** One stored date: where it stands, and where the rule puts it when that is elsewhere. */
export function dateWire(date: SeriesDateRecord, timeZone: string): SeriesDateWire {
  const { key, spaceId, state, announced, movedFrom, lost, lostName, violations } = date
  const { lineId, reservationId, reservationVersion } = date
  const exception = isException(date)
  return {
    ...{ key, spaceId, state, announced, movedFrom, exception, lineId, reservationId, reservationVersion },
    start: formatInstant(date.start, timeZone),
    end: formatInstant(date.end, timeZone),
    planned: exception
      ? { start: formatInstant(date.plannedStart, timeZone), end: formatInstant(date.plannedEnd, timeZone) }
      : null,
    reason: reasonOf(state, lost),
    reasonName: lostName,
    // kept as they were made for the wire
    violations: violations as unknown as ViolationWire[],
  }
}

/** Whether a date stands elsewhere than its rule puts it. */
export function isException(date: SeriesDateRecord): boolean {
  if (date.state !== 'booked' && date.state !== 'waiting') return false
  return date.spaceId !== date.plannedSpaceId || date.start !== date.plannedStart || date.end !== date.plannedEnd
}

/** What stands needs no reason; a date with a line that says nothing else was declined or given back. */
function reasonOf(state: SeriesDateRecord['state'], lost: SeriesDateRecord['lost']): SeriesDateWire['reason'] {
  if (state === 'booked' || state === 'waiting') return null
  if (state === 'cancelled') return 'given-back'
  return lost ?? 'declined'
}

function countsOf(dates: readonly { readonly state: SeriesDateRecord['state'] }[]): SeriesPreviewWire['counts'] {
  const of = (state: SeriesDateRecord['state']) => dates.filter((date) => date.state === state).length
  return {
    booked: of('booked'),
    waiting: of('waiting'),
    skipped: of('skipped'),
    bumped: of('bumped'),
    cancelled: of('cancelled'),
  }
}
