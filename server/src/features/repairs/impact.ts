import type { FastifyInstance } from 'fastify'
import type { ImpactWire } from '@gongyue/shared/api/impact.ts'
import type { Closure, Facts } from '@gongyue/shared/domain/facts.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import type { RepairableRecord } from '@gongyue/db/queries/repairable.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { factsForRepair, lookAtHit, seriesOf } from './look.ts'

/** Whom a closure that is declared hits; null when there is no such closure. */
export async function impactOf(app: FastifyInstance, who: Who, closureId: string): Promise<ImpactWire | null> {
  const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
  const closure = facts.closures.find(({ id }) => id === closureId)
  return closure ? await impact(app, closure, facts) : null
}

/** Whom a closure would hit, were it declared; null when it names no space of the facility. */
export async function impactOfDraft(
  app: FastifyInstance,
  who: Who,
  draft: Omit<Closure, 'id'>,
): Promise<ImpactWire | null> {
  const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
  if (draft.spaceId !== null && !facts.spaces.has(draft.spaceId)) return null
  return await impact(app, { id: 'draft', ...draft }, facts)
}

async function impact(app: FastifyInstance, closure: Closure, facts: Facts): Promise<ImpactWire> {
  const cause = { kind: 'closure', closure } as const
  const hit = await lookAtHit(app.pg.pool, factsForRepair(facts), cause, closure.during)
  const running = hit.filter(({ state, start }) => state === 'in-use' || start <= facts.now)
  const parties = Map.groupBy(hit, ({ partyId }) => partyId)
  const wire = (one: RepairableRecord) => hitWire(one, facts.timeZone)
  return {
    running: running.map(wire),
    ahead: hit.filter((one) => !running.includes(one)).map(wire),
    people: sum(hit),
    parties: [...parties].map(([partyId, bookings]) => ({
      partyId,
      name: facts.parties.get(partyId)?.name ?? partyId,
      kind: facts.parties.get(partyId)?.kind ?? 'person',
      bookings: bookings.length,
      people: sum(bookings),
    })),
    series: [...Map.groupBy(hit, seriesOf).values()].filter(
      (dates) => dates.length > 1 || dates.some(({ seriesId, programmeId }) => (seriesId ?? programmeId) !== null),
    ).length,
  }
}

function sum(records: readonly RepairableRecord[]): number {
  return records.reduce((all, { people }) => all + people, 0)
}

function hitWire({ id, reference, title, partyName, spaceId, start, end, people }: RepairableRecord, timeZone: string) {
  return {
    reservationId: id,
    reference,
    title,
    partyName,
    spaceId,
    start: formatInstant(start, timeZone),
    end: formatInstant(end, timeZone),
    people,
  }
}
