import type { OrderDraftWire, OrderWire } from '@gongyue/shared/api/orders.ts'
import type { call } from '../../../api/call.ts'
import { decideOrder, placeOrder } from '../../../api/routes.ts'
import type { Failing } from '../../../components/Failure.tsx'
import type { Waiver } from '../../../decisions/model.ts'

export type Booked = { readonly kind: 'booked'; readonly order: OrderWire } | Failing

/** Books for somebody at the desk: placed, and accepted in the same breath where it would wait for an officer. The key makes it one order. */
export async function bookAtDesk(
  send: typeof call,
  draft: OrderDraftWire,
  key: string,
  waivers: readonly Waiver[] = [],
): Promise<Booked> {
  const placed = await send(placeOrder, { body: draft, idempotencyKey: key })
  if (placed.kind !== 'ok') return placed
  if (placed.status !== 201) throw new Error('an order was placed, and the server answered as for a dry run')
  const order = placed.body
  if (!order.lines.some(({ state }) => state === 'pending')) return { kind: 'booked', order }
  const accepted = await send(decideOrder, {
    params: { id: order.id },
    body: { decision: 'accept', ...(waivers.length > 0 && { waivers: [...waivers] }) },
    idempotencyKey: `${key}-a`,
  })
  return accepted.kind === 'ok' ? { kind: 'booked', order: accepted.body } : accepted
}
