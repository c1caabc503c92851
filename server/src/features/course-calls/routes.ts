import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/enrolments.ts'
import { maskedPhone } from '@gongyue/shared/domain/phone.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { listCalls, listVotes } from '@gongyue/db/queries/course-calls.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { facilityOf } from '../facility/facility-of.ts'
import { previewWire } from '../series/wire.ts'
import { addCall } from './add-call.ts'
import { openCall } from './open-call.ts'
import { proposeCall } from './propose-call.ts'
import { callWire, readCall } from './read-call.ts'
import { vote } from './vote.ts'

/** Courses that open when enough people join (点单开课). */
export async function courseCalls(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.listCalls, async ({ who, query }) => {
    const { id, timeZone } = await facilityOf(app, who, query.facility)
    const calls = await listCalls(pool, id, null)
    const callIds = calls.map((call) => call.id)
    const votes = await listVotes(pool, id, callIds)
    return { status: 200, body: { items: calls.map((call) => callWire(call, votes, who, timeZone)) } }
  })

  app.handle(api.addCall, async (request) => {
    const { who, body } = request
    const added = await addCall(app, who, body, keyedRequest(request, who))
    if (added.kind === 'malformed') throw malformed(added.errors)
    if (added.kind === 'reused') return { problem: 'key-reused' }
    return { status: 201, body: await readCall(app, who, added.id) }
  })

  app.handle(api.vote, async ({ who, body, params }) => {
    const { name, phone, partyId, slots } = body
    const voted = await vote(app, { who, callId: params.id, name, phone, partyId, slots })
    switch (voted.kind) {
      case 'voted':
        return { status: 200, body: await readCall(app, who, params.id) }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'malformed':
        throw malformed(voted.errors)
      case 'closed': {
        const { closesAt } = voted
        return { problem: 'enrolment-closed', params: { opensAt: closesAt, closesAt } }
      }
    }
  })

  app.handle(api.proposeCall, async ({ who, params }) => {
    const found = await proposeCall(app, who, params.id)
    if (!found) throw new HttpProblem('not-found')
    const { facts } = await app.houses.current(who.facilityId)
    const text = (instant: number) => formatInstant(instant, who.timeZone)
    const items = found.proposals.map((one) => ({
      ...one,
      personName: one.personId === null ? null : (facts.people.get(one.personId)?.name ?? ''),
      leaves: found.votes
        .filter(({ slots }) => !slots.includes(one.slot))
        .map(({ name, phone, slots }) => ({ name, phone: maskedPhone(phone), slots: [...slots] })),
      dates: (found.dates[one.slot] ?? []).map(({ start, end }) => ({ start: text(start), end: text(end) })),
    }))
    return { status: 200, body: { items } }
  })

  app.handle(api.openCall, async ({ who, body, params }) => {
    const result = await openCall(app, { who, callId: params.id, asked: body })
    switch (result.kind) {
      case 'opened': {
        const { programmeId, enrolled, told } = result
        return { status: 201, body: { programmeId, enrolled, told } }
      }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'malformed':
        throw malformed(result.errors)
      case 'already-decided':
        return { problem: 'already-decided' }
      // a course is placed whole: dates that fit beside others that do not are a refusal
      case 'refused': {
        const series = previewWire(result)
        const { plans } = result
        return { problem: 'refused', violations: series.dates.flatMap(({ violations }) => violations), series, plans }
      }
      case 'reused':
        return { problem: 'key-reused' }
      case 'contended':
      case 'again':
        return { problem: 'try-again', headers: { 'retry-after': '1' } }
    }
  })
}
