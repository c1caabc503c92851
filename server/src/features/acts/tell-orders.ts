import type { FastifyInstance } from 'fastify'
import type { ThreadEvent } from '@gongyue/shared/domain/thread.ts'
import { insertMessage } from '@gongyue/db/queries/messages.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import type { Planned, Rearrangement } from './change.ts'
import { kindOfChange } from './kind-of-act.ts'

/**
 * Tells the thread of each order what became of its bookings, so that whoever booked reads it there. No mail is sent: a hand that drags, and takes
 * back within ten seconds, would send one each time.
 */
export async function tellOrders(
  app: FastifyInstance,
  db: Queryable,
  { who, reason }: Rearrangement,
  planned: readonly Planned[],
): Promise<void> {
  const told = planned.flatMap((one) => {
    const event = EVENT_OF[kindOfChange(one)]
    return event ? [{ ...one, event }] : []
  })
  for (const [, ofOne] of Map.groupBy(told, ({ before, event }) => `${before.orderId} ${event}`)) {
    const [first] = ofOne
    if (!first) continue
    await insertMessage(db, {
      facilityId: who.facilityId,
      id: app.newId(),
      orderId: first.before.orderId,
      kind: 'system',
      side: 'house',
      authorId: who.userId,
      at: app.clock(),
      text: '',
      event: first.event,
      params: {
        reasonCode: null,
        reason,
        lines: ofOne.map(({ after }) => ({ spaceId: after.spaceId, start: after.start, end: after.end })),
      },
      offer: null,
    })
  }
}

/** What is said of a change; what happens at the door is not said here. */
const EVENT_OF: Readonly<Partial<Record<ReturnType<typeof kindOfChange>, ThreadEvent>>> = {
  move: 'moved',
  cancel: 'withdrawn',
  restore: 'accepted',
}
