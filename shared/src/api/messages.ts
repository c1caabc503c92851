import Type, { type Static } from 'typebox'
import { DECLINE_REASONS } from '../domain/order.ts'
import { MAX_MESSAGE, MESSAGE_SIDES, THREAD_EVENTS } from '../domain/thread.ts'
import { AlternativeLine } from './problem.ts'
import { route } from './route.ts'
import { Empty, Id, InstantText, Nullable, OneOf, Strict } from './schemas.ts'

/** A place and time that the desk offers instead; taking it is placing an order. */
export const OfferSchema = Strict({ lines: Type.Array(AlternativeLine, { minItems: 1, maxItems: 10 }) })
export type MessageOfferWire = Static<typeof OfferSchema>

/** What happened to the order, told by the system: key and values, the sentence is made by the reader. */
export const ThreadEventSchema = Strict({
  name: OneOf(THREAD_EVENTS),
  reasonCode: Nullable(OneOf(DECLINE_REASONS)),
  reason: Nullable(Type.String()),
  fileName: Nullable(Type.String()),
  lines: Type.Array(AlternativeLine),
  /** Services it is about; left out when there are none. */
  services: Type.Optional(
    Type.Array(Strict({ title: Type.String(), start: InstantText, end: InstantText, place: Type.String() })),
  ),
})
export type ThreadEventWire = Static<typeof ThreadEventSchema>

export const MessageSchema = Strict({
  id: Id,
  at: InstantText,
  kind: OneOf(['text', 'system']),
  side: OneOf(MESSAGE_SIDES),
  /** Who wrote it; a party learns of the house only that it was the house. */
  author: Nullable(Type.String()),
  mine: Type.Boolean(),
  text: Type.String(),
  event: Nullable(ThreadEventSchema),
  offer: Nullable(OfferSchema),
})
export type MessageWire = Static<typeof MessageSchema>

/** So many lines are shown of a thread, the newest of it. */
export const THREAD_LIMIT = 200

const params = Strict({ id: Id })

export const listMessages = route({
  method: 'GET',
  path: '/orders/:id/messages',
  scope: 'orders',
  summary: 'What party and house have written about an order, and what became of it; oldest first',
  params,
  replies: {
    200: Strict({
      items: Type.Array(MessageSchema),
      unread: Type.Integer({ minimum: 0 }),
      /** True when there are older lines than those shown. */
      more: Type.Boolean(),
    }),
  },
})
export type ThreadWire = Static<(typeof listMessages)['replies'][200]>

export const writeMessage = route({
  method: 'POST',
  path: '/orders/:id/messages',
  scope: 'orders',
  summary: 'Write to the other side; the desk may offer a place and time instead',
  idempotent: true,
  params,
  body: Strict({
    text: Type.String({ minLength: 1, maxLength: MAX_MESSAGE, pattern: '\\S' }),
    offer: Type.Optional(OfferSchema),
  }),
  replies: { 201: MessageSchema },
})

export const markMessagesRead = route({
  method: 'POST',
  path: '/orders/:id/read-mark',
  scope: 'orders',
  summary: 'Up to here the reader has read; a mark never goes back',
  params,
  body: Strict({ messageId: Id }),
  replies: { 204: Empty },
})

export const countUnread = route({
  method: 'GET',
  path: '/messages/unread',
  scope: 'orders',
  summary: 'How much the reader has not read; what the house has answered counts as read by all of the house',
  replies: { 200: Strict({ messages: Type.Integer({ minimum: 0 }), orders: Type.Integer({ minimum: 0 }) }) },
})
