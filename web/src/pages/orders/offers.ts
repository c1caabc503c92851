import { signal, type ReadonlySignal } from '@preact/signals'
import type { OfferWire } from '@gongyue/shared/api/series.ts'
import { call } from '../../api/call.ts'
import { acceptOffer, listOffers, refuseOffer } from '../../api/more-routes.ts'

export interface OffersModel {
  readonly offers: ReadonlySignal<readonly OfferWire[]>
  /** The offer that is being answered. */
  readonly busy: ReadonlySignal<string | null>
  /** What the last answer came to, in the house's words; null when it was done. */
  readonly failed: ReadonlySignal<string | null>
  load(): Promise<void>
  answer(offer: OfferWire, take: boolean): Promise<void>
}

/** Slots kept for lost dates. The list of bookings is there without them, so a failure here is silent until somebody answers. */
export function createOffersModel(): OffersModel {
  const offers = signal<readonly OfferWire[]>([])
  const busy = signal<string | null>(null)
  const failed = signal<string | null>(null)
  const load = async () => {
    const reply = await call(listOffers, { query: { state: 'open' } })
    if (reply.kind === 'ok') offers.value = reply.body.items
  }
  return {
    offers,
    busy,
    failed,
    load,
    async answer({ id }, take) {
      busy.value = id
      // one answer to one offer: sent again it is the same
      const sent = { params: { id }, idempotencyKey: `offer-${take ? 'take' : 'leave'}-${id}` }
      const reply = take ? await call(acceptOffer, sent) : await call(refuseOffer, sent)
      failed.value = reply.kind === 'problem' ? (reply.problem.detail ?? reply.problem.title) : null
      if (reply.kind !== 'offline') await load()
      busy.value = null
    },
  }
}
