import { Icon } from '../../../components/Icon.tsx'
import { iconPin } from '../../../components/icons.ts'
import { clockAt, placeWords } from '../../../rounds/week-time.ts'
import { t } from '../../../text/round-grid.ts'
import type { Block, Difference } from './blocks.ts'

interface GridBlockProps {
  readonly block: Block
  readonly extent: { readonly left: number; readonly width: number } | null
  readonly top: number
  /** The one that Tab comes to. */
  readonly stop: boolean
  readonly selected: boolean
  readonly faded: boolean
  readonly difference: Difference | null
  readonly onSelect: (key: string) => void
}

/** One weekly time where it stands. Everything that its colour says is in its name, too. */
export function GridBlock({ block, extent, top, stop, selected, faded, difference, onSelect }: GridBlockProps) {
  if (!extent) return null
  const { key, title, partyName, place, pinned, must, met, lost } = block
  const marks = [
    t(`met-${met}`),
    pinned ? t('pinned') : '',
    must ? t('must') : '',
    lost > 0 ? t('lostDates', { count: lost }) : '',
    difference ? t(`diff-${difference}`) : '',
  ].filter(Boolean)
  const name = `${t('blockLabel', { title, when: clockAt(place.from), party: partyName, place: placeWords(place) })} ${marks.join(' ')}`
  const looks = [met, pinned && 'pinned', must && 'must', selected && 'selected', faded && 'faded', difference]
  return (
    <button
      type="button"
      class={`alloc-block ${looks.filter(Boolean).join(' ')}`}
      style={`left:${extent.left}%;width:${extent.width}%;top:calc(${top} * var(--lane))`}
      data-weekly={key}
      tabIndex={stop ? 0 : -1}
      aria-pressed={selected}
      aria-label={name}
      title={name}
      onClick={() => onSelect(key)}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) onSelect(key)
      }}
    >
      {pinned && <Icon of={iconPin} />}
      <b>{title}</b>
      <span>
        {clockAt(place.from)} {partyName}
      </span>
    </button>
  )
}
