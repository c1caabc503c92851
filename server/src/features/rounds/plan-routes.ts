import type { FastifyInstance } from 'fastify'
import * as publication from '@gongyue/shared/api/publication.ts'
import * as api from '@gongyue/shared/api/runs.ts'
import { readRound } from '@gongyue/db/queries/rounds.ts'
import { listSeasonPlans as readPlans, readSeasonPlan } from '@gongyue/db/queries/season-plans.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { versionAsked } from '../../plugins/versions.ts'
import { addSeasonPlan, changeSeasonPlan, listPlacements } from './arrange-plan.ts'
import { comparison } from './compare-plans.ts'
import { handleRound, resetRound } from './handle-round.ts'
import { findRound } from './look.ts'
import { planSummary, planWire } from './plan-wire.ts'
import { publishRound } from './publish-round.ts'
import { readPublic, readResults } from './results.ts'
import { toldOf } from './tell-plan.ts'
import { tagOf } from './wire.ts'

/** Plans of a round: read, arranged by hand, compared, settled on, published; and what came of it. */
export async function seasonPlans(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  const find = async ({ facilityId }: Who, id: string) => {
    const plan = await readSeasonPlan(pool, facilityId, id)
    const round = plan && (await readRound(pool, facilityId, plan.roundId))
    if (!plan || !round) throw new HttpProblem('not-found')
    return { plan, told: await toldOf(app, pool, facilityId, round) }
  }

  app.handle(api.listSeasonPlans, async ({ who, params }) => {
    await findRound(pool, who, params.id, app.clock())
    const found = await readPlans(pool, who.facilityId, params.id)
    return { status: 200, body: { items: found.map((plan) => planSummary(plan, who.timeZone)) } }
  })

  app.handle(api.addSeasonPlan, async (request) => {
    const { who, params, body } = request
    const written = await addSeasonPlan(app, who, params.id, body, keyedRequest(request, who))
    return written.kind === 'no' ? written.answer : { status: 201, body: written.value, headers: tagOf(written.value) }
  })

  app.handle(api.readSeasonPlan, async ({ who, params }) => {
    const { plan, told } = await find(who, params.id)
    const body = planWire(plan, told)
    return { status: 200, body, headers: tagOf(body) }
  })

  app.handle(api.changeSeasonPlan, async (request) => {
    const { who, params, body, query } = request
    const asked = { version: versionAsked(request), dryRun: query.dryRun === true }
    const written = await changeSeasonPlan(app, who, params.id, body, asked)
    if (written.kind === 'no') return written.answer
    return { status: 200, body: written.value, headers: tagOf(written.value.plan) }
  })

  app.handle(api.listPlacements, async ({ who, params, query }) => ({
    status: 200,
    body: await listPlacements(app, who, params.id, query),
  }))

  app.handle(api.compareSeasonPlans, async ({ who, params, query }) => {
    const [{ plan: one, told }, { plan: other }] = await Promise.all([find(who, params.id), find(who, query.with)])
    if (one.roundId !== other.roundId) throw new HttpProblem('not-found')
    return { status: 200, body: comparison(one, other, told) }
  })

  app.handle(publication.handleRound, async (request) => {
    const { who, params, body } = request
    const written = await handleRound(app, who, params.id, body.planId, keyedRequest(request, who))
    return written.kind === 'no' ? written.answer : { status: 200, body: written.value }
  })

  app.handle(publication.resetRound, async (request) => {
    const { who, params } = request
    const written = await resetRound(app, who, params.id, keyedRequest(request, who))
    return written.kind === 'no' ? written.answer : { status: 200, body: written.value }
  })

  app.handle(publication.publishRound, async (request) => {
    const { who, params, body, query } = request
    const dryRun = query.dryRun === true
    const publishing = { who, roundId: params.id, planId: body.planId, keyed: keyedRequest(request, who), dryRun }
    const written = await publishRound(app, publishing)
    return written.kind === 'no' ? written.answer : { status: 200, body: written.value }
  })

  app.handle(publication.readResults, async ({ who, params }) => {
    const round = await findRound(pool, who, params.id, app.clock())
    return { status: 200, body: await readResults(app, who, round) }
  })

  app.handle(publication.readPublicResult, async ({ params }) => {
    const body = await readPublic(app, params.id)
    if (!body) throw new HttpProblem('not-found')
    return { status: 200, body }
  })
}
