import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/enrolments.ts'
import { maskedPhone, plainPhone } from '@gongyue/shared/domain/phone.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { formatInstant, parseInstant } from '@gongyue/shared/time/wall.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import {
  insertCall,
  listCalls,
  listVotes,
  lockCall,
  writeVote,
  type CallRecord,
  type VoteRecord,
} from '@gongyue/db/queries/course-calls.ts'
import { readContact } from '@gongyue/db/queries/enrolments.ts'
import { findFacility, readFacility } from '@gongyue/db/queries/facilities.ts'
import { idempotent } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem, type Fault } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { previewWire } from '../series/wire.ts'
import { openCall } from './open-call.ts'
import { proposeCall } from './propose-call.ts'

/** Courses that open when enough people join (点单开课). */
export async function courseCalls(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  const readCall = async (who: Who, callId: string): Promise<api.CallWire> => {
    const [[call], votes] = await Promise.all([
      listCalls(pool, who.facilityId, callId),
      listVotes(pool, who.facilityId, [callId]),
    ])
    if (!call) throw new HttpProblem('not-found')
    return callWire(call, votes, who, who.timeZone)
  }

  app.handle(api.listCalls, async ({ who, query }) => {
    const place = who === null ? await findFacility(app.db, query.facility) : await readFacility(app.db, who.facilityId)
    if (place === null || (query.facility !== undefined && place.code !== query.facility))
      throw new HttpProblem('not-found')
    const calls = await listCalls(pool, place.id, null)
    const votes = await listVotes(
      pool,
      place.id,
      calls.map(({ id }) => id),
    )
    return { status: 200, body: { items: calls.map((call) => callWire(call, votes, who, place.timeZone)) } }
  })

  app.handle(api.addCall, async (request) => {
    const { who, body } = request
    const { facilityId, userId } = who
    if (body.least > body.capacity)
      throw malformed([{ pointer: '/least', key: 'maximum', params: { limit: body.capacity } }])
    const call = {
      ...body,
      id: app.newId(),
      title: body.title.trim(),
      closesAt: parseInstant(body.closesAt) ?? Number.NaN,
    }
    const done = await inTransaction(
      pool,
      async (tx) =>
        await idempotent(
          tx,
          keyedRequest(request, who),
          async () => {
            await insertCall(tx.client, facilityId, call, userId)
            const event = { facilityId, auditId: app.newId(), at: app.clock(), userId }
            const data = { ...body }
            await auditRow(tx.client, { ...event, action: 'add-call', noun: 'course-call', nounId: call.id, data })
            return call.id
          },
          (id) => ({ status: 201, response: { id } }),
        ),
      app,
    )
    if (done.kind === 'reused') return { problem: 'key-reused' }
    // kept by this very route
    const id = done.kind === 'done' ? done.value : (done.response as { readonly id: string }).id
    return { status: 201, body: await readCall(who, id) }
  })

  app.handle(api.vote, async ({ who, body, params }) => {
    const { facilityId, userId } = who
    const contact = await readContact(pool, facilityId, userId)
    const self = body.name === undefined
    const phone = plainPhone(body.phone ?? (self ? (contact?.phone ?? '') : ''))
    const partyId = body.partyId ?? (self ? (who.partyIds[0] ?? null) : null)
    const isDesk = mayEnter(who.roles, 'desk')
    const errors: Fault[] = []
    if (!self && !mayEnter(who.roles, 'orders')) errors.push({ pointer: '/name', key: 'unknown-field', params: {} })
    if (phone === '') errors.push({ pointer: '/phone', key: 'required', params: {} })
    if (partyId !== null && !isDesk && !who.partyIds.includes(partyId))
      errors.push({ pointer: '/partyId', key: 'not-there', params: {} })
    const closed = await inTransaction(
      pool,
      async ({ client }) => {
        await lockCall(client, facilityId, params.id)
        const [call] = await listCalls(client, facilityId, params.id)
        if (!call) throw new HttpProblem('not-found')
        body.slots.forEach((slot, i) => {
          if (slot >= call.slots.length) errors.push({ pointer: `/slots/${i}`, key: 'not-there', params: {} })
        })
        if (errors.length > 0) throw malformed(errors)
        const now = app.clock()
        if (call.state !== 'open' || call.closesAt <= now) return call.closesAt
        const slots = body.slots.toSorted((a, b) => a - b)
        const name = (body.name ?? contact?.name ?? who.name).trim()
        const vote = { id: app.newId(), callId: call.id, name, phone, partyId, userId: self ? userId : null, slots }
        await writeVote(client, facilityId, vote, now)
        const event = { facilityId, auditId: app.newId(), at: now, userId }
        await auditRow(client, { ...event, action: 'join-call', noun: 'course-call', nounId: call.id, data: { slots } })
        return null
      },
      app,
    )
    if (closed !== null) return { problem: 'enrolment-closed', params: { opensAt: closed, closesAt: closed } }
    return { status: 200, body: await readCall(who, params.id) }
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

/** A course with how many could come at each of its times; who they are is told to the desk apart. */
function callWire(call: CallRecord, votes: readonly VoteRecord[], who: Who | null, timeZone: string): api.CallWire {
  const own = votes.filter(({ callId }) => callId === call.id)
  const mine = who === null ? undefined : own.find(({ userId }) => userId === who.userId)
  const { skills, slots, closesAt, ...rest } = call
  return {
    ...rest,
    skills: [...skills],
    slots: slots.map(({ weekday, from }) => ({ weekday, from })),
    closesAt: formatInstant(closesAt, timeZone),
    votes: own.length,
    bySlot: slots.map((_, i) => own.filter((vote) => vote.slots.includes(i)).length),
    mine: mine ? { slots: [...mine.slots] } : null,
  }
}
