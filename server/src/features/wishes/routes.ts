import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/wishes.ts'
import { parseInstant } from '@gongyue/shared/time/wall.ts'
import type { OrderRecord } from '@gongyue/db/queries/orders.ts'
import { listWishes, type WishRecord } from '@gongyue/db/queries/wishes.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { orderWire } from '../orders/wire.ts'
import { mixedRefusal } from '../services/answer-mixed.ts'
import { answerOffer } from './answer-offer.ts'
import { offerService } from './offer-service.ts'
import { closeWish, placeWish, visibleTo } from './place-wish.ts'
import { wishWire } from './wire.ts'

/** "We need something for 80 people": asked, answered, taken. */
export async function wishes(app: FastifyInstance): Promise<void> {
  app.handle(api.listWishes, async ({ who, query }) => {
    const rows = await listWishes(app.pg.pool, who.facilityId, { partyIds: visibleTo(who), state: query.state ?? null })
    return { status: 200, body: { items: rows.map((wish) => wishWire(wish, who.timeZone)) } }
  })

  app.handle(api.placeWish, async (request) => {
    const { who, body } = request
    const result = await placeWish(app, who, body, keyedRequest(request, who))
    switch (result.kind) {
      case 'placed':
        return { status: 201, body: wishWire(result.wish, who.timeZone) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as api.WishWire }
      case 'reused':
        return { problem: 'key-reused' }
      case 'malformed':
        throw malformed(result.errors)
    }
  })

  app.handle(api.closeWish, async ({ who, body, params }) => {
    const result = await closeWish(app, { who, wishId: params.id, reason: body.reason ?? null })
    if (result.kind === 'not-found') throw new HttpProblem('not-found')
    if (result.kind === 'already-decided')
      return { problem: 'already-decided', current: wishWire(result.wish, who.timeZone) }
    return { status: 200, body: wishWire(result.wish, who.timeZone) }
  })

  app.handle(api.offerService, async (request) => {
    const { who, body, params } = request
    const { serviceId, spaceId = null, people = null, equipment = null, words = '' } = body
    const result = await offerService(app, {
      ...{ who, wishId: params.id, serviceId, spaceId, people, equipment, words },
      ...{ start: parseInstant(body.start) ?? Number.NaN, keyed: keyedRequest(request, who) },
    })
    switch (result.kind) {
      case 'offered':
        return { status: 201, body: wishWire(result.wish, who.timeZone) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as api.WishWire }
      case 'reused':
        return { problem: 'key-reused' }
      case 'malformed':
        throw malformed(result.errors)
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'already-decided':
        return { problem: 'already-decided', current: wishWire(result.wish, who.timeZone) }
    }
  })

  app.handle(api.answerOffer, async (request) => {
    const { who, body, params } = request
    const wire = ({ wish, order }: { readonly wish: WishRecord; readonly order: OrderRecord | null }) => ({
      wish: wishWire(wish, who.timeZone),
      order: order && orderWire(order, who.timeZone, true),
    })
    const result = await answerOffer(
      app,
      { who, offerId: params.id, take: body.take, keyed: keyedRequest(request, who) },
      wire,
    )
    switch (result.kind) {
      case 'answered':
        return { status: 200, body: wire(result) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 200, body: result.response as ReturnType<typeof wire> }
      case 'reused':
        return { problem: 'key-reused' }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'already-decided':
        return { problem: 'already-decided', current: wishWire(result.wish, who.timeZone) }
      case 'malformed':
        throw malformed(result.errors)
      case 'refused':
        return await mixedRefusal(app, who, result, result.violations)
      case 'contended':
        return { problem: 'try-again', headers: { 'retry-after': '1' } }
    }
  })
}
