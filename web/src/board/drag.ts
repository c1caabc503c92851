import { MINUTE, type Interval } from '@gongyue/shared/time/interval.ts'
import { gridLineFrom, gridLineUntil } from '@gongyue/shared/time/grid.ts'
import type { Block } from './day.ts'
import type { Layout, Row } from './layout.ts'
import { lineBeside, nearestLine } from './snap.ts'

/** What was taken hold of: empty cells, a block, or one of its ends. */
export type Grab =
  | { readonly kind: 'cells'; readonly rowId: string; readonly instant: number }
  /** `hold` is how far behind the block's start the pointer took it, in milliseconds. */
  | { readonly kind: 'body'; readonly rowId: string; readonly block: Block; readonly hold: number }
  | { readonly kind: 'start' | 'end'; readonly rowId: string; readonly block: Block }

/** Where a pointer is: a row, and the instant under it in that row's own time. */
export interface Spot {
  readonly rowId: string
  readonly instant: number
}

/** Where something would stand if it were dropped now. */
export interface Proposal {
  readonly rowId: string
  readonly spaceId: string
  readonly during: Interval
}

/** One step of the keyboard. */
export type Nudge =
  | 'earlier'
  | 'later'
  | 'row-up'
  | 'row-down'
  | 'start-earlier'
  | 'start-later'
  | 'end-earlier'
  | 'end-later'

/** Whether a block can be taken at all, and where. People are in a running one: it may change rooms and end elsewhere, but not begin. */
export function holdOf({ kind, state }: Pick<Block, 'kind' | 'state'>): 'free' | 'started' | 'fast' {
  if (kind !== 'reservation') return 'fast'
  if (state === 'in-use') return 'started'
  return state === 'confirmed' ? 'free' : 'fast'
}

/**
 * Where what is held would stand, with the pointer at `spot`: on the grid of the space, inside the board, never shorter than the space
 * is lent for. Null when the pointer is outside, or over a row that nobody can book.
 */
export function propose(grab: Grab, spot: Spot | null, layout: Layout, zone: string): Proposal | null {
  if (!spot) return null
  const own = rowOf(layout, grab.rowId)
  const under = rowOf(layout, spot.rowId)
  switch (grab.kind) {
    case 'cells':
      return own?.space.bookable ? proposal(own, cellsOf(grab.instant, spot, own, layout, zone)) : null
    case 'body':
      return under?.space.bookable ? proposal(under, moved(grab, spot, own, under, layout, zone)) : null
    case 'start':
    case 'end':
      return own ? proposal(own, stretched(grab.block, grab.kind, spot.instant, own, layout, zone)) : null
  }
}

/** The same by one key. It stays where it is when there is no further step. */
export function nudged(held: Proposal, grab: Grab, nudge: Nudge, layout: Layout, zone: string): Proposal {
  const index = layout.rows.findIndex(({ id }) => id === held.rowId)
  const row = layout.rows[index]
  if (!row) return held
  const { start, end } = held.during
  const { gridMinutes } = row.space
  switch (nudge) {
    case 'earlier':
    case 'later': {
      if (grab.kind !== 'cells' && holdOf(grab.block) === 'started') return held
      const line = lineBeside(start, nudge === 'later' ? 1 : -1, gridMinutes, zone)
      const bounds = boundsOf(row, layout)
      return line < bounds.start || line + (end - start) > bounds.end
        ? held
        : proposal(row, { start: line, end: line + (end - start) })
    }
    case 'row-up':
    case 'row-down':
      return inOtherRow(held, row, index, nudge === 'row-down' ? 1 : -1, layout)
    case 'start-earlier':
    case 'start-later': {
      if (grab.kind !== 'cells' && holdOf(grab.block) === 'started') return held
      const line = lineBeside(start, nudge === 'start-later' ? 1 : -1, gridMinutes, zone)
      return proposal(row, withStart(line, held.during, row, layout, zone))
    }
    case 'end-earlier':
    case 'end-later': {
      const line = lineBeside(end, nudge === 'end-later' ? 1 : -1, gridMinutes, zone)
      return proposal(row, withEnd(line, held.during, row, layout, zone))
    }
  }
}

/** The instants of a row that are on the board. */
export function boundsOf(row: Row, { scale }: Layout): Interval {
  return { start: scale.from + row.shift, end: scale.until + row.shift }
}

export function sameProposal(a: Proposal | null, b: Proposal | null): boolean {
  if (a === null || b === null) return a === b
  return a.rowId === b.rowId && a.during.start === b.during.start && a.during.end === b.during.end
}

