import { useSignal } from '@preact/signals'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { t } from '../../text/dispatch.ts'
import type { DispatchModel } from './model.ts'

interface RevealProps {
  readonly model: DispatchModel
  readonly lineId: string
  readonly title: string
}

/** The whole telephone number, for a reason that is kept. */
export function Reveal({ model, lineId, title }: RevealProps) {
  const asking = useSignal(false)
  const reason = useSignal('')
  const phone = useSignal<string | null>(null)
  if (phone.value !== null) return <strong> {phone.value}</strong>
  return (
    <>
      <Button look="plain" aria-label={t('revealOf', { title })} onClick={() => (asking.value = true)}>
        {t('reveal')}
      </Button>
      {asking.value && (
        <FormDialog
          title={t('revealOf', { title })}
          save={t('reveal')}
          onClose={() => (asking.value = false)}
          onSave={async () => {
            if (reason.value.trim().length < 2) return 'stay'
            const reply = await model.reveal(lineId, reason.value.trim())
            if (!('contactPhone' in reply)) return reply
            phone.value = reply.contactPhone
            return null
          }}
        >
          <TextField
            label={t('revealWhy')}
            maxLength={200}
            value={reason.value}
            onInput={(value) => (reason.value = value)}
          />
        </FormDialog>
      )}
    </>
  )
}
