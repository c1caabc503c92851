import { useSignal } from '@preact/signals'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { TextField } from '../../classes/TextField.tsx'
import type { Failing } from '../../components/Failure.tsx'
import { t } from '../../text/rounds.ts'

interface CancelFormProps {
  readonly onClose: () => void
  readonly onCancel: (reason: string) => Promise<Failing | null>
}

/** A round is called off only with a reason. */
export function CancelForm({ onClose, onCancel }: CancelFormProps) {
  const reason = useSignal('')
  const tried = useSignal(false)
  const short = reason.value.trim().length < 2
  return (
    <FormDialog
      title={t('cancelRound')}
      save={t('cancelRound')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        return short ? 'stay' : await onCancel(reason.value.trim())
      }}
    >
      <p>{t('cancelHint')}</p>
      <TextField
        label={t('reason')}
        maxLength={500}
        fault={tried.value && short && t('reasonMissing')}
        value={reason.value}
        onInput={(text) => (reason.value = text)}
      />
    </FormDialog>
  )
}
