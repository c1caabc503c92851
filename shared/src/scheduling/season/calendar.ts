import type { Claim } from '../../domain/claim.ts'
import type { Facts } from '../../domain/facts.ts'
import { closuresOf, openSpans } from '../../domain/opening.ts'
import type { WeeklyPlace, WeekSpan } from '../../domain/round.ts'
import { heldBy } from '../../domain/space.ts'
import { contains, overlaps, type Interval } from '../../time/interval.ts'
import { addDays, instantAt, weekdayOf, type LocalDate } from '../../time/wall.ts'

/** Why a date of a weekly time can not be had. */
export type LostWhy = 'hours' | 'closure' | 'booked' | 'person'

/** The dates of a weekly time: all of them, and those that can not be had. */
export interface PlaceDates {
  readonly dates: readonly LocalDate[]
  readonly lost: readonly { readonly date: LocalDate; readonly why: LostWhy }[]
}

/** What asks: whose dates, and who has to be there. */
export interface Asking {
  readonly from: LocalDate
  readonly until: LocalDate
  readonly personIds: readonly string[]
}

/** Looks up the dates of weekly places, each kind once. */
export interface SeasonCalendar {
  datesOf(place: WeeklyPlace, asking: Asking): PlaceDates
}

/** The calendar of a house with what stands in it: opening hours by type of day, closures, bookings, people's hours and leaves. */
export function calendarOf(facts: Facts, held: readonly Claim[]): SeasonCalendar {
  const { timeZone, spaces, people } = facts
  const busy = new Map<string, Interval[]>()
  const add = (atom: string, span: Interval): void => {
    const known = busy.get(atom)
    if (known) known.push(span)
    else busy.set(atom, [span])
  }
  for (const claim of held) {
    for (const atom of claim.atomIds) add(atom, claim.held)
    for (const person of claim.people ?? []) add(person, claim.during)
  }
  for (const spans of busy.values()) spans.sort((a, b) => a.start - b.start)
  const longest = new Map(
    [...busy].map(([atom, spans]) => [atom, Math.max(...spans.map(({ start, end }) => end - start))]),
  )
  const isBusy = (atom: string, span: Interval): boolean => {
    const spans = busy.get(atom)
    return spans !== undefined && meets(spans, longest.get(atom) ?? 0, span)
  }
  // a season asks for the same few thousand moments again and again
  const instants = new Map<string, number>()
  const instantOf = (date: LocalDate, minute: number): number => {
    const key = `${date} ${minute}`
    const found = instants.get(key) ?? instantAt(date, minute, timeZone)
    instants.set(key, found)
    return found
  }
  const days = new Map<string, readonly LocalDate[]>()
  const daysOf = (place: WeeklyPlace, from: LocalDate, until: LocalDate): readonly LocalDate[] => {
    const key = `${place.weekday} ${from} ${until}`
    const found = days.get(key) ?? datesBetween(place, from, until)
    days.set(key, found)
    return found
  }
  const whyLost = (place: WeeklyPlace, date: LocalDate, personIds: readonly string[]): LostWhy | null => {
    const space = spaces.get(place.spaceId)
    if (!space) return 'closure'
    const during = { start: instantOf(date, place.from), end: instantOf(date, place.until) }
    if (!openSpans(space.id, date, facts).some((span) => contains(span, during))) return 'hours'
    if (closuresOf(space.id, facts).some((closure) => overlaps(closure.during, during))) return 'closure'
    const around = heldBy(space, during)
    if (space.atomIds.some((atom) => isBusy(atom, around))) return 'booked'
    const isAway = personIds.some((id) => {
      const person = people.get(id)
      return (
        !person?.active ||
        !isAtWork(person.hours, date, place) ||
        isBusy(id, during) ||
        person.absences.some((absence) => overlaps(absence.during, during))
      )
    })
    return isAway ? 'person' : null
  }
  const known = new Map<string, PlaceDates>()
  return {
    datesOf(place, { from, until, personIds }) {
      const key = [place.spaceId, place.weekday, place.from, place.until, from, until, ...personIds].join(' ')
      const found = known.get(key)
      if (found) return found
      const dates = daysOf(place, from, until)
      const lost = dates.flatMap((date) => {
        const why = whyLost(place, date, personIds)
        return why === null ? [] : [{ date, why }]
      })
      const made = { dates, lost }
      known.set(key, made)
      return made
    },
  }
}

/** Each date of a weekday from one day to another, both included. */
export function datesBetween(
  { weekday }: Pick<WeekSpan, 'weekday'>,
  from: LocalDate,
  until: LocalDate,
): readonly LocalDate[] {
  const dates: LocalDate[] = []
  for (let date = addDays(from, (weekday - weekdayOf(from) + 7) % 7); date <= until; date = addDays(date, 7))
    dates.push(date)
  return dates
}

/** Whether one of the spans, sorted by start, meets another; none is longer than `longest`. */
function meets(spans: readonly Interval[], longest: number, { start, end }: Interval): boolean {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]!.start < start - longest) low = middle + 1
    else high = middle
  }
  for (; low < spans.length && spans[low]!.start < end; low++) if (spans[low]!.end > start) return true
  return false
}

/** Who has no hours can be asked at any time. */
function isAtWork(
  hours: readonly {
    readonly weekdays: readonly number[]
    readonly from: number
    readonly until: number
    readonly validFrom: LocalDate | null
    readonly validUntil: LocalDate | null
  }[],
  date: LocalDate,
  { weekday, from, until }: WeekSpan,
): boolean {
  if (hours.length === 0) return true
  return hours.some(
    (one) =>
      one.weekdays.includes(weekday) &&
      one.from <= from &&
      until <= one.until &&
      (one.validFrom === null || one.validFrom <= date) &&
      (one.validUntil === null || date <= one.validUntil),
  )
}
