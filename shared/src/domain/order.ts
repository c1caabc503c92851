/** An order's lines are decided one by one. */
export const LINE_STATES = ['pending', 'accepted', 'declined', 'withdrawn'] as const
export type LineState = (typeof LINE_STATES)[number]

/** A line for a service also says when it was given. */
export const SERVICE_LINE_STATES = [...LINE_STATES, 'delivered'] as const
export type ServiceLineState = (typeof SERVICE_LINE_STATES)[number]

export const ORDER_STATES = ['placed', 'accepted', 'partly-accepted', 'declined', 'withdrawn'] as const
export type OrderState = (typeof ORDER_STATES)[number]

/**
 * The order's state follows from its lines and is never set by hand: `placed` while one is open, then what became of them.
 * A line withdrawn by the booker does not turn the rest into "partly": only a refusal does.
 */
export function orderStateOf(lines: readonly ServiceLineState[]): OrderState {
  if (lines.includes('pending')) return 'placed'
  const accepted = lines.includes('accepted') || lines.includes('delivered')
  const declined = lines.includes('declined')
  if (accepted) return declined ? 'partly-accepted' : 'accepted'
  return declined ? 'declined' : 'withdrawn'
}

/** Reasons an officer picks from when declining; `other` wants a sentence. */
export const DECLINE_REASONS = [
  'taken-by-other',
  'priority-event',
  'not-suitable',
  'too-few-people',
  'maintenance',
  'incomplete',
  'other',
] as const
export type DeclineReason = (typeof DECLINE_REASONS)[number]
