import { useSignal } from '@preact/signals'
import type { DraftWire } from '@gongyue/shared/api/repairs.ts'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { t } from '../text/repairs.ts'
import type { DraftsModel } from './drafts.ts'

export interface DraftFormProps {
  readonly draft: DraftWire
  readonly model: DraftsModel
  readonly onClose: () => void
}

/** Changes the words of a message before it leaves. */
export function DraftForm({ draft, model, onClose }: DraftFormProps) {
  const form = useSignal({ subject: draft.subject, body: draft.body, address: draft.address ?? '' })
  const busy = useSignal(false)
  const { subject, body, address } = form.value
  const save = async (): Promise<void> => {
    busy.value = true
    const edit = { subject: subject.trim(), body, address: address.trim() === '' ? null : address.trim() }
    if (await model.edit(draft, edit)) onClose()
    busy.value = false
  }
  return (
    <form
      class="stack-s"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field label={t('address')}>
        {(control) => (
          <input
            {...control}
            class="input"
            type="email"
            value={address}
            onInput={(event) => (form.value = { ...form.value, address: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('subject')}>
        {(control) => (
          <input
            {...control}
            class="input"
            required
            maxLength={200}
            value={subject}
            onInput={(event) => (form.value = { ...form.value, subject: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('body')}>
        {(control) => (
          <textarea
            {...control}
            class="input letter-input"
            required
            maxLength={5000}
            value={body}
            onInput={(event) => (form.value = { ...form.value, body: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class="letter-buttons">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" type="submit" busy={busy.value}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
