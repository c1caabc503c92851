import type { DayTypes } from '../time/day-type.ts'
import { daysBetween, type LocalDate } from '../time/wall.ts'
import { expand, type Expansion, type PlannedDate, type Rule } from '../time/recurrence.ts'
import type { SeriesDateState } from './series.ts'

/** Where one date stands: its own row, its reservation or its request. */
export interface StandingDate {
  readonly key: LocalDate
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly state: SeriesDateState
  /** Changed by hand, away from where the rule puts it. */
  readonly exception: boolean
}

/**
 * What an edit makes of one date. `past`: nothing any more. `kept`: stands as it stood. `moved`: the same booking elsewhere. `new`: a day that was
 * not there. `lost`: a day that is no more. `exception-kept`: changed or given back by hand, and left so.
 */
export type DateChange =
  | { readonly kind: 'past' | 'exception-kept'; readonly before: StandingDate }
  | { readonly kind: 'kept' | 'moved'; readonly before: StandingDate; readonly after: PlannedDate }
  | { readonly kind: 'new'; readonly after: PlannedDate }
  /** `after` when the rule names the day still, and says why it is not held. */
  | { readonly kind: 'lost'; readonly before: StandingDate; readonly after: PlannedDate | null }

/**
 * Lays new dates over those that stand. A booking stays the same booking as long as there is a day for it: the same key first, then, in order,
 * the nearest day within the week. So a class that goes from Tuesday to Thursday is moved, not cancelled and booked anew.
 *
 * @param spaceId - where the series shall be; null leaves each date where it is
 * @param from - what begins before it is past and is not touched
 */
export function diffDates(
  standing: readonly StandingDate[],
  planned: readonly PlannedDate[],
  { spaceId, from }: { readonly spaceId: string | null; readonly from: number },
): readonly DateChange[] {
  const ahead = standing.filter(({ start }) => start >= from)
  const past = standing.filter(({ start }) => start < from)
  const gone = new Set(past.map(({ key }) => key))
  const wanted = new Map(
    planned.filter(({ key, start }) => start >= from && !gone.has(key)).map((date) => [date.key, date]),
  )
  const changes: DateChange[] = past.map((before) => ({ kind: 'past', before }))
  const homeless: StandingDate[] = []
  for (const before of ahead) {
    const after = wanted.get(before.key)
    if (!after) {
      homeless.push(before)
      continue
    }
    wanted.delete(before.key)
    changes.push(changeOf(before, after, spaceId))
  }
  const held = [...wanted.values()].filter(({ skipped }) => skipped === null)
  for (const before of homeless) {
    const at = before.state === 'booked' || before.state === 'waiting' ? nearest(held, before.key) : -1
    const [after] = at < 0 ? [] : held.splice(at, 1)
    if (after) {
      wanted.delete(after.key)
      changes.push({ kind: 'moved', before, after })
    } else changes.push({ kind: 'lost', before, after: null })
  }
  for (const after of wanted.values()) changes.push({ kind: 'new', after })
  return changes.toSorted((a, b) => startOf(a) - startOf(b))
}

/**
 * The dates of a series under other notices than those it was made under, laid over how it stands now: what a holiday notice that comes late
 * makes of a term.
 */
export function reexpand(
  {
    rule,
    standing,
    timeZone,
  }: { readonly rule: Rule; readonly standing: readonly StandingDate[]; readonly timeZone: string },
  dayTypes: DayTypes,
  from: number,
): Exclude<Expansion, { kind: 'dates' }> | { readonly kind: 'changes'; readonly changes: readonly DateChange[] } {
  const expansion = expand(rule, dayTypes, timeZone)
  if (expansion.kind === 'wrong') return expansion
  return { kind: 'changes', changes: diffDates(standing, expansion.dates, { spaceId: null, from }) }
}

function changeOf(before: StandingDate, after: PlannedDate, spaceId: string | null): DateChange {
  const isLive = before.state === 'booked' || before.state === 'waiting'
  // what was given back or taken away by hand stays so; what the rule or a rule of the house kept out may come in now
  if (before.state === 'cancelled' || before.state === 'bumped') return { kind: 'exception-kept', before }
  if (after.skipped !== null) return isLive ? { kind: 'lost', before, after } : { kind: 'kept', before, after }
  if (!isLive) return { kind: 'new', after }
  if (before.exception) return { kind: 'exception-kept', before }
  const stays =
    before.start === after.start && before.end === after.end && (spaceId === null || spaceId === before.spaceId)
  return { kind: stays ? 'kept' : 'moved', before, after }
}

function nearest(planned: readonly PlannedDate[], key: LocalDate): number {
  let found = -1
  let least = 7
  planned.forEach((date, at) => {
    const away = Math.abs(daysBetween(key, date.key))
    if (away < least) {
      least = away
      found = at
    }
  })
  return found
}

function startOf(change: DateChange): number {
  return 'before' in change ? change.before.start : change.after.start
}
