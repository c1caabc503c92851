import { useSignal } from '@preact/signals'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { instantOf } from '../../classes/instants.ts'
import { TextField } from '../../classes/TextField.tsx'
import type { Failing } from '../../components/Failure.tsx'
import { t } from '../../text/classes.ts'
import type { TermDraftWire } from './model.ts'

interface TermFormProps {
  readonly timeZone: string
  readonly onSave: (draft: TermDraftWire) => Promise<Failing | null>
  readonly onClose: () => void
}

/** A new term: its days, and when places can be asked for. */
export function TermForm({ timeZone, onSave, onClose }: TermFormProps) {
  const draft = useSignal({ name: '', startsOn: '', endsOn: '', opensAt: '', closesAt: '' })
  const tried = useSignal(false)
  const shown = draft.value
  const set = (part: Partial<typeof shown>): void => void (draft.value = { ...draft.value, ...part })
  const faults = {
    name: shown.name.trim() === '' && t('termNameMissing'),
    startsOn: shown.startsOn === '' && t('dateMissing'),
    endsOn: shown.endsOn === '' ? t('dateMissing') : shown.endsOn < shown.startsOn && t('endsWrong'),
    opensAt: shown.opensAt === '' && t('dateMissing'),
    closesAt: shown.closesAt === '' ? t('dateMissing') : shown.closesAt <= shown.opensAt && t('closesWrong'),
  }
  const fault = (field: keyof typeof faults) => (tried.value || shown[field] !== '') && faults[field]
  return (
    <FormDialog
      title={t('addTerm')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        if (Object.values(faults).some(Boolean)) return 'stay'
        const [opensAt, closesAt] = [instantOf(shown.opensAt, timeZone), instantOf(shown.closesAt, timeZone)]
        return await onSave({ ...shown, name: shown.name.trim(), opensAt, closesAt })
      }}
    >
      <TextField
        label={t('termName')}
        hint={t('termNameHint')}
        fault={fault('name')}
        maxLength={60}
        value={shown.name}
        onInput={(name) => set({ name })}
      />
      {PAIRS.map(([one, other, type]) => (
        <div class="form-pair" key={one}>
          {[one, other].map((field) => (
            <TextField
              key={field}
              label={t(field)}
              fault={fault(field)}
              type={type}
              value={shown[field]}
              onInput={(value) => set({ [field]: value })}
            />
          ))}
        </div>
      ))}
    </FormDialog>
  )
}

const PAIRS = [
  ['startsOn', 'endsOn', 'date'],
  ['opensAt', 'closesAt', 'datetime-local'],
] as const
