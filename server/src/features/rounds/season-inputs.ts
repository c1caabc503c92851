import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Allocated, SeasonInputs } from '@gongyue/shared/scheduling/season/inputs.ts'
import { addDays, dayOf } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { listApplications } from '@gongyue/db/queries/applications.ts'
import { listPins } from '@gongyue/db/queries/pins.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import type { RoundRecord } from '@gongyue/db/queries/rounds.ts'
import { listSeasonClaims } from '@gongyue/db/queries/season-claims.ts'
import { headStarts } from './head-starts.ts'

/** The plan to stay near, and the price of each change in hundredths of a wish. */
export interface Base {
  readonly allocations: readonly Allocated[]
  readonly price: number
}

/** Everything of a round that an allocation is worked out from, as it is now. */
export async function readSeason(
  app: FastifyInstance,
  db: Queryable,
  facilityId: string,
  round: RoundRecord,
  base: Base | null,
): Promise<SeasonInputs> {
  const facts = factsAt(await app.houses.current(facilityId), app.clock())
  const filter = { roundId: round.id, applicationId: null, partyIds: null }
  const [applications, pins] = await Promise.all([
    listApplications(db, facilityId, filter),
    listPins(db, facilityId, round.id),
  ])
  const sections = applications.filter(({ state }) => state === 'sent').flatMap((one) => one.sections)
  const spaceIds = round.spaceIds.filter((id) => facts.spaces.get(id)?.bookable === true)
  const held = await listSeasonClaims(db, facilityId, {
    roundId: round.id,
    atomIds: [...new Set(spaceIds.flatMap((id) => facts.spaces.get(id)?.atomIds ?? []))],
    personIds: [...new Set(sections.flatMap(({ personIds }) => personIds))],
    during: seasonSpan(round, facts),
  })
  const before = await headStarts(db, facilityId, round, sections)
  const parties = [...new Set(sections.map(({ partyId }) => partyId))]
  return {
    round: { ...round, spaceIds },
    // the rest of a stored section is no matter of the arithmetic
    sections: sections.map(({ applicationId: _a, roundId: _r, seriesIds: _s, position: _p, ...section }) => section),
    ...{ pins, held, before, base },
    // a thread is given what it needs: all bookers of a city are not
    facts: { ...facts, parties: new Map(parties.flatMap((id) => pairOf(id, facts))) },
  }
}

function pairOf(id: string, { parties }: Facts) {
  const party = parties.get(id)
  return party ? [[id, party] as const] : []
}

/** From the first morning to the last night. */
function seasonSpan({ from, until }: RoundRecord, { timeZone }: Facts) {
  return { start: dayOf(from, timeZone).start, end: dayOf(addDays(until, 1), timeZone).start }
}

/** Names what a plan was made from: another plan with the same name, seed and number of tries is the same plan. */
export function fingerprintOf({ round, sections, pins, held, before, base, facts }: SeasonInputs): string {
  const { now: _, facilityId, ...rest } = facts
  const told = {
    ...{
      facilityId,
      round: roundPart(round),
      sections,
      pins,
      base,
      before: [...before],
    },
    held: held.map(({ atomIds, people = [], held: span }) => [atomIds, people, span.start, span.end]),
    facts: {
      spaces: round.spaceIds.map((id) => rest.spaces.get(id)),
      ...{ hours: rest.hours, closures: rest.closures, policy: rest.policy.version },
      people: [...new Set(sections.flatMap(({ personIds }) => personIds))].map((id) => rest.people.get(id)),
      days: [...rest.dayTypes.special.keys()].toSorted(),
    },
  }
  return createHash('sha256').update(JSON.stringify(told)).digest('hex')
}

function roundPart({ from, until, spaceIds, windows, gridMinutes, partyMinutes, seed }: SeasonInputs['round']) {
  return { from, until, spaceIds, windows, gridMinutes, partyMinutes, seed }
}
