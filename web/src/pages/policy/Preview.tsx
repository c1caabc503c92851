import { useSignal } from '@preact/signals'
import type { PolicyPreviewWire } from '@gongyue/shared/api/policy.ts'
import { Button } from '../../components/Button.tsx'
import { Notice } from '../../components/Notice.tsx'
import { ViolationList } from '../../components/ViolationList.tsx'
import { t } from '../../text/policy.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'

/** So many are read at a glance. */
const FIRST = 20

/** Which of last month's bookings would have been refused, and why. */
export function Preview({ preview: { judged, bounded, refused } }: { readonly preview: PolicyPreviewWire }) {
  const all = useSignal(false)
  const shown = all.value ? refused : refused.slice(0, FIRST)
  return (
    <section class="stack-s" aria-label={t('preview')}>
      <Notice tone={refused.length > 0 ? 'warn' : 'good'} loud>
        <p>{refused.length > 0 ? t('wouldRefuse', { judged, count: refused.length }) : t('refusesNone', { judged })}</p>
        {bounded && <p class="small">{t('bounded', { judged })}</p>}
      </Notice>
      <ul class="stack-s policy-refused">
        {shown.map(({ orderId, title, partyName, reference, placedAt, violations }) => (
          <li key={orderId} class="card stack-s">
            <p>
              <a href={`/orders/${orderId}`}>{title}</a> <span class="faint">{partyName}</span>
            </p>
            <p class="small faint">
              {reference} · {dayLabel(dayOf(placedAt))} {clockOf(placedAt)}
            </p>
            <ViolationList violations={violations} />
          </li>
        ))}
      </ul>
      {shown.length < refused.length && (
        <Button wide onClick={() => (all.value = true)}>
          {t('showAll', { count: refused.length })}
        </Button>
      )}
    </section>
  )
}
