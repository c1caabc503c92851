import { nameIn } from '../text/locale.ts'
import { t } from '../text/board.ts'
import { dayLabel } from '../text/when.ts'
import type { Row } from './layout.ts'
import { shortName } from './names.ts'

export interface RowHeadProps {
  readonly row: Row
  readonly groupName: string | null
  readonly parts: number
  readonly current: boolean
}

/** A space, or a day of it where the rows are days. */
export function rowName({ space, date }: Pick<Row, 'space' | 'date'>): string {
  return date === null ? nameIn(space.name) : dayLabel(date)
}

/** The name of a space at the start of its row; a group's name folds and unfolds it. */
export function RowHead({ row, groupName, parts, current }: RowHeadProps) {
  const name = rowName(row)
  const shown = groupName === null ? name : shortName(name, groupName)
  const marker = current ? { 'data-cursor': '' } : {}
  return (
    <div
      role="rowheader"
      class={`board-name depth-${Math.min(row.depth, 2)} ${row.role}`}
      aria-colindex={1}
      title={`${name} · ${t('capacity', { count: row.space.capacity })}`}
      {...(row.role === 'single' ? { tabIndex: current ? 0 : -1, ...marker } : {})}
    >
      {row.role === 'group' ? (
        <button
          type="button"
          class="board-fold"
          tabIndex={current ? 0 : -1}
          aria-expanded={!row.folded}
          aria-label={row.folded ? t('unfold', { name, count: parts }) : t('fold', { name, count: parts })}
          data-fold
          {...marker}
        >
          <span class="board-fold-mark" aria-hidden="true" />
          <span class="board-name-text">{shown}</span>
        </button>
      ) : (
        <span class="board-name-text">
          {shown}
          {shown !== name && <span class="unseen"> {name}</span>}
        </span>
      )}
      {row.date === null && <span class="board-capacity">{row.space.capacity}</span>}
    </div>
  )
}
