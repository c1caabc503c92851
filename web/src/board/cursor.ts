import { overlaps, type Interval } from '@gongyue/shared/time/interval.ts'
import type { Layout, Placed, Row } from './layout.ts'
import { slotAfter, slotAt, slotAtFraction, slotSpan, type Scale } from './scale.ts'

/**
 * Where the desk is on the board. Keys move it, a click sets it, and what happens next follows from where it stands:
 * one model for both, so that whatever a pointer can do a keyboard can do.
 */
export interface Cursor {
  readonly rowId: string
  /** A slot of the scale, or `-1` for the head of the row. */
  readonly slot: number
  /** The block it stands on; the slot is then kept for moves up and down. */
  readonly blockId: string | null
}

export const MOVES = [
  'left',
  'right',
  'up',
  'down',
  'row-start',
  'row-end',
  'board-start',
  'board-end',
  'page-up',
  'page-down',
] as const
export type Move = (typeof MOVES)[number]

/** What the cursor stands on. */
export type Target =
  | { readonly kind: 'head'; readonly row: Row }
  | { readonly kind: 'block'; readonly row: Row; readonly placed: Placed }
  | { readonly kind: 'cell'; readonly row: Row; readonly span: Interval; readonly state: CellState }

/** In one word, why a cell is the colour it is. `taken` by another space's block, `buffer` for set-up or strike. */
export type CellState = 'free' | 'closed' | 'shut' | 'taken' | 'buffer'

const HEAD = -1
const PAGE_ROWS = 8

/** The cursor after one move. It stays where it is at the edge of the board. */
export function moved(cursor: Cursor, move: Move, layout: Layout): Cursor {
  const index = layout.rows.findIndex(({ id }) => id === cursor.rowId)
  const row = layout.rows[index]
  if (!row) return home(layout) ?? cursor
  switch (move) {
    case 'left':
      return leftOf(cursor, row, layout)
    case 'right':
      return rightOf(cursor, row, layout)
    case 'up':
      return vertical(cursor, index, -1, layout)
    case 'down':
      return vertical(cursor, index, 1, layout)
    case 'row-start':
      return { rowId: row.id, slot: HEAD, blockId: null }
    case 'row-end':
      return at(row, layout.scale.slots - 1, layout, 'last')
    case 'board-start':
      return inRow(layout.rows[0] ?? row, cursor.slot, layout, 'first')
    case 'board-end':
      return inRow(layout.rows.at(-1) ?? row, cursor.slot, layout, 'last')
    case 'page-up':
      return inRow(layout.rows[Math.max(0, index - PAGE_ROWS)] ?? row, cursor.slot, layout, 'first')
    case 'page-down':
      return inRow(
        layout.rows[Math.min(layout.rows.length - 1, index + PAGE_ROWS)] ?? row,
        cursor.slot,
        layout,
        'first',
      )
  }
}

/** Where the cursor starts: at `instant` in the first row, or in that of the day; on the block there if there is one. Null on an empty board. */
export function home(layout: Layout, instant = layout.scale.from, date: string | null = null): Cursor | null {
  const row = layout.rows.find((one) => one.date !== null && one.date === date) ?? layout.rows[0]
  return row ? at(row, slotIn(row, layout.scale, instant), layout, 'first') : null
}

/** The cursor on a block, wherever it lies; null when its row is folded or filtered away. */
export function cursorOn(blockId: string, layout: Layout): Cursor | null {
  for (const row of layout.rows) {
    const placed = row.placed.find(({ block }) => block.id === blockId)
    if (placed) return { rowId: row.id, slot: slotIn(row, layout.scale, placed.block.during.start), blockId }
  }
  return null
}

/** The cursor under a pointer, `fraction` of the way along a row. Blocks are found by the pointer itself. */
export function cursorUnder(rowId: string, fraction: number, layout: Layout): Cursor {
  return { rowId, slot: slotAtFraction(layout.scale, fraction), blockId: null }
}

/** What the cursor stands on; null when its row is gone. A block that is gone leaves the cell it lay on. */
export function targetOf(cursor: Cursor, layout: Layout): Target | null {
  const row = layout.rows.find(({ id }) => id === cursor.rowId)
  if (!row) return null
  if (cursor.slot === HEAD) return { kind: 'head', row }
  const placed = cursor.blockId === null ? undefined : row.placed.find(({ block }) => block.id === cursor.blockId)
  if (placed) return { kind: 'block', row, placed }
  const span = spanIn(row, layout.scale, Math.min(cursor.slot, layout.scale.slots - 1))
  return { kind: 'cell', row, span, state: stateOf(row, span) }
}

/** After the layout changed: the same place where it still is, else the nearest. */
export function kept(cursor: Cursor, layout: Layout): Cursor | null {
  const row = layout.rows.find(({ id }) => id === cursor.rowId)
  if (!row) return home(layout)
  const slot = Math.min(cursor.slot, layout.scale.slots - 1)
  const stillThere = cursor.blockId !== null && row.placed.some(({ block }) => block.id === cursor.blockId)
  const next = { rowId: row.id, slot, blockId: stillThere ? cursor.blockId : null }
  return next.slot === cursor.slot && next.blockId === cursor.blockId ? cursor : next
}

