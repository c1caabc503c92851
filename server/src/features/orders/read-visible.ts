import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { readOrders, type OrderRecord } from '@gongyue/db/queries/orders.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { HttpProblem } from '../../plugins/problems.ts'

/** Officers see the orders of their own parties, the desk those of its facility. */
export function maySee({ partyId }: Pick<OrderRecord, 'partyId'>, who: Who): boolean {
  return who.partyIds.includes(partyId) || mayEnter(who.roles, 'desk')
}

/**
 * An order that the reader may see.
 *
 * @throws HttpProblem `not-found`: an order of others is answered like one that does not exist
 */
export async function readVisible(db: Queryable, who: Who, orderId: string): Promise<OrderRecord> {
  const [order] = await readOrders(db, who.facilityId, [orderId])
  if (!order || !maySee(order, who)) throw new HttpProblem('not-found')
  return order
}
