import type { Queryable } from '../pool.ts'

/** Background work to be done once this transaction has committed. */
export interface NewJob {
  /** The name of a task, see server/src/jobs/index.ts. */
  readonly task: string
  readonly payload: Readonly<Record<string, unknown>>
  /** Two waiting jobs of one key are one job, with the payload of the later. */
  readonly key?: string
  /** Epoch milliseconds; at once when left out. */
  readonly runAt?: number
  /** Tries until it is given up and kept as failed; 25 when left out, which is about three days. */
  readonly maxAttempts?: number
}

/** Writes a job with the deed it follows from: both are there after the commit, or neither. */
export async function addJob(db: Queryable, { task, payload, key, runAt, maxAttempts }: NewJob): Promise<void> {
  await db.query({
    name: 'add-job',
    text: `select graphile_worker.add_job($1, $2::json, job_key => $3, run_at => $4, max_attempts => $5)`,
    values: [
      task,
      JSON.stringify(payload),
      key ?? null,
      runAt === undefined ? null : new Date(runAt),
      maxAttempts ?? null,
    ],
  })
}

/** Says to all processes that a worker lives, as long as this connection does: PostgreSQL itself notices the death of a process. */
export async function keepAlive(client: Queryable, workerId: string): Promise<void> {
  await client.query({ text: 'select pg_advisory_lock(hashtextextended($1, 0))', values: [aliveKey(workerId)] })
}

/**
 * Gives back the jobs of workers that died with them in hand, so that others do them: graphile-worker itself waits four hours.
 *
 * @returns ids of the dead
 */
export async function unlockDeadWorkers(client: Queryable): Promise<readonly string[]> {
  // A worker that has just begun has its job before its sign of life: it is given some seconds.
  const { rows } = await client.query<{ id: string }>({
    text: `
      select distinct locked_by as id from graphile_worker.jobs
      where locked_by is not null and locked_at < now() - interval '5 seconds' order by id`,
  })
  const dead: string[] = []
  for (const { id } of rows) {
    // Inside a statement of its own, the lock is given back as soon as it was had.
    const lock = await client.query<{ free: boolean }>({
      text: 'select pg_try_advisory_xact_lock_shared(hashtextextended($1, 0)) as free',
      values: [aliveKey(id)],
    })
    if (lock.rows[0]?.free === true) dead.push(id)
  }
  if (dead.length > 0)
    await client.query({ text: 'select graphile_worker.force_unlock_workers($1::text[])', values: [dead] })
  return dead
}

function aliveKey(workerId: string): string {
  return `worker ${workerId}`
}
