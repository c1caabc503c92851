import type { FastifyInstance } from 'fastify'
import type { Allocation } from '@gongyue/shared/scheduling/season/allocate.ts'
import type { SeasonInputs } from '@gongyue/shared/scheduling/season/inputs.ts'
import { readRound, type RoundRecord } from '@gongyue/db/queries/rounds.ts'
import {
  keepRun,
  releaseRun,
  takeRun,
  type IncumbentPlace,
  type RunNews,
  type TakenRun,
} from '@gongyue/db/queries/runs.ts'
import { readSeasonPlan } from '@gongyue/db/queries/season-plans.ts'
import { runSeason, type SeasonRun } from '../../planner/run-season.ts'
import type { SeasonLimit, SeasonNews } from '../../planner/season-message.ts'
import { failRun, finishRun } from './finish-run.ts'
import { readSeason } from './season-inputs.ts'

/** A worker that is not heard of for so long has lost its run, in seconds; and how often it lets itself be heard, in milliseconds. */
export const LEASE_SECONDS = 10
const BEAT = 1_000

/** Who works, and until when. */
export interface Working {
  /** Names the process among others. */
  readonly worker: string
  readonly stopped: AbortSignal
}

/**
 * Takes one run that nobody works on and drives it to its end: one that waits, or one whose process has died, which goes on from its last plan with
 * the seconds that are left.
 *
 * @returns false when there was none
 */
export async function workOnRun(app: FastifyInstance, { worker, stopped }: Working): Promise<boolean> {
  const run = await takeRun(app.pg.pool, worker, LEASE_SECONDS)
  if (run === null) return false
  try {
    const started = await prepare(app, run)
    if (started === null) return true
    await drive(app, run, { worker, stopped }, started)
  } catch (error) {
    app.log.error({ err: error, run: run.id }, 'a run broke off')
    await afterDeath(app, run, worker, error)
  }
  return true
}

interface Started {
  readonly round: RoundRecord
  readonly inputs: SeasonInputs
}

async function prepare(app: FastifyInstance, run: TakenRun): Promise<Started | null> {
  const { pool } = app.pg
  const round = await readRound(pool, run.facilityId, run.roundId)
  if (!round) throw new Error(`run ${run.id} is of a round that is not there`)
  const base = run.basePlanId === null ? null : await readSeasonPlan(pool, run.facilityId, run.basePlanId)
  const near = base && { allocations: base.allocations, price: run.price }
  return { round, inputs: await readSeason(app, pool, run.facilityId, round, near) }
}

async function drive(
  app: FastifyInstance,
  run: TakenRun,
  { worker, stopped }: Working,
  { round, inputs }: Started,
): Promise<void> {
  const { facilityId } = run
  const limit: SeasonLimit =
    run.counted === null
      ? { kind: 'seconds', seconds: run.seconds, used: run.usedSeconds }
      : { kind: 'counted', tries: run.counted }
  let incumbent: readonly IncumbentPlace[] | null = run.incumbent
  let fresh: Extract<SeasonNews, { kind: 'incumbent' }> | null = null
  const progress = { phase: 'construct', seconds: run.usedSeconds }
  const heard = (news: SeasonNews): void => {
    if (news.kind === 'done') return
    progress.phase = news.phase
    progress.seconds = news.seconds
    if (news.kind !== 'incumbent') return
    incumbent = news.plan
    fresh = news
  }
  // a counted run is the same every time only from its beginning
  const from = run.counted === null ? run.incumbent : null
  const thread = runSeason({ inputs, seed: run.seed, limit, from }, heard)
  const lease = { facilityId, runId: run.id, worker, leaseSeconds: LEASE_SECONDS }
  let mine = true
  let stopping = false
  const beat = async (): Promise<void> => {
    const news = toldNews(fresh, progress)
    fresh = null
    const answer = await keepRun(app.pg.pool, lease, news).catch((error: unknown) => {
      // the lease is long enough for a database that is away for a moment
      app.log.warn({ err: error, run: run.id }, 'a run could not be kept')
      return { stop: false }
    })
    if (answer === null) {
      mine = false
      await thread.kill()
    } else if (answer.stop && !stopping) {
      stopping = true
      thread.stop()
    }
  }
  const beating = keepBeating(beat)
  const onStop = (): void => void thread.kill()
  stopped.addEventListener('abort', onStop, { once: true })
  let end
  try {
    end = await thread.done
  } catch (error) {
    if (!mine) return
    if (!stopped.aborted) throw error
    // the process ends in order: another goes on from what is kept
    await beating.stop()
    await beat()
    await releaseRun(app.pg.pool, facilityId, run.id, worker, 'in-order')
    return
  } finally {
    stopped.removeEventListener('abort', onStop)
    await beating.stop()
  }
  if (!mine) return
  await beat()
  const allocation = end.kind === 'done' ? end.allocation : await settle(inputs, run, incumbent ?? [])
  const usedSeconds = end.kind === 'done' ? end.seconds : progress.seconds
  await finishRun(app, { run, round, inputs, worker, allocation, stopping, usedSeconds })
}

/** The reasons of a plan whose thread was ended before it could tell them. */
async function settle(inputs: SeasonInputs, run: TakenRun, from: readonly IncumbentPlace[]): Promise<Allocation> {
  const last: SeasonRun = runSeason({ inputs, seed: run.seed, limit: { kind: 'counted', tries: 1 }, from }, () => {})
  const end = await last.done
  if (end.kind === 'halted') throw new Error('a thread that nobody stopped has stopped')
  return end.allocation
}

/** The first thread that dies is tried again; the second ends the run, with what died for a reason. */
async function afterDeath(app: FastifyInstance, run: TakenRun, worker: string, error: unknown): Promise<void> {
  if (run.deaths === 0) return await releaseRun(app.pg.pool, run.facilityId, run.id, worker, 'died')
  const told = error instanceof Error ? error.message : String(error)
  await failRun(app, run, worker, [{ key: 'thread-died', params: { error: told.slice(0, 200) } }])
}

function toldNews(
  fresh: Extract<SeasonNews, { kind: 'incumbent' }> | null,
  { phase, seconds }: { readonly phase: string; readonly seconds: number },
): RunNews {
  return {
    ...{ phase, usedSeconds: seconds },
    cost: fresh?.cost ?? null,
    score: fresh?.score ?? null,
    unplaced: fresh?.unplaced ?? null,
    triesASecond: fresh?.triesASecond ?? null,
    points: fresh ? [{ seconds: Math.round(fresh.seconds * 10) / 10, cost: fresh.cost, unplaced: fresh.unplaced }] : [],
    incumbent: fresh?.plan ?? null,
  }
}

/** One beat after the other, never two at once. */
function keepBeating(beat: () => Promise<void>): { readonly stop: () => Promise<void> } {
  let going: Promise<void> = Promise.resolve()
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    going = beat().finally(() => (busy = false))
  }, BEAT)
  return {
    stop: async () => {
      clearInterval(timer)
      await going
    },
  }
}
