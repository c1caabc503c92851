import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/series.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { listOffers } from '@gongyue/db/queries/offers.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { HttpProblem, type ProblemAnswer } from '../../plugins/problems.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { TRY_AGAIN } from '../acts/answer.ts'
import { violationWire } from '../orders/wire.ts'
import { settleOffer, type SettleOffer } from './settle-offer.ts'
import { offerWire } from './wire.ts'

/** Slots kept for those who lost one. */
export async function offers(app: FastifyInstance): Promise<void> {
  app.handle(api.listOffers, async ({ who, query }) => {
    const rows = await listOffers(app.pg.pool, {
      facilityId: who.facilityId,
      partyIds: mayEnter(who.roles, 'desk') ? null : who.partyIds,
      state: query.state ?? null,
    })
    const items = rows.map((row) => offerWire(row, who.timeZone, app.clock()))
    return {
      status: 200,
      body: { items: items.filter(({ state }) => query.state === undefined || state === query.state) },
    }
  })

  app.handle(api.acceptOffer, async (request) => {
    const { who, params } = request
    return await settled(app, who, {
      ...{ who, offerId: params.id, answer: 'accepted' },
      keyed: keyedRequest(request, who),
    })
  })

  app.handle(api.refuseOffer, async (request) => {
    const { who, params } = request
    return await settled(app, who, {
      ...{ who, offerId: params.id, answer: 'refused' },
      keyed: keyedRequest(request, who),
    })
  })
}

async function settled(
  app: FastifyInstance,
  who: Who,
  request: SettleOffer,
): Promise<{ readonly status: 200; readonly body: api.OfferWire } | ProblemAnswer> {
  const result = await settleOffer(app, request)
  switch (result.kind) {
    case 'settled':
      return { status: 200, body: offerWire(result.offer, who.timeZone, app.clock()) }
    case 'again':
      // kept by this very route, so it is what the contract says
      return { status: 200, body: result.response as api.OfferWire }
    case 'already-decided':
      return { problem: 'already-decided', current: offerWire(result.offer, who.timeZone, app.clock()) }
    case 'refused':
      return {
        problem: 'refused',
        violations: result.violations.map((one) => violationWire(one, result.asked, who.timeZone)),
      }
    case 'not-found':
      throw new HttpProblem('not-found')
    case 'reused':
      return { problem: 'key-reused' }
    case 'contended':
      return TRY_AGAIN
  }
}
