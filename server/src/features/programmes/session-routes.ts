import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/programmes.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { violationWire } from '../orders/wire.ts'
import { previewWire } from '../series/wire.ts'
import { addSession } from './add-session.ts'
import { makeUpsFor } from './make-ups.ts'
import { placeSessions } from './place-sessions.ts'
import { wholeProgramme } from './read-programme.ts'

/** The dated sessions of a class: placed as a series, made up for, added. */
export async function programmeSessions(app: FastifyInstance): Promise<void> {
  app.handle(api.placeSessions, async (request) => {
    const { who, body, params, query } = request
    const dryRun = query.dryRun === true
    const keyed = keyedRequest(request, who)
    const result = await placeSessions(app, { who, programmeId: params.id, asked: body, keyed, dryRun })
    switch (result.kind) {
      case 'placed':
      case 'again':
        return { status: 201, body: await wholeProgramme(app, who, who, params.id) }
      case 'fits':
        return { status: 200, body: { verdict: 'fits', series: previewWire(result), programme: null } }
      case 'refused': {
        const series = previewWire(result)
        if (dryRun) return { status: 200, body: { verdict: 'refused', series, programme: null } }
        const { plans } = result
        return { problem: 'refused', violations: series.dates.flatMap(({ violations }) => violations), series, plans }
      }
      case 'malformed':
        throw malformed(result.errors)
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'reused':
        return { problem: 'key-reused' }
      case 'contended':
        return TRY_AGAIN
    }
  })

  app.handle(api.makeUpSession, async ({ who, body, params }) => {
    const { reservationId, limit = 5 } = body
    const found = await makeUpsFor(app, who, { programmeId: params.id, reservationId, limit })
    if (!found) throw new HttpProblem('not-found')
    const items = found.items.map(({ claim, canCome, cost }) => ({
      spaceId: claim.spaceId,
      start: formatInstant(claim.during.start, who.timeZone),
      end: formatInstant(claim.during.end, who.timeZone),
      canCome,
      enrolled: found.enrolled,
      cost,
    }))
    return { status: 200, body: { items } }
  })

  app.handle(api.holdMakeUp, async (request) => {
    const { who, body, params } = request
    const result = await addSession(app, {
      who,
      programmeId: params.id,
      asked: body,
      keyed: keyedRequest(request, who),
    })
    switch (result.kind) {
      case 'added':
      case 'again':
        return { status: 201, body: await wholeProgramme(app, who, who, params.id) }
      case 'malformed':
        throw malformed(result.errors)
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'refused': {
        const violations = result.violations.map((one) => violationWire(one, result.asked, who.timeZone))
        return { problem: 'refused', violations, alternatives: [] }
      }
      case 'reused':
        return { problem: 'key-reused' }
      case 'contended':
        return TRY_AGAIN
    }
  })
}

const TRY_AGAIN = { problem: 'try-again', headers: { 'retry-after': '1' } } as const
