import type { FastifyInstance } from 'fastify'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { repair } from '@gongyue/shared/scheduling/repair/repair.ts'
import type { JudgedSeries } from './place-series.ts'
import type { PlannedSeries } from './planned-series.ts'

/** How far around its dates a series is given other places, in milliseconds. */
const AROUND = 15 * 86_400_000

/**
 * A series whose refused dates have another place by the best repair: another hour, room or day, of itself alone, for nobody else is moved to make
 * a series fit. Dates for which there is none keep their wish, and are refused and remembered.
 */
export async function repairedSeries(
  app: FastifyInstance,
  { series, facts }: Pick<JudgedSeries, 'series' | 'facts'>,
): Promise<PlannedSeries> {
  const claims = [...series.claims.values()]
  const window = {
    start: Math.min(...claims.map(({ held }) => held.start)) - AROUND,
    end: Math.max(...claims.map(({ held }) => held.end)) + AROUND,
  }
  const around = await app.windows.read(window, facts)
  const people = Math.max(...claims.map(({ headcount }) => headcount))
  const found = repair(
    { facts, claims: around, bookings: [] },
    { kind: 'refused-series', claims, people },
    { limit: 1, chain: 0 },
  )
  const best = found.kind === 'plans' ? found.plans[0] : undefined
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
