import { dayTypeOf } from '../time/day-type.ts'
import { merged, type Interval } from '../time/interval.ts'
import { instantAt, weekdayOf, type LocalDate } from '../time/wall.ts'
import type { Closure, Facts, OpeningHours } from './facts.ts'

/** When a space is open on a day, by its own hours or its parent's; closures are told apart and not cut out. Sorted. */
export function openSpans(spaceId: string, date: LocalDate, facts: Facts): readonly Interval[] {
  const memo = memoOf(facts)
  const key = `${spaceId} ${date}`
  const known = memo.spans.get(key)
  if (known) return known
  const rows = hoursFor(spaceId, facts).filter(
    ({ from, until }) => (from === null || from <= date) && (until === null || date <= until),
  )
  const dated = rows.filter(({ from, until }) => from !== null || until !== null)
  const { kind } = dayTypeOf(date, facts.dayTypes)
  const weekday = weekdayOf(date)
  const spans = merged(
    (dated.length > 0 ? dated : rows)
      .filter((row) => row.dayKind === kind && (row.weekdays === null || row.weekdays.includes(weekday)))
      .map(({ opens, closes }) => ({
        start: instantAt(date, opens, facts.timeZone),
        end: instantAt(date, closes, facts.timeZone),
      })),
  )
  memo.spans.set(key, spans)
  return spans
}

/** The closures that shut a space: its own, the facility's, and those of spaces with which it shares an atom. Sorted by start. */
export function closuresOf(spaceId: string, facts: Facts): readonly Closure[] {
  const memo = memoOf(facts)
  const known = memo.closures.get(spaceId)
  if (known) return known
  const atoms = new Set(facts.spaces.get(spaceId)?.atomIds)
  const found = facts.closures
    .filter(
      (closure) =>
        closure.spaceId === null || facts.spaces.get(closure.spaceId)?.atomIds.some((atom) => atoms.has(atom)),
    )
    .toSorted((a, b) => a.during.start - b.during.start)
  memo.closures.set(spaceId, found)
  return found
}

interface Memo {
  readonly of: Pick<Facts, 'spaces' | 'closures' | 'dayTypes' | 'timeZone'>
  readonly spans: Map<string, readonly Interval[]>
  readonly closures: Map<string, readonly Closure[]>
  readonly hours: Map<string, readonly OpeningHours[]>
}

/** Facts of another moment share what was worked out; any changed table starts afresh. */
const memos = new WeakMap<readonly OpeningHours[], Memo>()

function memoOf(facts: Facts): Memo {
  const known = memos.get(facts.hours)
  if (
    known?.of.spaces === facts.spaces &&
    known.of.closures === facts.closures &&
    known.of.dayTypes === facts.dayTypes &&
    known.of.timeZone === facts.timeZone
  )
    return known
  const made: Memo = { of: facts, spans: new Map(), closures: new Map(), hours: new Map() }
  memos.set(facts.hours, made)
  return made
}

function hoursFor(spaceId: string, facts: Facts): readonly OpeningHours[] {
  const { hours } = memoOf(facts)
  const known = hours.get(spaceId)
  if (known) return known
  const own = facts.hours.filter((row) => row.spaceId === spaceId)
  const parentId = facts.spaces.get(spaceId)?.parentId
  const found = own.length > 0 || !parentId ? own : hoursFor(parentId, facts)
  hours.set(spaceId, found)
  return found
}
