import { dayTypeOf } from '../time/day-type.ts'
import { merged, type Interval } from '../time/interval.ts'
import { instantAt, weekdayOf, type LocalDate } from '../time/wall.ts'
import type { Closure, Facts, OpeningHours } from './facts.ts'

/** When a space is open on a day, by its own hours or its parent's; closures are told apart and not cut out. Sorted. */
export function openSpans(spaceId: string, date: LocalDate, facts: Facts): readonly Interval[] {
  const { rows, spans } = timetableOf(facts)
  const key = `${spaceId} ${date}`
  const known = spans.get(key)
  if (known) return known
  const { kind } = dayTypeOf(date, facts.dayTypes)
  const weekday = weekdayOf(date)
  const found = merged(
    rowsFor(spaceId, date, rows, facts)
      .filter((row) => row.dayKind === kind && (row.weekdays === null || row.weekdays.includes(weekday)))
      .map(({ opens, closes }) => ({
        start: instantAt(date, opens, facts.timeZone),
        end: instantAt(date, closes, facts.timeZone),
      })),
  )
  if (spans.size >= 20_000) spans.clear()
  spans.set(key, found)
  return found
}

/** The closures that shut a space: its own, the facility's, and those of spaces with which it shares an atom. Sorted by start. */
export function closuresOf(spaceId: string, facts: Facts): readonly Closure[] {
  const shut = shuttingsOf(facts)
  const known = shut.get(spaceId)
  if (known) return known
  const atoms = new Set(facts.spaces.get(spaceId)?.atomIds)
  const found = facts.closures
    .filter(
      (closure) =>
        closure.spaceId === null || facts.spaces.get(closure.spaceId)?.atomIds.some((atom) => atoms.has(atom)),
    )
    .toSorted((a, b) => a.during.start - b.during.start)
  shut.set(spaceId, found)
  return found
}

type RowsBySpace = ReadonlyMap<string, readonly OpeningHours[]>

/** The rows that decide about a day: the space's own, else its parent's. Where dated ones cover the day, the undated are silent. */
function rowsFor(spaceId: string, date: LocalDate, rows: RowsBySpace, facts: Facts): readonly OpeningHours[] {
  const own = (rows.get(spaceId) ?? []).filter(
    ({ from, until }) => (from === null || from <= date) && (until === null || date <= until),
  )
  const parentId = facts.spaces.get(spaceId)?.parentId
  if (own.length === 0) return parentId ? rowsFor(parentId, date, rows, facts) : own
  const dated = own.filter(({ from, until }) => from !== null || until !== null)
  return dated.length > 0 ? dated : own
}

/** What was worked out from one table of hours. */
interface Timetable {
  readonly of: Pick<Facts, 'spaces' | 'dayTypes' | 'timeZone'>
  readonly rows: RowsBySpace
  readonly spans: Map<string, readonly Interval[]>
}

interface Shuttings {
  readonly of: Pick<Facts, 'spaces'>
  readonly bySpace: Map<string, readonly Closure[]>
}

/** Facts of another moment share what was worked out; a changed table starts afresh. */
const timetables = new WeakMap<Facts['hours'], Timetable>()
const shuttings = new WeakMap<Facts['closures'], Shuttings>()

function timetableOf({ hours, spaces, dayTypes, timeZone }: Facts): Timetable {
  const known = timetables.get(hours)
  if (known && known.of.spaces === spaces && known.of.dayTypes === dayTypes && known.of.timeZone === timeZone)
    return known
  const made: Timetable = { of: { spaces, dayTypes, timeZone }, rows: bySpace(hours), spans: new Map() }
  timetables.set(hours, made)
  return made
}

function shuttingsOf({ closures, spaces }: Facts): Shuttings['bySpace'] {
  const known = shuttings.get(closures)
  if (known?.of.spaces === spaces) return known.bySpace
  const made: Shuttings = { of: { spaces }, bySpace: new Map() }
  shuttings.set(closures, made)
  return made.bySpace
}

function bySpace(hours: readonly OpeningHours[]): RowsBySpace {
  const found = new Map<string, OpeningHours[]>()
  for (const row of hours) {
    const rows = found.get(row.spaceId)
    if (rows) rows.push(row)
    else found.set(row.spaceId, [row])
  }
  return found
}
