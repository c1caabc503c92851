import type { NthWeekday } from '@gongyue/shared/time/pattern.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import { t } from '../text/rules.ts'
import { dayLabel } from '../text/when.ts'
import { weekdayWord } from './weekdays.ts'

/** A rule in one sentence: `每周二、周四，19:00–20:30，12月8日 周二 起，共 16 次，节假日跳过`. */
export function ruleWords(rule: Rule): string {
  const { ends, from, time, durationMinutes, onHolidays, moveToMakeUpDay, except, pattern } = rule
  return [
    patternWords(rule),
    `${time}–${clockAfter(time, durationMinutes).slice(0, 5)}`,
    ...(pattern.kind === 'dates' ? [] : [t('sayFrom', { from: dayLabel(from) })]),
    ...(ends?.kind === 'count' ? [t('sayCount', { count: ends.sessions })] : []),
    ...(ends?.kind === 'until' ? [t('sayUntil', { until: dayLabel(ends.date) })] : []),
    t(`sayHolidays-${onHolidays}`),
    ...(moveToMakeUpDay ? [t('sayMakeUp')] : []),
    ...(except.length > 0 ? [t('sayExcept', { count: except.length })] : []),
  ].join(t('comma'))
}

/** What the clock shows after so many minutes, `HH:MM`; an end on the next day has a `+` behind it. */
export function clockAfter(time: string, minutes: number): string {
  const at = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)) + minutes
  const clock = at === 1440 ? at : at % 1440
  const text = `${String(Math.floor(clock / 60)).padStart(2, '0')}:${String(clock % 60).padStart(2, '0')}`
  return at > 1440 ? `${text}+` : text
}

/** `第二个周二`, `last Friday`. */
export function nthWords({ nth, weekday }: NthWeekday): string {
  const place = NTHS.find((one) => one === nth)
  return `${place === undefined ? nth : t(`nth-${place}`)}${t('nthGap')}${weekdayWord(weekday)}`
}

/** Places in a month, from its beginning and from its end. */
export const NTHS = [1, 2, 3, 4, 5, -1, -2, -3, -4, -5] as const

/** `15日`, `最后一天`. */
export function monthDayWords(day: number): string {
  if (day === -1) return t('lastDay')
  return day < 0 ? t('dayFromEnd', { nth: -day }) : t('sayDay', { day })
}

function patternWords({ pattern }: Rule): string {
  switch (pattern.kind) {
    case 'daily':
      return pattern.every === 1 ? t('sayDaily') : t('sayEveryDays', { count: pattern.every })
    case 'workdays':
      return t('sayWorkdays')
    case 'weekly': {
      const days = pattern.weekdays.map(weekdayWord).join(t('and'))
      return pattern.every === 1 ? t('sayWeekly', { days }) : t('sayEveryWeeks', { count: pattern.every, days })
    }
    case 'monthly-by-date':
      return monthly(pattern.every, pattern.days.map(monthDayWords).join(t('and')))
    case 'monthly-by-weekday':
      return monthly(pattern.every, pattern.on.map(nthWords).join(t('and')))
    case 'dates':
      return t('sayDates', { count: pattern.dates.length })
  }
}

function monthly(every: number, days: string): string {
  return every === 1 ? t('sayMonthly', { days }) : t('sayEveryMonths', { count: every, days })
}
