import type pg from 'pg'
import { factsAt } from '@gongyue/db/house.ts'
import { addDays } from '@gongyue/shared/time/wall.ts'
import { buildApp } from '@gongyue/server/app.ts'
import { readConfig } from '@gongyue/server/config.ts'
import { readFigures } from '@gongyue/server/features/reports/read-figures.ts'
import { storeReservations, type BenchHouse } from './house.ts'
import { median, timed } from './statistics.ts'

/** What the figures of a year cost, and the records they are made of. */
export interface FiguresCost {
  readonly records: number
  readonly sessions: number
  /** All figures of the page, medians in milliseconds. */
  readonly figuresMs: number
  /** Raw SQL: one sum over the same reservations, grouped by month. */
  readonly floorMs: number
}

/** In portions: the pool cuts off statements that take half a minute. */
const PORTION = 20
const PORTIONS = 18

/** Fills a year with 100,000 reservations and a count of heads for each, and reads its figures as the page does. */
export async function measureFigures(
  url: string,
  pool: pg.Pool,
  house: BenchHouse,
  today: string,
  runs: number,
): Promise<FiguresCost> {
  let records = 0
  for (let portion = 0; portion < PORTIONS; portion++)
    records += await storeReservations(pool, house, addDays(today, -portion * PORTION), PORTION, 280)
  await pool.query(
    `insert into head_counts (facility_id, count_id, reservation_id, counted_on, on_site, counted_at)
     select facility_id, gen_random_uuid(), reservation_id, day, 20, now() from reservations where facility_id = $1`,
    [house.facilityId],
  )
  await pool.query('analyze')
  const app = await buildApp(readConfig({ DATABASE_URL: url, LOG_LEVEL: 'silent', JOBS: '0' }))
  try {
    const facts = factsAt(await app.houses.current(house.facilityId), Date.now())
    const period = {
      ...{ facilityId: house.facilityId, from: addDays(today, -PORTION * PORTIONS), until: today },
      ...{ now: facts.now, timeZone: facts.timeZone },
    }
    const figures: number[] = []
    const floor: number[] = []
    let sessions = 0
    for (let run = 0; run < runs; run++) {
      figures.push(await timed(async () => (sessions = (await readFigures(app, facts, period)).total.sessions)))
      floor.push(
        await timed(
          async () =>
            await pool.query(
              `select to_char(day, 'YYYY-MM'), count(*), sum(headcount) from reservations
               where facility_id = $1 and day between $2::date and $3::date group by 1`,
              [period.facilityId, period.from, period.until],
            ),
        ),
      )
    }
    return { records, sessions, figuresMs: median(figures), floorMs: median(floor) }
  } finally {
    await app.close()
  }
}
