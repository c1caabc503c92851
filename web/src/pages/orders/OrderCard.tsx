import type { LineWire, OrderWire } from '@gongyue/shared/api/orders.ts'
import { spaceName } from '../../app/spaces.ts'
import { Chip } from '../../components/Chip.tsx'
import { LineStateChip, OrderStateChip } from '../../components/StateChip.tsx'
import { When } from '../../components/When.tsx'
import { ServiceStateChip } from '../../services/ServiceStateChip.tsx'
import { t } from '../../text/orders.ts'
import { PartlyNotice } from './PartlyNotice.tsx'

/** Lines shown before "n more". */
const SHOWN = 4

/** One order in the list: what, when, where, and its state; line by line as soon as the lines differ. */
export function OrderCard({
  order,
  past,
  at,
}: {
  readonly order: OrderWire
  readonly past: boolean
  /** When the list was read, epoch milliseconds. */
  readonly at: number
}) {
  const differ = new Set(order.lines.map(stateKey)).size > 1
  const lines = nextLines(order, at)
  return (
    <a class={`card order-card${past ? ' past' : ''}`} href={`/orders/${order.id}`}>
      <span class="order-card-head">
        <span class="order-card-title">{order.title}</span>
        <span class="row">
          {order.seriesId !== undefined && <Chip tone="quiet">{t('series', { count: order.lines.length })}</Chip>}
          {order.unread !== undefined && <Chip tone="accent">{t('unread', { count: order.unread })}</Chip>}
          <OrderStateChip state={order.state} />
        </span>
      </span>
      <PartlyNotice order={order} />
      <span class="order-card-lines">
        {lines.slice(0, SHOWN).map((line) => (
          <span key={line.id} class="order-card-line">
            <span>
              <span class="when">
                <When {...line} />
              </span>{' '}
              <span class="where">{spaceName(line.spaceId)}</span>
            </span>
            {differ && <LineStateChip line={line} />}
          </span>
        ))}
        {(order.services ?? []).map((line) => (
          <span key={line.id} class="order-card-line">
            <span>
              <span class="when">
                <When {...line} />
              </span>{' '}
              <span class="where">{line.title}</span>
            </span>
            <ServiceStateChip state={line.state} />
          </span>
        ))}
        {order.lines.length > SHOWN && (
          <span class="faint small">{t('linesMore', { count: order.lines.length - SHOWN })}</span>
        )}
      </span>
      <span class="faint small">{order.reference}</span>
    </a>
  )
}

/** Of a series the next dates: that it began in September says little in December. */
function nextLines({ lines, seriesId }: OrderWire, at: number): readonly LineWire[] {
  if (seriesId === undefined) return lines
  const ahead = lines.filter(({ end }) => Date.parse(end) > at)
  return ahead.length > 0 ? ahead : lines
}

function stateKey({ state, reservation }: LineWire): string {
  return `${state} ${reservation?.state ?? ''}`
}
