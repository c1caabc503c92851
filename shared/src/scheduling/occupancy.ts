import type { Claim } from '../domain/claim.ts'
import type { Facts } from '../domain/facts.ts'
import { closuresOf, openSpans } from '../domain/opening.ts'
import type { Space } from '../domain/space.ts'
import { MINUTE, without, type Interval } from '../time/interval.ts'
import type { LocalDate } from '../time/wall.ts'

/** Which spans each atom is held for; requests hold nothing. Only a sieve for the search: the rules have the last word. */
export interface Occupancy {
  /** Held spans of any of the atoms that meet the span; unsorted, may overlap. */
  takenOf(atomIds: readonly string[], within: Interval): readonly Interval[]
}

/** What the claims of a house hold, and those of the order beside. */
export function createOccupancy(claims: readonly Claim[], beside: readonly Claim[] = []): Occupancy {
  const tables = [tableOf(claims), ...(beside.length > 0 ? [tableOf(beside)] : [])]
  return { takenOf: (atomIds, within) => tables.flatMap((table) => takenIn(table, atomIds, within)) }
}

/**
 * Spans of possible starts on a day: from any instant inside, the booking lies in open hours, meets no closure, and its set-up and strike
 * meet nobody. Both ends belong to the span, since a start may stand on either.
 */
export function possibleStarts(
  space: Space,
  date: LocalDate,
  minutes: number,
  occupancy: Occupancy,
  facts: Facts,
): readonly Interval[] {
  const length = minutes * MINUTE
  const before = space.setUpMinutes * MINUTE
  const after = space.strikeMinutes * MINUTE
  const open = openSpans(space.id, date, facts)
  const first = open[0]
  const last = open.at(-1)
  if (!first || !last) return []
  const day = { start: first.start - before, end: last.end + after }
  const shut = closuresOf(space.id, facts).map(({ during }) => ({ start: during.start - length + 1, end: during.end }))
  const taken = occupancy
    .takenOf(space.atomIds, day)
    .map(({ start, end }) => ({ start: start - after - length + 1, end: end + before }))
  // spans are half-open, so the last possible start is kept by widening the end by one millisecond and taking it off again
  const starts = open.map(({ start, end }) => ({ start, end: end - length + 1 }))
  return without(starts, [...shut, ...taken]).map(({ start, end }) => ({ start, end: end - 1 }))
}

/** Held spans by atom, sorted by start, and the length of the longest. */
interface Table {
  readonly byAtom: ReadonlyMap<string, readonly Interval[]>
  readonly longest: number
}

/** Claims never change, so their table holds as long as anybody keeps them. */
const tables = new WeakMap<readonly Claim[], Table>()

function tableOf(claims: readonly Claim[]): Table {
  const known = tables.get(claims)
  if (known) return known
  const byAtom = new Map<string, Interval[]>()
  let longest = 0
  for (const { standing, atomIds, held } of claims) {
    if (standing === 'pending') continue
    longest = Math.max(longest, held.end - held.start)
    for (const atomId of atomIds) {
      const spans = byAtom.get(atomId)
      if (spans) spans.push(held)
      else byAtom.set(atomId, [held])
    }
  }
  for (const spans of byAtom.values()) spans.sort((a, b) => a.start - b.start)
  const made = { byAtom, longest }
  tables.set(claims, made)
  return made
}

function takenIn({ byAtom, longest }: Table, atomIds: readonly string[], within: Interval): readonly Interval[] {
  const found: Interval[] = []
  for (const atomId of atomIds) {
    const spans = byAtom.get(atomId)
    if (!spans) continue
    for (let i = firstFrom(spans, within.start - longest); i < spans.length; i++) {
      const span = spans[i]
      if (!span || span.start >= within.end) break
      if (span.end > within.start) found.push(span)
    }
  }
  return found
}

/** Index of the first span that starts at or after `from`; spans are sorted by start. */
function firstFrom(spans: readonly Interval[], from: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.start ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}
