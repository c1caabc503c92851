import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { SeriesWire } from '@gongyue/shared/api/series.ts'
import { contents, count } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'
import { seriesDraft, TUESDAYS } from '../support/series.ts'

let house: TestHouse
let desk: Client
const editing = new Set<ChildProcess>()

beforeAll(async () => {
  house = await openHouse()
  desk = await house.as('desk')
}, 60_000)
afterAll(async () => {
  for (const one of editing) one.kill('SIGKILL')
  await house.close()
})

test('kill -9 in the middle of an edit of a series: nothing of it is kept, and the next try does all of it', async () => {
  const { pool } = house
  const branch = await house.as('branch')
  const order = await branch.post<OrderWire>('/orders', seriesDraft(house.jining, TUESDAYS))
  const path = `/series/${order.body.seriesId}`
  const before = await contents(pool)
  const edit = {
    scope: 'following',
    key: '2026-12-15',
    changes: { rule: { ...TUESDAYS, from: '2026-12-15', time: '18:00' } },
  }

  // The new series is written after the bookings have moved: whoever holds its table stops the edit in the middle.
  const gate = await pool.connect()
  await gate.query('begin')
  await gate.query('lock table series in share row exclusive mode')
  const killed = start(path, edit)
  await expect.poll(waiting, { timeout: 60_000, interval: 50 }).toBe(1)
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  await gate.query('rollback')
  gate.release()
  await expect
    .poll(
      async () => await count(pool, `pg_locks where relation = 'series'::regclass and mode like '%RowExclusive%'`),
      { timeout: 20_000 },
    )
    .toBe(0)
  expect(await contents(pool)).toEqual(before)

  const again = start(path, edit)
  let said = ''
  again.stdout?.on('data', (text: Buffer) => (said += text.toString()))
  await once(again, 'exit')
  expect(said).toContain('answered 200')
  const { body } = await desk.get<SeriesWire>(path)
  expect([body.state, body.dates.length, body.splitInto.length, await count(pool, 'acts')]).toEqual(['split', 1, 1, 1])
  expect(await breaches(pool)).toEqual([])
}, 180_000)

async function waiting(): Promise<number> {
  return await count(house.pool, `pg_locks where relation = 'series'::regclass and not granted`)
}

function start(path: string, patch: object): ChildProcess {
  const token = desk.cookie?.split('=')[1] ?? ''
  const program = fileURLToPath(new URL('applier.ts', import.meta.url))
  const values = [program, house.url, String(house.clock.now), token, desk.csrfToken ?? '', path, JSON.stringify(patch)]
  const child = spawn(process.execPath, values, { stdio: ['ignore', 'pipe', 'inherit'] })
  editing.add(child)
  return child
}
