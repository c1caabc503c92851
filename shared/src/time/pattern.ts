import { dateOfWall, RRule, wallDate, weekdayIn, type Options } from './rrule-library.ts'
import type { LocalDate, Weekday } from './wall.ts'

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

/**
 * Tells every day that a pattern names from one day to another, both included, in order, until `goOn` says no. Which days are worked is not asked
 * here.
 */
export function eachNamedDay(
  pattern: Pattern,
  from: LocalDate,
  until: LocalDate,
  goOn: (day: LocalDate) => boolean,
): void {
  if (pattern.kind === 'dates') {
    const days = [...new Set(pattern.dates)].toSorted().filter((date) => from <= date && date <= until)
    days.every(goOn)
    return
  }
  if (until < from || (pattern.kind === 'weekly' && pattern.weekdays.length === 0)) return
  const options = { ...quickOptionsOf(pattern), wkst: RRule.MO, dtstart: wallDate(from), until: wallDate(until) }
  new RRule(options, true).all((at) => goOn(dateOfWall(at))) // true: nobody asks the same rule twice
}

/**
 * The same days, asked for a month at a time where no day or week is passed over: the package looks through a year for each piece that it is asked
 * for, and twelve pieces a year are a third of the work of 52.
 */
function quickOptionsOf(pattern: Exclude<Pattern, { kind: 'dates' }>): Partial<Options> {
  const isEvery = pattern.kind === 'workdays' || pattern.every === 1
  if (!isEvery || pattern.kind.startsWith('monthly')) return optionsOf(pattern)
  const weekdays = pattern.kind === 'weekly' ? pattern.weekdays : ([1, 2, 3, 4, 5, 6, 7] as const)
  return { freq: RRule.MONTHLY, byweekday: weekdays.map((weekday) => weekdayIn(weekday)) }
}

/** A pattern in the words of the package; without its beginning and end. */
export function optionsOf(pattern: Exclude<Pattern, { kind: 'dates' }>): Partial<Options> & { readonly freq: number } {
  switch (pattern.kind) {
    case 'workdays':
      return { freq: RRule.DAILY }
    case 'daily':
      return { freq: RRule.DAILY, ...stepOf(pattern.every) }
    case 'weekly':
      return {
        freq: RRule.WEEKLY,
        ...stepOf(pattern.every),
        byweekday: pattern.weekdays.map((weekday) => weekdayIn(weekday)),
      }
    case 'monthly-by-date':
      return { freq: RRule.MONTHLY, ...stepOf(pattern.every), bymonthday: [...pattern.days] }
    case 'monthly-by-weekday':
      return {
        freq: RRule.MONTHLY,
        ...stepOf(pattern.every),
        byweekday: pattern.on.map(({ nth, weekday }) => weekdayIn(weekday, nth)),
      }
  }
}

/** Every one is not written. */
function stepOf(every: number): Pick<Partial<Options>, 'interval'> {
  return every > 1 ? { interval: every } : {}
}
