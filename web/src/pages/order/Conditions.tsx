import { Icon } from '../../components/Icon.tsx'
import { iconWarning } from '../../components/icons.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/order.ts'
import type { OrderModel } from './model.ts'

/** 预约须知: the text in full, and one tick for each space that has one. Alike parts share theirs. */
export function Conditions({ model }: { readonly model: OrderModel }) {
  const spaces = model.withConditions.value
  const sending = model.sending.value
  const missing = sending.kind === 'incomplete' && sending.gaps.conditions
  if (spaces.length === 0) return null
  return (
    <fieldset class="stack-s">
      <legend class="conditions-title">{t('conditions')}</legend>
      {spaces.map((space) => {
        const accepted = model.draft.value.conditions[space.id] === space.conditions?.version
        return (
          <div key={space.id}>
            <p class="conditions-text">{space.conditions && nameIn(space.conditions.text)}</p>
            <label class="tick">
              <input
                type="checkbox"
                checked={accepted}
                aria-invalid={missing && !accepted ? 'true' : undefined}
                onChange={(event) => model.acceptConditions(space, event.currentTarget.checked)}
              />
              <span>{t('conditionsAccept', { space: nameIn(space.name) })}</span>
            </label>
            {missing && !accepted && (
              <p class="field">
                <span class="fault">
                  <Icon of={iconWarning} />
                  <span>{t('conditionsMissing')}</span>
                </span>
              </p>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
