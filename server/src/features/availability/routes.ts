import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/availability.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import { explainCell } from '@gongyue/shared/scheduling/explain-cell.ts'
import { findOffers } from '@gongyue/shared/scheduling/offers.ts'
import { dayOf, formatInstant, parseInstant } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import type { Fault } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { alternativesFor } from '../orders/alternatives.ts'
import { mayActFor, personOf } from '../orders/asked.ts'
import { alternativeWire, violationWire } from '../orders/wire.ts'
import { cellsOf } from './cells.ts'

/** What is free, what is not, and why. */
export async function availability(app: FastifyInstance): Promise<void> {
  app.handle(api.listCells, async ({ who, query }) => {
    const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
    const space = facts.spaces.get(query.spaceId)
    if (!space) throw malformed([missing('/query/spaceId')])
    const partyId = partyOf(who, query.partyId, facts)
    const claims = await app.windows.read(dayOf(query.date, facts.timeZone), facts)
    const question = {
      space,
      date: query.date,
      minutes: query.minutes ?? 60,
      parts: query.parts === true,
      partyId,
      personId: personOf(who, partyId),
      own: who.partyIds,
    }
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
    const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
    const partyId = partyOf(who, body.partyId, facts)
    const errors: Fault[] = []
    const windows = body.windows.map(({ start, end }, i) => {
      const window = { start: parseInstant(start) ?? Number.NaN, end: parseInstant(end) ?? Number.NaN }
      if (!(window.start < window.end))
        errors.push({ pointer: `/windows/${i}/end`, key: 'end-before-start', params: {} })
      else if (window.end - window.start > MAX_WINDOW)
        errors.push({
          pointer: `/windows/${i}/end`,
          key: 'maximum',
          params: { limit: formatInstant(window.start + MAX_WINDOW, facts.timeZone) },
        })
      return window
    })
    const byCode = new Map([...facts.spaces.values()].map((space) => [space.code, space]))
    const spaces = body.spaceCodes?.flatMap((code, i) => {
      const space = byCode.get(code)
      if (!space) errors.push(missing(`/spaceCodes/${i}`))
      return space ? [space] : []
    })
    if (errors.length > 0) throw malformed(errors)
    const around = {
      start: Math.min(...windows.map(({ start }) => start)) - DAY,
      end: Math.max(...windows.map(({ end }) => end)) + DAY,
    }
    const claims = await app.windows.read(around, facts)
    const claim = {
      id: app.newId(),
      partyId,
      personId: personOf(who, partyId),
      headcount: body.headcount,
      features: body.features ?? [],
    }
    const wish = {
      claim,
      minutes: body.durationMinutes,
      spaceIds: (spaces ?? [...facts.spaces.values()]).map(({ id }) => id),
      windows,
    }
    const offers = findOffers(wish, { facts, claims }, body.limit ?? 20)
    return { status: 200, body: { items: offers.map((offer) => alternativeWire(offer, offer.claims, facts)) } }
  })
}

const DAY = 86_400_000

/** The longest window that is searched in one piece. */
const MAX_WINDOW = 62 * DAY

function missing(pointer: string): Fault {
  return { pointer, key: 'not-there', params: {} }
}

/** The party asked for, or the reader's first; the desk may ask for nobody in particular. */
function partyOf(who: Who, asked: string | undefined, facts: Facts): string {
  if (asked === undefined) return who.partyIds[0] ?? ''
  if (!mayActFor(who, asked, facts)) throw malformed([missing('/query/partyId')])
  return asked
}

function cellClaim(
  app: FastifyInstance,
  who: Who,
  {
    spaceId,
    start,
    end,
    partyId,
    headcount,
  }: {
    readonly spaceId: string
    readonly start: string
    readonly end: string
    readonly partyId?: string
    readonly headcount?: number
  },
  facts: Facts,
): Claim {
  const space = facts.spaces.get(spaceId)
  const during = { start: parseInstant(start) ?? Number.NaN, end: parseInstant(end) ?? Number.NaN }
  if (!space) throw malformed([missing('/query/spaceId')])
  if (!(during.start < during.end)) throw malformed([{ pointer: '/query/end', key: 'end-before-start', params: {} }])
  const party = partyOf(who, partyId, facts)
  return {
    id: app.newId(),
    spaceId,
    atomIds: space.atomIds,
    during,
    held: heldBy(space, during),
    partyId: party,
    personId: personOf(who, party),
    headcount: headcount ?? 1,
    features: [],
    // a question, not an order: conditions are shown when something is ordered
    conditions: { [spaceId]: space.conditionsVersion },
    standing: 'asked',
    wish: { spaceId, start: during.start },
  }
}
