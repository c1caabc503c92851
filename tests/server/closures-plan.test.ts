import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ImpactWire } from '@gongyue/shared/api/impact.ts'
import type { RepairWire } from '@gongyue/shared/api/repairs.ts'
import { at, clearOrders, contents, count, DAY, draft, faultsOf, line, placed } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'
import { idOf } from '../support/palace.ts'

let house: TestHouse
let manager: Client
let desk: Client
let officer: Client
let other: Client

beforeAll(async () => {
  house = await openHouse()
  manager = await house.as('manager')
  desk = await house.as('desk')
  officer = await house.as('branch')
  other = await house.as('branch2')
})
afterAll(async () => await house.close())
beforeEach(async () => {
  await house.pool.query('truncate drafts, repairs, acts')
  await clearOrders(house.pool)
})

function shut(space: string | null, from = '08:00', until = '22:00', date = DAY) {
  const { jining } = house
  return {
    spaceId: space && jining.space(space),
    start: at(jining, from, date),
    end: at(jining, until, date),
    reason: '检修',
  }
}

/** Two bookings on three tables of the left half and two elsewhere, by two branches. */
async function book(): Promise<void> {
  const { jining } = house
  await placed(
    officer,
    draft(jining, [line(jining, 'table-1', '18:00', '19:00'), line(jining, 'table-2', '18:00', '19:00')], {
      title: '练球',
      headcount: 4,
    }),
  )
  await placed(
    other,
    draft(jining, line(jining, 'tables-left', '20:00', '21:00'), {
      title: '友谊赛',
      headcount: 16,
      partyId: jining.party('branch-2'),
    }),
  )
  await placed(officer, draft(jining, line(jining, 'table-4', '18:00', '19:00')))
}

test('a dry run tells whom a closure would hit by atoms, and writes nothing', async () => {
  await book()
  const before = await contents(house.pool)
  const reply = await manager.post<ImpactWire>('/closures?dryRun=true', shut('tables-left'))
  expect(reply.status).toBe(200)
  expect(reply.body.ahead.map(({ title }) => title)).toEqual(['练球', '练球', '友谊赛'])
  expect([reply.body.running, reply.body.people]).toEqual([[], 24])
  expect(reply.body.parties.map(({ name, bookings, people }) => [name, bookings, people])).toEqual([
    ['jining branch-1', 2, 8],
    ['jining branch-2', 1, 16],
  ])
  expect(await contents(house.pool)).toEqual(before)
  expect(faultsOf(await manager.post('/closures?dryRun=true', { ...shut(null), spaceId: idOf('nowhere') }))).toEqual([
    ['/spaceId', 'not-there'],
  ])
})

test('a running session is told apart from what is ahead', async () => {
  const { jining } = house
  await placed(officer, draft(jining, line(jining, 'classroom', '10:30', '12:00', '2026-12-02'), { title: '在上课' }))
  await placed(officer, draft(jining, line(jining, 'classroom', '14:00', '15:00', '2026-12-02'), { title: '还没开始' }))
  house.clock.now += 60 * 60_000
  const reply = await manager.post<ImpactWire>(
    '/closures?dryRun=true',
    shut('classroom', '11:00', '22:00', '2026-12-02'),
  )
  expect([reply.body.running.map(({ title }) => title), reply.body.ahead.map(({ title }) => title)]).toEqual([
    ['在上课'],
    ['还没开始'],
  ])
  house.clock.now -= 60 * 60_000
})

test('a declared closure keeps its impact, for whoever repairs it later', async () => {
  await book()
  const declared = await manager.post<{ closure: { id: string } }>('/closures', shut('tables-left'))
  const { id } = declared.body.closure
  expect((await desk.get<ImpactWire>(`/closures/${id}/impact`)).body.ahead).toHaveLength(3)
  expect((await desk.get(`/closures/${idOf('none')}/impact`)).status).toBe(404)
  expect((await (await house.as('berlin-desk')).get(`/closures/${id}/impact`)).status).toBe(404)
  const repair = await desk.post<RepairWire>('/repairs', { cause: { kind: 'closure', closureId: id } })
  expect([repair.status, repair.body.hit]).toEqual([201, 3])
  const applied = await desk.post<RepairWire>(`/repairs/${repair.body.id}/application`, { plan: 0, version: 1 })
  expect([applied.status, applied.body.applied?.closureId, applied.body.applied?.drafts]).toEqual([200, id, 2])
  const after = await desk.get<ImpactWire>(`/closures/${id}/impact`)
  expect([after.body.ahead, after.body.people]).toEqual([[], 0])
  expect(await breaches(house.pool)).toEqual([])
})

test('approving in bulk: one transaction for the closure and all that it moves', async () => {
  await book()
  const cause = { kind: 'planned-closure', ...shut('tables') }
  const repair = await manager.post<RepairWire>('/repairs', { cause })
  expect([repair.status, repair.body.hit]).toEqual([201, 4])
  const applied = await manager.post<RepairWire>(`/repairs/${repair.body.id}/application`, { plan: 0, version: 1 })
  expect(applied.status).toBe(200)
  const { rows } = await house.pool.query<{ xacts: number }>(
    `select count(distinct xmin)::int as xacts from (
       select xmin::text from closures union all select xmin::text from acts union all select xmin::text from drafts
       union all select xmin::text from repairs union all select xmin::text from reservations where version > 1) as written`,
  )
  expect(rows).toEqual([{ xacts: 1 }])
  expect(await count(house.pool, 'acts')).toBe(1)
  expect(await breaches(house.pool)).toEqual([])
})

test('a booker who wants the closed room meanwhile waits for the closure, and is then refused by it', async () => {
  const { jining } = house
  await book()
  const cause = { kind: 'planned-closure', ...shut('tables') }
  const repair = await manager.post<RepairWire>('/repairs', { cause })
  const [applied, order] = await Promise.all([
    manager.post<RepairWire>(`/repairs/${repair.body.id}/application`, { plan: 0, version: 1 }),
    officer.post('/orders', draft(jining, line(jining, 'table-3', '10:00', '11:00'))),
  ])
  // whoever was first: never a booking in a closure that says it was cleared
  expect([
    [200, 409],
    [409, 201],
  ]).toContainEqual([applied.status, order.status])
  expect(await breaches(house.pool)).toEqual([])
})

test('a large closure is worked out in a thread of its own, and applied like any other', async () => {
  const { jining } = house
  for (const hour of ['09', '11', '13'])
    await placed(
      officer,
      draft(
        jining,
        ['table-1', 'table-2', 'table-3', 'table-4'].map((table) => line(jining, table, `${hour}:00`, `${hour}:30`)),
        { title: `练球 ${hour}` },
      ),
    )
  const repair = await manager.post<RepairWire>('/repairs', { cause: { kind: 'planned-closure', ...shut('tables') } })
  expect([repair.status, repair.body.hit, repair.body.plans.length > 1]).toEqual([201, 12, true])
  const applied = await manager.post<RepairWire>(`/repairs/${repair.body.id}/application`, { plan: 0, version: 1 })
  expect([applied.status, applied.body.state]).toEqual([200, 'applied'])
  expect(await breaches(house.pool)).toEqual([])
})
