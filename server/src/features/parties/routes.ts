import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/parties.ts'
import { attendanceOf } from '@gongyue/shared/domain/attendance.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { NO_USAGE, usageOf } from '../orders/party-usage.ts'
import { createParty } from './create-party.ts'
import { createPartyIndex } from './party-index.ts'
import { revealPhone } from './reveal-phone.ts'
import { searchBookings } from './search-bookings.ts'
import { partyWire } from './wire.ts'

/** Whom the desk books for, and what was booked: found as fast as it is typed. */
export async function parties(app: FastifyInstance): Promise<void> {
  const index = createPartyIndex(app)

  app.handle(api.findParties, async ({ who, query }) => {
    const found = await index.find(who.facilityId, query.q)
    return { status: 200, body: { items: found.slice(0, query.limit ?? 12).map(({ party }) => partyWire(party)) } }
  })

  app.handle(api.createParty, async (request) => {
    const { who, body } = request
    const result = await createParty(app, {
      who,
      name: body.name.trim(),
      phone: body.phone?.replaceAll(/[ -]/g, '') ?? null,
      keyed: keyedRequest(request, who),
    })
    switch (result.kind) {
      case 'created':
        return { status: 201, body: partyWire(result.party) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as api.PartyWire }
      case 'exists':
        return { problem: 'party-exists', current: result.parties.map(partyWire) }
      case 'reused':
        return { problem: 'key-reused' }
    }
  })

  app.handle(api.revealPhone, async ({ who, params, body }) => {
    const phone = await revealPhone(app, { who, partyId: params.id, reason: body.reason.trim() })
    if (phone === undefined) throw new HttpProblem('not-found')
    return { status: 200, body: { phone } }
  })

  app.handle(api.readStanding, async ({ who, params }) => {
    const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
    if (!facts.parties.has(params.id)) throw new HttpProblem('not-found')
    const usage = await usageOf(app.pg.pool, facts, new Set([params.id]))
    const points = (facts.noShows ?? [])
      .filter(({ partyId, personId, expiresAt }) => partyId === params.id && personId === null && expiresAt > facts.now)
      .reduce((sum, one) => sum + one.points, 0)
    const { pointLimit } = attendanceOf(facts.policy)
    return { status: 200, body: { ...(usage.get(params.id) ?? NO_USAGE), points, pointLimit } }
  })

  app.handle(api.searchBookings, async ({ who, query }) => {
    const date = query.date ?? localDateOf(app.clock(), who.timeZone)
    const items = await searchBookings(app, index, who, { q: query.q, date, limit: query.limit ?? 20 })
    return { status: 200, body: { items } }
  })
}
