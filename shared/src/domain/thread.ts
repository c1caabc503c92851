/** Who speaks in the thread of an order: the party that asks, or the house. */
export const MESSAGE_SIDES = ['party', 'house'] as const
export type MessageSide = (typeof MESSAGE_SIDES)[number]

/** What a system line of a thread tells. */
export const THREAD_EVENTS = [
  'accepted',
  'declined',
  'withdrawn',
  'moved',
  'attached',
  'detached',
  'crew-changed',
  'delivered',
  'rated',
] as const
export type ThreadEvent = (typeof THREAD_EVENTS)[number]

/** The longest message, in UTF-16 units. */
export const MAX_MESSAGE = 1000
