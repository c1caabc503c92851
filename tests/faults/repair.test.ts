import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RepairWire } from '@gongyue/shared/api/repairs.ts'
import { at, contents, count, DAY, draft, line, placed } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'

let house: TestHouse
let manager: Client
const applying = new Set<ChildProcess>()

beforeAll(async () => {
  house = await openHouse()
  manager = await house.as('manager')
}, 60_000)
afterAll(async () => {
  for (const one of applying) one.kill('SIGKILL')
  await house.close()
})

test('kill -9 in the middle of a bulk apply: nothing of it is kept, the repair is open, and the next try does all of it', async () => {
  const { jining, pool } = house
  const officer = await house.as('branch')
  for (const table of ['table-1', 'table-2', 'table-3', 'table-4'])
    await placed(officer, draft(jining, line(jining, table, '18:00', '19:00')))
  const cause = {
    kind: 'planned-closure',
    spaceId: jining.space('tables'),
    start: at(jining, '08:00', DAY),
    end: at(jining, '22:00', DAY),
    reason: '检修',
  }
  const repair = (await manager.post<RepairWire>('/repairs', { cause })).body
  expect([repair.hit, repair.state]).toEqual([4, 'open'])
  const before = await contents(pool)

  // The closure is written after the bookings have moved: whoever holds its table stops the application in the middle.
  const gate = await pool.connect()
  await gate.query('begin')
  await gate.query('lock table closures in share row exclusive mode')
  const killed = start(`/repairs/${repair.id}/application`)
  await expect.poll(async () => await waitsForClosures(), { timeout: 60_000, interval: 50 }).toBe(1)
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  await gate.query('rollback')
  gate.release()
  await expect
    .poll(
      async () => await count(pool, `pg_locks where relation = 'closures'::regclass and mode like '%RowExclusive%'`),
      { timeout: 20_000 },
    )
    .toBe(0)
  expect(await contents(pool)).toEqual(before)

  const again = start(`/repairs/${repair.id}/application`)
  let said = ''
  again.stdout?.on('data', (text: Buffer) => (said += text.toString()))
  await once(again, 'exit')
  expect(said).toContain('answered 200')
  expect([
    await count(pool, 'closures'),
    await count(pool, 'acts'),
    await count(pool, `repairs where state = 'applied'`),
  ]).toEqual([1, 1, 1])
  expect(await breaches(pool)).toEqual([])
}, 180_000)

/** How many statements wait for the table of closures. */
async function waitsForClosures(): Promise<number> {
  return await count(house.pool, `pg_locks where relation = 'closures'::regclass and not granted`)
}

function start(path: string): ChildProcess {
  const token = manager.cookie?.split('=')[1] ?? ''
  const program = fileURLToPath(new URL('applier.ts', import.meta.url))
  const values = [program, house.url, String(house.clock.now), token, manager.csrfToken ?? '', path]
  const child = spawn(process.execPath, values, { stdio: ['ignore', 'pipe', 'inherit'] })
  applying.add(child)
  return child
}
