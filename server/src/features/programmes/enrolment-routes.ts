import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/enrolments.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { readKind } from '@gongyue/db/queries/particulars.ts'
import { listAskings, listEnrolments, type EnrolmentRecord } from '@gongyue/db/queries/enrolments.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { enrol, type Enrolled } from './enrol.ts'
import { isHiddenFrom } from './confidential.ts'
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
      return enrolmentWire(one, { ahead, waitsFor: one.state === 'waiting' ? 'place' : null }, who)
    })
  }

  app.handle(api.enrol, async (request) => {
    const { who, body, params } = request
    const toWire = ({ enrolment, place }: Enrolled): api.EnrolmentWire =>
      enrolmentWire(
        enrolment,
        place.kind === 'free' ? { ahead: 0, waitsFor: null } : { ahead: place.ahead, waitsFor: WAITS_FOR[place.kind] },
        who,
      )
    const { name, phone, partyId, group } = body
    const asked = { who, programmeId: params.id, name, phone, partyId, group, keyed: keyedRequest(request, who) }
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
      case 'kind-mismatch':
        return { problem: 'kind-mismatch' }
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
    const kind = await readKind(pool, who.facilityId, params.id, who.userId)
    const isDesk = mayEnter(who.roles, 'desk')
    if (kind && isDesk && isHiddenFrom(kind)) throw new HttpProblem('not-allowed')
    const own = isDesk ? {} : { own: who }
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
      enrolmentWire(one, { ahead: 0, waitsFor: null }, asked.who),
    )
    switch (result.kind) {
      case 'settled':
        return {
          status: 200,
          body: enrolmentWire(result.enrolment, { ahead: 0, waitsFor: null }, asked.who),
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

/** What somebody waits for whose place is not free. */
const WAITS_FOR = { full: 'place', 'branch-full': 'branch-place', 'group-full': 'group-place' } as const
