import { autocannon, type Request } from './cannon.ts'
import { randomUUID } from 'node:crypto'
import type { BenchHouse } from './house.ts'
import { uuidOf } from './ids.ts'
import type { Slot } from './slots.ts'
import { median } from './statistics.ts'

/** Orders a second and milliseconds, the median of several runs. */
export interface Rate {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Answers that were not 2xx, errors and time-outs over all runs: any makes the figure worthless. */
  readonly failed: number
}

/** How one figure is taken. */
export interface Load {
  readonly connections: number
  readonly seconds: number
  readonly runs: number
}

/** Whole orders through the real server: sign-in, check, claim, audit, idempotency key. Officers take turns. */
export async function loadOrders(url: string, house: BenchHouse, next: () => Slot, load: Load): Promise<Rate> {
  let n = 0
  return await measured(url, load, () => {
    const { room, start, end } = next()
    const officer = house.officers[n++ % house.officers.length]
    if (!officer) throw new Error('a bench house without officers')
    return {
      method: 'POST',
      path: '/api/v1/orders',
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
    }
  })
}

/** One claim row a request, see floor.ts. */
export async function loadFloor(url: string, house: BenchHouse, next: () => Slot, load: Load): Promise<Rate> {
  return await measured(url, load, () => {
    const { room, start, end } = next()
    const body = {
      claimId: randomUUID(),
      facilityId: house.facilityId,
      atomId: uuidOf(`atom ${room}`),
      spaceId: house.spaceIds[room],
      start,
      end,
    }
    return {
      method: 'POST',
      path: '/claims',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
  })
}

async function measured(url: string, { connections, seconds, runs }: Load, request: () => Request): Promise<Rate> {
  const rates: Rate[] = []
  for (let run = 0; run < runs; run++) {
    const result = await autocannon({
      url,
      connections,
      duration: seconds,
      requests: [{ method: 'POST', path: '/', setupRequest: (base) => ({ ...base, ...request() }) }],
    })
    rates.push({
      perSecond: result['2xx'] / result.duration,
      p50: result.latency.p50,
      p99: result.latency.p99,
      failed: result.non2xx + result.errors + result.timeouts,
    })
  }
  return {
    perSecond: median(rates.map(({ perSecond }) => perSecond)),
    p50: median(rates.map(({ p50 }) => p50)),
    p99: median(rates.map(({ p99 }) => p99)),
    failed: rates.reduce((sum, { failed }) => sum + failed, 0),
  }
}
