import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/series.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { addDays, dayOf, daysBetween } from '@gongyue/shared/time/wall.ts'
import { listSeries, listSeriesDates, readSeries, type SeriesRecord } from '@gongyue/db/queries/series.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { versionAsked } from '../../plugins/versions.ts'
import { cancelSeries } from './cancel-series.ts'
import { answerEdit, noOf } from './edit-answer.ts'
import { dateWire, seriesWire, summaryWire } from './wire.ts'

/** What comes back by a rule. */
export async function series(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.listSeries, async ({ who, query }) => {
    const limit = query.limit ?? 50
    const rows = await listSeries(pool, {
      facilityId: who.facilityId,
      partyIds: partiesFor(who, query.partyId),
      spaceId: query.spaceId ?? null,
      state: query.state ?? null,
      before: query.cursor ?? null,
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    return {
      status: 200,
      body: {
        items: page.map((one) => summaryWire(one, who.timeZone)),
        nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
      },
    }
  })

  app.handle(api.listSeriesDates, async ({ who, query }) => {
    const { from, until } = query
    const days = daysBetween(from, until)
    if (days < 0) throw malformed([{ pointer: '/query/until', key: 'end-before-start', params: {} }])
    if (days > MAX_DAYS)
      throw malformed([{ pointer: '/query/until', key: 'maximum', params: { limit: addDays(from, MAX_DAYS) } }])
    const within = { start: dayOf(from, who.timeZone).start, end: dayOf(until, who.timeZone).end }
    const rows = await listSeriesDates(pool, who.facilityId, within, partiesFor(who), query.spaceId ?? null)
    return {
      status: 200,
      body: {
        items: rows.map((row) => ({
          seriesId: row.seriesId,
          title: row.title,
          partyName: row.partyName,
          date: dateWire(row, who.timeZone),
        })),
      },
    }
  })

  app.handle(api.readSeries, async ({ who, params }) => {
    const found = await readSeries(pool, who.facilityId, params.id)
    if (!found || !maySee(found, who)) throw new HttpProblem('not-found')
    return { status: 200, body: seriesWire(found, who.timeZone), headers: { etag: `"${found.version}"` } }
  })

  app.handle(api.editSeries, async (request) => {
    const { who, params, query, body } = request
    const { scope, key = null, changes, onConflict = 'refuse' } = body
    return await answerEdit(app, {
      ...{ who, scope, key, changes, onConflict },
      reason: null,
      seriesId: params.id,
      version: versionAsked(request),
      keyed: keyedRequest(request, who),
      dryRun: query.dryRun === true,
    })
  })

  app.handle(api.cancelSeries, async (request) => {
    const { who, params, body } = request
    const result = await cancelSeries(app, {
      who,
      seriesId: params.id,
      scope: body.scope,
      key: body.key ?? null,
      reason: body.reason?.trim() || null,
      version: versionAsked(request),
      keyed: keyedRequest(request, who),
    })
    switch (result.kind) {
      case 'cancelled':
        return {
          status: 200,
          body: seriesWire(result.series, who.timeZone),
          headers: { etag: `"${result.series.version}"` },
        }
      case 'again':
        // likewise
        return { status: 200, body: result.response as api.SeriesWire }
      case 'already-decided':
      case 'too-late-to-cancel':
        return { problem: result.kind, current: seriesWire(result.series, who.timeZone) }
      default:
        return noOf(result, who)
    }
  })
}

/** Two terms in one grid. */
const MAX_DAYS = 400

/** Which parties' series a reader may be shown; null for all. */
function partiesFor(who: Who, partyId?: string): readonly string[] | null {
  if (mayEnter(who.roles, 'desk')) return partyId === undefined ? null : [partyId]
  return partyId === undefined ? who.partyIds : who.partyIds.filter((id) => id === partyId)
}

function maySee({ partyId }: SeriesRecord, who: Who): boolean {
  return who.partyIds.includes(partyId) || mayEnter(who.roles, 'desk')
}
