import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/enrolments.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { listAskings, listEnrolments, type EnrolmentRecord } from '@gongyue/db/queries/enrolments.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { enrol, type Enrolled } from './enrol.ts'
import { settleEnrolment, type SettleEnrolment } from './settle-enrolment.ts'
import { enrolmentWire } from './wire.ts'

/** Places in programmes: asked for, given back, offered and taken. */
export async function enrolments(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  /** With how many wait before, for each of some places. */
  const told = async (who: Who, rows: readonly EnrolmentRecord[]): Promise<api.EnrolmentWire[]> => {
    const lines = new Map<string, readonly string[]>()
    for (const { programmeId } of rows)
      if (!lines.has(programmeId)) {
        const all = await listAskings(pool, who.facilityId, programmeId)
        lines.set(
          programmeId,
          all.filter(({ state }) => state === 'waiting').map(({ id }) => id),
        )
      }
    return rows.map((one) => {
      const ahead = Math.max(0, lines.get(one.programmeId)?.indexOf(one.id) ?? 0)
      return enrolmentWire(one, { ahead, waitsFor: one.state === 'waiting' ? 'place' : null }, who.timeZone)
    })
  }

  app.handle(api.enrol, async (request) => {
    const { who, body, params } = request
    const toWire = ({ enrolment, place }: Enrolled): api.EnrolmentWire =>
      enrolmentWire(
        enrolment,
        place.kind === 'free'
          ? { ahead: 0, waitsFor: null }
          : { ahead: place.ahead, waitsFor: place.kind === 'full' ? 'place' : 'branch-place' },
        who.timeZone,
      )
    const { name, phone, partyId } = body
    const asked = { who, programmeId: params.id, name, phone, partyId, keyed: keyedRequest(request, who) }
    const result = await enrol(app, asked, toWire)
    switch (result.kind) {
      case 'enrolled':
        return { status: 201, body: toWire(result) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as api.EnrolmentWire }
      case 'reused':
        return { problem: 'key-reused' }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'malformed':
        throw malformed(result.errors)
      case 'already-enrolled':
        return { problem: 'already-enrolled', current: (await told(who, [result.enrolment]))[0] ?? null }
      case 'enrolment-closed':
        return {
          problem: result.early ? 'enrolment-not-open' : 'enrolment-closed',
          params: { opensAt: result.opensAt, closesAt: result.closesAt },
        }
    }
  })

  app.handle(api.listEnrolments, async ({ who, params }) => {
    const own = mayEnter(who.roles, 'desk') ? {} : { own: who }
    const rows = await listEnrolments(pool, who.facilityId, { programmeId: params.id, ...own })
    return { status: 200, body: { items: await told(who, rows) } }
  })

  app.handle(api.listMyEnrolments, async ({ who }) => {
    const own = { userId: who.userId, partyIds: mayEnter(who.roles, 'orders') ? who.partyIds : [] }
    return { status: 200, body: { items: await told(who, await listEnrolments(pool, who.facilityId, { own })) } }
  })

  const settle = async (asked: SettleEnrolment) => {
    const toWire = async (one: EnrolmentRecord) => (await told(asked.who, [one]))[0]
    const result = await settleEnrolment(app, asked, (one) =>
      enrolmentWire(one, { ahead: 0, waitsFor: null }, asked.who.timeZone),
    )
    switch (result.kind) {
      case 'settled':
        return {
          status: 200,
          body: enrolmentWire(result.enrolment, { ahead: 0, waitsFor: null }, asked.who.timeZone),
        } as const
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 200, body: result.response as api.EnrolmentWire } as const
      case 'reused':
        return { problem: 'key-reused' } as const
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'already-decided': {
        const current = (await toWire(result.enrolment)) ?? null
        return { problem: asked.answer === 'accept' ? 'offer-over' : 'already-decided', current } as const
      }
    }
  }

  app.handle(api.withdrawEnrolment, async (request) => {
    const { who, params } = request
    return await settle({ who, enrolmentId: params.id, answer: 'withdraw', keyed: keyedRequest(request, who) })
  })

  app.handle(api.acceptEnrolmentOffer, async (request) => {
    const { who, params } = request
    return await settle({ who, enrolmentId: params.id, answer: 'accept', keyed: keyedRequest(request, who) })
  })
}
