import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { Button } from '../components/Button.tsx'
import { Dialog } from '../components/Dialog.tsx'
import { Failure, type Failing } from '../components/Failure.tsx'
import { t } from '../text/classes.ts'

interface FormDialogProps {
  readonly title: string
  readonly onClose: () => void
  /** Sends it; null when it is done and the form goes, `stay` when the form itself says what is missing. */
  readonly onSave: () => Promise<Failing | 'stay' | null>
  readonly save?: string
  readonly children: ComponentChildren
}

/** A form over the page: Enter sends it, once at a time, and what the server says stands above the fields. */
export function FormDialog({ title, onClose, onSave, save = t('save'), children }: FormDialogProps) {
  const failing = useSignal<Failing | null>(null)
  const busy = useSignal(false)
  const send = async (): Promise<void> => {
    if (busy.value) return
    busy.value = true
    const answer = await onSave()
    busy.value = false
    failing.value = answer === 'stay' ? null : answer
    if (answer === null) onClose()
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={busy.value} onClick={() => void send()}>
            {save}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        {failing.value && <Failure failing={failing.value} />}
        {children}
        <input type="submit" hidden />
      </form>
    </Dialog>
  )
}
