import type { FastifyInstance } from 'fastify'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import type { MessageSide, ThreadEvent } from '@gongyue/shared/domain/thread.ts'
import { insertMessage, type MessageRecord, type NewMessage, type ThreadParams } from '@gongyue/db/queries/messages.ts'
import type { OrderRecord } from '@gongyue/db/queries/orders.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { noticeByMail } from './notice-by-mail.ts'

/** For whom somebody speaks: staff always for the house. */
export function sideOf(who: Who): MessageSide {
  return mayEnter(who.roles, 'desk') ? 'house' : 'party'
}

type ToldOrder = Pick<OrderRecord, 'id' | 'reference' | 'title' | 'partyId' | 'partyName'>

/** Something to be said in a thread. */
type Said =
  | { readonly kind: 'text'; readonly text: string; readonly offer: MessageRecord['offer'] }
  | { readonly kind: 'system'; readonly event: ThreadEvent; readonly params: ThreadParams }

/** Adds a line to the thread of an order, in the transaction of the deed, and tells the other side by mail where the policy says so. */
export async function tellThread(
  app: FastifyInstance,
  tx: Tx,
  { who, order, said }: { readonly who: Who; readonly order: ToldOrder; readonly said: Said },
): Promise<MessageRecord> {
  const message: NewMessage = {
    facilityId: who.facilityId,
    id: app.newId(),
    orderId: order.id,
    kind: said.kind,
    side: sideOf(who),
    authorId: who.userId,
    at: app.clock(),
    text: said.kind === 'text' ? said.text : '',
    event: said.kind === 'system' ? said.event : null,
    params: said.kind === 'system' ? said.params : {},
    offer: said.kind === 'text' ? said.offer : null,
  }
  await insertMessage(tx.client, message)
  await noticeByMail(app, tx, order, message)
  return { ...message, authorName: who.name }
}
