import { countUnread } from '@gongyue/db/queries/messages.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { sideOf } from './tell-thread.ts'

/** What a reader has not read of some orders, all of which they may see. */
export async function unreadFor(
  db: Queryable,
  who: Who,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (orderIds.length === 0) return new Map()
  const { facilityId, userId } = who
  return await countUnread(db, { facilityId, userId, side: sideOf(who), partyIds: null, orderIds })
}
