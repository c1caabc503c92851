import { useEffect, useRef } from 'preact/hooks'
import { nameIn } from '../text/locale.ts'
import { BoardRow } from './BoardRow.tsx'
import './blocks.css'
import './board.css'
import './colours.css'
import { cursorOn, cursorUnder, moved, targetOf, type Cursor, type Target } from './cursor.ts'
import type { Block } from './day.ts'
import { holdOf, propose, type Nudge } from './drag.ts'
import './drag.css'
import { Ghost, GhostCard, WishGhost } from './Ghost.tsx'
import { carryingKeyOf, keyActOf } from './keys.ts'
import type { Row } from './layout.ts'
import { NowLine } from './NowLine.tsx'
import { carryByPointer } from './pointer-drag.ts'
import { TimeHead, TimeLines } from './TimeHead.tsx'
import type { BoardView } from './view.ts'

export interface BoardProps {
  readonly view: BoardView
  readonly wide: boolean
  /** Bookings that were put down beside the board and can be taken from there. */
  readonly parked?: () => readonly Block[]
}

const NONE = (): readonly Block[] => []

/**
 * Rooms × time. A grid for screen readers (one tab stop, arrows move a cursor), absolute blocks for the eye. Keys and pointer set the
 * cursor, open what it stands on, and carry blocks about: both by the same model, so that whatever one can do the other can.
 */
export function Board({ view, wide, parked = NONE }: BoardProps) {
  const place = useRef<HTMLDivElement>(null)
  const focusWanted = useRef(false)
  const { rows, scale, lanes } = view.layout.value
  const takeFocus = (): boolean => {
    const wanted = focusWanted.current
    focusWanted.current = false
    return wanted
  }
  const go = (cursor: Cursor): void => {
    focusWanted.current = true
    view.place(cursor)
  }

  // Enlarged, the board begins where the desk is, not in the small hours.
  useEffect(() => {
    if (wide) place.current?.querySelector('[data-cursor]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [wide])

  useEffect(() => (place.current ? carryByPointer(place.current, view, parked) : undefined), [view, parked])

  const onKeyDown = (event: KeyboardEvent): void => {
    const cursor = view.cursor.value
    if (!cursor || event.defaultPrevented) return
    if (view.carrying.carry.value) return void (carryOn(event, view) && event.preventDefault())
    const act = keyActOf(event)
    if (!act) return
    event.preventDefault()
    if (act.kind === 'move') return go(moved(cursor, act.move, view.layout.value))
    const target = targetOf(cursor, view.layout.value)
    if (act.kind === 'nudge') return void (target && takeByKeys(target, act.nudge, view))
    if (act.kind === 'command') {
      if (target?.kind === 'block') view.command(act.command, target.placed.block)
      return
    }
    if (target?.kind === 'head') {
      focusWanted.current = true
      view.fold(target.row.id)
    } else if (target) view.open(target)
  }

  const onClick = (event: MouseEvent): void => {
    const cursor = cursorOfClick(event, view)
    if (!cursor) return
    go(cursor)
    const target = targetOf(cursor, view.layout.value)
    if (target?.kind === 'head') {
      if (event.target instanceof Element && event.target.closest('[data-fold]')) view.fold(target.row.id)
    } else if (target) view.open(target)
  }

  return (
    <div class="board-scroll" ref={place}>
      <div
        class={`board${wide ? ' wide' : ''}`}
        role="grid"
        // Not a stop of its own: the one tab stop is where the cursor is.
        tabIndex={-1}
        aria-label={view.label.value}
        aria-rowcount={rows.length + 1}
        aria-colcount={scale.slots + 1}
        style={`--lanes:${lanes};--slots:${scale.slots}`}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <TimeHead scale={scale} zone={view.zone} />
        <div class="board-body" role="rowgroup">
          <TimeLines scale={scale} zone={view.zone} />
          {rows.map((row, index) => (
            <BoardRow
              key={row.id}
              row={row}
              index={index}
              scale={scale}
              groupName={groupNameOf(row, rows)}
              parts={row.parts}
              view={view}
              takeFocus={takeFocus}
            />
          ))}
          <NowLine now={view.now} scale={scale} zone={view.zone} />
          <WishGhost view={view} />
          <Ghost view={view} />
        </div>
      </div>
      <GhostCard view={view} />
      <p class="unseen" role="status" aria-live="assertive">
        {view.said}
      </p>
    </div>
  )
}

/** The first step with Alt takes the block, or begins a new span on a free cell. */
function takeByKeys(target: Target, nudge: Nudge, view: BoardView): void {
  if (target.kind === 'head') return
  const { row } = target
  if (target.kind === 'block') {
    const { block } = target.placed
    if (holdOf(block) === 'fast') return view.refuse(block)
    const grab = { kind: 'body' as const, rowId: row.id, block, hold: 0 }
    view.carrying.take(grab, 'keys', { rowId: row.id, spaceId: row.space.id, during: block.during })
  } else {
    if (!row.space.bookable) return
    const grab = { kind: 'cells' as const, rowId: row.id, instant: target.span.start }
    const proposal = propose(grab, { rowId: row.id, instant: target.span.start }, view.layout.value, view.zone)
    view.carrying.take(grab, 'keys', proposal)
  }
  view.carrying.nudge(nudge)
}

/** Keys while something is carried; true when the key was for it. */
function carryOn(event: KeyboardEvent, view: BoardView): boolean {
  const carry = view.carrying.carry.value
  const act = carry?.by === 'keys' ? carryingKeyOf(event) : null
  if (!carry || act === null) return false
  if (act === 'drop') view.carrying.drop()
  else if (act === 'put-back') view.carrying.putBack()
  else if (act === 'park') {
    view.carrying.putBack()
    if (carry.grab.kind !== 'cells') view.command('park', carry.grab.block)
  } else view.carrying.nudge(act)
  return true
}

function groupNameOf(row: Row, rows: readonly Row[]): string | null {
  const group = row.depth > 0 ? rows.find(({ id }) => id === row.space.parentId) : undefined
  return group ? nameIn(group.space.name) : null
}

/** A block, a place on a track, or the head of a row. */
function cursorOfClick(event: MouseEvent, view: BoardView): Cursor | null {
  if (!(event.target instanceof Element)) return null
  const rowId = event.target.closest<HTMLElement>('[data-row]')?.dataset['row']
  if (rowId === undefined) return null
  const blockId = event.target.closest<HTMLElement>('[data-block]')?.dataset['block']
  if (blockId !== undefined) return cursorOn(blockId, view.layout.value)
  const track = event.target.closest('[data-track]')?.getBoundingClientRect()
  if (!track) return { rowId, slot: -1, blockId: null }
  return cursorUnder(rowId, (event.clientX - track.left) / track.width, view.layout.value)
}
