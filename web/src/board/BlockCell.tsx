import { t as arranging } from '../text/arranging.ts'
import { t } from '../text/board.ts'
import { clockSpanOf } from './clock.ts'
import type { Block } from './day.ts'
import type { Placed } from './layout.ts'
import { slotAfter, slotAt, type Scale } from './scale.ts'
import type { Others } from './view.ts'

export interface BlockCellProps {
  readonly placed: Placed
  readonly scale: Scale
  /** How much later than the scale the row's time is. */
  readonly shift: number
  readonly zone: string
  readonly current: boolean
  readonly selected: boolean
  /** Another desk is at it. */
  readonly others: Others | null
}

/** One block: set-up and strike as lighter ends, the booked time between them. Kind and state are told by line and word, not by colour. */
export function BlockCell({ placed, scale, shift, zone, current, selected, others }: BlockCellProps) {
  const { block, lane, extent, setUp, strike } = placed
  const first = slotAt(scale, block.during.start - shift)
  const mark = block.mark && block.mark !== 'sending' ? arranging(`${block.mark}Mark`) : markOf(block)
  const text = [mark, block.title, block.partyName, t('people', { count: block.headcount }), others?.names]
    .filter(Boolean)
    .join(' ')
  const doing = block.mark ? arranging(`${block.mark}Mark`) : ''
  const label = [text, clockSpanOf(block.during, zone), stateWordOf(block), doing, others?.words]
    .filter(Boolean)
    .join(' · ')
  return (
    <div
      role="gridcell"
      class={`block ${block.kind} ${block.state}${selected ? ' selected' : ''}${block.mark ? ` ${block.mark}` : ''} cut-${extent.cut}`}
      style={`left:${extent.left}%;width:${extent.width}%;--block-lane:${lane}`}
      tabIndex={current ? 0 : -1}
      aria-colindex={first + 2}
      aria-colspan={Math.max(1, slotAfter(scale, block.during.end - shift) - first)}
      aria-label={label}
      title={label}
      data-block={block.id}
      data-cursor={current ? '' : undefined}
    >
      <span class="block-core" style={`left:${setUp}%;right:${strike}%`}>
        {mark && <span class="block-mark">{mark}</span>}
        <span class="block-title">{block.title}</span>
        <span class="block-who">
          <span>
            {block.partyName} {t('people', { count: block.headcount })}
          </span>
        </span>
      </span>
    </div>
  )
}

/** A block's state in a word. */
export function stateWordOf({ kind, state }: Pick<Block, 'kind' | 'state'>): string {
  if (kind === 'request') return t('requested')
  if (kind === 'hold') return t('held')
  if (state === 'in-use') return t('inUse')
  if (state === 'ended') return t('ended')
  return state === 'no-show' ? t('noShow') : t('reserved')
}

/** The word that stands on the block itself; an ordinary reservation needs none. */
export function markOf(block: Block): string {
  return block.kind === 'reservation' && (block.state === 'confirmed' || block.state === 'ended')
    ? ''
    : stateWordOf(block)
}
