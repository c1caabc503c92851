import type { FastifyInstance } from 'fastify'
import type { Allocation } from '@gongyue/shared/scheduling/season/allocate.ts'
import { evaluate, seat, type SeasonEvaluation } from '@gongyue/shared/scheduling/season/evaluate.ts'
import type { Allocated, SeasonInputs } from '@gongyue/shared/scheduling/season/inputs.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { lockRound, type RoundRecord } from '@gongyue/db/queries/rounds.ts'
import { endRun, lockOwnRun, type RunReason, type TakenRun } from '@gongyue/db/queries/runs.ts'
import { insertSeasonPlan } from '@gongyue/db/queries/season-plans.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import { fingerprintOf, readSeason } from './season-inputs.ts'
import { noteRound } from './write-round.ts'

/** A run that has come to its end in its thread. */
export interface Finishing {
  readonly run: TakenRun
  readonly round: RoundRecord
  readonly inputs: SeasonInputs
  readonly worker: string
  readonly allocation: Allocation
  /** Somebody asked for the end. */
  readonly stopping: boolean
  readonly usedSeconds: number
}

/**
 * Makes a plan of a run. What it was worked out from may have changed meanwhile: the plan is looked at with what holds now, and what does not fit any
 * more is left out and told.
 */
export async function finishRun(app: FastifyInstance, finishing: Finishing): Promise<void> {
  const { run, worker, allocation, usedSeconds } = finishing
  if (allocation.kind === 'contradiction') return await failRun(app, run, worker, allocation.reasons, usedSeconds)
  await inTransaction(
    app.pg.pool,
    async (tx) => {
      const { facilityId } = run
      const round = await lockRound(tx.client, facilityId, run.roundId)
      if (!round || !(await lockOwnRun(tx.client, facilityId, run.id, worker))) return
      const { evaluation, inputs, dropped, isSame } = await asOfNow(app, tx, finishing, round)
      const bound = isSame ? allocation.bound : null
      const id = app.newId()
      await insertSeasonPlan(tx.client, facilityId, {
        ...{ id, roundId: run.roundId, runId: run.id, bound, madeAt: app.clock(), madeBy: run.askedBy },
        name: nameOf(app.clock(), inputs),
        fingerprint: fingerprintOf(inputs),
        ...evaluation,
      })
      await endRun(tx.client, facilityId, run.id, {
        ...{
          state: finishing.stopping ? 'stopped' : 'done',
          planId: id,
          bound,
          cost: evaluation.cost,
          score: evaluation.score,
        },
        unplaced: evaluation.unmet.length,
        violations: [...allocation.reasons, ...dropped],
        usedSeconds,
      })
      await noteRound(app, tx, { facilityId, userId: run.askedBy }, 'end-run', run.roundId, {
        ...{ runId: run.id, planId: id, seed: run.seed, seconds: usedSeconds, tries: allocation.tries },
        ...{ cost: evaluation.cost, unplaced: evaluation.unmet.length, policyVersion: inputs.facts.policy.version },
      })
    },
    app,
  )
}

interface Looked {
  readonly evaluation: SeasonEvaluation
  readonly inputs: SeasonInputs
  readonly dropped: readonly RunReason[]
  readonly isSame: boolean
}

async function asOfNow(
  app: FastifyInstance,
  { client }: Tx,
  finishing: Finishing,
  round: RoundRecord,
): Promise<Looked> {
  const { run, inputs: then, allocation } = finishing
  if (allocation.kind === 'contradiction') throw new Error('a contradiction makes no plan')
  const inputs = await readSeason(app, client, run.facilityId, round, then.base)
  const { evaluation } = allocation
  if (fingerprintOf(inputs) === fingerprintOf(then)) return { evaluation, inputs, dropped: [], isSame: true }
  const sections = new Map(inputs.sections.map(({ id, timesAWeek }) => [id, timesAWeek]))
  const wanted = evaluation.allocations.filter(({ sectionId, nth }) => nth < (sections.get(sectionId) ?? 0))
  const kept = wanted.filter(({ place }) => inputs.round.spaceIds.includes(place.spaceId))
  const seated = seat(inputs, kept)
  const lost = [...wanted.filter((one) => !kept.includes(one)), ...seated.left]
  return { evaluation: evaluate(seated, kept), inputs, dropped: droppedReasons(lost, then), isSame: false }
}

function droppedReasons(lost: readonly Allocated[], { facts }: SeasonInputs): readonly RunReason[] {
  return [...Map.groupBy(lost, ({ place }) => place.spaceId)].map(([spaceId, all]) => ({
    key: 'space-gone',
    params: { space: facts.spaces.get(spaceId)?.name ?? spaceId, count: all.length },
  }))
}

/** Plans are called by the moment in which they were made. */
function nameOf(now: number, { facts }: SeasonInputs): string {
  const day = localDateOf(now, facts.timeZone)
  const minute = new Intl.DateTimeFormat('sv-SE', { timeZone: facts.timeZone, timeStyle: 'medium' }).format(now)
  return `求解 ${day.slice(5)} ${minute}`
}

/** Ends a run without a plan, and says why. */
export async function failRun(
  app: FastifyInstance,
  run: TakenRun,
  worker: string,
  violations: readonly RunReason[],
  usedSeconds = run.usedSeconds,
): Promise<void> {
  await inTransaction(
    app.pg.pool,
    async ({ client }) => {
      if (!(await lockOwnRun(client, run.facilityId, run.id, worker))) return
      const end = { planId: null, bound: null, cost: null, score: null, unplaced: null, violations, usedSeconds }
      await endRun(client, run.facilityId, run.id, { state: 'failed', ...end })
    },
    app,
  )
}
