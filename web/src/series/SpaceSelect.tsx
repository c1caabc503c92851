import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { Field } from '../components/Field.tsx'
import { nameIn } from '../text/locale.ts'
import { t } from '../text/series.ts'

export interface SpaceSelectProps {
  readonly spaces: readonly SpaceWire[]
  readonly value: string
  readonly fault?: string | false | undefined
  readonly onChange: (spaceId: string) => void
}

/** Where: every place that can be booked, in the order of the board. */
export function SpaceSelect({ spaces, value, fault, onChange }: SpaceSelectProps) {
  const chosen = spaces.find(({ id }) => id === value)
  return (
    <Field label={t('where')} hint={chosen ? t('capacity', { count: chosen.capacity }) : undefined} fault={fault}>
      {(control) => (
        <select {...control} class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {!chosen && <option value="">{t('whereMissing')}</option>}
          {spaces
            .filter(({ bookable, id }) => bookable || id === value)
            .map((space) => (
              <option key={space.id} value={space.id}>
                {nameIn(space.name)}
              </option>
            ))}
        </select>
      )}
    </Field>
  )
}
