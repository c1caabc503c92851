import { isLocalDate } from '@gongyue/shared/time/wall.ts'
import type { SpaceKind } from '@gongyue/shared/domain/space.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Icon } from '../../components/Icon.tsx'
import {
  iconBack,
  iconFindTime,
  iconForward,
  iconFreeNow,
  iconInfo,
  iconPrint,
  iconQueue,
  iconSearch,
} from '../../components/icons.ts'
import { groupIds } from '../../board/tree.ts'
import { t } from '../../text/board.ts'
import { t as finding } from '../../text/desk-finding.ts'
import { nameIn } from '../../text/locale.ts'
import { dayLabel } from '../../text/when.ts'
import { DayTypeChip } from './DayTypeChip.tsx'
import { RANGES, ZOOMS, type BoardModel, type Range, type Zoom } from './model.ts'

const TURNS = {
  day: { back: 'previousDay', on: 'nextDay' },
  three: { back: 'previousThree', on: 'nextThree' },
  week: { back: 'previousWeek', on: 'nextWeek' },
} as const satisfies Record<Range, { readonly back: string; readonly on: string }>
const RANGE_TEXTS = { day: 'rangeDay', three: 'rangeThree', week: 'rangeWeek' } as const satisfies Record<Range, string>
const ZOOM_TEXTS = { open: 'zoomOpen', day: 'zoomDay', wide: 'zoomWide' } as const satisfies Record<Zoom, string>

export interface ToolbarProps {
  readonly board: BoardModel
  readonly onKeys: () => void
  readonly onSearch: () => void
  readonly onFreeNow: () => void
  readonly onFindTime: () => void
  readonly onWeek: () => void
}

/** Day, range, hours, filter, and the ways out: search, queue, print, keys. */
export function Toolbar({ board, onKeys, onSearch, onFreeNow, onFindTime, onWeek }: ToolbarProps) {
  const date = board.date.value
  const onToday = date === board.today.value
  return (
    <header class="board-tools screen-only">
      <div class="board-day">
        <button
          type="button"
          class="button icon-only"
          aria-label={t(TURNS[board.range.value].back)}
          title={`${t(TURNS[board.range.value].back)} [`}
          onClick={() => board.step(-1)}
        >
          <Icon of={iconBack} />
        </button>
        <Button
          aria-current={onToday ? 'date' : undefined}
          title={`${t('today')} t`}
          onClick={() => board.goToDay(board.today.value)}
        >
          {t('today')}
        </Button>
        <button
          type="button"
          class="button icon-only"
          aria-label={t(TURNS[board.range.value].on)}
          title={`${t(TURNS[board.range.value].on)} ]`}
          onClick={() => board.step(1)}
        >
          <Icon of={iconForward} />
        </button>
        <h1 class="board-date">{dayLabel(date)}</h1>
        <input
          class="input board-date-input"
          type="date"
          aria-label={t('date')}
          min="2000-01-01"
          max="2100-12-31"
          value={date}
          onChange={(event) => {
            const typed = event.currentTarget.value
            if (isLocalDate(typed)) board.goToDay(typed)
            else event.currentTarget.value = date
          }}
        />
        <DayTypeChip board={board} />
      </div>
      <div class="board-choices">
        <Choice
          legend={t('range')}
          quiet
          options={RANGES.map((range) => ({ value: range, label: t(RANGE_TEXTS[range]) }))}
          value={board.range.value}
          onChoose={(range) => (range === 'week' ? onWeek() : board.choose({ range }))}
        />
        <Choice
          legend={t('zoom')}
          quiet
          options={ZOOMS.map((zoom) => ({ value: zoom, label: t(ZOOM_TEXTS[zoom]) }))}
          value={board.zoom.value}
          onChoose={(zoom) => board.choose({ zoom })}
        />
        {board.range.value === 'week' ? <RoomChoice board={board} /> : <Filter board={board} />}
      </div>
      <div class="board-ways">
        <button
          type="button"
          class="button icon-only"
          aria-label={finding('freeNow')}
          title={`${finding('freeNow')} f`}
          aria-haspopup="dialog"
          onClick={onFreeNow}
        >
          <Icon of={iconFreeNow} />
        </button>
        <button
          type="button"
          class="button icon-only"
          aria-label={finding('findTime')}
          title={`${finding('findTime')} s`}
          aria-haspopup="dialog"
          onClick={onFindTime}
        >
          <Icon of={iconFindTime} />
        </button>
        <button
          type="button"
          class="button icon-only"
          aria-label={t('search')}
          title={`${t('search')} /`}
          aria-haspopup="dialog"
          onClick={onSearch}
        >
          <Icon of={iconSearch} />
        </button>
        <a class={`button${board.waiting.value ? ' calls' : ''}`} href="/queue">
          <Icon of={iconQueue} />
          <span>{t('waiting', { count: board.waiting.value ?? '…' })}</span>
        </a>
        <a class="button icon-only" href={`/print?kind=day&date=${date}`} aria-label={t('print')} title={t('print')}>
          <Icon of={iconPrint} />
        </a>
        <button
          type="button"
          class="button icon-only"
          aria-label={t('help')}
          title={`${t('help')} ?`}
          aria-haspopup="dialog"
          onClick={onKeys}
        >
          <Icon of={iconInfo} />
        </button>
      </div>
    </header>
  )
}

function FoldAll({ board }: { readonly board: BoardModel }) {
  const groups = groupIds(board.spaces.value)
  const allFolded = groups.length > 0 && groups.every((id) => board.folded.value.has(id))
  return <Button onClick={() => board.foldAll(!allFolded)}>{allFolded ? t('unfoldAll') : t('foldAll')}</Button>
}

function Filter({ board }: { readonly board: BoardModel }) {
  return (
    <>
      <select
        class="input"
        aria-label={t('filter')}
        value={board.kind.value ?? ''}
        onChange={(event) =>
          board.choose({ kind: board.kinds.value.find((kind) => kind === event.currentTarget.value) ?? null })
        }
      >
        <option value="">{t('allSpaces')}</option>
        {board.kinds.value.map((kind: SpaceKind) => (
          <option key={kind} value={kind}>
            {t(`kind-${kind}`)}
          </option>
        ))}
      </select>
      <FoldAll board={board} />
    </>
  )
}

function RoomChoice({ board }: { readonly board: BoardModel }) {
  return (
    <select
      class="input"
      aria-label={t('weekRoom')}
      value={board.roomId.value ?? ''}
      onChange={(event) => board.choose({ roomId: event.currentTarget.value })}
    >
      {board.spaces.value
        .filter(({ bookable }) => bookable)
        .map((space) => (
          <option key={space.id} value={space.id}>
            {nameIn(space.name)}
          </option>
        ))}
    </select>
  )
}
