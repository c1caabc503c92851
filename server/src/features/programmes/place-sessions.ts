import type { FastifyInstance } from 'fastify'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import type { placeSessions as contract } from '@gongyue/shared/api/programmes.ts'
import type { KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { listProgrammes } from '@gongyue/db/queries/programmes.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { placeSeries, type PlacedSeries } from '../series/place-series.ts'

/** A class gets its room and its dates. */
export interface PlaceSessions {
  readonly who: Who
  readonly programmeId: string
  readonly asked: BodyOf<typeof contract>
  readonly keyed: KeyedRequest | null
  readonly dryRun: boolean
}

/**
 * Places the sessions of a class as a series of its party, for as many as there are places, confirmed at once; the instructor is held with the
 * room, so neither is promised twice.
 */
export async function placeSessions(
  app: FastifyInstance,
  { who, programmeId, asked, keyed, dryRun }: PlaceSessions,
): Promise<PlacedSeries | { readonly kind: 'not-found' }> {
  const filter = { programmeId, termId: null, drafts: true, userId: null }
  const [programme] = await listProgrammes(app.pg.pool, who.facilityId, filter)
  if (!programme || programme.state === 'cancelled') return { kind: 'not-found' }
  const { title, capacity, partyId, personId, skills } = programme
  const { spaceId, rule, onConflict } = asked
  // the house knows its own rooms: their conditions are read
  const { facts } = await app.houses.current(who.facilityId)
  const version = facts.spaces.get(spaceId)?.conditionsVersion ?? 0
  return await placeSeries(app, {
    who,
    keyed,
    dryRun,
    draft: {
      title,
      headcount: capacity,
      partyId,
      ...(version > 0 && { conditions: { [spaceId]: version } }),
      // a term reaches further than the public may book ahead
      waivers: [{ constraint: 'horizon', reason: '学期排课 term planning' }, ...(asked.waivers ?? [])],
      lines: [{ kind: 'space', spaceId, recurrence: { rule }, onConflict }],
    },
    class: { programmeId, people: personId === null ? [] : [personId], skills },
  })
}
