import { useSignal } from '@preact/signals'
import { DECLINE_REASONS, type DeclineReason } from '@gongyue/shared/domain/order.ts'
import { useEffect, useId, useRef } from 'preact/hooks'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { iconDeclined } from '../components/icons.ts'
import { t } from '../text/decisions.ts'
import { t as shell } from '../text/shell.ts'
import { declineReasonWord } from '../text/states.ts'
import type { Choice } from './model.ts'

export interface DeclineFieldsProps {
  readonly busy: boolean
  readonly onDecline: (choice: Extract<Choice, { readonly decision: 'decline' }>) => void
  readonly onBack: () => void
}

/** A reason from the list, and a sentence if it helps; "another reason" wants one, or the branch learns nothing. */
export function DeclineFields({ busy, onDecline, onBack }: DeclineFieldsProps) {
  const reasonCode = useSignal<DeclineReason>(DECLINE_REASONS[0])
  const sentence = useSignal('')
  const insisted = useSignal(false)
  const name = useId()
  const place = useRef<HTMLFormElement>(null)
  useEffect(() => place.current?.querySelector('input')?.focus(), [])
  const wanted = reasonCode.value === 'other'
  const missing = wanted && sentence.value.trim() === ''
  const said = [declineReasonWord(reasonCode.value), sentence.value.trim()].filter((part) => part !== '')
  const onSubmit = (event: Event): void => {
    event.preventDefault()
    insisted.value = true
    if (missing) place.current?.querySelector('textarea')?.focus()
    else if (!busy) onDecline({ decision: 'decline', reasonCode: reasonCode.value, reason: sentence.value })
  }
  return (
    <form class="decline-fields" ref={place} onSubmit={onSubmit} noValidate>
      <fieldset class="field">
        <legend>{t('declineLegend')}</legend>
        <div class="decline-reasons">
          {DECLINE_REASONS.map((reason) => (
            <label key={reason} class={reason === reasonCode.value ? 'chosen' : undefined}>
              <input
                type="radio"
                name={name}
                value={reason}
                checked={reason === reasonCode.value}
                onChange={() => (reasonCode.value = reason)}
              />
              <span>{declineReasonWord(reason)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        label={wanted ? t('sentenceWanted') : t('sentence')}
        fault={insisted.value && missing ? t('sentenceMissing') : null}
      >
        {(control) => (
          <textarea
            {...control}
            class="input"
            rows={2}
            maxLength={500}
            value={sentence.value}
            onInput={(event) => (sentence.value = event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="decline-preview" aria-live="polite">
        <p class="small faint">{t('preview')}</p>
        <p>{t('previewText', { reason: said.join(t('stop')) })}</p>
      </div>
      <div class="decision-buttons">
        <Button onClick={onBack}>{shell('back')}</Button>
        <Button type="submit" look="danger" icon={iconDeclined} busy={busy}>
          {t('declineNow')}
        </Button>
      </div>
    </form>
  )
}
