import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/head-counts.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { listHeadCounts, type HeadCountRecord } from '@gongyue/db/queries/head-counts.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { countHeads, takeBackCount } from './count-heads.ts'

/** Heads that the desk counts: at a session, of a programme, in a room on a day. */
export async function headCounts(app: FastifyInstance): Promise<void> {
  app.handle(api.listHeadCounts, async ({ who, query }) => {
    const { date, ...of } = query
    const items = await listHeadCounts(app.pg.pool, who.facilityId, {
      ...of,
      ...(date !== undefined && { countedOn: date }),
    })
    return { status: 200, body: countsWire(items, who.timeZone) }
  })

  app.handle(api.countHeads, async (request) => {
    const { who, body } = request
    const toWire = (items: readonly HeadCountRecord[]) => countsWire(items, who.timeZone)
    const result = await countHeads(app, { who, asked: body, keyed: keyedRequest(request, who) }, toWire)
    switch (result.kind) {
      case 'counted':
        return { status: 201, body: toWire(result.items) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as api.HeadCountsWire }
      case 'reused':
        return { problem: 'key-reused' }
      case 'malformed':
        throw malformed(result.errors)
    }
  })

  app.handle(api.withdrawHeadCount, async ({ who, params }) => {
    if (!(await takeBackCount(app, who, params.id))) throw new HttpProblem('not-found')
    return { status: 200, body: { withdrawn: true } }
  })
}

function countsWire(items: readonly HeadCountRecord[], timeZone: string): api.HeadCountsWire {
  return {
    onSite: items.reduce((sum, { onSite }) => sum + onSite, 0),
    online: items.reduce((sum, { online }) => sum + online, 0),
    items: items.map(({ id, reservationId, programmeId, spaceId, countedOn, onSite, online, note, countedAt }) => ({
      ...{ id, reservationId, programmeId, spaceId, countedOn, onSite, online, note },
      countedAt: formatInstant(countedAt, timeZone),
    })),
  }
}
