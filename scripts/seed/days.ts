import { dayTypeOf, type DayKind } from '@gongyue/shared/time/day-type.ts'
import { MINUTE, type Interval } from '@gongyue/shared/time/interval.ts'
import { addDays, daysBetween, instantAt, weekdayOf, type LocalDate, type Weekday } from '@gongyue/shared/time/wall.ts'
import type { Dice } from './dice.ts'
import { DAY_TYPES } from './holidays.ts'
import { minutesAt } from './hours.ts'
import { FACILITY } from './house.ts'

/** How far the sample reaches to both sides of today. */
export const REACH_DAYS = 45

/** The midnight with which `today` begins: everything before it has happened, nothing after it has. */
export function startOf(today: LocalDate): number {
  return instantAt(today, 0, FACILITY.timeZone)
}

/** A span on a day by the facility's clock: `spanOn('2026-11-28', '19:00', 120)`. */
export function spanOn(date: LocalDate, clock: string, minutes: number): Interval {
  const start = instantAt(date, minutesAt(clock), FACILITY.timeZone)
  return { start, end: start + minutes * MINUTE }
}

/** Every day from `first` to `last`, both included. */
export function datesBetween(first: LocalDate, last: LocalDate): readonly LocalDate[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index))
}

export function kindOf(date: LocalDate): DayKind {
  return dayTypeOf(date, DAY_TYPES).kind
}

/** The first day from `from` on that falls on the weekday and is not a legal holiday. */
export function nextWeekday(from: LocalDate, weekday: Weekday): LocalDate {
  const date = addDays(from, (weekday - weekdayOf(from) + 7) % 7)
  return kindOf(date) === 'legal-holiday' ? nextWeekday(addDays(date, 1), weekday) : date
}

/**
 * When an order for `date` may have been placed: between `least` and `most` days before, by day and evening, to the second,
 * and always before `today` began.
 */
export function placedBefore(
  date: LocalDate,
  [least, most]: readonly [number, number],
  today: LocalDate,
  dice: Dice,
): number {
  const ahead = dice.int(least, most)
  const past = daysBetween(today, date) + 1
  const day = addDays(date, -(ahead >= past ? ahead : past + dice.int(0, 2)))
  return instantAt(day, dice.int(8 * 60, 22 * 60 - 1), FACILITY.timeZone) + dice.int(0, 59) * 1000
}
