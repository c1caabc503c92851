import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/acts.ts'
import { listActs } from '@gongyue/db/queries/acts.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { answerToAct, TRY_AGAIN } from './answer.ts'
import { movedOn, problemOf } from './told.ts'
import { undoAct } from './undo-act.ts'
import { actWire, changeOfWire } from './wire.ts'

/** Rearranging what stands, and taking it back. */
export async function acts(app: FastifyInstance): Promise<void> {
  app.handle(api.performAct, async (request) => {
    const { who, body, query } = request
    const asked = {
      who,
      changes: body.changes.map(changeOfWire),
      waivers: body.waivers ?? [],
      reason: body.reason?.trim() || null,
    }
    return await answerToAct(app, asked, { keyed: keyedRequest(request, who), dryRun: query.dryRun === true })
  })

  app.handle(api.undoAct, async (request) => {
    const { who, params } = request
    const result = await undoAct(app, { who, actId: params.id, keyed: keyedRequest(request, who) })
    switch (result.kind) {
      case 'rearranged':
        return { status: 201, body: actWire(result.act, who.timeZone) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as api.ActWire }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'moved-on':
        return await movedOn(app, who, result.reservationIds)
      case 'no':
        return { problem: result.problem, params: result.params }
      case 'malformed':
        throw malformed(result.errors)
      case 'reused':
        return { problem: 'key-reused' }
      case 'contended':
        return TRY_AGAIN
      default:
        return await problemOf(app, who, result)
    }
  })

  app.handle(api.listActs, async ({ who, query }) => {
    const limit = query.limit ?? 20
    const rows = await listActs(app.pg.pool, {
      facilityId: who.facilityId,
      userId: query.mine === true ? who.userId : null,
      reservationId: query.reservationId ?? null,
      before: query.cursor ?? null,
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    return {
      status: 200,
      body: {
        items: page.map((act) => actWire(act, who.timeZone)),
        nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
      },
    }
  })
}
