import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/dispatch.ts'
import type { DispatchLineWire } from '@gongyue/shared/api/service-lines.ts'
import type { Join } from '@gongyue/shared/scheduling/joins.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { dayOf, daysBetween, formatInstant, parseInstant } from '@gongyue/shared/time/wall.ts'
import { listServiceLines, type DispatchRecord } from '@gongyue/db/queries/service-lines.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem, type ProblemAnswer } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { versionAsked } from '../../plugins/versions.ts'
import { orderWire, violationWire } from '../orders/wire.ts'
import { assignCrew, type AssignNo } from './assign-crew.ts'
import { daySheets } from './day-sheets.ts'
import { deliverService, rateService } from './deliver-service.ts'
import { joinVisits, proposeJoins } from './joins.ts'
import { revealContact } from './reveal-contact.ts'
import { serviceDatesFor } from './service-dates.ts'
import { crewsFor } from './suggest-crews.ts'
import { dispatchWire } from './wire.ts'

/** Who goes where, and what became of it. */
export async function dispatch(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.readDispatch, async ({ who, query }) => {
    const lines = await listServiceLines(pool, who.facilityId, spanOf(query, who))
    return { status: 200, body: { items: lines.map((line) => dispatchWire(line, who.timeZone)) } }
  })

  app.handle(api.suggestCrews, async ({ who, params }) => {
    const body = await crewsFor(app, who, params.id)
    if (body === null) throw new HttpProblem('not-found')
    return { status: 200, body }
  })

  app.handle(api.assignCrew, async (request) => {
    const { who, body, params, query } = request
    const result = await assignCrew(app, {
      ...{ who, lineId: params.id, people: body.people ?? null, equipment: body.equipment ?? null },
      start: body.start === undefined ? null : parseInstant(body.start),
      ...{ reason: body.reason ?? null, waivers: body.waivers ?? [], version: versionAsked(request) },
      ...{ keyed: keyedRequest(request, who), dryRun: query.dryRun === true },
    })
    switch (result.kind) {
      case 'assigned':
        return { status: 200, body: dispatchWire(result.line, who.timeZone) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 200, body: result.response as DispatchLineWire }
      case 'reused':
        return { problem: 'key-reused' }
      case 'contended':
        return TRY_AGAIN
      default:
        return await refused(app, who, result)
    }
  })

  app.handle(api.deliverService, async (request) => {
    const { who, body, params } = request
    const { onSite, online = 0, note = '' } = body
    const keyed = keyedRequest(request, who)
    const result = await deliverService(app, { who, lineId: params.id, onSite, online, note, keyed })
    switch (result.kind) {
      case 'delivered':
        return { status: 200, body: dispatchWire(result.line, who.timeZone) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 200, body: result.response as DispatchLineWire }
      case 'reused':
        return { problem: 'key-reused' }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'not-accepted':
        return { problem: 'not-accepted' }
      case 'not-begun':
        return { problem: 'not-begun', params: { title: result.line.title, start: result.line.start } }
    }
  })

  app.handle(api.rateService, async ({ who, body, params }) => {
    const words = body.words?.trim() ?? ''
    const { kind } = await rateService(app, { who, lineId: params.id, rating: body.rating, words })
    if (kind === 'not-found') throw new HttpProblem('not-found')
    if (kind === 'not-delivered') return { problem: 'not-delivered' }
    return { status: 200, body: { rating: body.rating, feedback: words } }
  })

  app.handle(api.listJoins, async ({ who, query }) => {
    const found = await proposeJoins(app, who, spanOf(query, who))
    return { status: 200, body: { items: found.map((one) => joinWire(one, who.timeZone)) } }
  })

  app.handle(api.joinVisits, async (request) => {
    const { who, body } = request
    const wire = (lines: readonly DispatchRecord[]) => ({ items: lines.map((one) => dispatchWire(one, who.timeZone)) })
    const keyed = keyedRequest(request, who)
    const asked = { who, first: body.first, second: body.second, start: parseInstant(body.start) ?? Number.NaN, keyed }
    const result = await joinVisits(app, asked, wire)
    switch (result.kind) {
      case 'joined':
        return { status: 200, body: wire(result.lines) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 200, body: result.response as ReturnType<typeof wire> }
      case 'reused':
        return { problem: 'key-reused' }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'plans-changed':
        return { problem: 'plans-changed' }
      case 'contended':
        return TRY_AGAIN
    }
  })

  app.handle(api.readDaySheets, async ({ who, query }) => ({
    status: 200,
    body: { items: [...(await daySheets(app, who, query.date))] },
  }))

  app.handle(api.revealContact, async ({ who, params, body }) => {
    const contactPhone = await revealContact(app, { who, lineId: params.id, reason: body.reason })
    if (contactPhone === undefined) throw new HttpProblem('not-found')
    return { status: 200, body: { contactPhone } }
  })
}

/** Others kept getting in between; in a second they will not. */
const TRY_AGAIN = { problem: 'try-again', headers: { 'retry-after': '1' } } as const

/** A page of dispatch is a month at most. */
const LONGEST_DAYS = 31

function spanOf({ from, until }: { readonly from: string; readonly until: string }, { timeZone }: Who): Interval {
  if (from > until) throw malformed([{ pointer: '/query/until', key: 'end-before-start', params: {} }])
  if (daysBetween(from, until) >= LONGEST_DAYS)
    throw malformed([{ pointer: '/query/until', key: 'too-many-days', params: { limit: LONGEST_DAYS } }])
  return { start: dayOf(from, timeZone).start, end: dayOf(until, timeZone).end }
}

async function refused(app: FastifyInstance, who: Who, result: AssignNo): Promise<ProblemAnswer> {
  switch (result.kind) {
    case 'not-found':
      throw new HttpProblem('not-found')
    case 'malformed':
      throw malformed(result.errors)
    case 'room-declined':
      return { problem: 'room-declined' }
    case 'refused': {
      const { violations, asked, facts, services = [] } = result
      return {
        problem: 'refused',
        violations: violations.map((one) => violationWire(one, asked, facts.timeZone)),
        alternatives: [],
        dates: await serviceDatesFor(app, who, { violations, services, facts, leaveOut: asked.map(({ id }) => id) }),
      }
    }
    default:
      return { problem: result.kind, current: orderWire(result.order, who.timeZone, true) }
  }
}

function joinWire({ first, second, start, end, savedMinutes, movedDays }: Join, timeZone: string): api.JoinWire {
  return {
    ...{ first, second, savedMinutes, movedDays },
    start: formatInstant(start, timeZone),
    end: formatInstant(end, timeZone),
  }
}
