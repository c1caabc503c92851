import type { RunState } from '@gongyue/shared/domain/round.ts'
import type { Queryable } from '../pool.ts'

/** A run of the solver as it is kept. Instants are epoch milliseconds. */
export interface RunRecord {
  readonly facilityId: string
  readonly id: string
  readonly roundId: string
  readonly state: RunState
  readonly seconds: number
  readonly counted: number | null
  readonly seed: number
  readonly basePlanId: string | null
  readonly price: number
  readonly fingerprint: string
  readonly phase: string
  readonly usedSeconds: number
  readonly cost: number | null
  readonly score: RunScore | null
  readonly unplaced: number | null
  readonly asked: number
  readonly bound: number | null
  readonly triesASecond: number | null
  readonly points: readonly RunPoint[]
  readonly planId: string | null
  readonly violations: readonly RunReason[]
  readonly deaths: number
  readonly stopAskedAt: number | null
  readonly askedBy: string | null
  readonly byName: string | null
  readonly askedAt: number
  readonly startedAt: number | null
  readonly endedAt: number | null
}

export interface RunScore {
  readonly hard: number
  readonly medium: number
  readonly soft: number
}

export interface RunPoint {
  readonly seconds: number
  readonly cost: number
  readonly unplaced: number
}

export interface RunReason {
  readonly key: string
  readonly params: Readonly<Record<string, string | number | { readonly 'zh-CN': string; readonly en: string }>>
}

/** One weekly time of a plan, as it is kept within a run. */
export interface IncumbentPlace {
  readonly sectionId: string
  readonly nth: number
  readonly place: {
    readonly spaceId: string
    readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7
    readonly from: number
    readonly until: number
  }
}

/** Runs of a round, the newest first; or one alone. */
export async function listRuns(
  db: Queryable,
  facilityId: string,
  { roundId, runId }: { readonly roundId: string | null; readonly runId: string | null },
): Promise<readonly RunRecord[]> {
  const { rows } = await db.query<RunRecord>({
    name: 'list-runs',
    text: `
      select ${COLUMNS}, u.display_name as "byName" from runs r
      left join users u on u.facility_id = r.facility_id and u.user_id = r.asked_by
      where r.facility_id = $1 and ($2::uuid is null or r.round_id = $2) and ($3::uuid is null or r.run_id = $3)
      order by r.run_id desc`,
    values: [facilityId, roundId, runId],
  })
  return rows
}

const COLUMNS = `r.facility_id as "facilityId", r.run_id as id, r.round_id as "roundId", r.state, r.seconds, r.counted, r.seed,
  r.base_plan_id as "basePlanId", r.price, r.fingerprint, r.phase, r.used_seconds as "usedSeconds", r.cost, r.score, r.unplaced,
  r.asked, r.bound, r.tries_a_second as "triesASecond", r.points, r.plan_id as "planId", r.violations, r.deaths,
  r.stop_asked_at as "stopAskedAt", r.asked_by as "askedBy", r.asked_at as "askedAt", r.started_at as "startedAt",
  r.ended_at as "endedAt"`

export interface NewRun extends Pick<
  RunRecord,
  'id' | 'roundId' | 'seconds' | 'counted' | 'seed' | 'basePlanId' | 'price' | 'fingerprint' | 'asked' | 'askedAt'
> {
  readonly askedBy: string
  /** Where to go on from. */
  readonly incumbent: readonly IncumbentPlace[] | null
}

