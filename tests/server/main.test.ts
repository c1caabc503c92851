import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
const children: ChildProcess[] = []

beforeAll(async () => {
  house = await openHouse()
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(async () => await house.close())

interface Running {
  readonly child: ChildProcess
  readonly said: () => string
}

function run(env: Readonly<Record<string, string>>): Running {
  const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))
  const child = spawn(process.execPath, [main], { env: { PATH: process.env['PATH'], ...env } })
  children.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return { child, said: () => said }
}

async function start(): Promise<Running & { readonly address: string }> {
  const running = run({ DATABASE_URL: house.url, PORT: '0' })
  await expect.poll(running.said, { timeout: 40_000 }).toMatch(/Gongyue listens at http:\/\/127\.0\.0\.1:\d+\n/)
  return { ...running, address: /listens at (\S+)/.exec(running.said())?.[1] ?? '' }
}

test('it listens, is alive and ready, counts what it did, and stops when asked', async () => {
  const { child, address, said } = await start()
  for (const path of ['/healthz', '/readyz']) {
    const reply = await fetch(address + path)
    expect([path, reply.status, await reply.json()]).toEqual([path, 200, { status: 'ok' }])
  }
  await fetch(`${address}/api/v1/facilities`)
  await fetch(`${address}/api/v1/session`)
  const figures = await (await fetch(`${address}/metrics`)).text()
  expect(figures).toContain('gongyue_http_seconds_count{method="GET",route="/api/v1/facilities",status="200"} 1')
  expect(figures).toContain('gongyue_http_seconds_count{method="GET",route="/api/v1/session",status="401"} 1')
  expect(figures).toMatch(/^gongyue_pool_connections [1-9]/m)
  expect(figures).toMatch(/^gongyue_pool_waiting 0$/m)
  expect(figures).toMatch(/^nodejs_eventloop_lag_seconds /m)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  // Nothing but the address and what the log says of listening: requests are not logged one by one.
  expect(said()).not.toContain('facilities')
}, 80_000)

test("the house's own fault is in the log under the number that the reader was told", async () => {
  const { address, said } = await start()
  await house.pool.query('alter table closures rename to shut')
  const problem = (await (await fetch(`${address}/api/v1/closures`)).json()) as { status: number; instance: string }
  await house.pool.query('alter table shut rename to closures')
  expect(problem.status).toBe(500)
  await expect.poll(said).toContain('relation \\"closures\\" does not exist')
  const line =
    said()
      .split('\n')
      .find((one) => one.includes('does not exist')) ?? ''
  expect(JSON.parse(line)).toMatchObject({
    level: 50,
    reqId: problem.instance.replace('/requests/', ''),
    method: 'GET',
    url: '/api/v1/closures',
    msg: 'something-wrong',
  })
}, 80_000)

test('an environment that is not as it should be stops it with a sentence, not a trace', async () => {
  const { child, said } = run({ DATABASE_URL: house.url, PORT: 'eighty' })
  expect((await once(child, 'exit'))[0]).toBe(1)
  expect(said()).toBe(
    'The server can not start:\n  PORT is "eighty": give a whole number from 0 to 65535, or leave it out for 3000\n',
  )
}, 80_000)

test('an address that is taken is named with the way out', async () => {
  const { address } = await start()
  const { port } = new URL(address)
  const { child, said } = run({ DATABASE_URL: house.url, PORT: port, LOG_LEVEL: 'silent' })
  expect((await once(child, 'exit'))[0]).toBe(1)
  expect(said()).toBe(
    `Nothing can listen at 127.0.0.1:${port} (EADDRINUSE). Maybe it runs already; choose another with HOST and PORT.\n`,
  )
}, 80_000)
