import { dayTypeOf, type DayTypes } from './day-type.ts'
import { MINUTE } from './interval.ts'
import { eachNamedDay, type Pattern } from './pattern.ts'
import { addDays, daysBetween, instantAt, weekdayOf, type LocalDate } from './wall.ts'

/**
 * When something comes back, in wall time: it is at seven in the evening in summer and in winter. The facility gives it a zone. A rule says what
 * is wished; what is booked stands in the dates made of it.
 */
export interface Rule {
  /** No session lies before it. Weeks and months are counted from the one it lies in. */
  readonly from: LocalDate
  /** What the facility's clock shows at the start, `HH:MM`. */
  readonly time: string
  readonly durationMinutes: number
  readonly pattern: Pattern
  /** Null for chosen dates only, which end by themselves. */
  readonly ends: Ending | null
  readonly onHolidays: OnHolidays
  /** A session that a legal holiday takes from a working day moves to that holiday's make-up workday (调休), where there is one left. */
  readonly moveToMakeUpDay: boolean
  /** Days on which it is not, though the pattern names them. */
  readonly except: readonly LocalDate[]
}

/** Until a day, that day included, or after a number of sessions. */
export type Ending =
  | { readonly kind: 'until'; readonly date: LocalDate }
  | { readonly kind: 'count'; readonly sessions: number }

/**
 * What becomes of a session on a legal holiday: held all the same; lost; or lost and made good by one more at the end, which asks for a number of
 * sessions.
 */
export const ON_HOLIDAYS = ['keep', 'skip', 'add-at-end'] as const
export type OnHolidays = (typeof ON_HOLIDAYS)[number]

/** One day that a rule names, and what becomes of it. */
export interface PlannedDate {
  /** The day that the pattern names: the identity of the occurrence, whatever becomes of it. */
  readonly key: LocalDate
  /** The day on which it is; another than the key when it has moved to a make-up workday. */
  readonly date: LocalDate
  /** Epoch milliseconds. */
  readonly start: number
  readonly end: number
  /** Why it is not held; null when it is. */
  readonly skipped: SkipReason | null
  /** False where the day's year has no holiday notice yet (未公布): it may still turn out to be a holiday. */
  readonly announced: boolean
}

export type SkipReason =
  | { readonly kind: 'legal-holiday'; readonly name: string }
  /** Taken out by hand. */
  | { readonly kind: 'excepted' }

/** What keeps a rule from being dates at all. */
export type RuleFault = 'until-before-start' | 'never-happens' | 'too-many' | 'too-far' | 'endless' | 'needs-count'

export type Expansion =
  | { readonly kind: 'dates'; readonly dates: readonly PlannedDate[] }
  | { readonly kind: 'wrong'; readonly fault: RuleFault; readonly limit: number }

/** The longest series in one piece: more than anybody plans. */
export const LIMITS = { sessions: 1000, years: 3 } as const

/**
 * Makes dates of a rule, in their order. Lost dates are among them, with their reason, so that nothing vanishes in silence.
 *
 * @param dayTypes - the notices known today; a later notice gives other dates, see `reexpand`
 */
export function expand(rule: Rule, dayTypes: DayTypes, zone: string): Expansion {
  const { ends, pattern, onHolidays } = rule
  if (ends === null && pattern.kind !== 'dates') return wrong('endless', LIMITS.years)
  if (onHolidays === 'add-at-end' && ends?.kind !== 'count') return wrong('needs-count', 0)
  const from = firstOf(rule)
  if (ends?.kind === 'until' && ends.date < from) return wrong('until-before-start', 0)
  if (ends?.kind === 'count' && ends.sessions > LIMITS.sessions) return wrong('too-many', LIMITS.sessions)
  const horizon = addDays(from, LIMITS.years * 366)
  const isTooFar = lastAsked(rule) > horizon
  const until = ends?.kind === 'until' && !isTooFar ? ends.date : horizon
  const wanted = ends?.kind === 'count' ? ends.sessions : Number.POSITIVE_INFINITY
  const { days, counted } = collect(rule, from, until, wanted, dayTypes)
  if (days.length > LIMITS.sessions) return wrong('too-many', LIMITS.sessions)
  if (!days.some(({ skipped }) => skipped === null)) return wrong('never-happens', LIMITS.years)
  const isShort = ends?.kind === 'count' && counted < wanted && pattern.kind !== 'dates'
  if (isTooFar || isShort) return wrong('too-far', LIMITS.years)
  const minute = minuteOf(rule.time)
  const dates = days.map((day): PlannedDate => {
    const start = instantAt(day.date, minute, zone)
    return { ...day, start, end: start + rule.durationMinutes * MINUTE }
  })
  return { kind: 'dates', dates: dates.toSorted((a, b) => a.start - b.start || (a.key < b.key ? -1 : 1)) }
}