function rowOf({ rows }: Layout, rowId: string): Row | undefined {
  return rows.find(({ id }) => id === rowId)
}

function proposal(row: Row, during: Interval): Proposal {
  return { rowId: row.id, spaceId: row.space.id, during }
}

/** From the cell where it began to the cell under the pointer, whichever is earlier; at least the shortest time. */
function cellsOf(began: number, spot: Spot, row: Row, layout: Layout, zone: string): Interval {
  const { gridMinutes: grid } = row.space
  const first = gridLineUntil(began, grid, zone)
  const bounds = boundsOf(row, layout)
  const here = gridLineUntil(Math.min(bounds.end - 1, Math.max(bounds.start, spot.instant)), grid, zone)
  const least = leastOf(row)
  const cell = (line: number): number => Math.max(lineBeside(line, 1, grid, zone), line + 1)
  return here < first
    ? inside({ start: Math.min(here, cell(first) - least), end: cell(first) }, row, layout, zone)
    : inside({ start: first, end: Math.max(cell(here), first + least) }, row, layout, zone)
}

function moved(
  { block, hold }: Extract<Grab, { readonly kind: 'body' }>,
  spot: Spot,
  own: Row | undefined,
  under: Row,
  layout: Layout,
  zone: string,
): Interval {
  const length = block.during.end - block.during.start
  // In a week of one room the rows are days: the same place in another row is another instant.
  const asHeld = block.during.start + under.shift - (own?.shift ?? 0)
  if (holdOf(block) === 'started') return { start: asHeld, end: asHeld + length }
  const wished = spot.instant - hold
  // A little shake of the hand, or a straight way to another room, leaves the time alone even where it is off that room's grid.
  const start = Math.abs(wished - asHeld) < WOBBLE ? asHeld : nearestLine(wished, under.space.gridMinutes, zone)
  return inside({ start, end: start + length }, under, layout, zone)
}

const WOBBLE = 4 * MINUTE

function stretched(
  block: Block,
  end: 'start' | 'end',
  instant: number,
  row: Row,
  layout: Layout,
  zone: string,
): Interval {
  const line = nearestLine(instant, row.space.gridMinutes, zone)
  if (end === 'end') return withEnd(line, block.during, row, layout, zone)
  return holdOf(block) === 'started' ? block.during : withStart(line, block.during, row, layout, zone)
}

function withStart(line: number, { start, end }: Interval, row: Row, layout: Layout, zone: string): Interval {
  const { gridMinutes: grid } = row.space
  const latest = gridLineUntil(end - Math.min(leastOf(row), end - start), grid, zone)
  const earliest = gridLineFrom(boundsOf(row, layout).start, grid, zone)
  return { start: Math.min(latest, Math.max(Math.min(earliest, start), line)), end }
}

function withEnd(line: number, { start, end }: Interval, row: Row, layout: Layout, zone: string): Interval {
  const { gridMinutes: grid } = row.space
  const earliest = gridLineFrom(start + Math.min(leastOf(row), end - start), grid, zone)
  const latest = gridLineUntil(boundsOf(row, layout).end, grid, zone)
  return { start, end: Math.max(earliest, Math.min(Math.max(latest, end), line)) }
}

/** Pushed into the board; what is longer than the board begins at its start. */
function inside({ start, end }: Interval, row: Row, layout: Layout, zone: string): Interval {
  const { gridMinutes: grid } = row.space
  const bounds = boundsOf(row, layout)
  const length = end - start
  const first = gridLineFrom(bounds.start, grid, zone)
  const last = gridLineUntil(bounds.end - length, grid, zone)
  if (start < bounds.start) return { start: first, end: first + length }
  if (end > bounds.end) return { start: Math.max(first, last), end: Math.max(first, last) + length }
  return { start, end }
}

/** The shortest time a space is lent for, in milliseconds and in whole grid steps. */
function leastOf({ space: { minMinutes, gridMinutes } }: Row): number {
  return Math.max(1, Math.ceil(minMinutes / gridMinutes)) * gridMinutes * MINUTE
}

function inOtherRow(held: Proposal, row: Row, index: number, step: 1 | -1, layout: Layout): Proposal {
  for (let at = index + step; at >= 0 && at < layout.rows.length; at += step) {
    const next = layout.rows[at]
    if (!next?.space.bookable) continue
    const shift = next.shift - row.shift
    return proposal(next, { start: held.during.start + shift, end: held.during.end + shift })
  }
  return held
}
