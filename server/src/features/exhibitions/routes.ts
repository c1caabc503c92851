import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/exhibitions.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { dayOf, formatInstant } from '@gongyue/shared/time/wall.ts'
import { findFacility, readFacility } from '@gongyue/db/queries/facilities.ts'
import { listProgrammes } from '@gongyue/db/queries/programmes.ts'
import { listViewings, listViewingSlots } from '@gongyue/db/queries/viewings.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { noteArrival } from '../programmes/note-arrival.ts'
import { addSlots } from './add-slots.ts'
import { bookViewing, withdrawViewing, type Booked } from './book-viewing.ts'
import { viewingWire } from './wire.ts'

/** Exhibitions are seen in slots; and whoever has a place anywhere is noted at the door. */
export async function exhibitions(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.listViewingSlots, async ({ who, params, query }) => {
    const place = who === null ? await findFacility(app.db, query.facility) : await readFacility(app.db, who.facilityId)
    if (!place) throw new HttpProblem('not-found')
    const drafts = who !== null && mayEnter(who.roles, 'desk')
    const filter = { programmeId: params.id, termId: null, drafts, userId: null }
    if ((await listProgrammes(pool, place.id, filter)).length === 0) throw new HttpProblem('not-found')
    const after = query.from === undefined ? app.clock() : dayOf(query.from, place.timeZone).start
    const slots = await listViewingSlots(pool, place.id, params.id, after)
    const items = slots.map(({ id, start, end, capacity, taken }) => ({
      ...{ id, capacity, taken },
      start: formatInstant(start, place.timeZone),
      end: formatInstant(end, place.timeZone),
    }))
    return { status: 200, body: { items } }
  })

  app.handle(api.addViewingSlots, async (request) => {
    const { who, params, body } = request
    const keyed = keyedRequest(request, who)
    const result = await addSlots(app, { who, programmeId: params.id, asked: body, keyed })
    switch (result.kind) {
      case 'added':
        return { status: 201, body: { added: result.added } }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as { readonly added: number } }
      case 'reused':
        return { problem: 'key-reused' }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'kind-mismatch':
        return { problem: 'kind-mismatch' }
      case 'malformed':
        throw malformed(result.errors)
    }
  })

  app.handle(api.bookViewing, async (request) => {
    const { who, params, body } = request
    const toWire = ({ viewing }: Booked) => viewingWire(viewing, who)
    const asked = { who, slotId: params.id, asked: body, keyed: keyedRequest(request, who) }
    const result = await bookViewing(app, asked, toWire)
    switch (result.kind) {
      case 'booked':
        return { status: 201, body: toWire(result) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as api.ViewingWire }
      case 'reused':
        return { problem: 'key-reused' }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'malformed':
        throw malformed(result.errors)
      case 'viewing-full':
        return { problem: 'viewing-full', params: { left: result.left } }
      case 'viewing-over':
        return { problem: 'viewing-over', params: { start: result.start } }
      case 'guide-busy':
        return { problem: 'guide-busy', params: { guide: result.guide } }
      case 'already-enrolled':
        return { problem: 'already-enrolled', current: viewingWire(result.viewing, who) }
    }
  })

  app.handle(api.listViewings, async ({ who, params, query }) => {
    const { date } = query
    const filter = { programmeId: params.id, ...(date !== undefined && { during: dayOf(date, who.timeZone) }) }
    const rows = await listViewings(pool, who.facilityId, filter)
    return { status: 200, body: { items: rows.map((one) => viewingWire(one, who)) } }
  })

  app.handle(api.listMyViewings, async ({ who }) => {
    const own = { userId: who.userId, partyIds: mayEnter(who.roles, 'orders') ? who.partyIds : [] }
    const rows = await listViewings(pool, who.facilityId, { own })
    return { status: 200, body: { items: rows.map((one) => viewingWire(one, who)) } }
  })

  app.handle(api.withdrawViewing, async ({ who, params }) => {
    const result = await withdrawViewing(app, who, params.id)
    if (result.kind === 'not-found') throw new HttpProblem('not-found')
    const body = viewingWire(result.viewing, who)
    return result.kind === 'withdrawn' ? { status: 200, body } : { problem: 'already-decided', current: body }
  })

  app.handle(api.noteArrival, async ({ who, params, body }) => {
    const result = await noteArrival(app, who, params.id, body)
    switch (result.kind) {
      case 'noted': {
        const { of, name, people, again, marked } = result
        return { status: 200, body: { kind: of, name, people, again, marked } }
      }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'not-allowed':
        throw new HttpProblem('not-allowed')
      case 'arrival-unknown':
        return { problem: 'arrival-unknown', params: { code: result.code } }
      case 'kind-mismatch':
        return { problem: 'kind-mismatch' }
    }
  })
}
