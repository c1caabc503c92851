import type pg from 'pg'
import { addDays } from '@gongyue/shared/time/wall.ts'
import { measureBoard } from './board.ts'
import { measureEngine } from './engine.ts'
import { buildBenchHouse, ROOMS, storeReservations, type BenchHouse } from './house.ts'
import { loadFloor, loadOrders, type Load, type Rate } from './orders.ts'
import { measureLive } from './live.ts'
import { serve } from './process.ts'
import { race } from './race.ts'
import type { Line } from './report.ts'
import { slotsFrom } from './slots.ts'
import { termLines } from './term.ts'

/** What the bench needs. `firstDay` is the first day that may be booked. */
export interface Bench {
  readonly url: string
  readonly pool: pg.Pool
  readonly firstDay: string
  readonly quick: boolean
  readonly say: (text: string) => void
}

/** Reservations on the busy day, and those stored before it for the second half. */
const BUSY = 500
const STORED_DAYS = 200

/** The figures of the spine in the order of the issue: (a) orders, (b) race, (c) board, (d) the same with 100,000 stored, (e) the engine, (f) open boards, (h) repairs, (i) series. */
export async function measureSpine({
  url,
  pool,
  firstDay,
  quick,
  say,
}: Bench): Promise<{ readonly lines: readonly Line[]; readonly raw: unknown }> {
  const house = await buildBenchHouse(pool)
  const busyDay = addDays(firstDay, 300)
  await storeReservations(pool, house, addDays(busyDay, 1), 1, BUSY)
  const server = await serve('serve.ts', url)
  const floor = await serve('floor.ts', url)
  const load = (connections: number): Load => ({ connections, seconds: quick ? 2 : 6, runs: quick ? 1 : 3 })
  const orders = slotsFrom(firstDay)
  // the floor's claims lie years ahead: they must not fill the days that the orders want
  const floorSlots = slotsFrom(addDays(firstDay, 1000))
  const lines: Line[] = []
  const both = async (
    connections: number,
  ): Promise<{ readonly ours: Rate; readonly floor: Rate; readonly share: number }> => {
    const base = await loadFloor(floor.url, house, floorSlots, load(connections))
    const ours = await loadOrders(server.url, house, orders, load(connections))
    say(`  ${connections} connections: ${shown(ours)}; floor ${shown(base)}`)
    return { ours, floor: base, share: ours.perSecond / base.perSecond }
  }
  try {
    say('(a) orders over HTTP against the floor')
    await loadOrders(server.url, house, orders, { connections: 8, seconds: 2, runs: 1 })
    await loadFloor(floor.url, house, floorSlots, { connections: 8, seconds: 2, runs: 1 })
    const few = { one: await both(1), eight: await both(8), many: await both(32) }
    for (const [name, { ours, floor: base, share }] of Object.entries(few)) {
      const connections = { one: 1, eight: 8, many: 32 }[name] ?? 0
      lines.push(
        {
          what: `(a) orders/s at ${connections}`,
          value: `${ours.perSecond.toFixed(0)} (p50 ${ours.p50} ms, p99 ${ours.p99} ms)`,
          ...(connections === 32
            ? { target: '≥ 500, p99 < 150 ms', met: ours.perSecond >= 500 && ours.p99 < 150 && ours.failed === 0 }
            : { met: ours.failed === 0 }),
        },
        {
          what: `(a) share of the floor at ${connections}`,
          value: `${(share * 100).toFixed(1)} % of ${base.perSecond.toFixed(0)}`,
          target: '≥ 15 % (stretch 25 %)',
          met: share >= 0.15,
        },
      )
    }
    say('(b) 200 officers, one slot')
    const contest = await race(server.url, house, orders, 200, quick ? 3 : 20)
    lines.push({
      what: '(b) clean rounds of the 200-way race',
      value: `${contest.clean} of ${contest.rounds}, winner ${contest.winnerMs.toFixed(0)} ms, last ${contest.lastMs.toFixed(0)} ms`,
      target: 'all',
      met: contest.clean === contest.rounds && contest.otherAnswers === 0,
    })
    say('(c) the day board')
    const board = await measureBoard(server.url, pool, house, busyDay)
    lines.push({
      what: `(c) board ${ROOMS} rooms × ${board.rows}`,
      value: `${board.httpMs.toFixed(2)} ms, ${kb(board.bytes)} (${kb(board.gzipBytes)} gz); SQL ${board.sqlMs.toFixed(2)} ms`,
      target: '< 3× raw SQL',
      met: board.httpMs < 3 * board.sqlMs,
    })
    say('(d) the same with 100,000 reservations stored')
    const stored = await storeMany(pool, house, busyDay)
    const full = await both(32)
    const fullBoard = await measureBoard(server.url, pool, house, busyDay)
    const slower = few.many.share / full.share
    const boardSlower = fullBoard.httpMs / board.httpMs
    lines.push(
      {
        what: `(d) orders/s at 32, ${stored} stored`,
        value: `${full.ours.perSecond.toFixed(0)} (p99 ${full.ours.p99} ms), ${(full.share * 100).toFixed(1)} % of floor`,
        target: 'not worse than 1.3×',
        met: few.many.ours.perSecond / full.ours.perSecond <= 1.3,
      },
      {
        what: '(d) board',
        value: `${fullBoard.httpMs.toFixed(2)} ms (${boardSlower.toFixed(2)}×)`,
        target: '≤ 1.3×',
        met: boardSlower <= 1.3,
      },
    )
    say('(e) the engine alone')
    const engine = await measureEngine(pool, house, busyDay)
    lines.push(
      {
        what: '(e) check',
        value: `${engine.checkMs.toFixed(3)} ms (p99 ${engine.checkP99Ms.toFixed(3)})`,
        target: '< 1 ms',
        met: engine.checkMs < 1,
      },
      {
        what: `(e) ${engine.alternatives} alternatives, 14 days × ${ROOMS} rooms, ${engine.claims} claims`,
        value: `${engine.alternativesMs.toFixed(1)} ms (p99 ${engine.alternativesP99Ms.toFixed(1)})`,
        target: '< 30 ms',
        met: engine.alternativesMs < 30 && engine.alternatives === 20,
      },
    )
    const term = await termLines({ serverUrl: server.url, house, firstDay, quick, say })
    lines.push(...term.lines)
    say('(f) boards that are open while others write')
    const live = await measureLive(server.url, pool, house, orders, {
      boards: 200,
      perSecond: 20,
      seconds: quick ? 5 : 20,
    })
    lines.push(
      {
        what: `(f) ${live.boards} boards, 20 orders/s: commit to event`,
        value: `p50 ${live.commitToEventP50.toFixed(0)} ms, p99 ${live.commitToEventP99.toFixed(0)} ms, ${live.missed} missed`,
        target: 'none missed',
        met: live.missed === 0,
      },
      {
        what: '(f) from desk to desk',
        value: `p50 ${live.deskToDeskP50.toFixed(0)} ms, p99 ${live.deskToDeskP99.toFixed(0)} ms`,
        target: 'median < 300 ms',
        met: live.deskToDeskP50 < 300,
      },
      {
        what: '(f) server, of one core',
        value: `${live.cpuPercent.toFixed(0)} %; ${live.cpuPercentAlone.toFixed(0)} % without boards`,
        met: null,
      },
    )
    return {
      lines,
      raw: {
        ...term.raw,
        live,
        orders: few,
        race: contest,
        board,
        stored: { reservations: stored, orders: full, slower, board: fullBoard },
        engine,
      },
    }
  } finally {
    await server.stop()
    await floor.stop()
  }
}

/** In portions: the pool cuts off statements that take half a minute. */
async function storeMany(pool: pg.Pool, house: BenchHouse, before: string): Promise<number> {
  let stored = 0
  for (let days = 0; days < STORED_DAYS; days += 20)
    stored += await storeReservations(pool, house, addDays(before, -days), 20, BUSY)
  return stored
}

function shown({ perSecond, p50, p99, failed }: Rate): string {
  return `${perSecond.toFixed(0)}/s, p50 ${p50} ms, p99 ${p99} ms${failed > 0 ? `, ${failed} FAILED` : ''}`
}

function kb(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} kB`
}
