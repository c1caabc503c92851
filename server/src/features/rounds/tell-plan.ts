import type { FastifyInstance } from 'fastify'
import type { SeasonPlanWire } from '@gongyue/shared/api/runs.ts'
import { listApplications } from '@gongyue/db/queries/applications.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import type { RoundRecord } from '@gongyue/db/queries/rounds.ts'
import type { SeasonPlanRecord } from '@gongyue/db/queries/season-plans.ts'
import { headStarts } from './head-starts.ts'
import { planWire, type Told } from './plan-wire.ts'

/** Reads what plans of a round are told with. */
export async function toldOf(
  app: FastifyInstance,
  db: Queryable,
  facilityId: string,
  round: RoundRecord,
): Promise<Told> {
  const { facts } = await app.houses.current(facilityId)
  const filter = { roundId: round.id, applicationId: null, partyIds: null }
  const applications = (await listApplications(db, facilityId, filter)).filter(({ state }) => state === 'sent')
  return { facts, applications, before: await headStarts(db, facilityId, round, applications) }
}

export async function tellPlan(
  app: FastifyInstance,
  db: Queryable,
  facilityId: string,
  round: RoundRecord,
  plan: SeasonPlanRecord,
): Promise<SeasonPlanWire> {
  return planWire(plan, await toldOf(app, db, facilityId, round))
}
