import { optionsOf, type NthWeekday, type Pattern } from './pattern.ts'
import type { Ending, Rule } from './recurrence.ts'
import { minuteOf } from './recurrence.ts'
import { RRule } from './rrule-library.ts'
import { untilOf } from './rrule-until.ts'
import { instantAt, isLocalDate, weekdayOf, type LocalDate, type Weekday } from './wall.ts'

/** A rule of RFC 5545 read, or the part that the house does not take: nothing is dropped in silence. */
export type ReadRrule =
  | { readonly kind: 'rule'; readonly pattern: Pattern; readonly ends: Ending | null }
  /** `part` as it was written, such as `FREQ=YEARLY`. */
  | { readonly kind: 'not-taken' | 'not-written-right'; readonly part: string }

/** Where a rule begins: its first day and its hour, in the facility's zone. */
export interface RruleStart {
  readonly date: LocalDate
  /** `HH:MM`. */
  readonly time: string
  readonly zone: string
}

/** Reads the text of an RRULE: daily, weekly and monthly ones. `UNTIL` in UTC becomes the last local day whose session begins by then. */
export function readRrule(text: string, start: RruleStart): ReadRrule {
  const parts = new Map<string, string>()
  for (const part of text.replace(/^RRULE:/i, '').split(';')) {
    const [name = '', value = '', ...rest] = part.toUpperCase().split('=')
    if (name === '' || value === '' || rest.length > 0 || parts.has(name)) return wrong('not-written-right', part)
    if (!KNOWN.has(name)) return wrong('not-taken', part)
    parts.set(name, value)
  }
  const every = numberOf(parts.get('INTERVAL') ?? '1', 99)
  if (every === null) return wrong('not-written-right', `INTERVAL=${parts.get('INTERVAL')}`)
  const wkst = parts.get('WKST') ?? 'MO'
  if (wkst !== 'MO' && every > 1 && parts.get('FREQ') === 'WEEKLY') return wrong('not-taken', `WKST=${wkst}`)
  const ends = endingOf(parts, start)
  if (ends !== null && 'part' in ends) return ends
  const pattern = patternOf(parts, every, start.date)
  return 'part' in pattern ? pattern : { kind: 'rule', pattern, ends }
}

/** The rule as other calendars read it, holidays and days taken out apart; null for what RFC 5545 has no word for. */
export function writeRrule({ pattern, ends, time }: Rule, zone: string): string | null {
  if (pattern.kind === 'workdays' || pattern.kind === 'dates') return null
  const end =
    ends?.kind === 'count'
      ? { count: ends.sessions }
      : ends && { until: new Date(instantAt(ends.date, minuteOf(time), zone)) } // in UTC, as RFC 5545 wants it beside a start with a zone
  return RRule.optionsToString({ ...optionsOf(pattern), ...end }).replace('RRULE:', '')
}

