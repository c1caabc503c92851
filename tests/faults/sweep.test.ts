import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addJob } from '@gongyue/db/queries/jobs.ts'
import { count } from '../support/booking.ts'
import { buildPalace, idOf, type SmallPalace } from '../support/palace.ts'
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts'

const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))
const DUE = 120

let database: TestDatabase
let jining: SmallPalace
const servers = new Set<ChildProcess>()

beforeAll(async () => {
  database = await cloneDatabase()
  jining = await buildPalace(database.pool, 'jining', 'Asia/Shanghai', null)
  await absent()
})
afterEach(() => {
  for (const server of servers) server.kill('SIGKILL')
  servers.clear()
})
afterAll(async () => await database.drop())

/** Bookings that began twenty minutes ago and to which nobody came. One table can not hold them all: they have no claims. */
async function absent(): Promise<void> {
  const values = [
    jining.id,
    idOf('order'),
    jining.party('branch-1'),
    jining.user('branch'),
    jining.space('table-1'),
    DUE,
  ]
  await database.pool.query(
    `insert into orders (facility_id, order_id, reference, party_id, placed_by, title, purpose, headcount, state, policy_version, placed_at)
     values ($1, $2, 'R', $3, $4, '练球', '', 2, 'accepted', 1, now())`,
    values.slice(0, 4),
  )
  const span = `now() - interval '20 minutes', now() + interval '1 hour', now() - interval '20 minutes', now() + interval '1 hour'`
  await database.pool.query(
    `insert into order_lines (facility_id, order_id, line_id, position, kind, space_id, starts_at, ends_at, held_from, held_until, party_id,
       person_id, state, decided_at)
     select $1, $2, gen_random_uuid(), n, 'space', $5, ${span}, $3, $4, 'accepted', now() from generate_series(1, $6) as n`,
    values,
  )
  await database.pool.query(
    `insert into reservations (facility_id, reservation_id, order_id, line_id, space_id, party_id, person_id, title, headcount, starts_at,
       ends_at, held_from, held_until, day, code, state, created_at)
     select facility_id, gen_random_uuid(), order_id, line_id, space_id, party_id, person_id, '练球', 2, starts_at, ends_at, held_from,
       held_until, current_date, lpad(position::text, 6, '0'), 'confirmed', now() from order_lines`,
  )
}

/** A server process of its own, with its worker. */
function serve(): ChildProcess {
  const server = spawn(process.execPath, [MAIN], {
    env: { ...process.env, DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'silent', JOBS: '1' },
    stdio: 'ignore',
  })
  servers.add(server)
  return server
}

const noted = async () => await count(database.pool, 'no_show_points')

test('a server that is killed in the middle of a sweep: after the restart everything is done, and done once', async () => {
  // So slow that a kill hits the second of three batches.
  await database.pool.query(
    `create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.02); return new; end $$`,
  )
  await database.pool.query('create trigger slow before update on reservations for each row execute function slow()')
  await addJob(database.pool, { task: 'sweep-reservations', payload: {} })
  const first = serve()
  await expect.poll(noted, { timeout: 90_000, interval: 20 }).toBe(50)
  first.kill('SIGKILL')
  await expect.poll(() => first.signalCode).toBe('SIGKILL')
  // at the turn of a minute the clock's own jobs may be in hand as well
  const inHand = `graphile_worker.jobs where locked_by is not null and task_identifier = 'sweep-reservations'`
  expect(await count(database.pool, inHand)).toBeGreaterThan(0)
  // The batch in hand was rolled back when PostgreSQL saw the connection die; nothing stands half.
  await expect
    .poll(
      async () =>
        await count(
          database.pool,
          `pg_stat_activity where datname = current_database() and state = 'active' and query like '%reservations%' and pid <> pg_backend_pid()`,
        ),
      { timeout: 10_000 },
    )
    .toBe(0)
  expect(await noted()).toBe(await count(database.pool, `reservations where state = 'no-show'`))

  serve()
  await expect.poll(noted, { timeout: 90_000 }).toBe(DUE)
  await expect
    .poll(async () => await count(database.pool, 'graphile_worker.jobs where locked_by is not null'), {
      timeout: 60_000,
    })
    .toBe(0)
  const { rows } = await database.pool.query(
    `select r.state, r.version, count(distinct a.audit_id)::int as deeds, count(distinct n.reservation_id)::int as points, count(distinct r.reservation_id)::int as reservations
     from reservations r
     left join audit_events a on a.noun_id = r.reservation_id
     left join no_show_points n on n.reservation_id = r.reservation_id
     group by r.state, r.version`,
  )
  expect(rows).toEqual([{ state: 'no-show', version: 2, deeds: DUE, points: DUE, reservations: DUE }])
}, 300_000)
