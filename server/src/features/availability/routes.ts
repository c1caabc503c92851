import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/availability.ts'
import type { QueryOf } from '@gongyue/shared/api/route.ts'
import type { SpanWire } from '@gongyue/shared/api/schemas.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import { explainCell } from '@gongyue/shared/scheduling/explain-cell.ts'
import { findOffers } from '@gongyue/shared/scheduling/offers.ts'
import { MINUTE, overlaps, type Interval } from '@gongyue/shared/time/interval.ts'
import { addDays, dayOf, formatInstant, localDateOf, parseInstant } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import type { Fault } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { alternativesFor } from '../orders/alternatives.ts'
import { LONGEST, mayActFor, personOf, spanFaults } from '../orders/asked.ts'
import { alternativeWire, violationWire } from '../orders/wire.ts'
import { cellsOf, windowOf } from './cells.ts'

/** What is free, what is not, and why. */
export async function availability(app: FastifyInstance): Promise<void> {
  app.handle(api.listCells, async ({ who, query }) => {
    const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
    const space = facts.spaces.get(query.spaceId)
    if (!space) throw malformed([missing('/query/spaceId')])
    const partyId = partyOf(who, query.partyId, facts, '/query/partyId')
    const question = {
      space,
      date: query.date,
      minutes: query.minutes ?? 60,
      parts: query.parts === true,
      partyId,
      personId: personOf(who, partyId),
      own: who.partyIds,
    }
    const claims = await app.windows.read(windowOf(question, facts), facts)
    return { status: 200, body: { items: [...cellsOf(question, { facts, claims })] } }
  })

  app.handle(api.explainCellRoute, async ({ who, query }) => {
    const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
    const claim = cellClaim(app, who, query, facts)
    const around = await loadSurroundings(app.pg.pool, [claim], facts)
    const { verdict, route, stops } = explainCell(claim, { facts, claims: around.claims })
    return {
      status: 200,
      body: {
        verdict,
        route,
        violations: stops.map(({ violation, until }) => ({
          violation: violationWire(violation, [claim], facts.timeZone),
          until: until === null ? null : formatInstant(until, facts.timeZone),
        })),
        alternatives: verdict === 'refused' ? await alternativesFor(app, [claim], facts, 5) : [],
      },
    }
  })

  app.handle(api.findAvailability, async ({ who, body }) => {
    const now = factsAt(await app.houses.current(who.facilityId), app.clock())
    if (body.walkIn === true && !mayEnter(who.roles, 'desk'))
      throw malformed([{ pointer: '/walkIn', key: 'desk-only', params: {} }])
    const facts = body.walkIn === true ? factsForWalkIn(now) : now
    const partyId = partyOf(who, body.partyId, facts, '/partyId')
    const windows = windowsOf(body.windows, facts).map((window) => openedSince(facts.now, window, now.now))
    const wish = {
      claim: {
        id: app.newId(),
        partyId,
        personId: personOf(who, partyId),
        headcount: body.headcount,
        features: body.features ?? [],
      },
      minutes: body.durationMinutes,
      spaceIds: spacesOf(body.spaceCodes, facts),
      windows,
      oneByOne: body.walkIn === true,
    }
    if (windows.length === 0) return { status: 200, body: { items: [] } }
    const around = {
      start: Math.min(...windows.map(({ start }) => start)) - DAY,
      end: Math.max(...windows.map(({ end }) => end)) + DAY,
    }
    const claims = await app.windows.read(around, facts)
    const offers = findOffers(wish, { facts, claims }, body.limit ?? 20)
    return { status: 200, body: { items: offers.map((offer) => alternativeWire(offer, offer.claims, facts)) } }
  })
}

/** Somebody stands at the desk: notice is for those who book ahead, and the quarter of an hour that has begun can still be had. */
function factsForWalkIn(facts: Facts): Facts {
  const spaces = [...facts.spaces].map(([id, space]) => [id, { ...space, noticeMinutes: 0 }] as const)
  return { ...facts, now: Math.floor(facts.now / QUARTER) * QUARTER, spaces: new Map(spaces) }
}

/** A window that opens now has been open since the start of that quarter. */
function openedSince(since: number, { start, end }: Interval, now: number): Interval {
  return { start: start <= now ? Math.min(start, since) : start, end }
}

const QUARTER = 15 * MINUTE

const DAY = 86_400_000

/** How much time is searched in one piece, all windows together. */
const MAX_WINDOW = 62 * DAY

/** The windows in which something could be booked: what is over, or opens for booking later, is not searched. */
function windowsOf(asked: readonly SpanWire[], facts: Facts): readonly Interval[] {
  const windows = asked.map(({ start, end }) => ({
    start: parseInstant(start) ?? Number.NaN,
    end: parseInstant(end) ?? Number.NaN,
  }))
  let left = MAX_WINDOW
  const errors = windows.flatMap((window, i) => {
    const wrong = spanFaults(window, `/windows/${i}/end`, left, facts.timeZone)
    if (wrong.length === 0) left -= window.end - window.start
    return wrong
  })
  if (errors.length > 0) throw malformed(errors)
  const days = Math.max(...[...facts.spaces.values()].map(({ horizonDays }) => horizonDays))
  const last = dayOf(addDays(localDateOf(facts.now, facts.timeZone), days), facts.timeZone)
  return windows.filter((window) => overlaps(window, { start: facts.now, end: last.end }))
}

/** The spaces of some codes, or all. */
function spacesOf(codes: readonly string[] | undefined, { spaces }: Facts): readonly string[] {
  if (codes === undefined) return [...spaces.keys()]
  const byCode = new Map([...spaces.values()].map(({ code, id }) => [code, id]))
  const unknown = codes.flatMap((code, i) => (byCode.has(code) ? [] : [missing(`/spaceCodes/${i}`)]))
  if (unknown.length > 0) throw malformed(unknown)
  return codes.flatMap((code) => byCode.get(code) ?? [])
}

function missing(pointer: string): Fault {
  return { pointer, key: 'not-there', params: {} }
}

/** The party asked for, or the reader's first; the desk may ask for nobody in particular. */
function partyOf(who: Who, asked: string | undefined, facts: Facts, pointer: string): string {
  if (asked === undefined) return who.partyIds[0] ?? ''
  if (!mayActFor(who, asked, facts)) throw malformed([missing(pointer)])
  return asked
}

function cellClaim(app: FastifyInstance, who: Who, asked: QueryOf<typeof api.explainCellRoute>, facts: Facts): Claim {
  const { spaceId, start, end, partyId, headcount = 1 } = asked
  const space = facts.spaces.get(spaceId)
  if (!space) throw malformed([missing('/query/spaceId')])
  const during = { start: parseInstant(start) ?? Number.NaN, end: parseInstant(end) ?? Number.NaN }
  const wrong = spanFaults(during, '/query/end', LONGEST, facts.timeZone)
  if (wrong.length > 0) throw malformed(wrong)
  const party = partyOf(who, partyId, facts, '/query/partyId')
  return {
    id: app.newId(),
    spaceId,
    atomIds: space.atomIds,
    during,
    held: heldBy(space, during),
    partyId: party,
    personId: personOf(who, party),
    headcount,
    features: [],
    // a question, not an order: conditions are shown when something is ordered
    conditions: { [spaceId]: space.conditionsVersion },
    standing: 'asked',
    wish: { spaceId, start: during.start },
  }
}
