import { dayTypeOf } from '../time/day-type.ts'
import { without, minutesOf, type Interval } from '../time/interval.ts'
import { addDays, instantAt, type LocalDate } from '../time/wall.ts'
import type { Facts } from './facts.ts'
import { EVENING_FROM } from './figure.ts'
import { closuresOf, openSpans } from './opening.ts'

/** Minutes for which a space was open; `off` of them in the evening of a working day, or on a day off. */
export interface OpenMinutes {
  readonly all: number
  readonly off: number
}

/**
 * How long a space was really open between two days, both included: by the hours of each day's type, closures cut out. What a share of use is
 * measured against.
 */
export function openMinutes(spaceId: string, from: LocalDate, until: LocalDate, facts: Facts): OpenMinutes {
  const closures = closuresOf(spaceId, facts).map(({ during }) => during)
  let all = 0
  let off = 0
  for (let date = from; date <= until; date = addDays(date, 1)) {
    const spans = without(openSpans(spaceId, date, facts), closures)
    const minutes = total(spans)
    all += minutes
    off += isWorkday(date, facts) ? total(evenings(spans, date, facts)) : minutes
  }
  return { all, off }
}

/** Make-up workdays are workdays; a day of a year without its notice goes by its weekday. */
function isWorkday(date: LocalDate, { dayTypes }: Facts): boolean {
  const { kind } = dayTypeOf(date, dayTypes)
  return kind === 'workday' || kind === 'make-up-workday'
}

function evenings(spans: readonly Interval[], date: LocalDate, { timeZone }: Facts): readonly Interval[] {
  const evening = instantAt(date, EVENING_FROM, timeZone)
  return spans.flatMap(({ start, end }) => (end > evening ? [{ start: Math.max(start, evening), end }] : []))
}

function total(spans: readonly Interval[]): number {
  return spans.reduce((sum, span) => sum + minutesOf(span), 0)
}
