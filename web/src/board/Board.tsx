import { useEffect, useRef } from 'preact/hooks'
import { nameIn } from '../text/locale.ts'
import { BoardRow } from './BoardRow.tsx'
import './blocks.css'
import './board.css'
import './colours.css'
import { cursorOn, cursorUnder, moved, targetOf, type Cursor } from './cursor.ts'
import { keyActOf } from './keys.ts'
import type { Row } from './layout.ts'
import { NowLine } from './NowLine.tsx'
import { TimeHead, TimeLines } from './TimeHead.tsx'
import type { BoardView } from './view.ts'

/**
 * Rooms × time. A grid for screen readers (one tab stop, arrows move a cursor), absolute blocks for the eye. Keys and pointer only
 * set the cursor and open what it stands on; whoever drags blocks later moves the same cursor.
 */
export function Board({ view, wide }: { readonly view: BoardView; readonly wide: boolean }) {
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

  const onKeyDown = (event: KeyboardEvent): void => {
    const cursor = view.cursor.value
    const act = keyActOf(event)
    if (!cursor || !act) return
    event.preventDefault()
    if (act.kind === 'move') return go(moved(cursor, act.move, view.layout.value))
    const target = targetOf(cursor, view.layout.value)
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
        </div>
      </div>
    </div>
  )
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
