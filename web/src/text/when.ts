import { dayText, durationText } from '@gongyue/shared/i18n/say.ts'
import { locale } from './locale.ts'

/*
 * Times arrive as ISO 8601 with the facility's offset, so its wall clock is what the text shows: cutting is enough.
 * No zone arithmetic here, and no luxon: it would cost the order page half its budget.
 */

/** A day of the facility, `YYYY-MM-DD`. */
export type Day = string

/** The facility's day in an instant that carries its offset. */
export function dayOf(instant: string): Day {
  return instant.slice(0, 10)
}

/** `18:30`. */
export function clockOf(instant: string): string {
  return instant.slice(11, 16)
}

/** `18:30–20:00`; an end on a later day says so. */
export function clockSpan(start: string, end: string): string {
  const later = dayOf(end) !== dayOf(start) && clockOf(end) !== '00:00'
  const close = dayOf(end) !== dayOf(start) && clockOf(end) === '00:00' ? '24:00' : clockOf(end)
  return `${clockOf(start)}–${later ? `${dayLabel(dayOf(end))} ` : ''}${close}`
}

/** Whole minutes between two instants. */
export function minutesBetween(start: string, end: string): number {
  return Math.round((Date.parse(end) - Date.parse(start)) / 60_000)
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Today on the facility's wall calendar. */
export function todayAt(timeZone: string, now: number): Day {
  return wallClockAt(timeZone, now).slice(0, 10)
}

/** What the facility's wall clock shows: `2026-12-04T19:00:00`. */
export function wallClockAt(timeZone: string, now: number): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  return format.format(now).replace(' ', 'T')
}

/** `周三` or `Wed`. */
export function weekdayName(day: Day): string {
  const [first, ...rest] = dayText(day, locale.value).split(' ')
  return locale.value === 'zh-CN' ? rest.join('') : (first ?? '')
}

/** `11月` or `Nov`. */
export function monthName(day: Day): string {
  return locale.value === 'zh-CN' ? `${Number(day.slice(5, 7))}月` : (dayText(day, 'en').split(' ')[2] ?? '')
}

/** `11月25日 周三` or `Wed 25 Nov`. */
export function dayLabel(day: Day): string {
  return dayText(day, locale.value)
}

/** `11月25日 周三 18:30–20:00`. */
export function spanLabel(start: string, end: string): string {
  return `${dayLabel(dayOf(start))} ${clockSpan(start, end)}`
}

/** `1 小时 30 分钟` or `1 h 30 min`. */
export function durationLabel(minutes: number): string {
  return durationText(minutes, locale.value)
}
