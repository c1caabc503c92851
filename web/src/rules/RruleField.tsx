import { useSignal } from '@preact/signals'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { toast } from '../components/Toasts.tsx'
import { t } from '../text/rules.ts'
import type { RuleDraft } from './draft.ts'
import { rruleTextOf, withRruleText } from './rrule-text.ts'

export interface RruleFieldProps {
  readonly draft: RuleDraft
  readonly zone: string
  readonly onChange: (draft: RuleDraft) => void
}

/** The rule as text for other calendars, and from them. */
export function RruleField({ draft, zone, onChange }: RruleFieldProps) {
  const typed = useSignal<string | null>(null)
  const fault = useSignal<string | null>(null)
  const written = rruleTextOf(draft, zone)
  const read = (): void => {
    const found = withRruleText(draft, typed.value ?? written ?? '', zone)
    if (found.kind === 'draft') {
      fault.value = null
      typed.value = null
      onChange(found.draft)
      toast(t('rruleRead'))
    } else fault.value = t(found.kind === 'not-taken' ? 'rruleNotTaken' : 'rruleNotRight', { part: found.part })
  }
  return (
    <div class="stack-s">
      <Field label={t('rrule')} hint={written === null ? t('noRrule') : t('rruleHint')} fault={fault.value}>
        {(control) => (
          <input
            {...control}
            class="input"
            autocomplete="off"
            spellcheck={false}
            maxLength={1000}
            placeholder="FREQ=WEEKLY;BYDAY=TU,TH;COUNT=16"
            value={typed.value ?? written ?? ''}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        )}
      </Field>
      <div>
        <Button onClick={read}>{t('readIn')}</Button>
      </div>
    </div>
  )
}
