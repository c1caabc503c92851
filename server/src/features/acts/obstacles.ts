import type { FastifyInstance } from 'fastify'
import type { ObstacleWire } from '@gongyue/shared/api/problem.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { readHolders } from '@gongyue/db/queries/standing.ts'
import { obstacleWire } from './wire.ts'

/** Who stands in the way of claims that were refused for a `space-overlap`: for the desk, which may know, and nobody else. */
export async function obstaclesOf(
  app: FastifyInstance,
  who: Who,
  {
    asked,
    violations,
    except = [],
  }: {
    readonly asked: readonly Claim[]
    readonly violations: readonly Violation[]
    /** Reservations that are moved along and stand in nobody's way. */
    readonly except?: readonly string[]
  },
): Promise<ObstacleWire[]> {
  const overlapping = new Set(
    violations.flatMap(({ constraint, claimIds }) => (constraint === 'space-overlap' ? claimIds : [])),
  )
  const wanted = asked
    .filter(({ id }) => overlapping.has(id))
    .flatMap(({ atomIds, held }) => atomIds.map((atomId) => ({ atomId, held })))
  if (wanted.length === 0) return []
  const records = await readHolders(app.pg.pool, who.facilityId, wanted, except)
  return records.map((one) => obstacleWire(one, who.timeZone))
}
