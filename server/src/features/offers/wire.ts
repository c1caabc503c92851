import type { OfferWire } from '@gongyue/shared/api/series.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { OfferRecord } from '@gongyue/db/queries/offers.ts'

/** An offer as its holder reads it; one whose time is over is over, whether or not somebody has noted it. */
export function offerWire(offer: OfferRecord, timeZone: string, now: number): OfferWire {
  const { claimIds: _, orderId: __, state, start, end, madeAt, expiresAt, spaceName, ...rest } = offer
  return {
    ...rest,
    spaceName: { ...spaceName },
    start: formatInstant(start, timeZone),
    end: formatInstant(end, timeZone),
    state: state === 'open' && expiresAt <= now ? 'expired' : state,
    madeAt: formatInstant(madeAt, timeZone),
    expiresAt: formatInstant(expiresAt, timeZone),
  }
}
