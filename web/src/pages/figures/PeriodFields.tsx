import { signal } from '@preact/signals'
import { isLocalDate } from '@gongyue/shared/time/wall.ts'
import { BASE } from '../../api/call.ts'
import { session } from '../../app/session.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconDownload, iconPrint } from '../../components/icons.ts'
import { t } from '../../text/figures.ts'
import type { FiguresModel } from './model.ts'
import { PERIODS, type Period } from './period.ts'

/** Who answers for the numbers: kept while the page is open. */
const filledBy = signal<string | null>(null)
const checkedBy = signal('')

/** Which days, who fills in and who checks; the workbook and the printer. */
export function PeriodFields({ model }: { readonly model: FiguresModel }) {
  const { from, until } = model.period.value
  const filler = filledBy.value ?? session.value?.user.name ?? ''
  const query = new URLSearchParams({ from, until, filledBy: filler, checkedBy: checkedBy.value })
  return (
    <section class="card figures-period" aria-label={t('period')}>
      <div class="screen-only">
        <Choice
          legend={t('period')}
          quiet
          value={model.name.value}
          onChoose={(name) => void model.choose(name)}
          options={PERIODS.map((value) => ({ value, label: t(value) }))}
        />
      </div>
      <div class="figures-fields">
        <DateField model={model} name="from" />
        <DateField model={model} name="until" />
        <Field label={t('filledBy')}>
          {(control) => (
            <input
              {...control}
              class="input"
              maxLength={40}
              value={filler}
              onInput={(event) => (filledBy.value = event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t('checkedBy')}>
          {(control) => (
            <input
              {...control}
              class="input"
              maxLength={40}
              value={checkedBy.value}
              onInput={(event) => (checkedBy.value = event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="row screen-only figures-out">
          <a class="button primary" href={`${BASE}/reports/figures.xlsx?${query.toString()}`} download>
            <Icon of={iconDownload} />
            <span>{t('book')}</span>
          </a>
          <Button icon={iconPrint} onClick={() => window.print()}>
            {t('print')}
          </Button>
        </div>
      </div>
    </section>
  )
}

function DateField({ model, name }: { readonly model: FiguresModel; readonly name: keyof Period }) {
  return (
    <Field label={t(name)}>
      {(control) => (
        <input
          {...control}
          class="input"
          type="date"
          min="2000-01-01"
          max="2100-12-31"
          value={model.period.value[name]}
          onChange={(event) => {
            const typed = event.currentTarget.value
            if (isLocalDate(typed)) void model.set({ [name]: typed })
          }}
        />
      )}
    </Field>
  )
}
