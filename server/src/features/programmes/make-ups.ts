import type { FastifyInstance } from 'fastify'
import { findMakeUps, type MakeUp } from '@gongyue/shared/scheduling/make-up.ts'
import { addDays, dayOf, localDateOf } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { listBusy } from '@gongyue/db/queries/programme-sessions.ts'
import { listFamilies } from '@gongyue/db/queries/people.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { readStanding } from '@gongyue/db/queries/standing.ts'
import { loadWindow } from '@gongyue/db/snapshot.ts'
import { claimOf } from '../acts/plan-changes.ts'

/** How many days ahead a make-up is looked for: a session that is held a month late is no longer part of the course. */
const DAYS = 28

export interface MakeUps {
  readonly enrolled: number
  readonly items: readonly MakeUp[]
}

/** Where a lost session of a class could be held instead; null when it is no session of this class. */
export async function makeUpsFor(
  app: FastifyInstance,
  who: Who,
  {
    programmeId,
    reservationId,
    limit,
  }: { readonly programmeId: string; readonly reservationId: string; readonly limit: number },
): Promise<MakeUps | null> {
  const { facilityId } = who
  const { pool } = app.pg
  const [[standing], families] = await Promise.all([
    readStanding(pool, facilityId, [reservationId]),
    listFamilies(pool, facilityId, [reservationId]),
  ])
  const family = families.get(reservationId)
  if (!standing || family?.programmeId !== programmeId) return null
  const facts = factsAt(await app.houses.current(facilityId), app.clock())
  const claim = { ...claimOf(standing, { ...standing, state: 'confirmed' }, facts), skills: family.skills }
  const from = localDateOf(Math.max(facts.now, standing.start), facts.timeZone)
  const until = addDays(from, DAYS)
  const window = { start: dayOf(from, facts.timeZone).start, end: dayOf(until, facts.timeZone).end }
  const [around, busy] = await Promise.all([
    loadWindow(pool, window, facts),
    listBusy(pool, facilityId, programmeId, window),
  ])
  const own = facts.spaces.get(standing.spaceId)
  const spaceIds = [...facts.spaces.values()]
    .filter(({ id, kind }) => id === standing.spaceId || kind === own?.kind)
    .map(({ id }) => id)
  const lost = { claim, spaceIds, from, until, busy }
  return { enrolled: busy.length, items: findMakeUps(lost, { facts, claims: around.claims }, limit) }
}
