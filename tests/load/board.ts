import type pg from 'pg'
import { LIST_BLOCKS } from '@gongyue/db/queries/blocks.ts'
import { dayOf } from '@gongyue/shared/time/wall.ts'
import type { BenchHouse } from './house.ts'
import { median, timed } from './statistics.ts'

/** The day board over HTTP against the raw SQL of the same rows. Milliseconds, medians of 200. */
export interface BoardCost {
  readonly rows: number
  readonly httpMs: number
  readonly sqlMs: number
  readonly bytes: number
  readonly gzipBytes: number
}

const REPEATS = 200

/** Both sides take turns, so that a busy moment of the machine hits both. */
export async function measureBoard(url: string, pool: pg.Pool, house: BenchHouse, day: string): Promise<BoardCost> {
  const { start, end } = dayOf(day, 'Asia/Shanghai')
  const http = async (encoding: string) => {
    const reply = await fetch(`${url}/api/v1/board?date=${day}`, {
      headers: { cookie: house.desk.cookie, 'accept-encoding': encoding },
    })
    return new Uint8Array(await reply.arrayBuffer()).length
  }
  const sql = async () =>
    (
      await pool.query({
        name: 'bench-blocks',
        text: LIST_BLOCKS,
        values: [house.facilityId, new Date(start), new Date(end), new Date()],
      })
    ).rows.length
  const rows = await sql()
  for (let i = 0; i < 100; i++) await Promise.all([http('identity'), sql()])
  const httpMs: number[] = []
  const sqlMs: number[] = []
  for (let i = 0; i < REPEATS; i++) {
    httpMs.push(await timed(async () => await http('identity')))
    sqlMs.push(await timed(sql))
  }
  return {
    rows,
    httpMs: median(httpMs),
    sqlMs: median(sqlMs),
    bytes: await http('identity'),
    gzipBytes: await compressed(url, house, day),
  }
}

/** What a browser takes over the line: fetch would unpack it, so the length is asked of the headers' owner. */
async function compressed(url: string, house: BenchHouse, day: string): Promise<number> {
  const { request } = await import('node:http')
  return await new Promise((resolve, reject) => {
    const asked = request(
      `${url}/api/v1/board?date=${day}`,
      { headers: { cookie: house.desk.cookie, 'accept-encoding': 'gzip' } },
      (reply) => {
        let bytes = 0
        reply.on('data', (chunk: Buffer) => (bytes += chunk.length))
        reply.on('end', () => resolve(bytes))
      },
    )
    asked.on('error', reject)
    asked.end()
  })
}
