import { MINUTE, without } from '@gongyue/shared/time/interval.ts'
import { markOf, stateWordOf } from '../../board/BlockCell.tsx'
import { clockSpanOf } from '../../board/clock.ts'
import { keepsOut } from '../../board/day.ts'
import type { Row } from '../../board/layout.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/board.ts'
import './day-list.css'
import type { Desk } from './desk.ts'

/** The same day for a phone: room after room, each with its bookings in order of time and what is free between. */
export function DayList({ desk }: { readonly desk: Desk }) {
  const { board } = desk
  const rows = board.layout.value?.rows ?? []
  return (
    <ul class="day-list">
      {rows.map((row) => (
        <li key={row.id} class={`day-room depth-${row.depth}`}>
          <h2>
            {row.role === 'group' ? (
              <button type="button" class="board-fold" aria-expanded={!row.folded} onClick={() => board.fold(row.id)}>
                <span class="board-fold-mark" aria-hidden="true" />
                <span>{nameIn(row.space.name)}</span>
              </button>
            ) : (
              nameIn(row.space.name)
            )}
          </h2>
          <ul class="day-blocks">
            {row.placed.map(({ block }) => (
              <li key={block.id}>
                <button
                  type="button"
                  class={`block ${block.kind} ${block.state}`}
                  data-block={block.id}
                  onClick={() => void desk.panel.openBlock(block)}
                >
                  <span class="day-time">{clockSpanOf(block.during, board.zone)}</span>
                  <span class="day-what">
                    <strong>{block.title}</strong>
                    <span>
                      {block.partyName} {t('people', { count: block.headcount })}
                    </span>
                  </span>
                  {markOf(block) ? (
                    <span class="block-mark">{markOf(block)}</span>
                  ) : (
                    <span class="unseen">{stateWordOf(block)}</span>
                  )}
                </button>
              </li>
            ))}
          </ul>
          <FreeSpans row={row} desk={desk} />
        </li>
      ))}
    </ul>
  )
}

function FreeSpans({ row, desk }: { readonly row: Row; readonly desk: Desk }) {
  const { board } = desk
  const layout = board.layout.value
  if (!layout) return null
  const taken = [
    ...row.shut.map(({ span }) => span),
    ...row.ghosts.map(({ span }) => span),
    ...(row.density ?? []).filter(({ used }) => used > 0).map(({ span }) => span),
    ...row.placed.filter(({ block }) => keepsOut(block)).map(({ block }) => block.held),
  ]
  const shortest = row.space.minMinutes * MINUTE
  const free = without([{ start: layout.scale.from, end: layout.scale.until }], taken).filter(
    ({ start, end }) => end - start >= shortest,
  )
  return (
    <p class="day-free">
      <span>{free.length > 0 ? t('freeSpans') : t('nothingFree')}</span>
      {free.map((span) => (
        <button key={span.start} type="button" onClick={() => desk.bookFree(row.space, span)}>
          {clockSpanOf(span, board.zone)}
        </button>
      ))}
    </p>
  )
}
