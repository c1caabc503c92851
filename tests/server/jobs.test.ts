import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addJob, unlockDeadWorkers, type NewJob } from '@gongyue/db/queries/jobs.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { CRONTAB, TASKS } from '@gongyue/server/jobs/index.ts'
import { pruneOldChanges } from '@gongyue/server/jobs/prune-changes.ts'
import { migrateJobs } from '@gongyue/server/jobs/schema.ts'
import { startWorker, type Worker } from '@gongyue/server/jobs/worker.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

/** A worker on a busy machine is waited for. */
const PATIENCE = { timeout: 25_000 }

let house: TestHouse
const workers = new Set<Worker>()
/** What the task was given, in order. */
let done: unknown[] = []

const note = { name: 'note', run: async (_: unknown, payload: unknown) => void done.push(payload) }

beforeAll(async () => {
  house = await openHouse()
})
afterEach(async () => {
  await Promise.all([...workers].map(async (worker) => await worker.stop()))
  workers.clear()
  done = []
  await house.pool.query('delete from graphile_worker._private_jobs')
})
afterAll(async () => await house.close())

function work(): void {
  workers.add(startWorker(house.app, { tasks: [note], crontab: [] }))
}

async function add(payload: Readonly<Record<string, unknown>>, more: Partial<NewJob> = {}): Promise<void> {
  await addJob(house.pool, { task: 'note', payload, ...more })
}

async function waiting(): Promise<number> {
  const { rows } = await house.pool.query<{ count: number }>('select count(*)::int as count from graphile_worker.jobs')
  return rows[0]?.count ?? -1
}

/** As a process leaves it that was killed with its jobs in hand. */
async function takenBy(workerId: string): Promise<void> {
  await house.pool.query(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - interval '1 minute', attempts = 1`,
    [workerId],
  )
}

test('a job is there when its transaction has committed, and not when it was taken back', async () => {
  const dice = { dice: () => 0.5 }
  await inTransaction(house.pool, async (tx) => await addJob(tx.client, { task: 'note', payload: { n: 1 } }), dice)
  await inTransaction(
    house.pool,
    async (tx) => tx.undo(await addJob(tx.client, { task: 'note', payload: { n: 2 } })),
    dice,
  )
  work()
  await expect.poll(waiting, PATIENCE).toBe(0)
  expect(done).toEqual([{ n: 1 }])
})

test('two waiting jobs of one key are one, with the payload of the later', async () => {
  await add({ n: 1 }, { key: 'one' })
  await add({ n: 2 }, { key: 'one' })
  work()
  await expect.poll(waiting, PATIENCE).toBe(0)
  expect(done).toEqual([{ n: 2 }])
})

test('of several workers one does a job', async () => {
  for (let i = 0; i < 3; i += 1) work()
  for (let n = 0; n < 40; n += 1) await add({ n })
  await expect.poll(waiting, PATIENCE).toBe(0)
  expect(done.map((one) => (one as { n: number }).n).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 40 }, (_, n) => n),
  )
})

test('a job in the hands of a process that died is done by another at once, not after four hours', async () => {
  await add({ n: 1 })
  await takenBy('worker-killed')
  work()
  await expect.poll(() => done, PATIENCE).toEqual([{ n: 1 }])
})

test('a job in the hands of a worker that lives is left to it', async () => {
  await add({ n: 1 })
  await takenBy('worker-alive')
  const life = await house.pool.connect()
  const lock = `hashtextextended('worker worker-alive', 0)`
  try {
    await life.query(`select pg_advisory_lock(${lock})`)
    expect(await unlockDeadWorkers(house.pool)).toEqual([])
    await life.query(`select pg_advisory_unlock(${lock})`)
    expect(await unlockDeadWorkers(house.pool)).toEqual(['worker-alive'])
  } finally {
    life.release()
  }
})

test('a worker whose connections are cut goes on with others', async () => {
  work()
  await add({ n: 1 })
  await expect.poll(() => done, PATIENCE).toEqual([{ n: 1 }])
  await house.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await add({ n: 2 })
  await expect.poll(() => done, PATIENCE).toEqual([{ n: 1 }, { n: 2 }])
})

test('a job that fails waits for another try and says why', async () => {
  const failing = { name: 'note', run: async () => await Promise.reject(new Error('the mail server is away')) }
  workers.add(startWorker(house.app, { tasks: [failing], crontab: [] }))
  await add({ n: 1 })
  const read = async () =>
    (
      await house.pool.query<{ attempts: number; last_error: string | null }>(
        'select attempts, last_error from graphile_worker.jobs',
      )
    ).rows
  await expect.poll(async () => (await read())[0]?.last_error ?? '', PATIENCE).toContain('the mail server is away')
  expect(await read()).toMatchObject([{ attempts: 1 }])
})

test('every task has a name of its own, and the clock calls no other', () => {
  const names = TASKS.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(CRONTAB.filter(({ task }) => !TASKS.includes(task))).toEqual([])
})

test('the tables of the jobs are made once', async () => {
  await Promise.all([migrateJobs(house.url), migrateJobs(house.url)])
  expect(await waiting()).toBe(0)
})

test('changes that no cursor reaches are thrown away, the others stay, and a second run does nothing', async () => {
  await house.pool.query('delete from changes')
  await house.pool.query(
    `insert into changes (facility_id, noun, noun_id, at)
     select facility_id, 'facts', facility_id, now() - make_interval(hours => h) from facilities, unnest(array[0, 23, 25, 48]) as h
     where facility_id = $1`,
    [house.jining.id],
  )
  const ages = async () => {
    const { rows } = await house.pool.query<{ hours: number }>(
      'select round(extract(epoch from now() - at) / 3600)::int as hours from changes order by 1',
    )
    return rows.map(({ hours }) => hours)
  }
  await pruneOldChanges.run(house.app, null)
  expect(await ages()).toEqual([0, 23])
  await pruneOldChanges.run(house.app, null)
  expect(await ages()).toEqual([0, 23])
})
