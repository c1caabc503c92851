import { addDays, daysBetween, weekdayOf, type LocalDate, type Weekday } from './wall.ts'

/**
 * Which days a rule names, before anybody asked whether they are holidays. `every` counts days, weeks or months from the one in which the rule
 * begins and runs on over holidays: an A week never becomes a B week.
 */
export type Pattern =
  | { readonly kind: 'daily'; readonly every: number }
  /** Every day that is worked: no weekends and no legal holidays, but make-up workdays. */
  | { readonly kind: 'workdays' }
  | { readonly kind: 'weekly'; readonly every: number; readonly weekdays: readonly Weekday[] }
  /** 1 is the first day of the month, -1 the last; a month that lacks the day is passed over. */
  | { readonly kind: 'monthly-by-date'; readonly every: number; readonly days: readonly number[] }
  /** The second Tuesday is `{ nth: 2, weekday: 2 }`, the last Friday `{ nth: -1, weekday: 5 }`. */
  | { readonly kind: 'monthly-by-weekday'; readonly every: number; readonly on: readonly NthWeekday[] }
  | { readonly kind: 'dates'; readonly dates: readonly LocalDate[] }

/** One weekday of a month, counted from its beginning or, when negative, from its end. */
export interface NthWeekday {
  readonly nth: number
  readonly weekday: Weekday
}

/** Every day that a pattern names from one day to another, both included, in order. Which days are worked is not asked here. */
export function* namedDays(pattern: Pattern, from: LocalDate, until: LocalDate): Generator<LocalDate, void> {
  switch (pattern.kind) {
    case 'daily':
      return yield* stepping(from, until, pattern.every)
    case 'workdays':
      return yield* stepping(from, until, 1)
    case 'weekly':
      return yield* weekly(pattern.every, pattern.weekdays, from, until)
    case 'monthly-by-date':
      return yield* monthly(from, until, pattern.every, (month) => datesOf(month, pattern.days))
    case 'monthly-by-weekday':
      return yield* monthly(from, until, pattern.every, (month) => weekdaysOf(month, pattern.on))
    case 'dates':
      for (const date of [...new Set(pattern.dates)].toSorted()) if (from <= date && date <= until) yield date
  }
}

function* stepping(from: LocalDate, until: LocalDate, every: number): Generator<LocalDate, void> {
  for (let date = from; date <= until; date = addDays(date, every)) yield date
}

/** Weeks begin on Monday. */
function* weekly(
  every: number,
  weekdays: readonly Weekday[],
  from: LocalDate,
  until: LocalDate,
): Generator<LocalDate, void> {
  const wanted = [...new Set(weekdays)].toSorted((a, b) => a - b)
  if (wanted.length === 0) return
  for (let monday = addDays(from, 1 - weekdayOf(from)); monday <= until; monday = addDays(monday, 7 * every))
    for (const weekday of wanted) {
      const date = addDays(monday, weekday - 1)
      if (from <= date && date <= until) yield date
    }
}

/** A month, by its first day and its length. */
interface Month {
  readonly first: LocalDate
  readonly days: number
}

function* monthly(
  from: LocalDate,
  until: LocalDate,
  every: number,
  daysOf: (month: Month) => readonly number[],
): Generator<LocalDate, void> {
  for (let first = `${from.slice(0, 7)}-01`; first <= until; first = monthAfter(first, every)) {
    const month = { first, days: daysBetween(first, monthAfter(first, 1)) }
    const days = [...new Set(daysOf(month))].toSorted((a, b) => a - b)
    for (const day of days) {
      const date = `${first.slice(0, 8)}${String(day).padStart(2, '0')}`
      if (from <= date && date <= until) yield date
    }
  }
}

function monthAfter(first: LocalDate, months: number): LocalDate {
  const month = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + months
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
}

function datesOf({ days }: Month, wanted: readonly number[]): readonly number[] {
  return wanted.map((day) => (day < 0 ? days + 1 + day : day)).filter((day) => day >= 1 && day <= days)
}

function weekdaysOf({ first, days }: Month, wanted: readonly NthWeekday[]): readonly number[] {
  return wanted.flatMap(({ nth, weekday }) => {
    const firstOne = 1 + ((weekday - weekdayOf(first) + 7) % 7)
    const lastOne = firstOne + 7 * Math.floor((days - firstOne) / 7)
    const day = nth > 0 ? firstOne + 7 * (nth - 1) : lastOne + 7 * (nth + 1)
    return day >= 1 && day <= days ? [day] : []
  })
}
