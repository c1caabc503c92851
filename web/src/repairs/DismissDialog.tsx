import { useSignal } from '@preact/signals'
import { Button } from '../components/Button.tsx'
import { Dialog } from '../components/Dialog.tsx'
import { Field } from '../components/Field.tsx'
import { t } from '../text/repairs.ts'
import type { RepairModel } from './model.ts'

/** Puts plans away; whoever does it says why. */
export function DismissDialog({ model, onClose }: { readonly model: RepairModel; readonly onClose: () => void }) {
  const why = useSignal('')
  const wanting = useSignal(false)
  const busy = useSignal(false)
  const dismiss = async (): Promise<void> => {
    wanting.value = why.value.trim() === ''
    if (wanting.value) return
    busy.value = true
    await model.dismiss(why.value.trim())
    onClose()
  }
  return (
    <Dialog
      title={t('dismissTitle')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={busy.value} onClick={() => void dismiss()}>
            {t('dismissDo')}
          </Button>
        </>
      }
    >
      <Field label={t('dismissReason')} hint={t('dismissHint')} fault={wanting.value && t('dismissWanting')}>
        {(control) => (
          <textarea
            {...control}
            class="input"
            maxLength={500}
            value={why.value}
            onInput={(event) => (why.value = event.currentTarget.value)}
          />
        )}
      </Field>
    </Dialog>
  )
}
