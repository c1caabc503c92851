import type { FastifyInstance } from 'fastify'
import type { MixedOrderDraftWire } from '@gongyue/shared/api/orders.ts'
import type { PlaceAskedWire } from '@gongyue/shared/api/service-lines.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { House } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { OrderRecord } from '@gongyue/db/queries/orders.ts'
import {
  listWishes,
  lockWish,
  setWishState,
  settleWishOffer,
  wishOfOffer,
  withdrawOpenOffers,
  type WishOfferRecord,
  type WishRecord,
} from '@gongyue/db/queries/wishes.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import { ATTEMPTS, raceOf } from '../orders/place-order.ts'
import { placeMixedIn, type MixedNo } from '../services/place-mixed.ts'
import { readWish } from './place-wish.ts'

/** What a party says to an offer. */
export interface AnswerOffer {
  readonly who: Who
  readonly offerId: string
  readonly take: boolean
  readonly keyed: KeyedRequest | null
}

export type Answered =
  | { readonly kind: 'answered'; readonly wish: WishRecord; readonly order: OrderRecord | null }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'already-decided'; readonly wish: WishRecord }
  | MixedNo
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

type Found = Exclude<Answered, Idempotent<never>> | { readonly kind: 'look-again' }

/** Takes an offer, which becomes an order with its crew in the same transaction, or leaves it. What no longer fits is refused with all reasons and other dates. */
export async function answerOffer(
  app: FastifyInstance,
  request: AnswerOffer,
  toResponse: (answered: { readonly wish: WishRecord; readonly order: OrderRecord | null }) => unknown,
): Promise<Answered> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const house = await app.houses.current(request.who.facilityId)
    const outcome = await inTransaction(
      app.pg.pool,
      async (tx) => {
        const done = await idempotent<Found>(
          tx,
          request.keyed,
          async () => await answer(app, tx, request, house),
          (value) => ({ status: 200, response: value.kind === 'answered' ? toResponse(value) : null }),
        )
        if (done.kind !== 'done') return done
        return done.value.kind === 'answered' ? done.value : tx.undo(done.value)
      },
      { dice: app.dice },
    ).catch(raceOf)
    if (outcome.kind !== 'lost-race' && outcome.kind !== 'look-again') return outcome
  }
  return { kind: 'contended' }
}

async function answer(app: FastifyInstance, tx: Tx, { who, offerId, take }: AnswerOffer, house: House): Promise<Found> {
  const { client } = tx
  const { facilityId, userId } = who
  const wishId = await wishOfOffer(client, facilityId, offerId)
  if (wishId === null) return { kind: 'not-found' }
  await lockWish(client, facilityId, wishId)
  // the party answers, nobody for it
  const [wish] = await listWishes(client, facilityId, { partyIds: who.partyIds, state: null, ids: [wishId] })
  const offer = wish?.offers.find(({ id }) => id === offerId)
  if (!wish || !offer) return { kind: 'not-found' }
  if (wish.state !== 'open' || offer.state !== 'open') return { kind: 'already-decided', wish }
  let order: OrderRecord | null = null
  if (take) {
    const crew = { people: offer.people.map(({ id }) => id), equipment: offer.equipment }
    const draft = draftOf(wish, offer, who.timeZone)
    const placed = await placeMixedIn(app, tx, { who, draft, keyed: null, dryRun: false, crew }, house)
    if (placed.kind === 'fits') throw new Error(`offer ${offerId} was placed as a dry run`)
    if (placed.kind !== 'placed') return placed
    order = placed.order
  }
  await settleWishOffer(client, facilityId, offerId, { state: take ? 'taken' : 'declined', orderId: order?.id ?? null })
  if (take) {
    await setWishState(client, facilityId, wishId, 'taken')
    await withdrawOpenOffers(client, facilityId, wishId)
  }
  await auditRow(client, {
    ...{
      facilityId,
      auditId: app.newId(),
      at: app.clock(),
      userId,
      action: 'answer-offer',
      noun: 'wish',
      nounId: wishId,
    },
    data: { offerId, take, orderId: order?.id ?? null },
  })
  return { kind: 'answered', wish: await readWish(client, facilityId, wishId), order }
}

/** The order that an offer becomes: what was offered, where it was wished. */
function draftOf(wish: WishRecord, offer: WishOfferRecord, timeZone: string): MixedOrderDraftWire {
  const { serviceId, start } = offer
  const line = {
    kind: 'service' as const,
    serviceId,
    start: formatInstant(start, timeZone),
    place: placeOf(wish, offer),
  }
  return {
    ...{ title: wish.title, purpose: wish.words, headcount: wish.headcount, partyId: wish.partyId },
    lines: [line],
  }
}

function placeOf(wish: WishRecord, { spaceId }: WishOfferRecord): PlaceAskedWire {
  if (spaceId !== null) return { kind: 'palace', spaceId }
  if (wish.districtId === null) return { kind: 'palace' }
  const phone = wish.contactPhone === null ? {} : { contactPhone: wish.contactPhone }
  if (wish.placeId !== null) return { kind: 'outside', placeId: wish.placeId, contact: wish.contact, ...phone }
  return { kind: 'outside', districtId: wish.districtId, address: wish.address, contact: wish.contact, ...phone }
}
