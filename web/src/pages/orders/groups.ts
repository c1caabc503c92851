import type { LineWire, OrderWire } from '@gongyue/shared/api/orders.ts'

/** The headings of the list, in reading order: what was partly refused stands on top, where it cannot be overlooked. */
export const ORDER_GROUPS = ['attention', 'waiting', 'coming', 'past'] as const
export type OrderGroup = (typeof ORDER_GROUPS)[number]

/** Where an order stands at `now` (epoch milliseconds). */
export function groupOfOrder(order: OrderWire, now: number): OrderGroup {
  const all = [...order.lines, ...(order.services ?? [])]
  if (!all.some(({ end }) => Date.parse(end) > now)) return 'past'
  if (order.state === 'partly-accepted') return 'attention'
  if (order.state === 'placed') return all.some(({ state }) => state === 'declined') ? 'attention' : 'waiting'
  const isComing =
    order.lines.some((line) => isLive(line) && Date.parse(line.end) > now) ||
    (order.services ?? []).some(({ state, end }) => state === 'accepted' && Date.parse(end) > now)
  return order.state === 'accepted' && isComing ? 'coming' : 'past'
}

/** Orders by heading: what comes next first, the past latest first. */
export function grouped(orders: readonly OrderWire[], now: number): ReadonlyMap<OrderGroup, readonly OrderWire[]> {
  const byStart = [...orders].sort((a, b) => firstStart(a).localeCompare(firstStart(b)))
  const groups = new Map<OrderGroup, OrderWire[]>(ORDER_GROUPS.map((group) => [group, []]))
  for (const order of byStart) groups.get(groupOfOrder(order, now))?.push(order)
  groups.get('past')?.reverse()
  return groups
}

/** True while the booker can still give it back: it waits, or stands and has not begun. */
export function canCancel(line: LineWire, now: number): boolean {
  if (Date.parse(line.start) <= now) return false
  return line.state === 'pending' || line.reservation?.state === 'confirmed'
}

function isLive({ reservation }: LineWire): boolean {
  return reservation?.state === 'confirmed' || reservation?.state === 'in-use'
}

function firstStart({ lines, services = [] }: OrderWire): string {
  const starts = [...lines, ...services].map(({ start }) => start)
  return starts.reduce((first, start) => (start < first ? start : first), starts[0] ?? '')
}
