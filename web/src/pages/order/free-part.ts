import type { CellWire } from '@gongyue/shared/api/availability.ts'
import { call } from '../../api/call.ts'
import { findAvailability } from '../../api/routes.ts'
import { minutesBetween } from '../../text/when.ts'
import { sampleOf, type Card } from './catalogue.ts'
import { lies, type Span } from './span.ts'

/** The space that the first cell of the span names: the card's own, or a free one of its parts. */
export function spaceAtStart(card: Card, span: Span, cells: readonly CellWire[]): string {
  return cells.find((cell) => lies(cell, span))?.spaceId ?? sampleOf(card).id
}

/** True when that space may be taken in the others' cells, or stands in the basket already: then {@link freePart} knows better. */
export function mayCollide(card: Card, span: Span, cells: readonly CellWire[], basket: ReadonlySet<string>): boolean {
  if (card.kind === 'single') return false
  const named = spaceAtStart(card, span, cells)
  return basket.has(named) || cells.some((cell) => lies(cell, span) && cell.spaceId !== named)
}

/** One of the card's parts that is free for the whole span and not in the basket; null when the server names none. */
export async function freePart(
  card: Extract<Card, { kind: 'many' }>,
  span: Span,
  basket: ReadonlySet<string>,
  partyId: string,
): Promise<string | null> {
  const reply = await call(findAvailability, {
    body: {
      durationMinutes: minutesBetween(span.start, span.end),
      headcount: 1,
      spaceCodes: card.parts.map(({ code }) => code),
      windows: [span],
      limit: Math.min(50, basket.size + 1),
      ...(partyId ? { partyId } : {}),
    },
  })
  if (reply.kind !== 'ok') return null
  for (const { lines } of reply.body.items) {
    const [only, ...more] = lines
    if (only && more.length === 0 && !basket.has(only.spaceId)) return only.spaceId
  }
  return null
}
