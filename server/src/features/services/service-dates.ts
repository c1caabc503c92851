import type { FastifyInstance } from 'fastify'
import type { ServiceDateWire } from '@gongyue/shared/api/problem.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { findServiceDates } from '@gongyue/shared/scheduling/service-dates.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { serviceClaim, type Givable } from './claim.ts'
import { lookAround } from './look.ts'

/** How far ahead the house looks for another time, and how many it names. */
const SEARCH = { limit: 3, days: 21 } as const

/** When a refused service could be given instead, and for the desk by whom. Advice, made outside any transaction. */
export async function serviceDatesFor(
  app: FastifyInstance,
  who: Who,
  {
    violations,
    services,
    facts,
    leaveOut = [],
  }: {
    readonly violations: readonly Violation[]
    readonly services: readonly { readonly index: number; readonly line: Givable }[]
    readonly facts: Facts
    /** Visits that would be changed: they do not stand in their own way. */
    readonly leaveOut?: readonly string[]
  },
): Promise<ServiceDateWire[]> {
  const broken = services.filter(({ line }) => violations.some(({ claimIds }) => claimIds.includes(line.id)))
  const found: ServiceDateWire[] = []
  for (const { index, line } of broken) {
    // a room of the house is looked for with its own alternatives
    if ('spaceId' in line && line.spaceId !== null) continue
    const moved = (start: number) => serviceClaim({ ...line, start, end: start + line.end - line.start }, facts)
    const asked = moved(line.start)
    const look = await lookAround(
      app.pg.pool,
      [{ start: asked.during.start, end: asked.during.end + (SEARCH.days + 1) * 86_400_000 }],
      facts,
    )
    const claims = look.claims.filter(({ id }) => !leaveOut.includes(id))
    for (const { start, end, crew } of findServiceDates(asked, moved, { facts, claims }, look.lately, SEARCH))
      found.push({
        line: index,
        start: formatInstant(start, facts.timeZone),
        end: formatInstant(end, facts.timeZone),
        ...(mayEnter(who.roles, 'desk') && {
          people: crew.people.map((id) => ({ id, name: facts.people.get(id)?.name ?? '' })),
        }),
      })
  }
  return found
}