/** The slot of an instant in the row's own time. */
export function slotIn({ shift }: Pick<Row, 'shift'>, scale: Scale, instant: number): number {
  return slotAt(scale, instant - shift)
}

/** The span of a slot in the row's own time. */
export function spanIn({ shift }: Pick<Row, 'shift'>, scale: Scale, slot: number): Interval {
  const { start, end } = slotSpan(scale, slot)
  return shift === 0 ? { start, end } : { start: start + shift, end: end + shift }
}

function stateOf(row: Row, span: Interval): CellState {
  const shut = row.shut.find((one) => overlaps(one.span, span))
  if (shut) return shut.reason === null ? 'closed' : 'shut'
  if (row.placed.some(({ block }) => block.kind !== 'request' && overlaps(block.held, span))) return 'buffer'
  const partsUsed = row.density?.some(({ span: step, used }) => used > 0 && overlaps(step, span)) ?? false
  return partsUsed || row.ghosts.some((ghost) => overlaps(ghost.span, span)) ? 'taken' : 'free'
}

function rightOf(cursor: Cursor, row: Row, layout: Layout): Cursor {
  if (cursor.slot === HEAD) return at(row, 0, layout, 'first')
  const on = row.placed.find(({ block }) => block.id === cursor.blockId)
  const next = on ? slotAfter(layout.scale, on.block.during.end - row.shift) : cursor.slot + 1
  // Two short blocks may share a slot: the second is reached before the next slot.
  const neighbour = on && inLane(row, on.lane).find(({ block }) => block.during.start >= on.block.during.end)
  if (neighbour && slotIn(row, layout.scale, neighbour.block.during.start) < next)
    return onto(row, neighbour, layout, 'start')
  if (next >= layout.scale.slots) return cursor
  return at(row, next, layout, on ? on.lane : 'first')
}

function leftOf(cursor: Cursor, row: Row, layout: Layout): Cursor {
  if (cursor.slot === HEAD) return cursor
  const on = row.placed.find(({ block }) => block.id === cursor.blockId)
  const next = (on ? slotIn(row, layout.scale, on.block.during.start) : cursor.slot) - 1
  const neighbour = on && inLane(row, on.lane).findLast(({ block }) => block.during.end <= on.block.during.start)
  if (neighbour && slotIn(row, layout.scale, neighbour.block.during.end - 1) > next)
    return onto(row, neighbour, layout, 'end')
  if (next < 0) return { rowId: row.id, slot: HEAD, blockId: null }
  return at(row, next, layout, on ? on.lane : 'first', 'end')
}

/** One lane further when a block lies there at this time, else the next row. */
function vertical(cursor: Cursor, index: number, step: 1 | -1, layout: Layout): Cursor {
  const row = layout.rows[index]
  const next = layout.rows[index + step]
  const on = row?.placed.find(({ block }) => block.id === cursor.blockId)
  if (row && cursor.slot !== HEAD) {
    const lane = on?.lane ?? (step === 1 ? -1 : row.lanes)
    const here = blocksAt(row, cursor.slot, layout)
    const found = step === 1 ? here.find((placed) => placed.lane > lane) : here.findLast((placed) => placed.lane < lane)
    if (on && found) return { rowId: row.id, slot: cursor.slot, blockId: found.block.id }
  }
  if (!next) return cursor
  return inRow(next, cursor.slot, layout, step === 1 ? 'first' : 'last')
}

function inRow(row: Row, slot: number, layout: Layout, which: 'first' | 'last'): Cursor {
  return slot === HEAD ? { rowId: row.id, slot, blockId: null } : at(row, slot, layout, which)
}

/** The cursor in a slot: on the block there in the wished lane, or on the free cell. `side` says from where it comes. */
function at(
  row: Row,
  slot: number,
  layout: Layout,
  wished: 'first' | 'last' | number,
  side: 'start' | 'end' = 'start',
): Cursor {
  const here = blocksAt(row, slot, layout)
  const fallback = wished === 'last' ? here.at(-1)?.lane : here[0]?.lane
  const lane = here.some((placed) => placed.lane === wished) ? wished : fallback
  const pool = here.filter((placed) => placed.lane === lane)
  const chosen = side === 'start' ? pool[0] : pool.at(-1)
  return { rowId: row.id, slot, blockId: chosen?.block.id ?? null }
}

function onto(row: Row, placed: Placed, layout: Layout, end: 'start' | 'end'): Cursor {
  const instant = end === 'start' ? placed.block.during.start : placed.block.during.end - 1
  return { rowId: row.id, slot: slotIn(row, layout.scale, instant), blockId: placed.block.id }
}

function inLane(row: Row, lane: number): readonly Placed[] {
  return row.placed.filter((placed) => placed.lane === lane)
}

/** The blocks whose booked time touches a slot, by lane from the top, then by start. */
function blocksAt(row: Row, slot: number, { scale }: Layout): readonly Placed[] {
  const span = spanIn(row, scale, slot)
  return row.placed
    .filter(({ block }) => overlaps(block.during, span))
    .toSorted((a, b) => a.lane - b.lane || a.block.during.start - b.block.during.start)
}
