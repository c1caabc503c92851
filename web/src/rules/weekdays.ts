import type { Weekday } from '@gongyue/shared/time/wall.ts'
import { addDays, weekdayName, type Day } from '../text/when.ts'

/* Without luxon: these pages are opened on phones, too. */

export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

/** Monday is 1, Sunday is 7. */
export function weekdayOf(day: Day): Weekday {
  return (((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1) as Weekday // 0…6 → Monday…Sunday
}

/** `周三` or `Wed`. */
export function weekdayWord(weekday: Weekday): string {
  return weekdayName(`2024-01-0${weekday}`) // a month that begins on a Monday
}

export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day))
}
