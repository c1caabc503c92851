import { spaceName } from '../../../app/spaces.ts'
import { SelectField, TextField } from '../../../classes/TextField.tsx'
import { Button } from '../../../components/Button.tsx'
import { iconUndo, iconZoomIn, iconZoomOut } from '../../../components/icons.ts'
import { WEEKDAYS, weekdayWord } from '../../../rules/weekdays.ts'
import { t } from '../../../text/round-grid.ts'
import type { SeasonPlanSummaryWire } from '@gongyue/shared/api/runs.ts'
import type { GridFilter } from './geometry.ts'

interface GridFiltersProps {
  readonly filter: GridFilter
  readonly spaceIds: readonly string[]
  readonly plans: readonly SeasonPlanSummaryWire[]
  readonly planId: string
  readonly compareId: string
  readonly undoable: number
  readonly onSift: (part: Partial<GridFilter>) => void
  readonly onPlan: (id: string) => void
  readonly onCompare: (id: string) => void
  readonly onUndo: () => void
}

const ZOOMS = [1, 2, 3, 4] as const

/** What of the week and of which plan is looked at. */
export function GridFilters({ filter, spaceIds, plans, planId, compareId, undoable, ...on }: GridFiltersProps) {
  const { weekday, spaceId, find, zoom } = filter
  return (
    <div class="alloc-filters">
      <SelectField
        label={t('plan')}
        value={planId}
        onChoose={on.onPlan}
        options={plans.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        label={t('compareWith')}
        value={compareId}
        onChoose={on.onCompare}
        options={[
          { value: '', label: t('compareNone') },
          ...plans.filter(({ id }) => id !== planId).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <SelectField
        label={t('day')}
        value={String(weekday ?? '')}
        onChoose={(value) => on.onSift({ weekday: WEEKDAYS.find((one) => String(one) === value) ?? null })}
        options={[
          { value: '', label: t('wholeWeek') },
          ...WEEKDAYS.map((one) => ({ value: String(one), label: weekdayWord(one) })),
        ]}
      />
      <SelectField
        label={t('space')}
        value={spaceId ?? ''}
        onChoose={(value) => on.onSift({ spaceId: value || null })}
        options={[{ value: '', label: t('allSpaces') }, ...spaceIds.map((id) => ({ value: id, label: spaceName(id) }))]}
      />
      <TextField label={t('find')} type="search" value={find} onInput={(text) => on.onSift({ find: text })} />
      <div class="row" role="group" aria-label={t('zoom')}>
        <Button icon={iconZoomOut} onClick={() => on.onSift({ zoom: Math.max(1, zoom - 1) })}>
          {t('zoomOut')}
        </Button>
        <Button icon={iconZoomIn} onClick={() => on.onSift({ zoom: Math.min(ZOOMS.length, zoom + 1) })}>
          {t('zoomIn')}
        </Button>
        <Button icon={iconUndo} busy={undoable === 0} aria-keyshortcuts="Control+Z" onClick={on.onUndo}>
          {t('undo')}
        </Button>
      </div>
    </div>
  )
}
