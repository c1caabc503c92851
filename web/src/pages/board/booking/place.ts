import type { DeskOrderDraftWire, OrderWire } from '@gongyue/shared/api/orders.ts'
import type { call } from '../../../api/call.ts'
import { placeOrder } from '../../../api/routes.ts'
import type { Failing } from '../../../components/Failure.tsx'

export type Placed = { readonly kind: 'booked'; readonly order: OrderWire } | Failing

/** Books for somebody at the desk: accepted in the same breath where it would wait for an officer. The key makes it one order. */
export async function bookAtDesk(send: typeof call, draft: DeskOrderDraftWire, key: string): Promise<Placed> {
  const placed = await send(placeOrder, { body: draft, idempotencyKey: key })
  if (placed.kind !== 'ok') return placed
  if (placed.status !== 201) throw new Error('an order was placed, and the server answered as for a dry run')
  return { kind: 'booked', order: placed.body }
}
