import { signal, type ReadonlySignal } from '@preact/signals'
import type { OfferWire } from '@gongyue/shared/api/series.ts'
import { call } from '../api/call.ts'
import { idempotencyKeys } from '../api/idempotency.ts'
import type { Failing } from '../components/Failure.tsx'
import { acceptOffer, listOffers, refuseOffer } from './routes.ts'

export interface OffersModel {
  /** Those that are open; none until they are there. */
  readonly offers: ReadonlySignal<readonly OfferWire[]>
  readonly busy: ReadonlySignal<string | null>
  readonly failing: ReadonlySignal<{ readonly id: string; readonly failing: Failing } | null>
  readonly load: () => Promise<void>
  /** @returns true when it was done */
  readonly settle: (offer: OfferWire, answer: 'accept' | 'refuse') => Promise<boolean>
}

/** Slots kept for dates that were lost: taken or let go. */
export function createOffers(send: typeof call = call): OffersModel {
  const offers = signal<readonly OfferWire[]>([])
  const busy = signal<string | null>(null)
  const failing = signal<{ readonly id: string; readonly failing: Failing } | null>(null)
  const keyFor = idempotencyKeys()
  const load = async (): Promise<void> => {
    const reply = await send(listOffers, { query: { state: 'open' } })
    if (reply.kind === 'ok') offers.value = reply.body.items
  }
  return {
    offers,
    busy,
    failing,
    load,
    settle: async ({ id }, answer) => {
      if (busy.value !== null) return false
      busy.value = id
      const sent = { params: { id }, idempotencyKey: keyFor([id, answer]) }
      const reply = answer === 'accept' ? await send(acceptOffer, sent) : await send(refuseOffer, sent)
      busy.value = null
      failing.value = reply.kind === 'ok' ? null : { id, failing: reply }
      if (reply.kind === 'ok') offers.value = offers.value.filter((one) => one.id !== id)
      return reply.kind === 'ok'
    },
  }
}
