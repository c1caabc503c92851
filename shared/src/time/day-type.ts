import { weekdayOf, type LocalDate } from './wall.ts'

/**
 * What kind of day it is in China: the weekly rhythm, cut across by legal holidays and by weekend days worked to make up for them (调休).
 */
export type DayKind = 'workday' | 'weekend' | 'legal-holiday' | 'make-up-workday'

export const DAY_KINDS: readonly DayKind[] = ['workday', 'weekend', 'legal-holiday', 'make-up-workday']

export interface DayType {
  readonly kind: DayKind
  /** The holiday's name, or null on an ordinary day. */
  readonly name: string | null
  /** False while the State Council's notice for the year is still to come (未公布): then `kind` is only the weekly rhythm. */
  readonly announced: boolean
}

/** A day that a holiday notice sets apart. */
export interface SpecialDay {
  readonly date: LocalDate
  readonly kind: 'legal-holiday' | 'make-up-workday'
  readonly name: string
}

/** Answers what type a day is; `years` are those whose notice is in the table. */
export interface DayTypes {
  readonly years: ReadonlySet<number>
  readonly special: ReadonlyMap<LocalDate, SpecialDay>
}

/** The day's type. Facilities outside China have no notices to wait for: an empty `years` counts every year as announced. */
export function dayTypeOf(date: LocalDate, { years, special }: DayTypes): DayType {
  const announced = years.size === 0 || years.has(Number(date.slice(0, 4)))
  const set = special.get(date)
  if (set) return { kind: set.kind, name: set.name, announced }
  return { kind: weekdayOf(date) >= 6 ? 'weekend' : 'workday', name: null, announced }
}
