import { computed, useComputed } from '@preact/signals'
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { t } from '../text/board.ts'
import { BlockCell } from './BlockCell.tsx'
import { clockSpanOf } from './clock.ts'
import { spanIn, targetOf, type Cursor } from './cursor.ts'
import { usedAt } from './density.ts'
import { DensityStrip } from './DensityStrip.tsx'
import type { Layout, Placed, Row } from './layout.ts'
import { RowHead, rowName } from './RowHead.tsx'
import { extentOf, slotSpan, type Scale } from './scale.ts'
import type { BoardView } from './view.ts'

export interface BoardRowProps {
  readonly row: Row
  readonly index: number
  readonly scale: Scale
  readonly groupName: string | null
  readonly parts: number
  readonly view: BoardView
  /** True once when the cursor was moved and the focus should follow it. */
  readonly takeFocus: () => boolean
}

/**
 * One row. Layers from below: closed time, shade of other blocks, density, blocks, cursor. It is drawn again only when its own row,
 * or the cursor or the selection within it, changed: the row keeps its identity otherwise, and the two signals are narrowed to it.
 */
export function BoardRow({ row, index, scale, groupName, parts, view, takeFocus }: BoardRowProps) {
  const place = useRef<HTMLDivElement>(null)
  const here = useComputed(() => (view.cursor.value?.rowId === row.id ? view.cursor.value : null))
  const selected = useMemo(
    () =>
      computed(() =>
        row.placed.some(({ block }) => block.id === view.selectedId.value) ? view.selectedId.value : null,
      ),
    [row],
  )
  const others = useMemo(
    () => computed(() => (row.placed.some(({ block }) => view.others.value.has(block.id)) ? view.others.value : null)),
    [row],
  )
  const cursor = here.value
  useLayoutEffect(() => {
    if (!cursor || !takeFocus()) return
    const current = place.current?.querySelector<HTMLElement>('[data-cursor]')
    current?.focus({ preventScroll: true })
    current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [cursor])
  return (
    <div
      role="row"
      class={`board-row ${row.role}${row.folded ? ' folded' : ''}${row.depth > 0 ? ' part' : ''}`}
      style={`--row-lanes:${row.lanes}`}
      aria-rowindex={index + 2}
      data-row={row.id}
      ref={place}
    >
      <RowHead row={row} groupName={groupName} parts={parts} current={cursor?.slot === -1} />
      <div class="board-track" role="presentation" data-track>
        <div class="board-ground" aria-hidden="true">
          {row.shut.map(({ span, extent, reason }) => (
            <span
              key={`${span.start} ${reason ?? ''}`}
              class={reason === null ? 'closed' : 'shut'}
              style={`left:${extent.left}%;width:${extent.width}%`}
              title={reason ?? t('closed')}
            >
              {reason}
            </span>
          ))}
          {row.ghosts.map(({ span, extent }) => (
            <span key={span.start} class="ghost" style={`left:${extent.left}%;width:${extent.width}%`} />
          ))}
          {row.density && <DensityStrip steps={row.density} all={row.space.atomIds.length} scale={scale} />}
          {row.asked.map(({ span, extent, blockIds }) => (
            <span key={span.start} class="asked" style={`left:${extent.left}%;width:${extent.width}%`}>
              <span>{t('askedInside', { count: blockIds.length })}</span>
            </span>
          ))}
        </div>
        {row.placed.map((placed) => (
          <BlockCell
            key={placed.block.id}
            placed={placed}
            scale={scale}
            shift={row.shift}
            zone={view.zone}
            current={cursor?.blockId === placed.block.id}
            selected={selected.value === placed.block.id}
            others={others.value?.get(placed.block.id) ?? null}
          />
        ))}
        {others.value && row.placed.map((placed) => <OthersChip key={placed.block.id} placed={placed} view={view} />)}
        {cursor && cursor.slot >= 0 && cursor.blockId === null && (
          <CursorCell cursor={cursor} row={row} layout={view.layout.value} zone={view.zone} />
        )}
      </div>
    </div>
  )
}

/** Who else is at a block, behind its end: there it hides neither title nor mark. The block's own name says it to those who do not see it. */
function OthersChip({
  placed: { block, extent, lane, setUp, strike },
  view,
}: {
  readonly placed: Placed
  readonly view: BoardView
}) {
  const others = view.others.value.get(block.id)
  if (!others) return null
  const end = extent.left + extent.width * (1 - strike / 100)
  const side = end > NEAR_END ? `right:${100 - extent.left - (extent.width * setUp) / 100}%` : `left:${end}%`
  return (
    <span class="block-others" aria-hidden="true" data-others={block.id} style={`${side};--block-lane:${lane}`}>
      {others.names}
    </span>
  )
}

/** Behind this many percent of the board a name has no room to the right of its block. */
const NEAR_END = 92

interface CursorCellProps {
  readonly cursor: Cursor
  readonly row: Row
  readonly layout: Layout
  readonly zone: string
}

/** The only empty cell there is in the document: the one the cursor stands on. Its key makes it a new one, so that it is read aloud. */
function CursorCell({ cursor, row, layout, zone }: CursorCellProps) {
  const span = spanIn(row, layout.scale, cursor.slot)
  const extent = extentOf(layout.scale, slotSpan(layout.scale, cursor.slot))
  const target = targetOf(cursor, layout)
  if (!extent || target?.kind !== 'cell') return null
  const words = [`${rowName(row)} ${clockSpanOf(span, zone)}`, stateWord(row, span.start, target.state)]
  if (row.density) words.push(t('usedOfLong', { used: usedAt(row.density, span.start), all: row.space.atomIds.length }))
  for (const asked of row.asked)
    if (asked.span.start < span.end && span.start < asked.span.end)
      words.push(t('askedInsideLong', { count: asked.blockIds.length, time: clockSpanOf(asked.span, zone) }))
  return (
    <div
      key={`${cursor.rowId} ${cursor.slot}`}
      role="gridcell"
      class={`board-cursor ${target.state}`}
      style={`left:${extent.left}%;width:${extent.width}%`}
      tabIndex={0}
      aria-colindex={cursor.slot + 2}
      aria-label={words.join(' · ')}
      data-cursor=""
    />
  )
}

function stateWord(row: Row, instant: number, state: 'free' | 'closed' | 'shut' | 'taken' | 'buffer'): string {
  if (state !== 'shut' && state !== 'taken') return t(`cell-${state}`)
  if (state === 'shut') {
    const shut = row.shut.find(({ span, reason }) => reason !== null && span.start <= instant && instant < span.end)
    return t('cell-shut', { reason: shut?.reason ?? '' })
  }
  return t('cell-taken')
}
