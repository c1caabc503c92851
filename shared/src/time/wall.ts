import { DateTime, Settings } from 'luxon'
import { MINUTE, type Interval } from './interval.ts'

Settings.throwOnInvalid = true

/** A calendar day of a facility, `YYYY-MM-DD`. It has no zone: the facility gives it one. */
export type LocalDate = string

/** Monday is 1, Sunday is 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** The first and last year a booking may name; outside it is a typing mistake, not a plan. */
export const YEARS = { first: 2000, last: 2100 } as const

/**
 * An instant written in ISO 8601 **with** an offset (`2026-12-04T19:00:00+08:00` or `…Z`), in epoch milliseconds.
 * @returns null when the text has no offset, names no real date, or lies outside {@link YEARS}
 */
export function parseInstant(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return null
  try {
    const at = DateTime.fromISO(text, { setZone: true })
    return at.year >= YEARS.first && at.year <= YEARS.last ? at.toMillis() : null
  } catch {
    return null
  }
}

/**
 * The instant as ISO 8601 with the zone's offset of that moment: `2026-12-04T19:00:00+08:00`. On days without a clock change it is
 * plain arithmetic: a board of 500 bookings writes 2,000 instants.
 */
export function formatInstant(instant: number, zone: string): string {
  const day = dayOf(localDateOf(instant, zone), zone)
  if (day.offset === null) return DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ")
  const seconds = Math.floor((instant - day.start) / 1000)
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return `${day.date}T${clock}${day.offset}`
}

/** True for a real calendar day written `YYYY-MM-DD` within {@link YEARS}. */
export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const year = Number(text.slice(0, 4))
  const at = new Date(`${text}T00:00:00Z`)
  return year >= YEARS.first && year <= YEARS.last && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** True for an IANA zone this runtime knows. */
export function isTimeZone(zone: string): boolean {
  try {
    return DateTime.fromMillis(0, { zone }).isValid
  } catch {
    return false
  }
}

/**
 * The instant at which a facility's clock shows `minuteOfDay` (0…1440) on `date`.
 * The one place that decides about clock changes: in a gap the first instant after it, in a repeat the first of the two.
 */
export function instantAt(date: LocalDate, minuteOfDay: number, zone: string): number {
  if (minuteOfDay === 1440) return dayOf(addDays(date, 1), zone).start
  const day = dayOf(date, zone)
  if (day.end - day.start === 1440 * MINUTE) return day.start + minuteOfDay * MINUTE
  const [year, month, dayOfMonth] = partsOf(date)
  const shown = DateTime.fromObject(
    { year, month, day: dayOfMonth, hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 },
    { zone },
  )
  if (minuteOfDayOf(shown) !== minuteOfDay) return firstAfterGap(shown)
  const earlier = shown.minus({ hours: 3 })
  const repeat = shown.offset < earlier.offset ? shown.minus({ minutes: earlier.offset - shown.offset }) : shown
  return minuteOfDayOf(repeat) === minuteOfDay && repeat.toISODate() === date ? repeat.toMillis() : shown.toMillis()
}

/** The day in which an instant falls at a facility. */
export function localDateOf(instant: number, zone: string): LocalDate {
  const known = lastDay.get(zone)
  if (known && known.start <= instant && instant < known.end) return known.date
  const date = DateTime.fromMillis(instant, { zone }).toFormat('yyyy-MM-dd')
  lastDay.set(zone, dayOf(date, zone))
  return date
}

/** Minutes shown by the facility's clock since its midnight, 0…1439. */
export function minuteOfDayAt(instant: number, zone: string): number {
  const day = dayOf(localDateOf(instant, zone), zone)
  const elapsed = Math.floor((instant - day.start) / MINUTE)
  return day.end - day.start === 1440 * MINUTE ? elapsed : minuteOfDayOf(DateTime.fromMillis(instant, { zone }))
}

/** A facility's day as a span of instants: 23, 24 or 25 hours long. `offset` is `+08:00`, or null when the clock changes that day. */
export function dayOf(date: LocalDate, zone: string): Day {
  const key = `${zone} ${date}`
  const known = days.get(key)
  if (known) return known
  const [year, month, day] = partsOf(date)
  const first = DateTime.fromObject({ year, month, day }, { zone }).startOf('day')
  const start = first.toMillis()
  const end = first.plus({ days: 1 }).startOf('day').toMillis()
  const made = { date, start, end, offset: end - start === 1440 * MINUTE ? first.toFormat('ZZ') : null }
  if (days.size >= 20_000) days.clear()
  days.set(key, made)
  return made
}

/** The day `days` later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  const [year, month, day] = partsOf(date)
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** The weekday of a day, Monday = 1. */
export function weekdayOf(date: LocalDate): Weekday {
  return (((Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000) + 3) % 7) + 1) as Weekday
}

/** Every day touched by a span, in order; a span that ends at midnight does not touch the next day. */
export function datesIn({ start, end }: Interval, zone: string): readonly LocalDate[] {
  const last = localDateOf(Math.max(start, end - 1), zone)
  const dates: LocalDate[] = []
  for (let date = localDateOf(start, zone); date <= last; date = addDays(date, 1)) dates.push(date)
  return dates
}

interface Day extends Interval {
  readonly date: LocalDate
  readonly offset: string | null
}

const days = new Map<string, Day>()
const lastDay = new Map<string, Day>()

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

function partsOf(date: LocalDate): readonly [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
}

function minuteOfDayOf({ hour, minute }: DateTime): number {
  return hour * 60 + minute
}

/** luxon moves a time inside a gap by the gap's length; the first instant after the gap is where the offset changed. */
function firstAfterGap(shifted: DateTime): number {
  const after = shifted.offset
  let low = shifted.minus({ hours: 3 }).toMillis()
  let high = shifted.toMillis()
  while (high - low > MINUTE) {
    const middle = Math.floor((low + high) / 2 / MINUTE) * MINUTE
    if (middle <= low) break
    if (DateTime.fromMillis(middle, { zone: shifted.zone }).offset === after) high = middle
    else low = middle
  }
  return high
}