type PlannedDay = Omit<PlannedDate, 'start' | 'end'>

/** @returns one day too many when there are more than a series may have */
function collect(
  rule: Rule,
  from: LocalDate,
  until: LocalDate,
  wanted: number,
  dayTypes: DayTypes,
): { readonly days: readonly PlannedDay[]; readonly counted: number } {
  const { pattern, onHolidays, moveToMakeUpDay } = rule
  const except = new Set(rule.except)
  const taken = new Set<LocalDate>()
  const days: PlannedDay[] = []
  let counted = 0
  eachNamedDay(pattern, from, until, (key) => {
    if (counted >= wanted || days.length > LIMITS.sessions) return false
    const { kind, name, announced } = dayTypeOf(key, dayTypes)
    if (pattern.kind === 'workdays' && kind !== 'workday' && kind !== 'make-up-workday') return true
    counted += 1
    const day = { key, date: key, announced, skipped: null }
    if (except.has(key)) days.push({ ...day, skipped: { kind: 'excepted' } })
    else if (kind !== 'legal-holiday' || onHolidays === 'keep') days.push(day)
    else {
      const date = moveToMakeUpDay ? makeUpDayFor(key, name ?? '', rule, from, until, dayTypes, taken) : null
      if (date !== null) {
        taken.add(date)
        days.push({ ...day, date })
        return true
      }
      if (onHolidays === 'add-at-end') counted -= 1
      days.push({ ...day, skipped: { kind: 'legal-holiday', name: name ?? '' } })
    }
    return true
  })
  return { days, counted }
}

/** The nearest make-up workday of the same holiday that is neither a day of the rule nor taken; only days of work are made up for. */
function makeUpDayFor(
  key: LocalDate,
  name: string,
  { pattern }: Rule,
  from: LocalDate,
  until: LocalDate,
  { special }: DayTypes,
  taken: ReadonlySet<LocalDate>,
): LocalDate | null {
  if (weekdayOf(key) >= 6) return null
  const near = [...special.values()]
    .filter((day) => day.kind === 'make-up-workday' && day.name === name && from <= day.date && day.date <= until)
    .map(({ date }) => ({ date, away: Math.abs(daysBetween(key, date)) }))
    .filter(({ date, away }) => away <= SAME_HOLIDAY && !taken.has(date) && !isNamed(pattern, from, date))
    .toSorted((a, b) => a.away - b.away || (a.date < b.date ? -1 : 1))
  return near[0]?.date ?? null
}

/** A make-up workday lies within so many days of its holiday; next year's has the same name. */
const SAME_HOLIDAY = 30

function isNamed(pattern: Pattern, from: LocalDate, date: LocalDate): boolean {
  if (pattern.kind === 'workdays') return true
  let isThere = false
  eachNamedDay(pattern, from, date, (day) => {
    isThere = day === date
    return true
  })
  return isThere
}

/** Chosen dates begin with the first of them. */
function firstOf({ pattern, from }: Rule): LocalDate {
  return pattern.kind === 'dates' ? pattern.dates.reduce((a, b) => (a < b ? a : b), from) : from
}

/** The last day that is asked for by name. */
function lastAsked({ pattern, ends, from }: Rule): LocalDate {
  const last = ends?.kind === 'until' ? ends.date : from
  return pattern.kind === 'dates' ? pattern.dates.reduce((a, b) => (a > b ? a : b), last) : last
}

/** Minutes of the day that a clock time stands for. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

function wrong(fault: RuleFault, limit: number): Expansion {
  return { kind: 'wrong', fault, limit }
}
