import { useSignal } from '@preact/signals'
import type { DeclineReason } from '@gongyue/shared/domain/order.ts'
import { Button } from '../../components/Button.tsx'
import { toast } from '../../components/Toasts.tsx'
import { DeclineFields } from '../../decisions/DeclineFields.tsx'
import { t } from '../../text/queue.ts'
import type { QueueModel } from './model.ts'

/** Several orders declined with one reason. Each is a decision of its own: one that was decided meanwhile stops no other. */
export function TickedBar({ model }: { readonly model: QueueModel }) {
  const declining = useSignal(false)
  const busy = useSignal(false)
  const count = model.ticked.value.size
  if (count === 0) return null
  const decline = async (reasonCode: DeclineReason, reason: string): Promise<void> => {
    busy.value = true
    const done = await model.declineTicked(reasonCode, reason)
    busy.value = false
    declining.value = false
    toast(t('declinedMany', { count: done }))
  }
  return (
    <section class="card queue-ticked stack-s" aria-label={t('ticked', { count })}>
      <p>{t('ticked', { count })}</p>
      {declining.value ? (
        <DeclineFields
          busy={busy.value}
          onDecline={({ reasonCode, reason }) => void decline(reasonCode, reason)}
          onBack={() => (declining.value = false)}
        />
      ) : (
        <div class="decision-buttons">
          <Button look="plain" onClick={model.untickAll}>
            {t('untick')}
          </Button>
          <Button look="danger" onClick={() => (declining.value = true)}>
            {t('declineTicked')}
          </Button>
        </div>
      )}
    </section>
  )
}
