import { Field } from '../../components/Field.tsx'
import { t } from '../../text/series.ts'
import type { EditModel } from './edit-model.ts'

/** Where one date goes. */
export function OneDateFields({ model }: { readonly model: EditModel }) {
  const { date, begins, ends } = model.form.value
  return (
    <>
      <Field label={t('day')}>
        {(control) => (
          <input
            {...control}
            class="input"
            type="date"
            value={date}
            onInput={(event) => model.type({ date: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class="rule-pair">
        <Field label={t('begins')}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="time"
              value={begins}
              onInput={(event) => model.type({ begins: event.currentTarget.value.slice(0, 5) })}
            />
          )}
        </Field>
        <Field label={t('ends')}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="time"
              value={ends}
              onInput={(event) => model.type({ ends: event.currentTarget.value.slice(0, 5) })}
            />
          )}
        </Field>
      </div>
    </>
  )
}
