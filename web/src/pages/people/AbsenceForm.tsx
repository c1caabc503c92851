import { useSignal } from '@preact/signals'
import type { PersonWire } from '@gongyue/shared/api/people.ts'
import { session } from '../../app/session.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { instantOf } from '../../classes/instants.ts'
import { TextField } from '../../classes/TextField.tsx'
import type { Failing } from '../../components/Failure.tsx'
import { t } from '../../text/people.ts'
import type { Leave } from './model.ts'

interface AbsenceFormProps {
  readonly person: PersonWire
  readonly onSave: (leave: Leave) => Promise<Failing | null>
  readonly onClose: () => void
}

/** Somebody is away: from when to when, and why. */
export function AbsenceForm({ person, onSave, onClose }: AbsenceFormProps) {
  const timeZone = session.value?.facility.timeZone ?? 'UTC'
  const draft = useSignal({ start: '', end: '', reason: '' })
  const tried = useSignal(false)
  const { start, end, reason } = draft.value
  const set = (part: Partial<Leave>): void => void (draft.value = { ...draft.value, ...part })
  const isEarly = start !== '' && end !== '' && end <= start
  return (
    <FormDialog
      title={t('absentOf', { name: person.name })}
      save={t('report')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        if (start === '' || end === '' || isEarly) return 'stay'
        return await onSave({ start: instantOf(start, timeZone), end: instantOf(end, timeZone), reason: reason.trim() })
      }}
    >
      <div class="form-pair">
        <TextField
          label={t('from')}
          type="datetime-local"
          fault={tried.value && start === '' && t('dateMissing')}
          value={start}
          onInput={(value) => set({ start: value })}
        />
        <TextField
          label={t('until')}
          type="datetime-local"
          fault={isEarly ? t('endsWrong') : tried.value && end === '' && t('dateMissing')}
          value={end}
          onInput={(value) => set({ end: value })}
        />
      </div>
      <TextField label={t('reason')} maxLength={200} value={reason} onInput={(value) => set({ reason: value })} />
    </FormDialog>
  )
}
