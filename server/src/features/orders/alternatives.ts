import type { FastifyInstance } from 'fastify'
import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { findAlternatives } from '@gongyue/shared/scheduling/alternatives.ts'
import { addDays, dayOf, localDateOf } from '@gongyue/shared/time/wall.ts'
import { alternativeWire } from './wire.ts'

/** How far the house looks for something else, in days after the asked one; before it, half as far. */
export const SEARCH_DAYS = 14

/** What to do instead: read around the asked days and searched by the same rules. Advice, made outside any transaction. */
export async function alternativesFor(
  app: FastifyInstance,
  asked: readonly Claim[],
  facts: Facts,
  limit: number,
): Promise<AlternativeWire[]> {
  const starts = asked.map(({ during }) => localDateOf(during.start, facts.timeZone))
  const first = starts.reduce((a, b) => (a < b ? a : b))
  const last = starts.reduce((a, b) => (a > b ? a : b))
  const window = {
    start: dayOf(addDays(first, -SEARCH_DAYS / 2 - 1), facts.timeZone).start,
    end: dayOf(addDays(last, SEARCH_DAYS + 1), facts.timeZone).end,
  }
  const around = await app.windows.read(window, facts)
  // a request under decision stands among the others: it must not count against what would replace it
  const own = new Set(asked.map(({ id }) => id))
  const claims = around.filter(({ id }) => !own.has(id))
  return findAlternatives(asked, { facts, claims }, { limit, days: SEARCH_DAYS }).map((one) =>
    alternativeWire(one, asked, facts),
  )
}
