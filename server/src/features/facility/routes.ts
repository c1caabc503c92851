import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import * as read from '@gongyue/db/queries/facilities.ts'
import * as api from '@gongyue/shared/api/facility.ts'
import { readImpact } from '@gongyue/shared/api/impact.ts'
import type { Closure, OpeningHours } from '@gongyue/shared/domain/facts.ts'
import { dayTypeOf } from '@gongyue/shared/time/day-type.ts'
import { addDays, daysBetween, formatInstant, parseInstant } from '@gongyue/shared/time/wall.ts'
import { namesTag } from '../../plugins/etag.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { impactOf, impactOfDraft } from '../repairs/impact.ts'
import { declareClosure } from './declare-closure.ts'
import { facilityOf } from './facility-of.ts'
import { liftClosure } from './lift-closure.ts'

/** What the house has, when it is open, and when it is shut. */
export async function facility(app: FastifyInstance): Promise<void> {
  const { db } = app

  app.handle(api.listFacilities, async ({ who }) => {
    const rows = await read.listFacilityRows(db)
    const items = rows.filter(({ id }) => who === null || id === who.facilityId)
    return { status: 200, body: { items: items.map(({ id, code, name, timeZone }) => ({ id, code, name, timeZone })) } }
  })

  app.handle(api.listSpaces, async ({ who, query, headers }) => {
    const { id, factsVersion } = await facilityOf(app, who, query.facility)
    const etag = `"${id.slice(-12)}-${factsVersion}"`
    const cached = { etag, 'cache-control': 'private, no-cache' }
    if (namesTag(headers['if-none-match'], etag)) return { status: 304, headers: cached }
    return { status: 200, body: { items: [...(await read.listSpaceRows(app.pg.pool, id))] }, headers: cached }
  })

  app.handle(api.listOpeningHours, async ({ who, query }) => {
    const { id } = await facilityOf(app, who, query.facility)
    return { status: 200, body: { items: (await read.listOpeningHourRows(app.pg.pool, id)).map(hoursToWire) } }
  })

  app.handle(api.listDayTypes, async ({ who, query: { from, until, facility: code } }) => {
    const days = daysBetween(from, until)
    if (days < 0) throw malformed([{ pointer: '/query/until', key: 'end-before-start', params: {} }])
    if (days > MAX_DAYS)
      throw malformed([{ pointer: '/query/until', key: 'maximum', params: { limit: addDays(from, MAX_DAYS) } }])
    const { id } = await facilityOf(app, who, code)
    const types = await read.readDayTypes(db, id, from, until)
    const dates = Array.from({ length: days + 1 }, (_, at) => addDays(from, at))
    return { status: 200, body: { items: dates.map((date) => ({ date, ...dayTypeOf(date, types) })) } }
  })

  app.handle(api.listClosures, async ({ who, query }) => {
    const { id, timeZone } = await facilityOf(app, who, query.facility)
    const rows = await read.listClosureRows(db, id, app.clock())
    return { status: 200, body: { items: rows.map((closure) => closureToWire(closure, timeZone)) } }
  })

  app.handle(api.declareClosure, async (request) => {
    const { who, body } = request
    const during = { start: parseInstant(body.start) ?? Number.NaN, end: parseInstant(body.end) ?? Number.NaN }
    if (!(during.start < during.end)) throw malformed([{ pointer: '/end', key: 'end-before-start', params: {} }])
    const draft = { spaceId: body.spaceId, during, reason: body.reason }
    if (request.query.dryRun === true) {
      const impact = await impactOfDraft(app, who, draft)
      if (impact === null) throw malformed([{ pointer: '/spaceId', key: 'not-there', params: {} }])
      return { status: 200, body: impact }
    }
    const result = await declareClosure(app, who, draft, keyedRequest(request, who), (declared) =>
      declaredToWire(declared, who.timeZone),
    )
    if (result.kind === 'unknown-space') throw malformed([{ pointer: '/spaceId', key: 'not-there', params: {} }])
    if (result.kind === 'reused') return { problem: 'key-reused' }
    // Kept by this very route, so it is what the contract says.
    if (result.kind === 'again') return { status: 201, body: result.response as DeclaredWire }
    return { status: 201, body: declaredToWire(result, who.timeZone) }
  })

  app.handle(readImpact, async ({ who, params }) => {
    const impact = await impactOf(app, who, params.id)
    if (impact === null) throw new HttpProblem('not-found')
    return { status: 200, body: impact }
  })

  app.handle(api.liftClosure, async ({ who, params }) => {
    if ((await liftClosure(app, who, params.id)) === 'not-there') throw new HttpProblem('not-found')
    return { status: 204, body: null }
  })
}

/** Two years and a bit: a season and its comparison. */
const MAX_DAYS = 800

type DeclaredWire = Static<(typeof api.declareClosure)['replies'][201]>

function hoursToWire({ spaceId, dayKind, weekdays, opens, closes, from, until }: OpeningHours) {
  return {
    spaceId,
    dayKind,
    weekdays: weekdays === null ? null : [...weekdays],
    opens: clockText(opens),
    closes: clockText(closes),
    from,
    until,
  }
}

/** `08:30`; the end of the day is `24:00`. */
function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function closureToWire({ id, spaceId, during, reason }: Closure, timeZone: string): Static<typeof api.ClosureSchema> {
  return { id, spaceId, start: formatInstant(during.start, timeZone), end: formatInstant(during.end, timeZone), reason }
}

function declaredToWire(
  { closure, hit }: { readonly closure: Closure; readonly hit: readonly read.HitReservation[] },
  timeZone: string,
): DeclaredWire {
  return {
    closure: closureToWire(closure, timeZone),
    hit: hit.map(({ start, end, ...reservation }) => ({
      ...reservation,
      start: formatInstant(start, timeZone),
      end: formatInstant(end, timeZone),
    })),
  }
}
