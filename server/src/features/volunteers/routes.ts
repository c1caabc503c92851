import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/volunteers.ts'
import { starsOf } from '@gongyue/shared/domain/service.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { listServed, listServices, listUpcoming, personOfUser, type ServicePeriod } from '@gongyue/db/queries/served.ts'
import { listVolunteerOffers } from '@gongyue/db/queries/volunteer-offers.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { formLimit } from '../../plugins/rate-limit.ts'
import { malformed } from '../../plugins/validation.ts'
import { bookAnswer } from '../../xlsx/book-answer.ts'
import { facilityOf } from '../facility/facility-of.ts'
import { certificateBook } from './certificate-book.ts'
import { decideVolunteer } from './decide-volunteer.ts'
import { offerHelp } from './offer-help.ts'
import { noteServiceHours, withdrawServiceHours } from './service-hours.ts'
import { offerWire, serviceWire, volunteerWire } from './wire.ts'

/** Those who give their time: who offers, who is asked, how many hours it came to. */
export async function volunteers(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.listVolunteers, async ({ who, query }) => {
    const served = await listServed(pool, who.facilityId, query.kind ?? null, periodOf(query))
    return { status: 200, body: { items: served.map(volunteerWire) } }
  })

  app.handle(api.listServedHours, async ({ who, params, query }) => {
    const { people } = (await app.houses.current(who.facilityId)).facts
    if (!people.has(params.id)) throw new HttpProblem('not-found')
    const services = await listServices(pool, who.facilityId, params.id, periodOf(query))
    return { status: 200, body: { items: services.map((one) => serviceWire(one, who.timeZone)) } }
  })

  app.handle(api.readCertificates, async ({ who, query }) => {
    const period = periodOf(query)
    const served = await listServed(pool, who.facilityId, query.kind ?? null, period)
    return bookAnswer(await certificateBook(served, period, who), '服务时长证明名册')
  })

  app.handle(api.readMyService, async ({ who }) => {
    const { facilityId, userId, timeZone } = who
    const person = await personOfUser(pool, facilityId, userId)
    const offer = (await listVolunteerOffers(pool, facilityId, { userId })).at(-1)
    const services = person ? await listServices(pool, facilityId, person.id, { from: null, until: null }) : []
    const upcoming = person ? await listUpcoming(pool, facilityId, person.id, app.clock()) : []
    const minutes = services.reduce((sum, one) => sum + one.minutes, 0)
    return {
      status: 200,
      body: {
        person,
        offer: offer
          ? { state: offer.state, askedAt: formatInstant(offer.askedAt, timeZone), reason: offer.reason }
          : null,
        ...{ minutes, stars: starsOf(minutes) },
        upcoming: upcoming.map((one) => serviceWire(one, timeZone)),
        services: services.slice(0, MOST).map((one) => serviceWire(one, timeZone)),
      },
    }
  })

  app.handle(
    api.offerHelp,
    async ({ who, body }) => {
      const facility = await facilityOf(app, who, body.facility)
      await offerHelp(app, facility.id, who?.userId ?? null, body)
      return { status: 202, body: { state: 'waiting' } }
    },
    { preHandler: [formLimit(app)] },
  )

  app.handle(api.listVolunteerOffers, async ({ who, query }) => {
    const offers = await listVolunteerOffers(
      pool,
      who.facilityId,
      query.state === undefined ? {} : { state: query.state },
    )
    return { status: 200, body: { items: offers.map((one) => offerWire(one, who.timeZone)) } }
  })

  app.handle(api.decideVolunteer, async (request) => {
    const { who, params, body } = request
    const { decision, kind = 'volunteer', reason = '' } = body
    const keyed = keyedRequest(request, who)
    const result = await decideVolunteer(app, { who, id: params.id, decision, kind, reason: reason.trim(), keyed })
    switch (result.kind) {
      case 'decided':
        return { status: 200, body: result.offer }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 200, body: result.response as api.VolunteerOfferWire }
      case 'already-decided':
        return { problem: 'already-decided', current: result.offer }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'reused':
        return { problem: 'key-reused' }
    }
  })

  app.handle(api.noteServiceHours, async (request) => {
    const { who, params, body } = request
    const done = await noteServiceHours(app, who, params.id, body, keyedRequest(request, who))
    if (done.kind === 'reused') return { problem: 'key-reused' }
    // likewise
    return { status: 201, body: done.kind === 'done' ? done.value : (done.response as api.ServiceWire) }
  })

  app.handle(api.withdrawServiceHours, async ({ who, params }) => {
    if ((await withdrawServiceHours(app, who, params.id)) === 'not-there') throw new HttpProblem('not-found')
    return { status: 204, body: null }
  })
}

/** Services that somebody's own page shows. */
const MOST = 200

function periodOf({ from, until }: { readonly from?: string; readonly until?: string }): ServicePeriod {
  if (from !== undefined && until !== undefined && until < from)
    throw malformed([{ pointer: '/query/until', key: 'end-before-start', params: {} }])
  return { from: from ?? null, until: until ?? null }
}