const KNOWN: ReadonlySet<string> = new Set([
  ...['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'WKST'],
])

type Wrong = Exclude<ReadRrule, { kind: 'rule' }>

function wrong(kind: Wrong['kind'], part: string): Wrong {
  return { kind, part: part.slice(0, 60) }
}

function numberOf(text: string, most: number): number | null {
  return /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : null
}

function endingOf(parts: ReadonlyMap<string, string>, start: RruleStart): Ending | null | Wrong {
  const count = parts.get('COUNT')
  const until = parts.get('UNTIL')
  if (count !== undefined && until !== undefined) return wrong('not-written-right', `COUNT=${count};UNTIL=${until}`)
  if (count !== undefined) {
    const sessions = numberOf(count, 999_999)
    return sessions === null ? wrong('not-written-right', `COUNT=${count}`) : { kind: 'count', sessions }
  }
  if (until === undefined) return null
  const date = untilOf(until, minuteOf(start.time), start.zone)
  return date === null || !isLocalDate(date) ? wrong('not-written-right', `UNTIL=${until}`) : { kind: 'until', date }
}

function patternOf(parts: ReadonlyMap<string, string>, every: number, start: LocalDate): Pattern | Wrong {
  const [freq, byDay, byMonthDay, bySetPos] = ['FREQ', 'BYDAY', 'BYMONTHDAY', 'BYSETPOS'].map((name) => parts.get(name))
  if (freq === undefined) return wrong('not-written-right', 'FREQ')
  if (byMonthDay !== undefined && (freq !== 'MONTHLY' || byDay !== undefined))
    return wrong('not-taken', `BYMONTHDAY=${byMonthDay}`)
  if (bySetPos !== undefined && freq !== 'MONTHLY') return wrong('not-taken', `BYSETPOS=${bySetPos}`)
  const days = byDay === undefined ? null : daysOf(byDay)
  if (days === 'wrong') return wrong('not-written-right', `BYDAY=${byDay}`)
  if (days?.some(({ nth }) => nth !== null) === true && freq !== 'MONTHLY') return wrong('not-taken', `BYDAY=${byDay}`)
  const weekdays = days?.map(({ weekday }) => weekday) ?? null
  switch (freq) {
    case 'DAILY':
      if (weekdays === null) return { kind: 'daily', every }
      return every === 1 ? { kind: 'weekly', every, weekdays } : wrong('not-taken', `BYDAY=${byDay}`)
    case 'WEEKLY':
      return { kind: 'weekly', every, weekdays: weekdays ?? [weekdayOf(start)] }
    case 'MONTHLY':
      return days === null ? byDate(byMonthDay, bySetPos, every, start) : byWeekday(days, bySetPos, every, byDay ?? '')
    default:
      return wrong('not-taken', `FREQ=${freq}`)
  }
}

function byDate(
  byMonthDay: string | undefined,
  bySetPos: string | undefined,
  every: number,
  start: LocalDate,
): Pattern | Wrong {
  if (bySetPos !== undefined) return wrong('not-taken', `BYSETPOS=${bySetPos}`)
  if (byMonthDay === undefined) return { kind: 'monthly-by-date', every, days: [Number(start.slice(8))] }
  const { bymonthday } = RRule.parseString(`BYMONTHDAY=${byMonthDay}`)
  const days = [bymonthday].flat().map((day) => (typeof day === 'number' ? day : 0)) // what is no number stays as it was written
  if (days.some((day) => day === 0 || Math.abs(day) > 31)) return wrong('not-written-right', `BYMONTHDAY=${byMonthDay}`)
  return { kind: 'monthly-by-date', every, days }
}

type Day = { readonly nth: number | null; readonly weekday: Weekday }

/** `2TU` is the second; plain `TU` is every one, and with a position the one at that place. */
function byWeekday(days: readonly Day[], bySetPos: string | undefined, every: number, byDay: string): Pattern | Wrong {
  if (bySetPos === undefined) {
    const on = days.flatMap(({ nth, weekday }): readonly NthWeekday[] =>
      nth === null ? [1, 2, 3, 4, 5].map((one) => ({ nth: one, weekday })) : [{ nth, weekday }],
    )
    return { kind: 'monthly-by-weekday', every, on }
  }
  const [only, ...others] = days
  if (!only || others.length > 0 || only.nth !== null || !/^[+-]?[1-5]$/.test(bySetPos))
    return wrong('not-taken', `BYDAY=${byDay};BYSETPOS=${bySetPos}`)
  return { kind: 'monthly-by-weekday', every, on: [{ nth: Number(bySetPos), weekday: only.weekday }] }
}

/** The package reads the list; what it would read as nothing or guess at is told before. */
function daysOf(byDay: string): readonly Day[] | 'wrong' {
  if (!/^(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU))*$/.test(byDay))
    return 'wrong'
  const { byweekday } = RRule.parseString(`BYDAY=${byDay}`)
  return [byweekday].flat().flatMap((day) => {
    if (day === null || day === undefined || typeof day !== 'object') return []
    return [{ nth: day.n ?? null, weekday: (day.weekday + 1) as Weekday }] // 0…6 → Monday…Sunday
  })
}
