import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { BenchHouse } from './house.ts'
import type { Slot } from './slots.ts'
import { percentile } from './statistics.ts'

/** How long it takes from one desk to all others, in milliseconds. */
export interface LiveCost {
  readonly boards: number
  readonly orders: number
  /** From the answer to whoever wrote, which follows the commit at once, to the event at a board; below zero where the event came first. */
  readonly commitToEventP50: number
  readonly commitToEventP99: number
  /** From sending the order to the event at a board. */
  readonly deskToDeskP50: number
  readonly deskToDeskP99: number
  /** Events that never came, over all boards. */
  readonly missed: number
  /** Processor time of the server while orders came, in percent of one core: with the boards, and without any. */
  readonly cpuPercent: number
  readonly cpuPercentAlone: number
}

export interface LiveLoad {
  readonly boards: number
  readonly perSecond: number
  readonly seconds: number
}

/** So many boards are open while so many orders a second are placed. */
export async function measureLive(
  url: string,
  pool: pg.Pool,
  house: BenchHouse,
  next: () => Slot,
  { boards, perSecond, seconds }: LiveLoad,
): Promise<LiveCost> {
  await placeSteadily(url, house, next, { perSecond, seconds: 2 })
  const alone = await placeSteadily(url, house, next, { perSecond, seconds })
  const cookies = await deskSessions(pool, house, boards)
  /** By order: when each board heard of it. */
  const heard = new Map<string, number[]>()
  const streams = await Promise.all(
    cookies.map(async (cookie) =>
      openBoard(url, cookie, (orderId, when) => {
        const times = heard.get(orderId) ?? []
        times.push(when)
        heard.set(orderId, times)
      }),
    ),
  )
  await sleep(500)
  const placed = await placeSteadily(url, house, next, { perSecond, seconds })
  await sleep(1500)
  for (const close of streams) close()
  const fromSending = placed.orders.flatMap(({ id, sent }) => (heard.get(id) ?? []).map((when) => when - sent))
  const fromCommit = placed.orders.flatMap(({ id, answered }) => (heard.get(id) ?? []).map((when) => when - answered))
  return {
    boards,
    orders: placed.orders.length,
    commitToEventP50: percentile(fromCommit, 0.5),
    commitToEventP99: percentile(fromCommit, 0.99),
    deskToDeskP50: percentile(fromSending, 0.5),
    deskToDeskP99: percentile(fromSending, 0.99),
    missed: placed.orders.length * boards - fromSending.length,
    cpuPercent: placed.cpuPercent,
    cpuPercentAlone: alone.cpuPercent,
  }
}

interface Placed {
  readonly orders: readonly { readonly id: string; readonly sent: number; readonly answered: number }[]
  readonly cpuPercent: number
}

/** Orders at an even pace, whether the one before was answered or not. */
async function placeSteadily(
  url: string,
  house: BenchHouse,
  next: () => Slot,
  { perSecond, seconds }: Omit<LiveLoad, 'boards'>,
): Promise<Placed> {
  const [cpuBefore, begun] = [await cpuSeconds(url), performance.now()]
  const placing: Promise<Placed['orders'][number]>[] = []
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const wait = begun + (n * 1000) / perSecond - performance.now()
    if (wait > 0) await sleep(wait)
    placing.push(placeOne(url, house, next(), n))
  }
  const orders = await Promise.all(placing)
  const took = (performance.now() - begun) / 1000
  return { orders, cpuPercent: (((await cpuSeconds(url)) - cpuBefore) / took) * 100 }
}

async function placeOne(url: string, house: BenchHouse, { room, start, end }: Slot, n: number) {
  const officer = house.officers[n % house.officers.length]
  if (!officer) throw new Error('a bench house without officers')
  const sent = performance.now()
  const reply = await fetch(`${url}/api/v1/orders`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      cookie: officer.cookie,
      'x-csrf-token': officer.csrfToken,
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({
      title: '职工书法班第三期',
      headcount: 20,
      partyId: officer.partyId,
      lines: [{ kind: 'space', spaceId: house.spaceIds[room], start, end }],
    }),
  })
  const answered = performance.now()
  const { id } = (await reply.json()) as { readonly id: string } // the contract of POST /orders
  if (reply.status !== 201) throw new Error(`an order was answered with ${reply.status}`)
  return { id, sent, answered }
}

/** One board: it listens, and says which order it heard of when. */
async function openBoard(
  url: string,
  cookie: string,
  hear: (orderId: string, when: number) => void,
): Promise<() => void> {
  return await new Promise((resolve, reject) => {
    const asked = request(`${url}/api/v1/events`, { agent: new Agent(), headers: { cookie } }, (reply) => {
      if (reply.statusCode !== 200) return reject(new Error(`a stream was answered with ${reply.statusCode}`))
      reply.setEncoding('utf8')
      let rest = ''
      reply.on('data', (text: string) => {
        const when = performance.now()
        const frames = `${rest}${text}`.split('\n\n')
        rest = frames.pop() ?? ''
        for (const frame of frames) {
          const ids = new Set([...frame.matchAll(/"orderId":"([0-9a-f-]+)"/g)].map(([, id = '']) => id))
          for (const id of ids) hear(id, when)
        }
      })
      reply.on('error', () => {})
      resolve(() => asked.destroy())
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** A session for each board, all of the house's desk. */
async function deskSessions(pool: pg.Pool, { facilityId, desk }: BenchHouse, count: number): Promise<string[]> {
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'))
  const hash = (text: string) => createHash('sha256').update(text).digest()
  await pool.query(
    `insert into sessions (facility_id, session_id, user_id, token_hash, csrf_token, expires_at)
     select $1, gen_random_uuid(), user_id, fresh, 'none', now() + interval '1 day'
     from sessions, unnest($3::bytea[]) as fresh where facility_id = $1 and token_hash = $2`,
    [facilityId, hash(desk.cookie.split('=')[1] ?? ''), tokens.map(hash)],
  )
  return tokens.map((token) => `gongyue_session=${token}`)
}

/** Processor time of the server so far, as it tells itself. */
async function cpuSeconds(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1] ?? Number.NaN)
}
