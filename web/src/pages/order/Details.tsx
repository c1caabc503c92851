import { Button } from '../../components/Button.tsx'
import { Field } from '../../components/Field.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconFewer, iconMore } from '../../components/icons.ts'
import { t } from '../../text/order.ts'
import { cardFor, groupOf, type Group } from './catalogue.ts'
import type { OrderModel } from './model.ts'

/** What it is for, how many come, on whose behalf. */
export function Details({ model }: { readonly model: OrderModel }) {
  const draft = model.draft.value
  const sending = model.sending.value
  const gaps = sending.kind === 'incomplete' ? sending.gaps : null
  const suggestions = suggestedTitles(model)
  return (
    <fieldset class="stack">
      <legend class="unseen">{t('details')}</legend>
      {model.parties.length > 1 && (
        <Field label={t('party')}>
          {(control) => (
            <select
              {...control}
              class="input"
              value={draft.partyId}
              onChange={(event) => model.change({ partyId: event.currentTarget.value })}
            >
              {model.parties.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div class="stack-s">
        <Field label={t('activity')} hint={t('activityHint')} fault={gaps?.title && t('activityMissing')}>
          {(control) => (
            <input
              {...control}
              class="input"
              name="title"
              maxLength={120}
              autocomplete="off"
              value={draft.title}
              onInput={(event) => model.change({ title: event.currentTarget.value })}
            />
          )}
        </Field>
        {draft.title.trim() === '' && (
          <div class="row">
            {suggestions.map((group) => (
              <Button key={group} onClick={() => model.change({ title: t(`title-${group}`) })}>
                {t(`title-${group}`)}
              </Button>
            ))}
          </div>
        )}
      </div>
      <Headcount model={model} fault={gaps?.headcount === true} />
      <Field label={t('purpose')} hint={t('purposeHint')}>
        {(control) => (
          <textarea
            {...control}
            class="input"
            rows={2}
            maxLength={1000}
            value={draft.purpose}
            onInput={(event) => model.change({ purpose: event.currentTarget.value })}
          />
        )}
      </Field>
      {model.parties.length === 1 && (
        <p class="small faint">
          {t('party')}：{model.parties[0]?.name}
        </p>
      )}
    </fieldset>
  )
}

function Headcount({ model, fault }: { readonly model: OrderModel; readonly fault: boolean }) {
  const people = model.headcount.value
  const step = (by: number) => model.change({ headcount: Math.max(1, (Number.isInteger(people) ? people : 1) + by) })
  return (
    <Field label={t('people')} fault={fault && t('peopleWrong')}>
      {(control) => (
        <div class="stepper">
          <button type="button" class="button square" aria-label={t('peopleFewer')} onClick={() => step(-1)}>
            <Icon of={iconFewer} />
          </button>
          <input
            {...control}
            class="input"
            name="headcount"
            inputMode="numeric"
            pattern="[0-9]*"
            maxLength={6}
            value={Number.isNaN(people) ? '' : String(people)}
            onInput={(event) => {
              const digits = event.currentTarget.value.replace(/\D/g, '')
              model.change({ headcount: digits === '' ? Number.NaN : Number(digits) })
            }}
          />
          <button type="button" class="button square" aria-label={t('peopleMore')} onClick={() => step(1)}>
            <Icon of={iconMore} />
          </button>
        </div>
      )}
    </Field>
  )
}

/** Names that fit the kinds of space in the basket; one tap instead of typing on a phone. */
function suggestedTitles(model: OrderModel): readonly Group[] {
  const groups = model.draft.value.lines.flatMap(({ spaceId }) => {
    const card = cardFor(spaceId, model.cards.value)
    return card ? [groupOf(card)] : []
  })
  return [...new Set(groups)]
}
