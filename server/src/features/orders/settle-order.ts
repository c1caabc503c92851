import type { FastifyInstance } from 'fastify'
import { orderStateOf, type DeclineReason } from '@gongyue/shared/domain/order.ts'
import type { ThreadEvent } from '@gongyue/shared/domain/thread.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { readOrders, setOrderState, type OrderRecord } from '@gongyue/db/queries/orders.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { tellThread } from '../messages/tell-thread.ts'

/** What was done to an order's lines, for the audit trail. */
export interface Deed {
  readonly who: Who
  readonly orderId: string
  readonly action: 'decide-order' | 'cancel-order' | 'assign-crew' | 'deliver-service' | 'rate-service' | 'join-visits'
  /** What the thread is told; left out, it follows from the action. */
  readonly event?: ThreadEvent
  readonly data: Readonly<Record<string, unknown>> & {
    readonly lineIds?: readonly string[]
    readonly decision?: string
    readonly reasonCode?: DeclineReason | null
    readonly reason?: string | null
  }
}

/**
 * Ends every change of an order's lines: sets the state that follows from them, writes the audit row, tells the thread, and gives the order as it now stands. The
 * caller holds the order's lock.
 */
export async function settleOrder(app: FastifyInstance, tx: Tx, deed: Deed): Promise<OrderRecord> {
  const { who, orderId, action, data } = deed
  const { facilityId, userId } = who
  const [order] = await readOrders(tx.client, facilityId, [orderId])
  if (!order) throw new Error(`order ${orderId} vanished under its lock`)
  const state = orderStateOf([...order.lines, ...order.services].map((line) => line.state))
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
  const settled = { ...order, state, version: order.version + 1 }
  await tellThread(app, tx, { who, order: settled, said: saidOf(order, deed) })
  return settled
}

/** The line of the thread that tells what was done. */
function saidOf(order: OrderRecord, { action, event, data }: Deed) {
  const { lineIds = [], decision, reasonCode = null, reason = null } = data
  const lines = order.lines.filter(({ id }) => lineIds.includes(id))
  const services = order.services.filter(({ id }) => lineIds.includes(id))
  const followed = action === 'cancel-order' ? 'withdrawn' : decision === 'accept' ? 'accepted' : 'declined'
  const params = {
    reasonCode,
    reason,
    lines: lines.map(({ spaceId, start, end }) => ({ spaceId, start, end })),
    ...(services.length > 0 && {
      services: services.map(({ title, start, end, placeName, address }) => ({
        ...{ title, start, end },
        place: placeName ?? address,
      })),
    }),
  }
  return { kind: 'system', event: event ?? followed, params } as const
}
