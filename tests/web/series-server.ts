import type { SeriesDateWire } from '@gongyue/shared/api/series-date.ts'
import type { SeriesDiffWire, SeriesWire } from '@gongyue/shared/api/series.ts'

/** Tuesdays at seven in the evening, four of them, as the server tells them. */
export const TUESDAYS = ['2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29'] as const

export function dateWire(key: string, more: Partial<SeriesDateWire> = {}): SeriesDateWire {
  return {
    key,
    spaceId: 'room',
    start: `${key}T19:00:00+08:00`,
    end: `${key}T20:30:00+08:00`,
    state: 'booked',
    planned: null,
    movedFrom: null,
    announced: true,
    exception: false,
    reason: null,
    reasonName: null,
    violations: [],
    lineId: `line-${key}`,
    reservationId: `reservation-${key}`,
    reservationVersion: 1,
    ...more,
  }
}

export function seriesWire(more: Partial<SeriesWire> = {}): SeriesWire {
  const dates = more.dates ?? TUESDAYS.map((key) => dateWire(key))
  return {
    id: 'series',
    orderId: 'order',
    reference: '2026-000001',
    title: '书法班',
    partyId: 'party',
    partyName: '班务组',
    spaceId: 'room',
    headcount: 20,
    rule: {
      from: '2026-12-08',
      time: '19:00',
      durationMinutes: 90,
      pattern: { kind: 'weekly', every: 1, weekdays: [2] },
      ends: { kind: 'count', sessions: 4 },
      onHolidays: 'skip',
      moveToMakeUpDay: false,
      except: [],
    },
    rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=4',
    onConflict: 'skip',
    state: 'standing',
    version: 3,
    splitFrom: null,
    splitInto: [],
    firstStart: `${TUESDAYS[0]}T19:00:00+08:00`,
    lastEnd: `${TUESDAYS[3]}T20:30:00+08:00`,
    counts: { booked: 4, waiting: 0, skipped: 0, bumped: 0, cancelled: 0 },
    ...more,
    dates,
  }
}

type DiffDate = SeriesDiffWire['dates'][number]

export function diffDate(key: string, kind: DiffDate['kind'], more: Partial<DiffDate> = {}): DiffDate {
  const at = { spaceId: 'room', start: `${key}T19:00:00+08:00`, end: `${key}T20:30:00+08:00` }
  return { key, kind, before: at, after: at, reason: null, reasonName: null, announced: true, violations: [], ...more }
}
