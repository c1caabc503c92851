import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { OrderRecord } from '@gongyue/db/queries/orders.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { orderWire } from './wire.ts'

/** The order after the change, the first answer to a key that came before, or why not. */
export type Changed<No> =
  | { readonly kind: 'changed'; readonly order: OrderRecord }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>
  | No

/** Changes an order once for a key. A "no" keeps nothing of what was written, and leaves the key free. */
export async function changeOnce<No extends { readonly kind: string }>(
  tx: Tx,
  { keyed, timeZone }: { readonly keyed: KeyedRequest | null; readonly timeZone: string },
  change: () => Promise<OrderRecord | No>,
): Promise<Changed<No>> {
  const done = await idempotent(tx, keyed, change, (value) => ({
    status: 200,
    response: isOrder(value) ? orderWire(value, timeZone, true) : null,
  }))
  if (done.kind !== 'done') return done
  return isOrder(done.value) ? { kind: 'changed', order: done.value } : tx.undo(done.value)
}

function isOrder<No>(value: OrderRecord | No): value is OrderRecord {
  return typeof value === 'object' && value !== null && 'lines' in value
}
