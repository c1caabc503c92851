import { useSignal } from '@preact/signals'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { spaceName } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Field } from '../../components/Field.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/orders.ts'
import { spanLabel } from '../../text/when.ts'
import type { DetailModel } from './detail-model.ts'

/** Asks before giving anything back: what goes, what that means, and a way to keep it. */
export function CancelDialog({ model, order }: { readonly model: DetailModel; readonly order: OrderWire }) {
  const reason = useSignal('')
  const cancelling = model.cancelling.value
  if (cancelling.kind === 'idle') return null
  const lines = order.lines.filter(({ id }) => cancelling.lineIds.includes(id))
  const services = (order.services ?? []).filter(({ id }) => cancelling.lineIds.includes(id))
  const send = async () => {
    if (!(await model.cancel(reason.value))) return
    reason.value = ''
    toast(t('cancelled'))
  }
  return (
    <Dialog
      title={t('cancelTitle')}
      onClose={() => model.keep()}
      foot={
        <>
          <Button onClick={() => model.keep()}>{t('cancelKeep')}</Button>
          <Button look="primary" busy={cancelling.kind === 'sending'} onClick={() => void send()}>
            {t('cancelYes')}
          </Button>
        </>
      }
    >
      <div class="stack">
        <ul class="stack-s">
          {lines.map((line) => (
            <li key={line.id}>
              <strong>{spaceName(line.spaceId)}</strong> {spanLabel(line.start, line.end)}
            </li>
          ))}
          {services.map((line) => (
            <li key={line.id}>
              <strong>{line.title}</strong> {spanLabel(line.start, line.end)}
            </li>
          ))}
        </ul>
        <p class="faint">{t('cancelText')}</p>
        <Field label={t('cancelReason')}>
          {(control) => (
            <input
              {...control}
              class="input"
              maxLength={500}
              value={reason.value}
              onInput={(event) => (reason.value = event.currentTarget.value)}
            />
          )}
        </Field>
        {cancelling.kind === 'asking' && cancelling.failing && <Failure failing={cancelling.failing} />}
      </div>
    </Dialog>
  )
}
