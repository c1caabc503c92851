import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { NoticeDiffWire } from '@gongyue/shared/api/holiday-notices.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { RepairWire } from '@gongyue/shared/api/repairs.ts'
import { clearOrders, contents, count, draft, faultsOf, line, placed } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { NOTICE_2026 } from '../shared/support/notice-2026.ts'

let house: TestHouse
let manager: Client
let desk: Client
let officer: Client

beforeAll(async () => {
  house = await openHouse()
  // a month earlier: the year is not announced yet, and holidays are shorter days
  house.clock.now = Date.parse('2026-09-01T10:00:00+08:00')
  manager = await house.as('manager')
  desk = await house.as('desk')
  officer = await house.as('branch')
  await house.pool.query(`update opening_hours set opens = 900 where day_kind = 'legal-holiday' and facility_id = $1`, [
    house.jining.id,
  ])
})
afterAll(async () => await house.close())
beforeEach(async () => {
  await clearOrders(house.pool)
  await house.pool.query('delete from special_days where facility_id = $1', [house.jining.id])
  await house.pool.query('delete from holiday_notices where facility_id = $1', [house.jining.id])
})

const notice = { year: 2026, text: NOTICE_2026, source: '国办发明电〔2025〕7号', announcedOn: '2025-11-04' }

test('looked at first: the days that change their kind, and the bookings on them; nothing is written', async () => {
  const { jining } = house
  // the first of October would open at 15:00
  await placed(officer, draft(jining, line(jining, 'table-1', '09:00', '10:00', '2026-10-01')))
  await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00', '2026-10-02')))
  await placed(officer, draft(jining, line(jining, 'table-1', '09:00', '10:00', '2026-10-13')))
  const before = await contents(house.pool)
  const { status, body } = await manager.post<NoticeDiffWire>('/holiday-notices?dryRun=true', notice)
  expect([status, body.holidays, body.makeUpWorkdays, body.changes.length, body.written]).toEqual([
    200,
    33,
    6,
    39,
    false,
  ])
  expect(body.changes.find(({ date }) => date === '2026-10-10')).toEqual({
    date: '2026-10-10',
    name: '国庆节',
    before: 'weekend',
    after: 'make-up-workday',
  })
  expect(body.broken.map(({ start }) => start)).toEqual(['2026-10-01T09:00:00+08:00'])
  expect(body.touched.map(({ start }) => start)).toEqual(['2026-10-02T18:00:00+08:00'])
  expect(await contents(house.pool)).toEqual(before)
})

test('written down it holds for the next question; what it breaks is repaired by the same engine', async () => {
  const { jining } = house
  await placed(officer, draft(jining, line(jining, 'table-1', '09:00', '10:00', '2026-10-01')))
  const key = { 'idempotency-key': 'notice-2026-a' }
  const written = await manager.post<NoticeDiffWire>('/holiday-notices', notice, key)
  expect([written.status, written.body.written]).toEqual([201, true])
  expect((await manager.post('/holiday-notices', notice, key)).body).toEqual(written.body)
  const days = await manager.get<{ items: { kind: string; announced: boolean }[] }>(
    '/day-types?from=2026-10-01&until=2026-10-01',
  )
  expect(days.body.items).toMatchObject([{ kind: 'legal-holiday', announced: true }])
  const ids = written.body.broken.map(({ reservationId }) => reservationId)
  const repair = await desk.post<RepairWire>('/repairs', { cause: { kind: 'conflict', reservationIds: ids } })
  expect(repair.body.plans[0]?.changes.map(({ kind }) => kind)).toEqual(['move'])
  const again = await manager.post<NoticeDiffWire>('/holiday-notices?dryRun=true', notice)
  expect([again.body.changes, again.body.broken]).toEqual([[], []])
})

test('a later notice takes the place of an earlier one', async () => {
  await manager.post('/holiday-notices', notice)
  const days = [{ date: '2026-10-01', kind: 'legal-holiday', name: '国庆节' }]
  const { status, body } = await manager.post<NoticeDiffWire>('/holiday-notices', { year: 2026, days })
  expect([status, body.changes.length]).toEqual([201, 38])
  expect(await count(house.pool, 'special_days where facility_id = $1', [house.jining.id])).toBe(1)
})

test('what cannot be read is told with its line, and nothing is written', async () => {
  const before = await contents(house.pool)
  const text = NOTICE_2026.replace('共3天。1月4日', '共4天。1月4日').replace('5月1日（周五）', '5月1日（周六）')
  const reply = await manager.post<ProblemWire>('/holiday-notices', { year: 2026, text })
  expect([reply.status, faultsOf(reply)]).toEqual([
    400,
    [
      ['/text', 'notice-count'],
      ['/text', 'notice-weekday'],
    ],
  ])
  expect(reply.body.errors?.map(({ params }) => params)).toEqual([
    { line: 6, said: 4, found: 3 },
    { line: 9, date: '2026-05-01', said: '周六' },
  ])
  expect(reply.body.detail).toContain('第 6 行')
  expect(faultsOf(await manager.post('/holiday-notices', { year: 2026, text: '放假啦' }))).toEqual([
    ['/text', 'notice-line'],
  ])
  expect(faultsOf(await manager.post('/holiday-notices', { year: 2026 }))).toEqual([['/text', 'required']])
  const twice = [1, 2].map(() => ({ date: '2026-10-01', kind: 'legal-holiday', name: '国庆节' }))
  expect(faultsOf(await manager.post('/holiday-notices', { year: 2026, days: twice }))).toEqual([
    ['/days/1/date', 'unique'],
  ])
  expect(await contents(house.pool)).toEqual(before)
})
