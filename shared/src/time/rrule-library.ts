import * as library from 'rrule'
import type { LocalDate, Weekday } from './wall.ts'

// A bundler gives the names of the package, Node puts them all into its default.
const inNode = Object.entries(library).find(([name]) => name === 'default')?.[1] as typeof library | undefined // itself

/** The rules of RFC 5545 as a package: floating wall time, whose UTC fields are the fields of the wall. Never give it a zone. */
export const { RRule } = inNode ?? library
export type { ByWeekday, Options } from 'rrule'

/** Monday first, as 1 to 7 count them. */
export const WEEKDAYS = [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU] as const

/** A weekday as the package writes it; with `nth`, that one of a month. */
export function weekdayIn(weekday: Weekday, nth?: number): (typeof WEEKDAYS)[number] {
  const day = WEEKDAYS[weekday - 1]
  if (!day) throw new Error(`there is no weekday ${weekday}`)
  return nth === undefined ? day : day.nth(nth)
}

/** A day of the wall as the package takes it. */
export function wallDate(date: LocalDate): Date {
  return new Date(`${date}T00:00:00Z`)
}

/** The day of the wall that the package gave. */
export function dateOfWall(at: Date): LocalDate {
  return at.toISOString().slice(0, 10)
}
