import type { FastifyInstance } from 'fastify'
import { orderStateOf } from '@gongyue/shared/domain/order.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { readLineStates, settleOrders } from '@gongyue/db/queries/standing.ts'
import type { Tx } from '@gongyue/db/transaction.ts'

/** After lines were added to an order: the state that follows from all of them, the next version, and its audit row. */
export async function settleAdded(
  app: FastifyInstance,
  { client }: Tx,
  who: Who,
  orderId: string,
  lineIds: readonly string[],
): Promise<void> {
  const { facilityId, userId } = who
  const states = (await readLineStates(client, facilityId, [orderId])).get(orderId) ?? []
  const state = orderStateOf(states)
  await settleOrders(client, facilityId, [{ orderId, state }])
  await auditRow(client, {
    ...{ facilityId, auditId: app.newId(), at: app.clock(), userId },
    action: 'rearrange-order',
    noun: 'order',
    nounId: orderId,
    data: { added: lineIds, state },
  })
}
