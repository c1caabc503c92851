import type { FastifyInstance } from 'fastify'
import { orderStateOf } from '@gongyue/shared/domain/order.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { readOrders, setOrderState, type OrderRecord } from '@gongyue/db/queries/orders.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'

/** What was done to an order's lines, for the audit trail. */
export interface Deed {
  readonly who: Who
  readonly orderId: string
  readonly action: 'decide-order' | 'cancel-order'
  readonly data: Readonly<Record<string, unknown>>
}

/**
 * Ends every change of an order's lines: sets the state that follows from them, writes the audit row, and gives the order as it now stands. The
 * caller holds the order's lock.
 */
export async function settleOrder(app: FastifyInstance, tx: Tx, deed: Deed): Promise<OrderRecord> {
  const { who, orderId, action, data } = deed
  const { facilityId, userId } = who
  const [order] = await readOrders(tx.client, facilityId, [orderId])
  if (!order) throw new Error(`order ${orderId} vanished under its lock`)
  const state = orderStateOf(order.lines.map((line) => line.state))
  await setOrderState(tx.client, facilityId, orderId, state)
  await auditRow(tx.client, {
    facilityId,
    auditId: app.newId(),
    at: app.clock(),
    userId,
    action,
    noun: 'order',
    nounId: orderId,
    data: { ...data, state },
  })
  return { ...order, state, version: order.version + 1 }
}
