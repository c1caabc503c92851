import type { FastifyInstance } from 'fastify'
import {
  changeReservation,
  listReservations,
  readReservation,
  type ReservationWire,
} from '@gongyue/shared/api/reservations.ts'
import { isId } from '@gongyue/shared/api/schemas.ts'
import { holdsClaims } from '@gongyue/shared/domain/reservation.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { addDays, dayOf, daysBetween, formatInstant } from '@gongyue/shared/time/wall.ts'
import * as read from '@gongyue/db/queries/reservations.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { versionAsked } from '../../plugins/versions.ts'
import { answerToAct } from '../acts/answer.ts'
import { answerEdit } from '../series/edit-answer.ts'
import { changeAsked } from './change-reservation.ts'
import { editAsked } from './edit-its-series.ts'

/** What the house stands by; of others' only that the time is taken. */
export async function reservations(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(listReservations, async ({ who, query }) => {
    const { from, until } = query
    const days = daysBetween(from, until)
    if (days < 0) throw malformed([{ pointer: '/query/until', key: 'end-before-start', params: {} }])
    if (days > MAX_DAYS)
      throw malformed([{ pointer: '/query/until', key: 'maximum', params: { limit: addDays(from, MAX_DAYS) } }])
    const limit = query.limit ?? 500
    const rows = await read.listReservations(pool, {
      facilityId: who.facilityId,
      within: { start: dayOf(from, who.timeZone).start, end: dayOf(until, who.timeZone).end },
      spaceId: query.spaceId ?? null,
      partyIds: query.mine === true ? who.partyIds : null,
      own: mayEnter(who.roles, 'desk') ? null : who.partyIds,
      after: afterOf(query.cursor),
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      status: 200,
      body: {
        items: page.map((one) => forReader(one, who)),
        nextCursor: rows.length > limit && last ? `${last.start}.${last.id}` : null,
      },
    }
  })

  app.handle(readReservation, async ({ who, params }) => {
    const found = await read.readReservation(pool, who.facilityId, params.id)
    if (!found || !(seesPeople(found, who) || holdsClaims(found.state))) throw new HttpProblem('not-found')
    return { status: 200, body: forReader(found, who), headers: { etag: `"${found.version}"` } }
  })

  app.handle(changeReservation, async (request) => {
    const { who, body, params, query } = request
    if (body.scope === 'following' || body.scope === 'all') {
      const edit = await editAsked(app, who, params.id, { ...body, scope: body.scope }, versionAsked(request))
      return await answerEdit(app, { ...edit, keyed: keyedRequest(request, who), dryRun: query.dryRun === true })
    }
    const change = await changeAsked(app, who.facilityId, params.id, body, versionAsked(request))
    if (!change) throw new HttpProblem('not-found')
    const asked = { who, changes: [change], waivers: body.waivers ?? [], reason: body.reason?.trim() || null }
    return await answerToAct(app, asked, { keyed: keyedRequest(request, who), dryRun: query.dryRun === true })
  })
}

/** A year and a bit in one list. */
const MAX_DAYS = 400

function isMine({ partyId }: read.ReservationRecord, who: Who): boolean {
  return who.partyIds.includes(partyId)
}

function seesPeople(one: read.ReservationRecord, who: Who): boolean {
  return isMine(one, who) || mayEnter(who.roles, 'desk')
}

/** Another branch's reservation is a taken span and nothing more; when it takes no time any more, not even that. */
function forReader(one: read.ReservationRecord, who: Who): ReservationWire {
  const span = {
    id: one.id,
    spaceId: one.spaceId,
    start: formatInstant(one.start, who.timeZone),
    end: formatInstant(one.end, who.timeZone),
    state: one.state,
    mine: isMine(one, who),
  }
  if (!seesPeople(one, who))
    return {
      ...span,
      orderId: null,
      reference: null,
      seriesId: null,
      title: null,
      partyId: null,
      partyName: null,
      headcount: null,
      code: null,
    }
  const { orderId, reference, seriesId, title, partyId, partyName, headcount, code, version } = one
  const told = { ...span, orderId, reference, seriesId, title, partyId, partyName, headcount, code }
  return mayEnter(who.roles, 'desk') ? { ...told, version } : told
}

/** A cursor is the start and the id of the last one seen. */
function afterOf(cursor: string | undefined): read.ReservationFilter['after'] {
  if (cursor === undefined) return null
  const [start = '', id = '', ...rest] = cursor.split('.')
  if (!/^\d{1,15}$/.test(start) || !isId(id) || rest.length > 0)
    throw malformed([{ pointer: '/query/cursor', key: 'cursor', params: {} }])
  return { start: Number(start), id }
}
