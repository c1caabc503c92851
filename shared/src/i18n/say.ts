import type { Messages, Param, Params } from '../domain/message.ts'
import type { Locale } from '../domain/names.ts'

/**
 * Makes a sentence from a template and its parameters, in the reader's language. Luxon-free: pages load it first.
 * Instants may be epoch milliseconds (then written in `timeZone`) or ISO 8601 with the facility's offset (then read off as they stand).
 */
export function say(messages: Messages, params: Params, locale: Locale, timeZone: string): string {
  return messages[locale].replaceAll(/\{(\w+)(?::(\w+))?\}/g, (whole, key: string, format: string | undefined) => {
    const value = params[key]
    return value === undefined ? whole : written(value, format, locale, timeZone)
  })
}

/** `18:30`, in the zone of the text or the given zone. */
export function clockTime(instant: string | number, timeZone: string): string {
  return parts(instant, timeZone).slice(11, 16)
}

/** `2026-12-04`, likewise. */
export function calendarDay(instant: string | number, timeZone: string): string {
  return parts(instant, timeZone).slice(0, 10)
}

/** A day as people say it: `12月4日 周五`, `Fri 4 Dec`. */
export function dayText(date: string, locale: Locale): string {
  const month = Number(date.slice(5, 7))
  const day = Number(date.slice(8, 10))
  const weekday = new Date(`${date.slice(0, 10)}T00:00:00Z`).getUTCDay()
  if (locale === 'zh-CN') return `${month}月${day}日 周${'日一二三四五六'[weekday]}`
  return `${WEEKDAYS[weekday]} ${day} ${MONTHS[month - 1]}`
}

/** Minutes as people say them: `1 小时 30 分钟`, `1 h 30 min`; whole days from 48 hours on. */
export function durationText(minutes: number, locale: Locale): string {
  const zh = locale === 'zh-CN'
  if (minutes >= 2880 && minutes % 1440 === 0) return daysText(minutes / 1440, locale)
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const words: string[] = []
  if (hours > 0) words.push(zh ? `${hours} 小时` : `${hours} h`)
  if (rest > 0 || hours === 0) words.push(zh ? `${rest} 分钟` : `${rest} min`)
  return words.join(' ')
}

/** `1 天`, `1 day`, `3 days`. */
export function daysText(days: number, locale: Locale): string {
  if (locale === 'zh-CN') return `${days} 天`
  return days === 1 ? '1 day' : `${days} days`
}

/** The placeholders of a template that hold instants: these travel as ISO 8601. */
export function instantKeys(messages: Messages): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const text of Object.values(messages))
    for (const [, key, format] of text.matchAll(/\{(\w+):(time|date|moment)\}/g)) if (key && format) keys.add(key)
  return keys
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

function written(value: Param, format: string | undefined, locale: Locale, timeZone: string): string {
  if (typeof value === 'object') return value[locale]
  if (format === 'time') return clockTime(value, timeZone)
  if (format === 'date') return dayText(calendarDay(value, timeZone), locale)
  if (format === 'moment') return `${dayText(calendarDay(value, timeZone), locale)} ${clockTime(value, timeZone)}`
  if (format === 'duration') return durationText(Number(value), locale)
  if (format === 'days') return daysText(Number(value), locale)
  return String(value)
}

/** `YYYY-MM-DDTHH:mm` on the facility's clock. */
function parts(instant: string | number, timeZone: string): string {
  if (typeof instant === 'string') return instant
  const known =
    clocks.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  clocks.set(timeZone, known)
  return known.format(instant).replace(' ', 'T')
}

const clocks = new Map<string, Intl.DateTimeFormat>()
