import type { MessageOfferWire } from '@gongyue/shared/api/messages.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { session } from '../app/session.ts'
import { keepDraft } from '../app/storage.ts'

/** Fills the order page with an offer: what was asked for, at the time and place offered. Nothing is sent; conditions are accepted there. */
export function takeOffer({ title, purpose, headcount, partyId }: OrderWire, { lines }: MessageOfferWire): void {
  const reader = session.value
  if (!reader) return
  keepDraft(`order.${reader.user.id}`, {
    lines: lines.map(({ spaceId, start, end }) => ({ spaceId, start, end })),
    title,
    purpose,
    headcount,
    partyId,
    conditions: {},
  })
}
