import type { OrderDraftWire, OrderWire, VerdictWire } from '@gongyue/shared/api/orders.ts'
import { call, isProblem } from '../../api/call.ts'
import { placeOrder } from '../../api/routes.ts'
import type { Failing } from '../../components/Failure.tsx'
import type { Gaps } from './draft.ts'

/** Where the sending of the order stands. */
export type Sending =
  | { readonly kind: 'idle' }
  | { readonly kind: 'incomplete'; readonly gaps: Gaps }
  | { readonly kind: 'sending' }
  /** The answer was no; the verdict says why and what instead. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | { readonly kind: 'placed'; readonly order: OrderWire }

/** What came of an order that was sent. */
export type Sent =
  | { readonly kind: 'placed'; readonly order: OrderWire }
  | { readonly kind: 'refused'; readonly answer: VerdictWire }
  | { readonly kind: 'failed'; readonly failing: Failing }

export async function sendOrder(body: OrderDraftWire, idempotencyKey: string): Promise<Sent> {
  const reply = await call(placeOrder, { query: {}, body, idempotencyKey })
  if (reply.kind === 'ok') {
    // 200 is the answer to a dry run, which was not asked for.
    return reply.status === 201 ? { kind: 'placed', order: reply.body } : { kind: 'refused', answer: reply.body }
  }
  if (reply.kind === 'problem' && isProblem(reply.problem, 'refused')) {
    const { violations = [], alternatives = [] } = reply.problem
    return { kind: 'refused', answer: { verdict: 'refused', violations, alternatives, routes: [] } }
  }
  return { kind: 'failed', failing: reply }
}
