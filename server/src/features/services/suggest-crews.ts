import type { FastifyInstance } from 'fastify'
import type { CrewsWire } from '@gongyue/shared/api/dispatch.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { GIVING_RULES, suggestCrews, withCrew, type ServiceClaim } from '@gongyue/shared/scheduling/crews.ts'
import { createScoreIndex } from '@gongyue/shared/scheduling/score-index.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { readServiceLines } from '@gongyue/db/queries/service-lines.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { violationWire } from '../orders/wire.ts'
import { serviceClaim } from './claim.ts'
import { lookAround } from './look.ts'

/** How many crews are named. */
const LIMIT = 3

/** Who could give a service, and what speaks against everybody else who can do it; null for a line that is not there. */
export async function crewsFor(app: FastifyInstance, who: Who, lineId: string): Promise<CrewsWire | null> {
  const { facilityId } = who
  const facts = factsAt(await app.houses.current(facilityId), app.clock())
  const [line] = await readServiceLines(app.pg.pool, facilityId, [lineId])
  if (!line) return null
  const claim = serviceClaim(line, facts)
  const look = await lookAround(app.pg.pool, [claim.during], facts)
  const others = look.claims.filter(({ id }) => id !== line.visit?.id)
  const crews = suggestCrews(claim, { facts, claims: others }, look.lately, LIMIT)
  const wanted = new Set(line.needs.crew.map(({ skill }) => skill))
  const minutes = (id: string) => look.lately.get(id) ?? 0
  const at = (instant: number) => formatInstant(instant, facts.timeZone)
  return {
    crews: crews.map((crew) => ({
      people: crew.people.map((id) => ({ id, name: facts.people.get(id)?.name ?? '', minutesLately: minutes(id) })),
      equipment: [...crew.equipment],
      departs: at(claim.during.start),
      returns: at(claim.during.end),
      violations: against(withCrew(claim, crew), others, facts),
    })),
    people: [...facts.people.values()]
      .filter(({ active, skills }) => active && skills.some((skill) => wanted.has(skill)))
      .map(({ id, name, skills }) => ({
        ...{ id, name, skills: [...skills], minutesLately: minutes(id) },
        violations: against(withCrew(claim, { people: [id], equipment: [] }), others, facts).filter(
          ({ constraint }) => !OF_THE_WHOLE.has(constraint),
        ),
      }))
      .toSorted((a, b) => a.violations.length - b.violations.length || a.minutesLately - b.minutesLately),
    equipment: [...(facts.outreach?.equipment.values() ?? [])]
      .filter(({ active }) => active)
      .map(({ id }) => ({ id, free: isFree(withCrew(claim, { people: [], equipment: [id] }), others, facts) })),
  }
}

/** What is asked of a crew as a whole, and says nothing of one of it. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set(['crew-skills', 'vehicle', 'service-kits'])

function against(claim: ServiceClaim, others: readonly Claim[], facts: Facts) {
  const index = createScoreIndex(facts, GIVING_RULES, others)
  return index.peekExplain(claim).map((one) => violationWire(one, [claim], facts.timeZone))
}

function isFree(claim: ServiceClaim, others: readonly Claim[], facts: Facts): boolean {
  const index = createScoreIndex(facts, GIVING_RULES, others)
  return index.peekExplain(claim).every(({ constraint }) => constraint !== 'equipment-overlap')
}
