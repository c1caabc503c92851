import { useSignal } from '@preact/signals'
import type { VolunteerWire } from '@gongyue/shared/api/volunteers.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { TextField } from '../../classes/TextField.tsx'
import { toast } from '../../components/Toasts.tsx'
import { todayHere } from '../../partners/today.ts'
import { t } from '../../text/volunteers.ts'
import { minutesOf, type VolunteersModel } from './model.ts'

interface NoteDialogProps {
  readonly model: VolunteersModel
  readonly person: VolunteerWire
  readonly onClose: () => void
}

/** Hours that no booking shows, with the reason. */
export function NoteDialog({ model, person, onClose }: NoteDialogProps) {
  const draft = useSignal({ day: todayHere(), hours: '', title: '', reason: '' })
  const tried = useSignal(false)
  const { day, hours, title, reason } = draft.value
  const set = (part: Partial<typeof draft.value>): void => void (draft.value = { ...draft.value, ...part })
  const minutes = minutesOf(hours)
  const faults = {
    day: day === '' && t('dayMissing'),
    hours: minutes === null && t('minutesWrong'),
    title: title.trim() === '' && t('whatMissing'),
    reason: reason.trim().length < 2 && t('reasonMissing'),
  }
  const told = (fault: string | false): string | false => tried.value && fault
  const save = async () => {
    tried.value = true
    if (minutes === null || Object.values(faults).some(Boolean)) return 'stay' as const
    const answer = await model.note(person.personId, { day, minutes, title: title.trim(), reason: reason.trim() })
    if (answer === null) toast(t('noted'))
    return answer
  }
  return (
    <FormDialog title={t('noteOf', { name: person.name })} onClose={onClose} onSave={save}>
      <p class="small faint">{t('noteHint')}</p>
      <div class="form-pair">
        <TextField
          label={t('day')}
          type="date"
          fault={told(faults.day)}
          value={day}
          onInput={(value) => set({ day: value })}
        />
        <TextField
          label={t('minutes')}
          numeric
          fault={told(faults.hours)}
          value={hours}
          onInput={(value) => set({ hours: value })}
        />
      </div>
      <TextField
        label={t('what')}
        fault={told(faults.title)}
        value={title}
        onInput={(value) => set({ title: value })}
      />
      <TextField
        label={t('reason')}
        maxLength={500}
        fault={told(faults.reason)}
        value={reason}
        onInput={(value) => set({ reason: value })}
      />
    </FormDialog>
  )
}
