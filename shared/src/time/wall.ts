import { DateTime, IANAZone, Settings } from 'luxon'
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
 * `24:00` is the midnight that ends the day.
 * @returns null when the text has no offset, names no real date, or lies outside {@link YEARS}
 */
export function parseInstant(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/.test(text)) return null
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
  const day = dayAt(instant, zone)
  if (day.offset === null) {
    const offset = offsetAt(instant, zone)
    return `${new Date(instant + offset).toISOString().slice(0, 19)}${offsetText(offset)}`
  }
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

/** True for an IANA zone this runtime knows; `local` and bare offsets are none. */
export function isTimeZone(zone: string): boolean {
  return /^[A-Za-z]/.test(zone) && IANAZone.isValidZone(zone)
}

/**
 * The instant at which a facility's clock shows `minuteOfDay` (0…1440) on `date`.
 * The one place that decides about clock changes: in a gap the first instant after it, in a repeat the first of the two.
 */
export function instantAt(date: LocalDate, minuteOfDay: number, zone: string): number {
  if (minuteOfDay === 1440) return dayOf(addDays(date, 1), zone).start
  const day = dayOf(date, zone)
  if (day.end - day.start === 1440 * MINUTE) return day.start + minuteOfDay * MINUTE
  return firstShowing(midnightOf(date) + minuteOfDay * MINUTE, zone)
}

/** The day in which an instant falls at a facility. */
export function localDateOf(instant: number, zone: string): LocalDate {
  return dayAt(instant, zone).date
}

/** Minutes shown by the facility's clock since its midnight, 0…1439. */
export function minuteOfDayAt(instant: number, zone: string): number {
  const day = dayAt(instant, zone)
  if (day.end - day.start === 1440 * MINUTE) return Math.floor((instant - day.start) / MINUTE)
  return Math.floor((instant + offsetAt(instant, zone)) / MINUTE) % 1440
}

/**
 * A facility's day as a span of instants: 24 hours, an hour or a half more or less where the clock changes.
 * `offset` is `+08:00`, or null when it changes that day.
 */
export function dayOf(date: LocalDate, zone: string): Day {
  const { byDate } = knownDays(zone)
  const known = byDate.get(date)
  if (known) return known
  const start = firstShowing(midnightOf(date), zone)
  const end = firstShowing(midnightOf(addDays(date, 1)), zone)
  const isEven = end - start === 1440 * MINUTE
  const made = { date, start, end, offset: isEven ? offsetText(offsetAt(start, zone)) : null }
  byDate.set(date, made)
  return made
}

/** The day `days` later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return isoDate(midnightOf(date) + days * DAY)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (midnightOf(to) - midnightOf(from)) / DAY
}

/** The weekday of a day, Monday = 1. */
export function weekdayOf(date: LocalDate): Weekday {
  const sinceMonday = (midnightOf(date) / DAY + THURSDAY) % 7
  return (((sinceMonday + 7) % 7) + 1) as Weekday // arithmetic modulo 7; days before 1970 count backwards
}

/** Every day touched by a span, in order; a span that ends at midnight does not touch the next day. */
export function datesIn({ start, end }: Interval, zone: string): readonly LocalDate[] {
  const first = localDateOf(start, zone)
  const last = localDateOf(Math.max(start, end - 1), zone)
  const dates = [first]
  if (first === last) return dates
  for (let date = addDays(first, 1); date <= last; date = addDays(date, 1)) dates.push(date)
  return dates
}

/** 1970-01-01 was one; days after Monday. */
const THURSDAY = 3

const DAY = 1440 * MINUTE

interface Day extends Interval {
  readonly date: LocalDate
  readonly offset: string | null
}

/** The days of a zone that were asked for. */
interface KnownDays {
  readonly byDate: Map<LocalDate, Day>
  /** Those that meet a day of Greenwich: two, seldom three. */
  readonly meeting: Map<number, readonly Day[]>
}

const zones = new Map<string, KnownDays>()

/** Forgotten now and then: who asks for a century of days in every zone shall not fill the memory. */
function knownDays(zone: string): KnownDays {
  const before = zones.get(zone)
  if (before && before.byDate.size < 10_000 && before.meeting.size < 10_000) return before
  const made = { byDate: new Map(), meeting: new Map() }
  if (zones.size >= 100) zones.clear()
  zones.set(zone, made)
  return made
}

function dayAt(instant: number, zone: string): Day {
  const { meeting } = knownDays(zone)
  const around = Math.floor(instant / DAY)
  const near = meeting.get(around) ?? []
  for (const day of near) if (day.start <= instant && instant < day.end) return day
  let day = dayOf(isoDate(instant + offsetAt(instant, zone)), zone)
  // a clock put back across midnight shows yesterday once more; the day that has begun goes on
  while (day.end <= instant) day = dayOf(addDays(day.date, 1), zone)
  meeting.set(around, [...near, day])
  return day
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

/** A wall time is kept as the instant at which Greenwich would show it. */
function midnightOf(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`)
}

function isoDate(wall: number): LocalDate {
  return new Date(wall).toISOString().slice(0, 10)
}

/** Milliseconds by which a zone's clock is ahead of Greenwich at an instant. */
function offsetAt(instant: number, zone: string): number {
  const minutes = IANAZone.create(zone).offset(instant)
  if (Number.isNaN(minutes))
    throw new Error(`no offset for zone "${zone}" at ${instant}. Maybe it is not an IANA zone.`)
  return minutes * MINUTE
}

function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / MINUTE
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/**
 * The first instant at which a clock shows a wall time, or the first after the gap that skips it. Worked out from offsets alone: luxon's own
 * choice in a repeat hangs on the season in which the process runs. A zone changes its clock no more than once in two days.
 */
function firstShowing(wall: number, zone: string): number {
  const before = offsetAt(wall - DAY, zone)
  const after = offsetAt(wall + DAY, zone)
  for (const offset of [Math.max(before, after), Math.min(before, after)])
    if (offsetAt(wall - offset, zone) === offset) return wall - offset
  let low = wall - DAY
  let high = wall + DAY
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE
    if (offsetAt(middle, zone) === after) high = middle
    else low = middle
  }
  return high
}
