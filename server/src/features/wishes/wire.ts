import type { WishWire } from '@gongyue/shared/api/wishes.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { WishRecord } from '@gongyue/db/queries/wishes.ts'

/** A wish with its offers. */
export function wishWire(wish: WishRecord, timeZone: string): WishWire {
  const at = (instant: number) => formatInstant(instant, timeZone)
  return {
    ...{ id: wish.id, partyId: wish.partyId, partyName: wish.partyName, placedBy: wish.placedByName },
    ...{ placedAt: at(wish.placedAt), title: wish.title, words: wish.words, headcount: wish.headcount },
    ...{ from: wish.from, until: wish.until, place: wish.districtId === null ? 'palace' : 'outside' },
    ...{ placeName: wish.placeName, district: wish.district, address: wish.address },
    ...{ state: wish.state, version: wish.version },
    offers: wish.offers.map((offer) => ({
      ...{ id: offer.id, serviceId: offer.serviceId, start: at(offer.start), end: at(offer.end) },
      ...{ spaceId: offer.spaceId, people: [...offer.people], words: offer.words, state: offer.state },
      ...{ madeAt: at(offer.madeAt), orderId: offer.orderId },
    })),
  }
}