/** A run that waits for a worker. The floor refuses a second one of its round. */
export async function insertRun(db: Queryable, facilityId: string, run: NewRun): Promise<void> {
  await db.query({
    text: `
      insert into runs (facility_id, run_id, round_id, state, seconds, counted, seed, base_plan_id, price, fingerprint, asked, asked_by,
        asked_at, incumbent)
      values ($1, $2, $3, 'queued', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    values: [
      ...[facilityId, run.id, run.roundId, run.seconds, run.counted, run.seed, run.basePlanId, run.price],
      ...[run.fingerprint, run.asked, run.askedBy, new Date(run.askedAt)],
      run.incumbent && JSON.stringify(run.incumbent),
    ],
  })
}

/** What a worker takes on. */
export interface TakenRun extends RunRecord {
  readonly incumbent: readonly IncumbentPlace[] | null
}

/**
 * Takes the oldest run that nobody works on: one that waits, or one whose worker has not been heard of since its lease ran out. Leases go by the
 * database's clock: processes disagree about the time.
 */
export async function takeRun(db: Queryable, worker: string, leaseSeconds: number): Promise<TakenRun | null> {
  const { rows } = await db.query<TakenRun>({
    text: `
      update runs r set state = 'running', worker = $1, lease_until = clock_timestamp() + make_interval(secs => $2),
        started_at = coalesce(started_at, clock_timestamp())
      where (r.facility_id, r.run_id) in (
        select facility_id, run_id from runs
        where state in ('queued', 'running') and (lease_until is null or lease_until < clock_timestamp())
        order by asked_at, run_id limit 1 for update skip locked)
      returning ${COLUMNS}, null as "byName", r.incumbent`,
    values: [worker, leaseSeconds],
  })
  return rows[0] ?? null
}

/** What a worker has to tell; what is left out stays. */
export interface RunNews {
  readonly phase: string
  readonly usedSeconds: number
  readonly cost: number | null
  readonly score: RunScore | null
  readonly unplaced: number | null
  readonly triesASecond: number | null
  readonly points: readonly RunPoint[]
  /** Null when it is no better than what is kept. */
  readonly incumbent: readonly IncumbentPlace[] | null
}

/**
 * Keeps what a worker has found and prolongs its lease.
 *
 * @returns whether the run is to stop; null when it is not this worker's any more
 */
export async function keepRun(
  db: Queryable,
  {
    facilityId,
    runId,
    worker,
    leaseSeconds,
  }: {
    readonly facilityId: string
    readonly runId: string
    readonly worker: string
    readonly leaseSeconds: number
  },
  news: RunNews,
): Promise<{ readonly stop: boolean } | null> {
  const { rows } = await db.query<{ stop: boolean }>({
    name: 'keep-run',
    text: `
      update runs set lease_until = clock_timestamp() + make_interval(secs => $4), phase = $5, used_seconds = $6,
        cost = coalesce($7, cost), score = coalesce($8, score), unplaced = coalesce($9, unplaced),
        tries_a_second = coalesce($10, tries_a_second), points = points || $11::jsonb, incumbent = coalesce($12, incumbent)
      where facility_id = $1 and run_id = $2 and worker = $3 and state = 'running'
      returning stop_asked_at is not null as stop`,
    values: [
      ...[facilityId, runId, worker, leaseSeconds, news.phase, news.usedSeconds, news.cost],
      news.score && JSON.stringify(news.score),
      ...[news.unplaced, news.triesASecond, JSON.stringify(news.points)],
      news.incumbent && JSON.stringify(news.incumbent),
    ],
  })
  return rows[0] ?? null
}

/** Locks a run that this worker still has. */
export async function lockOwnRun(db: Queryable, facilityId: string, runId: string, worker: string): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `select 1 from runs where facility_id = $1 and run_id = $2 and worker = $3 and state = 'running' for update`,
    values: [facilityId, runId, worker],
  })
  return rowCount === 1
}

/** The end of a run. */
export async function endRun(
  db: Queryable,
  facilityId: string,
  runId: string,
  end: {
    readonly state: 'stopped' | 'done' | 'failed'
    readonly planId: string | null
    readonly bound: number | null
    readonly cost: number | null
    readonly score: RunScore | null
    readonly unplaced: number | null
    readonly violations: readonly RunReason[]
    readonly usedSeconds: number
  },
): Promise<void> {
  await db.query({
    text: `
      update runs set state = $3, plan_id = $4, bound = $5, cost = coalesce($6, cost), score = coalesce($7, score),
        unplaced = coalesce($8, unplaced), violations = $9, used_seconds = $10, phase = 'ended', ended_at = clock_timestamp(),
        started_at = coalesce(started_at, clock_timestamp()), worker = null, lease_until = null
      where facility_id = $1 and run_id = $2`,
    values: [
      ...[facilityId, runId, end.state, end.planId, end.bound, end.cost, end.score && JSON.stringify(end.score)],
      ...[end.unplaced, JSON.stringify(end.violations), end.usedSeconds],
    ],
  })
}

/** Lets a run go: another worker, or this one again, may take it at once. Deaths are counted, an ending in order is none. */
export async function releaseRun(
  db: Queryable,
  facilityId: string,
  runId: string,
  worker: string,
  why: 'died' | 'in-order',
): Promise<void> {
  await db.query({
    text: `update runs set lease_until = null, worker = null, state = 'queued', deaths = deaths + $4
      where facility_id = $1 and run_id = $2 and worker = $3 and state = 'running'`,
    values: [facilityId, runId, worker, why === 'died' ? 1 : 0],
  })
}

/** Asks a run to end with what it has; one that has ended stays as it is. */
export async function askToStop(db: Queryable, facilityId: string, runId: string, at: number): Promise<void> {
  await db.query({
    text: `update runs set stop_asked_at = coalesce(stop_asked_at, $3)
      where facility_id = $1 and run_id = $2 and state in ('queued', 'running')`,
    values: [facilityId, runId, new Date(at)],
  })
}
