import type { SeriesWire } from '@gongyue/shared/api/series.ts'
import type { SeriesScope } from '@gongyue/shared/domain/series.ts'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { t } from '../../text/series.ts'
import { dayLabel, dayOf, spanLabel, type Day } from '../../text/when.ts'

export interface ScopeFieldsProps {
  readonly legend: string
  /** Those that can be meant. */
  readonly dates: SeriesWire['dates']
  readonly scope: SeriesScope
  readonly dateKey: Day | null
  readonly onAim: (scope: SeriesScope, key: Day | null) => void
}

/** Which dates are meant: one, one and all later ones, or all that are ahead. */
export function ScopeFields({ legend, dates, scope, dateKey, onAim }: ScopeFieldsProps) {
  return (
    <>
      <Choice
        legend={legend}
        value={scope}
        onChoose={(chosen) => onAim(chosen, dateKey ?? dates[0]?.key ?? null)}
        options={(['this', 'following', 'all'] as const).map((value) => ({ value, label: t(`scope-${value}`) }))}
      />
      {scope !== 'all' && (
        <Field label={scope === 'this' ? t('thatDate') : t('fromDate')}>
          {(control) => (
            <select
              {...control}
              class="input"
              value={dateKey ?? ''}
              onChange={(event) => onAim(scope, event.currentTarget.value)}
            >
              {dates.map(({ key, start, end }) => (
                <option key={key} value={key}>
                  {dayOf(start) === key ? spanLabel(start, end) : `${dayLabel(key)} → ${spanLabel(start, end)}`}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  )
}
