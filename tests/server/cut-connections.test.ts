import { connect, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clearOrders, contents, count, draft, line } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'

// A phone that loses its network, or a browser that is closed, in the middle of a request.
let house: TestHouse
let officer: Client
let port: number

beforeAll(async () => {
  house = await openHouse()
  officer = await house.as('branch')
  await house.app.listen({ host: '127.0.0.1', port: 0 })
  ;({ port } = house.app.server.address() as AddressInfo)
})
beforeEach(async () => await clearOrders(house.pool))
afterAll(async () => await house.close())

const order = (table = 1, hour = 18) =>
  draft(house.jining, line(house.jining, `table-${table}`, `${hour}:00`, `${hour + 1}:00`))

function request(body: object, key: string): { readonly head: string; readonly body: string } {
  const text = JSON.stringify(body)
  const head = [
    'POST /api/v1/orders HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    `Cookie: ${officer.cookie}`,
    `X-CSRF-Token: ${officer.csrfToken}`,
    `Idempotency-Key: ${key}`,
  ]
  return { head: `${head.join('\r\n')}\r\n\r\n`, body: text }
}

async function open(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {}) // cutting it is the point
  await new Promise((resolve) => socket.once('connect', resolve))
  return socket
}

/** Sends a text and cuts the line, at once or after a while. */
async function sendAndCut(text: string, afterMs: number): Promise<void> {
  const socket = await open()
  await new Promise((resolve) => socket.write(text, resolve))
  if (afterMs > 0) await sleep(afterMs)
  socket.resetAndDestroy()
}

/** Nobody is at work any more, nor idle in a transaction: on a busy machine what was cut may be carried out late. */
async function settled(): Promise<void> {
  await expect
    .poll(async () => {
      await sleep(20)
      return await count(
        house.pool,
        `pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`,
      )
    })
    .toBe(0)
}

/** Nothing is half there: an order has its line, reservation, claim, audit row and key, or none of them. */
async function expectWhole(): Promise<number> {
  const tables = ['orders', 'order_lines', 'reservations', 'claims', 'audit_events', 'idempotency_keys']
  const counts = await Promise.all(tables.map(async (table) => await count(house.pool, table)))
  expect(counts).toEqual(tables.map(() => counts[0]))
  return counts[0] ?? 0
}

test('after the head and half of the body: nothing is written, and the server goes on', async () => {
  const before = await contents(house.pool)
  const { head, body } = request(order(), 'half-a-body')
  await Promise.all(
    Array.from({ length: 8 }, async (_, i) => await sendAndCut(head + body.slice(0, body.length / 2), i * 3)),
  )
  await sleep(100)
  expect(await contents(house.pool)).toEqual(before)
  expect((await officer.post('/orders', order())).status).toBe(201)
})

test('in the middle of the head, and before it', async () => {
  const before = await contents(house.pool)
  const { head } = request(order(), 'half-a-head')
  await sendAndCut(head.slice(0, 60), 5)
  await sendAndCut('', 0)
  await sendAndCut('\0\0\0\0', 5)
  expect(await contents(house.pool)).toEqual(before)
  expect((await officer.get('/session')).status).toBe(200)
})

test('after the whole body, before the answer: all of it is there or nothing, and sending again finds out', async () => {
  // each round has a slot of its own: what was cut may be carried out late, and must not meet the next round
  for (let round = 0; round < 12; round += 1) {
    const wanted = order((round % 4) + 1, 14 + Math.floor(round / 4))
    const { head, body } = request(wanted, `cut-${round}-then-again`)
    await sendAndCut(head + body, round)
    const again = await officer.post('/orders', wanted, { 'idempotency-key': `cut-${round}-then-again` })
    expect(again.status).toBe(201)
    expect(await expectWhole()).toBe(round + 1)
  }
  await settled()
  expect(await expectWhole()).toBe(12)
})

test('a length that is a lie: shorter is refused, longer waits for the rest and is cut', async () => {
  const { head, body } = request(order(), 'a-lie-in-the-head')
  const before = await contents(house.pool)
  const answer = await new Promise<string>((resolve) => {
    void open().then((socket) => {
      socket.once('data', (data) => resolve(String(data).split('\r\n')[0] ?? ''))
      socket.write(head.replace(/Content-Length: \d+/, 'Content-Length: 40') + body)
    })
  })
  expect(answer).toBe('HTTP/1.1 400 Bad Request')
  await sendAndCut(head.replace(/Content-Length: \d+/, 'Content-Length: 99999') + body, 20)
  expect(await contents(house.pool)).toEqual(before)
})

test('many at once, cut at random moments: the slots that were taken are whole', async () => {
  await Promise.all(
    Array.from({ length: 24 }, async (_, i) => {
      const { head, body } = request(order((i % 4) + 1), `storm-${i}-of-24`)
      await sendAndCut(head + body, (i * 7) % 20)
    }),
  )
  await settled()
  expect(await expectWhole()).toBeLessThanOrEqual(4)
  expect((await officer.get('/session')).status).toBe(200)
})

test('a browser that is closed in the middle of a request harms nobody', async () => {
  const manager = await house.as('manager')
  const before = await closures()
  const shut = { spaceId: null, start: '2026-12-05T08:00:00+08:00', end: '2026-12-05T12:00:00+08:00' }
  const text = JSON.stringify({ ...shut, reason: 'closed browser' })
  const head = [
    'POST /api/v1/closures HTTP/1.1',
    'host: palace.test',
    `cookie: ${manager.cookie}`,
    `x-csrf-token: ${manager.csrfToken}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
    '',
    '',
  ].join('\r\n')
  const cut = async (message: string): Promise<void> => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    await new Promise<void>((done) => socket.write(message, () => done()))
    socket.destroy()
  }
  await cut(head.slice(0, 40))
  await cut(head + text.slice(0, 20))
  await sleep(100)
  expect(await closures()).toBe(before)
  // Sent whole and closed while the house is at work: done whole, although nobody waits for the answer.
  const blocker = await house.pool.connect()
  await blocker.query('begin')
  await blocker.query('lock table closures in exclusive mode')
  const socket = connect(port, '127.0.0.1')
  socket.write(head + text)
  await expect.poll(waiting).toBe(1)
  socket.destroy()
  await sleep(50)
  await blocker.query('commit')
  blocker.release()
  await expect.poll(closures).toBe(before + 1)
  const { rows } = await house.pool.query(`select 1 from audit_events where data ->> 'reason' = 'closed browser'`)
  expect(rows).toHaveLength(1)
  expect((await manager.get('/closures')).status).toBe(200)
})

async function waiting(): Promise<number> {
  const { rows } = await house.pool.query<{ count: number }>(
    "select count(*) from pg_locks where not granted and relation = 'closures'::regclass",
  )
  return rows[0]?.count ?? -1
}

async function closures(): Promise<number> {
  return await count(house.pool, 'closures')
}
