import { dictionary } from './dictionary.ts'
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
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** Monday is 1, Sunday is 7. */
export function weekdayOf(day: Day): number {
  return ((Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 3) % 7) + 1
}

/** `周三` or `Wed`. */
export function weekdayName(day: Day): string {
  return t(`weekday${weekdayOf(day)}` as 'weekday1')
}

/** `11月25日` or `25 Nov`. */
export function dayName(day: Day): string {
  return t('day', { month: monthName(day), day: Number(day.slice(8, 10)) })
}

/** `11月25日 周三` or `Wed 25 Nov`. */
export function dayLabel(day: Day): string {
  return t('dayLabel', { weekday: weekdayName(day), day: dayName(day) })
}

/** `11月25日 周三 18:30–20:00`. */
export function spanLabel(start: string, end: string): string {
  return `${dayLabel(dayOf(start))} ${clockSpan(start, end)}`
}

/** `1 小时 30 分` or `1 h 30 min`. */
export function durationLabel(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return t('minutes', { minutes: rest })
  return rest === 0 ? t('hours', { hours }) : t('hoursMinutes', { hours, minutes: rest })
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function monthName(day: Day): string {
  const month = Number(day.slice(5, 7))
  return locale.value === 'en' ? (MONTHS[month - 1] ?? '') : String(month)
}

const t = dictionary({
  'zh-CN': {
    weekday1: '周一',
    weekday2: '周二',
    weekday3: '周三',
    weekday4: '周四',
    weekday5: '周五',
    weekday6: '周六',
    weekday7: '周日',
    day: '{month}月{day}日',
    dayLabel: '{day} {weekday}',
    minutes: '{minutes} 分钟',
    hours: '{hours} 小时',
    hoursMinutes: '{hours} 小时 {minutes} 分',
  },
  en: {
    weekday1: 'Mon',
    weekday2: 'Tue',
    weekday3: 'Wed',
    weekday4: 'Thu',
    weekday5: 'Fri',
    weekday6: 'Sat',
    weekday7: 'Sun',
    day: '{day} {month}',
    dayLabel: '{weekday} {day}',
    minutes: '{minutes} min',
    hours: '{hours} h',
    hoursMinutes: '{hours} h {minutes} min',
  },
})
