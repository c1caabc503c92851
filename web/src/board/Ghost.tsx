import { useEffect, useRef } from 'preact/hooks'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { t } from '../text/arranging.ts'
import { nameIn } from '../text/locale.ts'
import { violationSentence } from '../text/sentences.ts'
import { dayLabel } from '../text/when.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import type { Carry } from './carry.ts'
import { clockSpanOf } from './clock.ts'
import type { Layout, Row } from './layout.ts'
import { cardAt } from './pointer-drag.ts'
import { extentOf } from './scale.ts'
import type { BoardView, Wished } from './view.ts'

/**
 * Where what is carried would stand. One element, moved by `transform` from row to row: the rows below are not drawn again. Its place is
 * told in the board's own units, so that it stays right when the window scrolls.
 */
export function Ghost({ view }: { readonly view: BoardView }) {
  const place = useRef<HTMLDivElement>(null)
  const carry = view.carrying.carry.value
  const layout = view.layout.value
  const row = layout.rows.find(({ id }) => id === carry?.proposal?.rowId)
  const byKeys = carry?.by === 'keys'
  useEffect(() => {
    if (byKeys) place.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [byKeys, carry?.proposal])
  if (!carry?.proposal || !row || carry.parking) return null
  const drawn = ghostOf(carry.proposal.during, row, layout)
  if (!drawn) return null
  const { during } = carry.proposal
  return (
    <div class="board-ghosts" aria-hidden="true">
      <div
        ref={place}
        class={`carried ${carry.advice?.level ?? 'same'}${carry.copy ? ' copy' : ''}`}
        style={`left:${drawn.left}%;width:${drawn.width}%;transform:translateY(calc(${row.firstLane} * var(--lane)))`}
      >
        <span class="carried-core" style={`left:${drawn.setUp}%;right:${drawn.strike}%`}>
          <b>
            {carry.copy && '+ '}
            {clockSpanOf(during, view.zone)}
          </b>
          {carry.grab.kind !== 'cells' && <span>{carry.grab.block.title}</span>}
        </span>
      </div>
    </div>
  )
}

/** Where the booking that is being written would stand. */
export function WishGhost({ view }: { readonly view: BoardView }) {
  const place = useRef<HTMLDivElement>(null)
  const wished = view.wished.value
  const layout = view.layout.value
  const row = wished && rowAt(wished, layout, view.zone)
  const drawn = wished && row ? ghostOf(wished.during, row, layout) : null
  const rowId = row?.id
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [rowId, wished?.during.start])
  if (!wished || !row || !drawn) return null
  return (
    <div class="board-ghosts" aria-hidden="true">
      <div
        ref={place}
        class={`carried wished ${wished.level}`}
        style={`left:${drawn.left}%;width:${drawn.width}%;transform:translateY(calc(${row.firstLane} * var(--lane)))`}
      >
        <span class="carried-core" style={`left:${drawn.setUp}%;right:${drawn.strike}%`}>
          <b>{clockSpanOf(wished.during, view.zone)}</b>
        </span>
      </div>
    </div>
  )
}

/** The row of a place: in a week of one room that of its day. */
function rowAt({ spaceId, during }: Wished, { rows }: Layout, zone: string): Row | undefined {
  const date = localDateOf(during.start, zone)
  return rows.find(({ space, date: own }) => space.id === spaceId && (own === null || own === date))
}

/** All reasons, beside the pointer or the ghost. */
export function GhostCard({ view }: { readonly view: BoardView }) {
  const card = useRef<HTMLDivElement>(null)
  const carry = view.carrying.carry.value
  useEffect(() => {
    if (carry?.by !== 'keys') return
    const ghost = document.querySelector('.carried')?.getBoundingClientRect()
    if (ghost && card.current) card.current.style.transform = cardAt({ x: ghost.left, y: ghost.bottom - 18 })
  }, [carry])
  if (!carry) return null
  const level = levelOf(carry)
  const violations = carry.advice?.violations ?? []
  const sentences = [...new Set(violations.map(violationSentence))]
  return (
    <div class={`carried-card ${level}`} data-drag-card aria-hidden="true" ref={card}>
      <p class="carried-where">{whereOf(carry, view)}</p>
      <p class="carried-word">
        <i />
        {t(`carry-${level}`)}
      </p>
      {sentences.length > 0 && (
        <ul>
          {sentences.slice(0, 5).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {carry.by === 'keys' && <p class="carried-keys">{t('carryKeys')}</p>}
    </div>
  )
}

/** Where it would stand, in words. */
export function whereOf(carry: Carry, { layout, zone }: BoardView): string {
  if (carry.parking) return t('parkingLane')
  if (carry.other) return t('swapWith', { title: carry.other.title })
  const row = layout.value.rows.find(({ id }) => id === carry.proposal?.rowId)
  if (!carry.proposal || !row) return t('carryNowhere')
  const day = layout.value.scale.parts.length > 1 || row.date !== null
  const { during } = carry.proposal
  const time = `${day ? `${dayLabel(localDateOf(during.start, zone))} ` : ''}${clockSpanOf(during, zone)}`
  return `${nameIn(row.space.name)} ${time}`
}

function levelOf(carry: Carry) {
  if (carry.parking) return 'park'
  if (!carry.proposal && !carry.other) return 'outside'
  return carry.advice?.level ?? 'same'
}

/** In percent of the board, with set-up and strike in percent of the ghost. */
function ghostOf({ start, end }: Interval, row: Row, { scale }: Layout) {
  const during = { start: start - row.shift, end: end - row.shift }
  const core = extentOf(scale, during)
  const whole = extentOf(scale, heldBy(row.space, during))
  if (!core || !whole) return null
  const share = (part: number): number => Math.round((part / whole.width) * 1000) / 10
  return {
    left: whole.left,
    width: whole.width,
    setUp: share(core.left - whole.left),
    strike: share(whole.left + whole.width - core.left - core.width),
  }
}
