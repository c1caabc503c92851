import type { FastifyInstance } from 'fastify'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { JudgedSeries, PlaceSeries } from './place-series.ts'
import type { PlannedSeries } from './planned-series.ts'
import { plansForSeries } from './plans-for-series.ts'

/**
 * A series whose refused dates have another place by the best repair. Dates for which there is none keep their wish, and are refused and remembered.
 */
export async function repairedSeries(
  app: FastifyInstance,
  request: Pick<PlaceSeries, 'draft'>,
  { series, facts }: Pick<JudgedSeries, 'series' | 'facts'>,
): Promise<PlannedSeries> {
  const [best] = await plansForSeries(app, request, { claims: [...series.claims.values()], facts }, 1)
  const moved = new Map(best?.changes.flatMap(({ id, to }) => (to ? [[id, to] as const] : [])))
  return {
    ...series,
    isRepaired: true,
    claims: new Map([...series.claims].map(([key, claim]) => [key, placedAs(claim, moved.get(claim.id), facts)])),
  }
}

/** The same date elsewhere: its wish stays what was asked. */
function placedAs(claim: Claim, to: Claim | undefined, { spaces }: Facts): Claim {
  const space = to && spaces.get(to.spaceId)
  if (!to || !space) return claim
  const { spaceId, during, held } = to
  return { ...claim, spaceId, atomIds: space.atomIds, during, held }
}
