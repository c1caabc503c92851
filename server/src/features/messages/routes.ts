import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/messages.ts'
import { countUnread, listMessages, markRead } from '@gongyue/db/queries/messages.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { readVisible } from '../orders/read-visible.ts'
import { sideOf } from './tell-thread.ts'
import { unreadFor } from './unread-for.ts'
import { messageWire } from './wire.ts'
import { writeMessage } from './write-message.ts'

/** What party and house say to each other about an order. */
export async function messages(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.listMessages, async ({ who, params }) => {
    const { id } = await readVisible(pool, who, params.id)
    const [lines, unread] = await Promise.all([
      listMessages(pool, who.facilityId, id, api.THREAD_LIMIT + 1),
      unreadFor(pool, who, [id]),
    ])
    const items = lines.slice(-api.THREAD_LIMIT).map((line) => messageWire(line, who))
    return { status: 200, body: { items, unread: unread.get(id) ?? 0, more: lines.length > api.THREAD_LIMIT } }
  })

  app.handle(api.writeMessage, async (request) => {
    const { who, params, body } = request
    const result = await writeMessage(app, {
      who,
      orderId: params.id,
      text: body.text,
      offer: body.offer ?? null,
      keyed: keyedRequest(request, who),
    })
    switch (result.kind) {
      case 'done':
        return { status: 201, body: result.value }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as api.MessageWire }
      case 'reused':
        return { problem: 'key-reused' }
    }
  })

  app.handle(api.markMessagesRead, async ({ who, params, body }) => {
    const { id } = await readVisible(pool, who, params.id)
    const { facilityId, userId } = who
    await markRead(pool, { facilityId, orderId: id, userId, messageId: body.messageId })
    return { status: 204, body: null }
  })

  app.handle(api.countUnread, async ({ who }) => {
    const side = sideOf(who)
    const { facilityId, userId, partyIds } = who
    const filter = { facilityId, userId, side, partyIds: side === 'house' ? null : partyIds, orderIds: null }
    const unread = await countUnread(pool, filter)
    const counted = [...unread.values()].reduce((sum, count) => sum + count, 0)
    return { status: 200, body: { messages: counted, orders: unread.size } }
  })
}
