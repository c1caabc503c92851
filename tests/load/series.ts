import { addDays, weekdayOf } from '@gongyue/shared/time/wall.ts'
import type { BenchHouse } from './house.ts'
import { ROOMS } from './house.ts'
import { median, timed } from './statistics.ts'

/** What a series costs beside a single order, one after the other on one connection. Milliseconds. */
export interface SeriesCost {
  readonly singleMs: number
  readonly seriesMs: number
  readonly sessions: number
  /** Answers that were not 201: any makes the figure worthless. */
  readonly failed: number
}

/** Places `times` series of 52 weekly evenings and as many single orders in turns, through HTTP, each for another room and hour. */
export async function measureSeries(
  url: string,
  house: BenchHouse,
  firstDay: string,
  times: number,
): Promise<SeriesCost> {
  const single: number[] = []
  const series: number[] = []
  let failed = 0
  const send = async (body: object, i: number) => {
    const officer = house.officers[i % house.officers.length]
    if (!officer) throw new Error('a bench house without officers')
    const headers = {
      'content-type': 'application/json',
      cookie: officer.cookie,
      'x-csrf-token': officer.csrfToken,
      'idempotency-key': `series-bench-${i}-${JSON.stringify(body).length}`,
    }
    const order = { title: '职工书法班', headcount: 20, partyId: officer.partyId, ...body }
    const reply = await fetch(`${url}/api/v1/orders`, { method: 'POST', headers, body: JSON.stringify(order) })
    if (reply.status !== 201) failed += 1
    await reply.arrayBuffer()
  }
  for (let i = 0; i < times + WARM; i++) {
    const spaceId = house.spaceIds[i % ROOMS]
    // hours of the night, which no other part of the bench books
    const time = `0${Math.floor(i / ROOMS) % 4}:00`
    const rule = {
      from: firstDay,
      time,
      durationMinutes: 60,
      pattern: { kind: 'weekly', every: 1, weekdays: [weekdayOf(firstDay)] },
      ends: { kind: 'count', sessions: SESSIONS },
      onHolidays: 'keep',
      moveToMakeUpDay: false,
      except: [],
    }
    const day = addDays(firstDay, 1)
    const lines = [
      { kind: 'space', spaceId, start: `${day}T${time}:00+08:00`, end: `${day}T0${Number(time[1]) + 1}:00:00+08:00` },
    ]
    const one = await timed(async () => await send({ lines }, i))
    const many = await timed(async () => await send({ lines: [{ kind: 'space', spaceId, recurrence: { rule } }] }, i))
    if (i < WARM) continue
    single.push(one)
    series.push(many)
  }
  return { singleMs: median(single), seriesMs: median(series), sessions: SESSIONS, failed }
}

const SESSIONS = 52
/** The first ones compile statements and fill caches. */
const WARM = 5
