import type { FastifyInstance } from 'fastify'
import type { VerdictWire } from '@gongyue/shared/api/orders.ts'
import type { ViolationWire } from '@gongyue/shared/api/problem.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { ProblemAnswer } from '../../plugins/problems.ts'
import { alternativesFor } from '../orders/alternatives.ts'
import { routeOfClaim, violationWire } from '../orders/wire.ts'
import type { MixedJudged } from './place-mixed.ts'
import { serviceDatesFor } from './service-dates.ts'

/** How many ways out a refusal names for the rooms of it. */
const ALTERNATIVES = 6

/** What would become of a mixed order: a verdict over all of its lines. */
export async function mixedVerdict(
  app: FastifyInstance,
  who: Who,
  judged: MixedJudged & { readonly kind: 'fits' | 'refused' },
  violations: readonly Violation[],
): Promise<VerdictWire> {
  const { asked, facts, services } = judged
  return {
    verdict: judged.kind,
    violations: wires(judged, violations),
    alternatives: judged.kind === 'refused' ? await roomAlternatives(app, judged, violations) : [],
    routes: asked.map((claim) => {
      if (claim.outing === undefined) return routeOfClaim(claim, facts)
      const service = services.find(({ line }) => line.id === claim.id)?.line.serviceId
      return (service && facts.outreach?.services.get(service)?.route) || 'approval'
    }),
    ...(judged.kind === 'refused' && { dates: await serviceDatesFor(app, who, { ...judged, violations }) }),
  }
}

/** A refusal with every reason, other rooms, and other dates for the services. */
export async function mixedRefusal(
  app: FastifyInstance,
  who: Who,
  judged: MixedJudged,
  violations: readonly Violation[],
): Promise<ProblemAnswer> {
  return {
    problem: 'refused',
    violations: wires(judged, violations),
    alternatives: await roomAlternatives(app, judged, violations),
    dates: await serviceDatesFor(app, who, { ...judged, violations }),
  }
}

/** Violations by the lines of the draft: a room that a service takes is told of that service. */
function wires({ asked, facts, lineOf }: MixedJudged, violations: readonly Violation[]): ViolationWire[] {
  return violations.map((one) => {
    const wire = violationWire(one, asked, facts.timeZone)
    const about = asked.find(({ id }) => one.claimIds.includes(id))
    const line = about && lineOf.get(about.id)
    return line === undefined ? wire : { ...wire, line }
  })
}

async function roomAlternatives(app: FastifyInstance, { asked, facts }: MixedJudged, violations: readonly Violation[]) {
  const rooms = asked.filter(({ outing }) => outing === undefined)
  const refused = rooms.some(({ id }) => violations.some(({ claimIds }) => claimIds.includes(id)))
  return refused ? await alternativesFor(app, rooms, facts, ALTERNATIVES) : []
}
