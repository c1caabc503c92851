import { useSignal } from '@preact/signals'
import type { SeriesWire } from '@gongyue/shared/api/series.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Field } from '../../components/Field.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/series.ts'
import { spanLabel } from '../../text/when.ts'
import type { SeriesModel } from './model.ts'
import { ScopeFields } from './ScopeFields.tsx'

export interface CancelDialogProps {
  readonly model: SeriesModel
  readonly series: SeriesWire
  readonly at: number
}

/** Asks before giving back: which dates, what that means, and a way to keep them. */
export function CancelDialog({ model, series, at }: CancelDialogProps) {
  const reason = useSignal('')
  const cancelling = model.cancelling.value
  if (!cancelling) return null
  const { scope, key } = cancelling
  const open = series.dates.filter(({ state, end }) => state !== 'cancelled' && Date.parse(end) > at)
  const meant = open.filter(
    (date) => scope === 'all' || (key !== null && (scope === 'this' ? date.key === key : date.key >= key)),
  )
  const send = async (): Promise<void> => {
    const count = await model.cancel(reason.value)
    if (count === null) return
    reason.value = ''
    toast(t('cancelled', { count }))
  }
  return (
    <Dialog
      title={t('cancelTitle')}
      onClose={model.keep}
      foot={
        <>
          <Button onClick={model.keep}>{t('cancelKeep')}</Button>
          <Button look="primary" busy={cancelling.sending} onClick={() => void send()}>
            {t('cancelYes', { count: meant.length })}
          </Button>
        </>
      }
    >
      <div class="stack">
        <ScopeFields legend={t('cancelScope')} dates={open} scope={scope} dateKey={key} onAim={model.askCancel} />
        {scope !== 'this' && (
          <ul class="small">
            {meant.slice(0, SHOWN).map(({ key: one, start, end }) => (
              <li key={one}>{spanLabel(start, end)}</li>
            ))}
            {meant.length > SHOWN && <li>{t('changedMore', { count: meant.length - SHOWN })}</li>}
          </ul>
        )}
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
        {cancelling.failing && <Failure failing={cancelling.failing} />}
      </div>
    </Dialog>
  )
}

const SHOWN = 6
