import { useSignal } from '@preact/signals'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { Icon } from '../components/Icon.tsx'
import { iconClose } from '../components/icons.ts'
import { t } from '../text/rules.ts'
import { dayLabel, type Day } from '../text/when.ts'

export interface DayListProps {
  readonly label: string
  readonly days: readonly Day[]
  readonly fault?: string | false | undefined
  readonly onChange: (days: readonly Day[]) => void
}

/** Days put together one by one, in their order. */
export function DayList({ label, days, fault, onChange }: DayListProps) {
  const next = useSignal('')
  const add = (): void => {
    if (next.value === '' || days.includes(next.value)) return
    onChange([...days, next.value].sort())
    next.value = ''
  }
  return (
    <div class="stack-s">
      <Field label={label} fault={fault}>
        {(control) => (
          <div class="rule-add">
            <input
              {...control}
              class="input"
              type="date"
              value={next.value}
              onInput={(event) => (next.value = event.currentTarget.value)}
            />
            <Button onClick={add}>{t('add')}</Button>
          </div>
        )}
      </Field>
      {days.length > 0 && (
        <ul class="rule-days">
          {days.map((day) => (
            <li key={day}>
              <button
                type="button"
                class="rule-day"
                aria-label={t('remove', { day: dayLabel(day) })}
                onClick={() => onChange(days.filter((one) => one !== day))}
              >
                <span>{dayLabel(day)}</span>
                <Icon of={iconClose} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
