import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPool } from '@gongyue/db/pool.ts'
import { readFigureRows, readFurtherFigures, type FigureRow } from '@gongyue/db/queries/figures.ts'
import { FACILITY } from '../../scripts/seed/house.ts'
import { seedPalace } from '../../scripts/seed/palace.ts'
import { cloneDatabase } from '../support/postgres.ts'

const YEAR = {
  ...{ facilityId: FACILITY.id, from: '2025-01-01', until: '2025-12-31', timeZone: FACILITY.timeZone },
  now: Date.parse('2026-12-02T10:00:00+08:00'),
}
let pool: pg.Pool
let rows: readonly FigureRow[]
let close: () => Promise<void>

beforeAll(async () => {
  const database = await cloneDatabase()
  pool = openPool(database.url, 4)
  await seedPalace(pool, { demoPassword: 'plum-blossom-7', today: '2026-12-02' })
  rows = await readFigureRows(pool, YEAR)
  close = async () => {
    await pool.end()
    await database.drop()
  }
})
afterAll(async () => await close())

const of = (kind: string) => rows.find((row) => row.by === 'kind' && row.kind === kind)

describe('the sample year', () => {
  // what the review of 2024 tells, and how far a sample may be from it
  test.each([
    ['100 余期 classes for 30,000', 'class', { programmes: 104, onSite: [27_000, 36_000] }],
    ['skills training for 10,000', 'skills', { programmes: 24, onSite: [9_000, 12_000] }],
    [
      '10 余期 streams for 1.5 million, 2,000 of the lectures there',
      'lecture',
      { programmes: 24, onSite: [1_700, 2_400], online: [1_300_000, 1_700_000] },
    ],
    ['20 余场 competitions and shows', 'competition', { programmes: 22, onSite: [4_000, 8_000] }],
    ['matchmaking for 13,000', 'matchmaking', { programmes: 12, onSite: [2_000, 4_000], online: [8_000, 12_000] }],
  ] as const)('has %s', (_, kind, { programmes, onSite: [least, most], ...rest }) => {
    const told = of(kind)
    expect(told?.programmes).toBe(programmes)
    expect(told?.onSite).toBeGreaterThan(least)
    expect(told?.onSite).toBeLessThan(most)
    if (!('online' in rest)) return
    expect(told?.online).toBeGreaterThan(rest.online[0])
    expect(told?.online).toBeLessThan(rest.online[1])
  })

  test('has 900 pairs', async () => {
    expect(await readFurtherFigures(pool, YEAR)).toMatchObject({ pairs: 900 })
  })

  test('comes to what its records come to, counted in another way', async () => {
    const { rows: counted } = await pool.query<{ sessions: number; heads: number; online: number }>(
      `select count(*)::int as sessions, sum(on_site)::int as heads, sum(online)::int as online
       from reservations join head_counts using (facility_id, reservation_id) where day between '2025-01-01' and '2025-12-31'`,
    )
    const total = rows.find(({ by }) => by === 'all')
    expect({ sessions: total?.sessions, heads: total?.onSite, online: total?.online }).toEqual(counted[0])
    expect(rows.filter(({ by }) => by === 'month').reduce((sum, { onSite }) => sum + onSite, 0)).toBe(total?.onSite)
  })
})
