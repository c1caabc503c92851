import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunWire } from '@gongyue/shared/api/runs.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { applied, openRound, sectionDraft } from '../support/rounds.ts'

let house: TestHouse
let desk: Client
const servers = new Set<ChildProcess>()

beforeAll(async () => {
  house = await openHouse()
  desk = await house.as('coordinator')
}, 60_000)
afterAll(async () => {
  for (const one of servers) one.kill('SIGKILL')
  await house.close()
})

test('kill -9 of the server in mid-run: another process goes on from the last plan with what is left, and nothing stays locked', async () => {
  const { jining, pool } = house
  const round = await openRound(house)
  const times = [1, 2, 3, 4, 5].map((weekday) => ({
    weekday: weekday as 1,
    from: 1080,
    until: 1260,
    rank: 'primary' as const,
  }))
  for (const [party, count] of [
    ['branch-1', 8],
    ['branch-2', 8],
  ] as const) {
    const sections = Array.from({ length: count }, (_, k) =>
      sectionDraft(jining, { title: `${party} ${k}`, times, timesAWeek: 2, spaceIds: [] }),
    )
    await applied(desk, round, jining.party(party), sections)
  }
  const started = (await desk.post<RunWire>(`/rounds/${round.id}/runs`, { seconds: 600 })).body
  const read = async () => (await desk.get<RunWire>(`/runs/${started.id}`)).body
  const first = start()
  await expect.poll(async () => (await read()).points.length, { timeout: 120_000, interval: 250 }).toBeGreaterThan(0)
  const before = await read()
  expect(before.state).toBe('running')
  first.kill('SIGKILL')
  await once(first, 'exit')
  const { rows } = await pool.query<{ used: number; worker: string; kept: number }>(
    'select used_seconds as used, worker, jsonb_array_length(incumbent) as kept from runs where run_id = $1',
    [started.id],
  )
  const [row] = rows
  expect(row?.kept).toBeGreaterThan(0)
  start()
  // the dead one's lease runs out first
  const worker = async () =>
    (await pool.query<{ worker: string }>('select worker from runs where run_id = $1', [started.id])).rows[0]?.worker
  await expect.poll(worker, { timeout: 120_000, interval: 250 }).not.toBe(row?.worker)
  await desk.post(`/runs/${started.id}/stop`)
  await expect.poll(async () => (await read()).state, { timeout: 120_000, interval: 250 }).toBe('stopped')
  const after = await read()
  expect(after.planId).not.toBeNull()
  expect(after.unplaced).toBeLessThanOrEqual(before.unplaced ?? 0)
  const used =
    (await pool.query<{ used: number }>('select used_seconds as used from runs where run_id = $1', [started.id]))
      .rows[0]?.used ?? 0
  expect(used).toBeGreaterThanOrEqual(row?.used ?? 0)
  // nothing is left behind: the next run of the round starts
  expect((await desk.post(`/rounds/${round.id}/runs`, { seconds: 1, tries: 100 })).status).toBe(202)
}, 300_000)

function start(): ChildProcess {
  const program = fileURLToPath(new URL('season-server.ts', import.meta.url))
  const child = spawn(process.execPath, [program, house.url, String(house.clock.now)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  servers.add(child)
  return child
}
