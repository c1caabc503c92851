import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { BlockWire, BoardWire } from '@gongyue/shared/api/board.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { buildApp } from '@gongyue/server/app.ts'
import { clearOrders, DAY, draft, line, placed } from '../support/booking.ts'
import { client, openHouse, seededDice, type Client, type TestHouse } from '../support/house.ts'
import { openStream, type Stream, type StreamEvent } from '../support/stream.ts'

// What happens to a stream when processes, connections and databases come and go.
let house: TestHouse
let url: string
let desk: Client
let branch: Client
beforeAll(async () => {
  house = await openHouse()
  url = await house.app.listen({ host: '127.0.0.1', port: 0 })
  desk = await house.as('desk')
  branch = await house.as('branch')
})
beforeEach(async () => await clearOrders(house.pool))
afterAll(async () => await house.close())

async function listening(who: Client, server: string = url): Promise<Stream> {
  const stream = await openStream(server, who)
  onTestFinished(async () => await stream.close())
  await stream.next('hello')
  return stream
}

async function boardOf(by: Client = desk): Promise<BoardWire> {
  return (await by.get<BoardWire>(`/board?date=${DAY}`)).body
}

const table = (n: number, hour = 18) =>
  draft(house.jining, line(house.jining, `table-${n}`, `${hour}:00`, `${hour}:30`))

/** Another server process over the same database. */
async function secondServer(): Promise<{ readonly app: FastifyInstance; readonly url: string }> {
  const app = await buildApp(house.app.config, { clock: () => house.clock.now, dice: seededDice(7) })
  onTestFinished(async () => await app.close())
  return { app, url: await app.listen({ host: '127.0.0.1', port: 0 }) }
}

/** The same person at another process. */
function at(app: FastifyInstance, who: Client): Client {
  return client(app, who.cookie?.split('=')[1] ?? null, who.csrfToken)
}

/** Blocks as a page knows them that applies events to its first answer. */
function apply(blocks: Map<string, BlockWire>, { event, data }: StreamEvent): void {
  if (event !== 'change') return
  for (const block of data.upsert) blocks.set(block.id, block)
  for (const id of data.removed) blocks.delete(id)
}

const byId = (blocks: Iterable<BlockWire>) => [...blocks].toSorted((a, b) => (a.id < b.id ? -1 : 1))

describe('several processes over one database', () => {
  test('tell each other what was written at one of them', async () => {
    const second = await secondServer()
    const [here, there] = [await listening(desk), await listening(desk, second.url)]
    await placed(branch, table(1))
    const [mine, theirs] = [(await here.next('change')).data, (await there.next('change')).data]
    expect(theirs).toEqual(mine)
    await placed(at(second.app, branch), table(2))
    expect((await here.next('change')).data.upsert).toEqual((await there.next('change')).data.upsert)
    expect(here.events).toHaveLength(3)
  })

  test('say which palace was written to, once for many writes', async () => {
    const heard: string[] = []
    const listener = await house.pool.connect()
    try {
      listener.on('notification', ({ payload }) => heard.push(payload ?? ''))
      await listener.query('listen gongyue_changes')
      await placed(branch, table(1))
      await expect.poll(() => heard).toEqual([house.jining.id])
      for (let write = 0; write < 1000; write += 1) house.app.live.changed(house.jining.id)
      await branch.post('/checks', table(2))
      await branch.get('/orders')
      await expect.poll(() => heard.length).toBe(3)
      await placed(branch, table(2))
      await expect.poll(() => heard).toEqual(Array.from({ length: 4 }, () => house.jining.id))
    } finally {
      await listener.query('unlisten *')
      listener.release()
    }
  })
})

