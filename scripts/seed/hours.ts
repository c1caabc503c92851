import type { OpeningHours } from '@gongyue/shared/domain/facts.ts'
import type { DayKind } from '@gongyue/shared/time/day-type.ts'
import type { Weekday } from '@gongyue/shared/time/wall.ts'
import { FOUNDED, spaceOf } from './house.ts'
import { idOf } from './dice.ts'

export interface SampleHours extends OpeningHours {
  readonly id: string
}

type Span = readonly [opens: string, closes: string, weekdays?: readonly Weekday[]]

/** A kind of day that is left out is a closed day. Make-up workdays keep the hours of workdays. */
interface Week {
  readonly workday: Span
  readonly weekend: Span
  readonly holiday?: Span
  /** Needed when the workday's hours hold on some weekdays only: a make-up workday is a Saturday or Sunday. */
  readonly makeUp?: Span
}

/** 错时服务: open when workers are free. Parts (tables, gym places, halves, A and B, 201 and 202) follow the whole. */
const WEEKS: Readonly<Record<string, Week>> = {
  theatre: { workday: ['08:00', '22:00'], weekend: ['08:00', '22:00'], holiday: ['09:00', '17:00'] },
  square: { workday: ['06:30', '21:30'], weekend: ['06:30', '21:30'], holiday: ['06:30', '21:30'] },
  rehearsal: { workday: ['08:30', '21:30'], weekend: ['08:30', '21:00'], holiday: ['09:00', '17:00'] },
  'classroom-201-202': { workday: ['08:30', '21:30'], weekend: ['08:30', '21:00'] },
  'classroom-203': { workday: ['08:30', '21:30'], weekend: ['08:30', '21:00'] },
  'classroom-204': { workday: ['08:30', '21:30'], weekend: ['08:30', '21:00'] },
  'classroom-205': { workday: ['08:30', '21:30'], weekend: ['08:30', '21:00'] },
  'classroom-206': { workday: ['08:30', '21:30'], weekend: ['08:30', '21:00'] },
  // Museums of the region close on Mondays.
  exhibition: {
    workday: ['09:00', '17:00', [2, 3, 4, 5]],
    weekend: ['09:00', '17:00'],
    holiday: ['09:00', '16:30'],
    makeUp: ['09:00', '17:00'],
  },
  'reading-room': { workday: ['09:00', '20:30'], weekend: ['09:00', '18:00'], holiday: ['09:00', '16:00'] },
  'table-tennis': { workday: ['08:30', '21:30'], weekend: ['08:30', '21:00'], holiday: ['09:00', '17:00'] },
  gym: { workday: ['08:30', '21:30'], weekend: ['08:30', '21:00'], holiday: ['09:00', '17:00'] },
}

export const HOURS: readonly SampleHours[] = Object.entries(WEEKS).flatMap(([code, week]) => {
  const spans: readonly (readonly [DayKind, Span | undefined])[] = [
    ['workday', week.workday],
    ['weekend', week.weekend],
    ['legal-holiday', week.holiday],
    ['make-up-workday', week.makeUp ?? week.workday],
  ]
  return spans.flatMap(([dayKind, span]) => (span === undefined ? [] : [rowOf(code, dayKind, span)]))
})

/** Minutes of the day of a clock time `HH:MM`. */
export function minutesAt(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

function rowOf(code: string, dayKind: DayKind, [opens, closes, weekdays]: Span): SampleHours {
  return {
    id: idOf(`hours ${code} ${dayKind}`, FOUNDED),
    spaceId: spaceOf(code).id,
    dayKind,
    weekdays: weekdays ?? null,
    opens: minutesAt(opens),
    closes: minutesAt(closes),
    from: null,
    until: null,
  }
}
