import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { Icon } from '../../components/Icon.tsx'
import { iconPartly } from '../../components/icons.ts'
import { t } from '../../text/orders.ts'

/** Impossible to overlook: some of the order stands and some does not. Empty for every other order. */
export function PartlyNotice({ order, hint = false }: { readonly order: OrderWire; readonly hint?: boolean }) {
  const states = [...order.lines, ...(order.services ?? [])].map(({ state }) => state)
  const declined = states.filter((state) => state === 'declined').length
  const accepted = states.filter((state) => state === 'accepted' || state === 'delivered').length
  if (declined === 0 || accepted === 0) return null
  return (
    <span class="partly tone-warn">
      <Icon of={iconPartly} />
      <span>
        <strong>{t('partlyTitle', { declined, accepted })}</strong>
        {hint && <span class="partly-hint">{t('partlyHint')}</span>}
      </span>
    </span>
  )
}