describe('a loss', () => {
  test('of the connection that listens, and of all others, is caught up with', async () => {
    const stream = await listening(desk)
    const order = await placed(branch, table(1))
    await stream.next('change')
    await house.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    )
    await house.pool.query('update reservations set title = $1', ['断线时'])
    const { data } = await stream.next('change')
    expect(data.upsert.map(({ orderId, title }) => [orderId, title])).toEqual([[order.id, '断线时']])
    await placed(branch, table(2))
    expect((await stream.next('change')).data.upsert.map(({ spaceId }) => spaceId)).toEqual([
      house.jining.space('table-2'),
    ])
  })

  test('fifty cuts while two hundred changes happen leave the page with what the board says', async () => {
    const dice = seededDice(50)
    const { pool, jining } = house
    const first = await boardOf()
    const blocks = new Map(first.blocks.map((block) => [block.id, block]))
    let cursor = first.cursor
    let cuts = 0
    const writing = { done: false }
    const reading = (async () => {
      while (!writing.done || cuts < 50) {
        const stream = await openStream(url, desk, { since: cursor })
        await new Promise((resolve) => setTimeout(resolve, dice() * 60))
        await stream.close()
        cuts += 1
        for (const event of stream.events) apply(blocks, event)
        expect(stream.events.filter(({ event }) => event === 'reset')).toEqual([])
        cursor = stream.cursor() ?? cursor
      }
    })()
    const standing: OrderWire[] = []
    for (let change = 0; change < 200; change += 1) {
      const roll = dice()
      const victim = standing[Math.floor(dice() * standing.length)]
      if (roll < 0.5 || !victim) {
        const order = draft(jining, line(jining, `table-${1 + (change % 4)}`, ...slot(change)))
        const reply = await branch.post<OrderWire>('/orders', order)
        if (reply.status === 201) standing.push(reply.body)
      } else if (roll < 0.8) await branch.post(`/orders/${victim.id}/cancellation`, {})
      else await pool.query('update reservations set title = $1 where order_id = $2', [`第${change}次`, victim.id])
    }
    writing.done = true
    await reading
    const last = await openStream(url, desk, { since: cursor })
    await last.next('hello')
    for (const event of last.events) apply(blocks, event)
    await last.close()
    const now = await boardOf()
    expect(byId(blocks.values())).toEqual(byId(now.blocks))
    expect(now.blocks.length).toBeGreaterThan(20)
    expect(cuts).toBeGreaterThanOrEqual(50)
  })

  test('a reader who takes nothing for a while is not waited for, and misses nothing', async () => {
    const { pool } = house
    const quick = await listening(desk)
    const slow = await listening(desk)
    await placed(branch, table(1))
    await slow.next('change')
    slow.pause()
    const title = '长'.repeat(60_000)
    const rounds = 60
    for (let round = 0; round < rounds; round += 1) {
      await pool.query('update reservations set title = $1', [`${title}${round}`])
      house.app.live.changed(house.jining.id)
      await quick.next('change')
    }
    slow.resume()
    await expect.poll(() => lastTitle(slow), { timeout: 20_000 }).toBe(`${title}${rounds - 1}`)
    expect(slow.events.length).toBeLessThan(quick.events.length)
    expect(slow.events.filter(({ event }) => event === 'reset')).toEqual([])
  })

  test('a server that is stopped says so and hangs up at once', async () => {
    const second = await secondServer()
    const stream = await listening(desk, second.url)
    await second.app.close()
    expect((await stream.next('end')).data.why).toBe('server')
    await stream.ended
  })
})

function lastTitle({ events }: Stream): string | undefined {
  return events.findLast((one) => one.event === 'change')?.data.upsert[0]?.title
}

/** Half an hour of the day for the n-th order; every table has twenty of them. */
function slot(n: number): readonly [string, string] {
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const from = 8 * 60 + (Math.floor(n / 4) % 28) * 30
  return [clock(from), clock(from + 30)]
}

describe('who is busy with what', () => {
  const page = (n: number) => `page-${n}-of-a-test`

  test('others at the desk are told, in every process, and by name', async () => {
    const second = await secondServer()
    const there = await listening(await house.as('manager'), second.url)
    const here = await listening(desk)
    const place = { blockId: house.jining.space('table-1') }
    // A process that began a moment ago may not listen yet: pages say it again anyway.
    const say = async () => await desk.post('/presence', { page: page(1), doing: 'editing', place })
    await expect
      .poll(async () => (await say()) && there.events.map(({ event }) => event))
      .toEqual(['hello', 'presence'])
    const items = [{ userId: house.jining.user('desk'), name: 'jining desk', doing: 'editing', place }]
    expect((await there.next('presence')).data.items).toEqual(items)
    expect((await here.next('presence')).data.items).toEqual(items)
    const later = await openStream(second.url, await house.as('coordinator'))
    expect((await later.next('hello')).data.presence).toEqual(items)
    await later.close()
    await desk.post('/presence', { page: page(1), doing: 'away' })
    expect((await there.next('presence')).data.items).toEqual([])
  })

  test('several pages of one user are one person, and saying it again tells nobody', async () => {
    const stream = await listening(await house.as('manager'))
    const place = { spaceId: house.jining.space('table-1'), start: '2026-12-05T18:00:00+08:00' }
    await desk.post('/presence', { page: page(1), doing: 'moving', place })
    await desk.post('/presence', { page: page(2), doing: 'viewing', place: { blockId: house.jining.space('theatre') } })
    await desk.post('/presence', { page: page(1), doing: 'moving', place })
    await desk.post('/presence', { page: page(1), doing: 'away' })
    await desk.post('/presence', { page: page(2), doing: 'away' })
    const seen = [1, 2, 3].map(async () => (await stream.next('presence')).data.items.map(({ doing }) => doing))
    expect(await Promise.all(seen)).toEqual([['moving'], ['viewing'], []])
  })

  test('a branch is told nothing of it, and may say nothing', async () => {
    const stream = await listening(branch)
    await desk.post('/presence', { page: page(1), doing: 'viewing', place: { blockId: house.jining.space('theatre') } })
    await placed(branch, table(1))
    await stream.next('touched')
    expect(stream.events.map(({ event }) => event)).toEqual(['hello', 'touched'])
    expect(stream.events[0]).toMatchObject({ data: { presence: [] } })
    expect((await branch.post('/presence', { page: page(1), doing: 'away' })).status).toBe(403)
    await desk.post('/presence', { page: page(1), doing: 'away' })
  })
})
