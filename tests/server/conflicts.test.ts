import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ConflictWire } from '@gongyue/shared/api/conflicts.ts'
import type { RepairWire } from '@gongyue/shared/api/repairs.ts'
import { at, clearOrders, DAY, draft, line, placed, setHours, setSpaces } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'
import { seriesDraft, TUESDAYS } from '../support/series.ts'

let house: TestHouse
let manager: Client
let desk: Client
let officer: Client

beforeAll(async () => {
  house = await openHouse()
  manager = await house.as('manager')
  desk = await house.as('desk')
  officer = await house.as('branch')
})
afterAll(async () => await house.close())
beforeEach(async () => {
  await house.pool.query('truncate drafts, repairs, acts')
  await clearOrders(house.pool)
})

async function inbox(by = desk): Promise<readonly ConflictWire[]> {
  const reply = await by.get<{ items: ConflictWire[] }>('/conflicts')
  expect(reply.status).toBe(200)
  return reply.body.items
}

function toldOf(items: readonly ConflictWire[]) {
  return items.map(({ kind, title, people, violations }) => [
    kind,
    title,
    people,
    ...violations.map(({ constraint }) => constraint),
  ])
}

async function shutLeft(): Promise<string> {
  const { jining } = house
  const body = {
    spaceId: jining.space('tables-left'),
    start: at(jining, '08:00'),
    end: at(jining, '22:00'),
    reason: '检修',
  }
  return (await manager.post<{ closure: { id: string } }>('/closures', body)).body.closure.id
}

test('nothing is broken in a quiet house', async () => {
  await placed(officer, draft(house.jining, line(house.jining, 'table-1', '18:00', '19:00')))
  expect(await inbox()).toEqual([])
})

test('a closure with all that it hits is one conflict; its cause is ready to be repaired, and then names the repair', async () => {
  const { jining } = house
  await placed(
    officer,
    draft(jining, [line(jining, 'table-1', '18:00', '19:00'), line(jining, 'table-2', '18:00', '19:00')]),
  )
  const closureId = await shutLeft()
  const [broken, ...rest] = await inbox()
  expect([rest, broken?.kind, broken?.people, broken?.reservationIds.length, broken?.repairId]).toEqual([
    [],
    'broken',
    4,
    2,
    null,
  ])
  expect(broken?.cause).toEqual({ kind: 'closure', closureId })
  const { rows } = await house.pool.query<{ at: Date }>('select created_at as at from closures where closure_id = $1', [
    closureId,
  ])
  expect(Date.parse(broken?.since ?? '')).toBe(Math.floor(Number(rows[0]?.at) / 1000) * 1000)
  const repair = await desk.post<RepairWire>('/repairs', { cause: broken?.cause })
  const open = await inbox()
  expect(open.map(({ kind, repairId }) => [kind, repairId])).toEqual([
    ['repair', repair.body.id],
    ['broken', repair.body.id],
  ])
  expect(open[0]?.since).toBe(repair.body.at)
  await desk.post(`/repairs/${repair.body.id}/application`, { plan: 0, version: 1 })
  const left = await inbox()
  expect([toldOf(left), left[0]?.partyName]).toEqual([[['message', '', 1]], 'jining branch-1'])
})

test('changed hours and a smaller room are told by rule, the most urgent first; a waived rule is not', async () => {
  const { jining } = house
  await placed(
    officer,
    draft(jining, line(jining, 'classroom', '20:00', '21:00', '2026-12-09'), { title: '后来', headcount: 30 }),
  )
  await placed(officer, draft(jining, line(jining, 'table-1', '20:30', '21:30', DAY), { title: '先来' }))
  expect(await inbox()).toEqual([])
  await setHours(house, 'tables', [[480, 1260]])
  await setSpaces(house, ['classroom'], 'capacity = 20')
  expect(toldOf(await inbox())).toEqual([
    ['broken', '先来', 2, 'opening-hours'],
    ['broken', '后来', 30, 'capacity'],
  ])
  await house.pool.query(
    `update order_lines set waivers = '[{"constraint":"capacity","reason":"站着听"}]' where space_id = $1`,
    [jining.space('classroom')],
  )
  expect(toldOf(await inbox())).toEqual([['broken', '先来', 2, 'opening-hours']])
})

test('a year without its notice is told once somebody has booked into it', async () => {
  await placed(officer, draft(house.jining, line(house.jining, 'table-1', '18:00', '19:00', '2027-01-05')))
  expect(toldOf(await inbox())).toEqual([['unannounced', '2027', 2]])
})

test('what is over or going on is no conflict any more, and others see their own palace only', async () => {
  const { jining } = house
  await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
  await shutLeft()
  expect(await inbox()).toHaveLength(1)
  expect(await inbox(await house.as('berlin-desk'))).toEqual([])
  const now = house.clock.now
  house.clock.now = Date.parse('2026-12-05T18:30:00+08:00')
  expect(await inbox(await house.as('desk'))).toEqual([])
  house.clock.now = now
})

test('dates of a series that a closure took wait, remembered with why they were lost', async () => {
  const { jining } = house
  const placing = await officer.post('/orders', seriesDraft(jining, TUESDAYS))
  expect(placing.status).toBe(201)
  const cause = {
    kind: 'planned-closure',
    spaceId: null,
    start: at(jining, '10:30', '2026-12-02'),
    end: at(jining, '00:00', '2027-06-01'),
    reason: '大修',
  }
  const repair = await manager.post<RepairWire>('/repairs', { cause })
  expect(repair.body.plans.map(({ strategy, changes }) => [strategy, ...changes.map(({ kind }) => kind)])).toEqual([
    ['least', 'cancel', 'cancel', 'cancel'],
  ])
  const applied = await manager.post<RepairWire>(`/repairs/${repair.body.id}/application`, { plan: 0, version: 1 })
  expect(applied.status).toBe(200)
  const { rows } = await house.pool.query<{ lost: string }>('select lost from series_dates order by key')
  expect(rows.map(({ lost }) => lost)).toEqual(['closure', 'closure', 'closure'])
  const waiting = (await inbox()).filter(({ kind }) => kind === 'waiting')
  expect(waiting.map(({ dates }) => dates)).toEqual([['2026-12-08', '2026-12-15', '2026-12-22']])
  expect(await breaches(house.pool)).toEqual([])
  await house.pool.query('delete from closures')
})
