import { useSignal } from '@preact/signals'
import { spacesNow } from '../../app/spaces.ts'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { WEEKDAYS, weekdayWord } from '../../rules/weekdays.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/term.ts'
import { BANDS } from './grid.ts'
import type { Span, TermModel } from './model.ts'

/** Which days, which part of them, where and whose. */
export function Filters({ model }: { readonly model: TermModel }) {
  const wrong = useSignal(false)
  const { weekday, band, spaceId, find } = model.filter.value
  const span = model.span.value
  const terms = model.terms.value
  const term = terms.find(({ startsOn, endsOn }) => startsOn === span.from && endsOn === span.until)
  const look = (next: Span): void => {
    wrong.value = !model.look(next)
  }
  return (
    <div class="term-filters screen-only">
      <Field label={t('term')}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={term?.id ?? ''}
            onChange={(event) => {
              const chosen = terms.find(({ id }) => id === event.currentTarget.value)
              if (chosen) look({ from: chosen.startsOn, until: chosen.endsOn })
            }}
          >
            <option value="">{t('ownSpan')}</option>
            {terms.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('from')} fault={wrong.value && t('wrongSpan')}>
        {(control) => (
          <input
            {...control}
            class="input"
            type="date"
            value={span.from}
            onChange={(event) => look({ ...span, from: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('until')}>
        {(control) => (
          <input
            {...control}
            class="input"
            type="date"
            value={span.until}
            onChange={(event) => look({ ...span, until: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('weekday')}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={weekday ?? ''}
            onChange={(event) =>
              model.sift({ weekday: WEEKDAYS.find((one) => String(one) === event.currentTarget.value) ?? null })
            }
          >
            <option value="">{t('everyDay')}</option>
            {WEEKDAYS.map((one) => (
              <option key={one} value={one}>
                {weekdayWord(one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('band')}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={band}
            onChange={(event) => model.sift({ band: BANDS.find((one) => one === event.currentTarget.value) ?? 'all' })}
          >
            {BANDS.map((one) => (
              <option key={one} value={one}>
                {t(`band-${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('room')}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={spaceId ?? ''}
            onChange={(event) => model.sift({ spaceId: event.currentTarget.value || null })}
          >
            <option value="">{t('allRooms')}</option>
            {spacesNow()
              .filter(({ bookable }) => bookable)
              .map((space) => (
                <option key={space.id} value={space.id}>
                  {nameIn(space.name)}
                </option>
              ))}
          </select>
        )}
      </Field>
      <Field label={t('find')}>
        {(control) => (
          <input
            {...control}
            class="input"
            type="search"
            autocomplete="off"
            placeholder={t('findHint')}
            maxLength={60}
            value={find}
            onInput={(event) => model.sift({ find: event.currentTarget.value })}
          />
        )}
      </Field>
      <Choice
        legend={t('view')}
        value={model.view.value}
        onChoose={model.see}
        options={(['grid', 'week'] as const).map((value) => ({ value, label: t(value) }))}
      />
    </div>
  )
}
