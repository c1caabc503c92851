import type { FastifyInstance } from 'fastify'
import type { RunWire, startRun as contract } from '@gongyue/shared/api/runs.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import type { KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { lockRound, type RoundRecord } from '@gongyue/db/queries/rounds.ts'
import { askToStop, insertRun, listRuns, type IncumbentPlace, type RunRecord } from '@gongyue/db/queries/runs.ts'
import { readSeasonPlan } from '@gongyue/db/queries/season-plans.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { ProblemAnswer } from '../../plugins/problems.ts'
import { stateRefusal } from './look.ts'
import { done, no, once, type Written } from './once.ts'
import { fault } from './round-faults.ts'
import { runWire } from './run-wire.ts'
import { fingerprintOf, readSeason } from './season-inputs.ts'
import { noteRound } from './write-round.ts'

const SOLVABLE = ['open', 'in-allocation', 'handled', 'published'] as const

/** Puts a run in the queue of its round. One is under way at a time: the second is told of the first. */
export async function startRun(
  app: FastifyInstance,
  who: Who,
  roundId: string,
  body: BodyOf<typeof contract>,
  keyed: KeyedRequest | null,
): Promise<Written<RunWire>> {
  return await once(app, keyed, 202, async (tx) => {
    const round = await lockRound(tx.client, who.facilityId, roundId)
    if (!round) return no({ problem: 'not-found' })
    return await queue(app, tx, who, round, { ...body, incumbent: null })
  })
}

/** A new run that goes on from the best plan of one that has ended. */
export async function continueRun(
  app: FastifyInstance,
  who: Who,
  runId: string,
  seconds: number,
  keyed: KeyedRequest | null,
): Promise<Written<RunWire>> {
  const { facilityId } = who
  return await once(app, keyed, 202, async (tx) => {
    const [before] = await listRuns(tx.client, facilityId, { roundId: null, runId })
    const round = before && (await lockRound(tx.client, facilityId, before.roundId))
    if (!before || !round) return no({ problem: 'not-found' })
    const plan = before.planId === null ? null : await readSeasonPlan(tx.client, facilityId, before.planId)
    const { seed, price, basePlanId } = before
    const incumbent = plan?.allocations ?? []
    return await queue(app, tx, who, round, {
      seconds,
      seed,
      price,
      incumbent,
      ...(basePlanId !== null && { basePlanId }),
    })
  })
}

/** Asks a run to end; whoever may start one may. One that has ended is told as it is. */
export async function stopRun(
  app: FastifyInstance,
  { facilityId, timeZone }: Who,
  runId: string,
): Promise<RunWire | null> {
  await askToStop(app.pg.pool, facilityId, runId, app.clock())
  const [run] = await listRuns(app.pg.pool, facilityId, { roundId: null, runId })
  return run ? runWire(run, timeZone) : null
}

async function queue(
  app: FastifyInstance,
  tx: Tx,
  who: Who,
  round: RoundRecord,
  asked: BodyOf<typeof contract> & { readonly incumbent: readonly IncumbentPlace[] | null },
): Promise<Written<RunWire>> {
  const { client } = tx
  const { facilityId, userId, timeZone } = who
  const now = app.clock()
  const refusal = stateRefusal(round, { now }, SOLVABLE, 'wait')
  if (refusal) return no(refusal)
  const runs = await listRuns(client, facilityId, { roundId: round.id, runId: null })
  const other = runs.find(({ state }) => state === 'queued' || state === 'running')
  if (other) return no(inProgress(round, other, timeZone))
  const { basePlanId = null, seconds, tries = null, price = 0, seed = round.seed } = asked
  const base = basePlanId === null ? null : await readSeasonPlan(client, facilityId, basePlanId)
  if (basePlanId !== null && base?.roundId !== round.id)
    return no({ problem: 'malformed', errors: [fault('/basePlanId', 'not-there')] })
  const inputs = await readSeason(app, client, facilityId, round, base && { allocations: base.allocations, price })
  const id = app.newId()
  await insertRun(client, facilityId, {
    ...{ id, roundId: round.id, seconds, counted: tries, seed, basePlanId, price, incumbent: asked.incumbent },
    ...{ fingerprint: fingerprintOf(inputs), asked: round.asked, askedAt: now, askedBy: userId },
  })
  await noteRound(app, tx, who, 'start-run', round.id, { runId: id, seconds, tries, seed, basePlanId, price })
  const [run] = await listRuns(client, facilityId, { roundId: null, runId: id })
  if (!run) throw new Error(`run ${id} vanished in its own transaction`)
  return done(runWire(run, timeZone))
}

function inProgress(round: RoundRecord, run: RunRecord, timeZone: string): ProblemAnswer {
  const params = { round: round.name, who: run.byName ?? '', since: run.startedAt ?? run.askedAt }
  return { problem: 'run-in-progress', params, current: runWire(run, timeZone) }
}
