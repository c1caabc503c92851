import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { constraints } from '@gongyue/shared/constraints/index.ts'
import { SOFT_WEIGHTS } from '@gongyue/shared/constraints/soft.ts'
import type { PolicyNumbersWire, PolicyPreviewWire, PolicyVersionWire, PolicyWire } from '@gongyue/shared/api/policy.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { clearOrders, draft, line, placed, refusalOf } from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'

let house: TestHouse
let branch: Client
let manager: Client
let second: Client

beforeAll(async () => {
  house = await openHouse()
  branch = await house.as('branch')
  manager = await house.as('manager')
  second = await house.as('admin')
})
afterAll(async () => await house.close())
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
  await house.pool.query('delete from policies where version > 1')
  await house.pool.query(`delete from audit_events where noun = 'policy'`)
})

const read = async () => (await manager.get<PolicyWire>('/policies')).body
const change = async (by: Client, numbers: PolicyNumbersWire, version: number, key = `k-${Math.random()}`) =>
  await by.post<PolicyWire & ProblemWire>('/policies', numbers, { 'if-match': `"${version}"`, 'idempotency-key': key })
const preview = async (numbers: PolicyNumbersWire) =>
  (await manager.post<PolicyPreviewWire>('/policies/preview', numbers)).body
const versions = async () => (await manager.get<{ items: PolicyVersionWire[] }>('/policies/versions')).body.items

const ONE_A_DAY: PolicyNumbersWire['quotas'][number] = {
  ...{ per: 'party-day', spaces: ['table'], parties: ['branch'] },
  ...{ unit: 'bookings', limit: 1 },
}

test('every number has a value, the usual one where the policy says nothing', async () => {
  const { version, numbers } = await read()
  expect([version, numbers]).toEqual([
    1,
    {
      ...{ answerWorkdays: 2, mailNotices: true, cancelMinutes: 30, holdMinutes: 15, offerMinutes: 1440 },
      forgetDays: 180,
      attendance: {
        ...{ earlyMinutes: 30, noShowMinutes: 15, noShowSpaces: ['table', 'gym-place', 'rehearsal'] },
        ...{ noShowPoints: 1, noShowDays: 30, pointLimit: 2, checkOutFreesRest: true },
      },
      ...{ quotas: [], publicity: [], weights: { 'preferred-space': 1, 'preferred-time': 1, 'room-fit': 1 } },
    },
  ])
})

test('a weight can be set for every rule that only weighs', () => {
  const soft = constraints.filter(({ level }) => level === 'soft').map(({ id, weight }) => [id, weight])
  expect(Object.fromEntries(soft)).toEqual(SOFT_WEIGHTS)
})

describe('a new version', () => {
  test('holds from now on, leaves what it does not set, and tells who changed what', async () => {
    const { numbers, body } = await read()
    const wanted = { ...numbers, answerWorkdays: 3, attendance: { ...numbers.attendance, pointLimit: 4 } }
    const reply = await change(manager, { ...wanted, quotas: [{ ...ONE_A_DAY, limit: 0 }] }, 1)
    expect([reply.status, reply.body.version, reply.headers['etag']]).toEqual([201, 2, '"2"'])
    expect(reply.body.body).toMatchObject({ approvals: body['approvals'], eligibility: [], answerWorkdays: 3 })
    const table = draft(house.jining, line(house.jining, 'table-1', '19:00', '20:00'))
    expect(refusalOf(await branch.post('/orders', table))).toEqual([409, '/problems/refused', 'branch-daily'])
    const changes = [
      { field: 'answerWorkdays', was: 2, is: 3 },
      { field: 'quotas', was: [], is: [{ ...ONE_A_DAY, limit: 0 }] },
      { field: 'attendance.pointLimit', was: 2, is: 4 },
    ]
    expect(await versions()).toMatchObject([
      { version: 2, madeBy: 'jining manager', madeAt: '2026-12-02T10:00:00+08:00', changes },
      { version: 1, madeBy: null, changes: [] },
    ])
    const audit = await house.pool.query(`select action, user_id, data from audit_events where noun = 'policy'`)
    expect(audit.rows).toEqual([
      { action: 'change-policy', user_id: house.jining.user('manager'), data: { version: 2, changes } },
    ])
  })

  test('sent twice under one key is one', async () => {
    const numbers = { ...(await read()).numbers, holdMinutes: 20 }
    const [first, again] = [
      await change(manager, numbers, 1, 'sent-once'),
      await change(manager, numbers, 1, 'sent-once'),
    ]
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body])
    expect((await change(manager, { ...numbers, holdMinutes: 21 }, 1, 'sent-once')).status).toBe(409)
  })

  test('of two who save at once one wins; the other is shown the winner', async () => {
    const { numbers } = await read()
    const replies = await Promise.all([
      change(manager, { ...numbers, cancelMinutes: 60 }, 1),
      change(second, { ...numbers, cancelMinutes: 90 }, 1),
    ])
    const won = replies.find(({ status }) => status === 201)
    const lost = replies.find(({ status }) => status === 412)
    const now = await read()
    expect([now.version, now.numbers.cancelMinutes]).toEqual([2, won?.body.numbers.cancelMinutes])
    expect(lost?.body.current).toEqual(now)
    expect((await versions()).length).toBe(2)
  })

  test('is refused where a number is none', async () => {
    const { numbers } = await read()
    expect((await change(manager, { ...numbers, answerWorkdays: 0 }, 1)).status).toBe(400)
    expect((await change(manager, { ...numbers, weights: { 'space-overlap': 0 } as never }, 1)).status).toBe(400)
  })
})

describe('the preview', () => {
  const table = (space: string, from: string, until: string) =>
    placed(branch, draft(house.jining, line(house.jining, space, from, until)))

  test('names exactly the bookings that the new numbers would have refused, and writes nothing', async () => {
    const { numbers } = await read()
    // two days before: outside the thirty days later on, but it counts that day
    await table('table-1', '09:00', '10:00')
    house.clock.now = NOW + 60_000
    const later = await table('table-2', '11:00', '12:00')
    await table('classroom', '11:00', '12:00')
    const gone = await table('table-3', '13:00', '14:00')
    await branch.post(`/orders/${gone.id}/cancellation`, {})
    expect(await preview(numbers)).toEqual({ judged: 3, bounded: false, refused: [] })
    const found = await preview({ ...numbers, quotas: [ONE_A_DAY] })
    expect(found).toMatchObject({
      ...{ judged: 3, bounded: false },
      refused: [{ orderId: later.id, reference: later.reference, violations: [{ constraint: 'branch-daily' }] }],
    })
    expect((await read()).version).toBe(1)
    // what the policy refuses already is not the new one's doing
    await change(manager, { ...numbers, quotas: [ONE_A_DAY] }, 1)
    expect((await preview({ ...numbers, quotas: [ONE_A_DAY] })).refused).toEqual([])
    const stricter = await preview({ ...numbers, quotas: [{ ...ONE_A_DAY, limit: 0 }] })
    expect(stricter.refused.length).toBe(1)
  })

  test('asks only those of the last thirty days, but counts the others', async () => {
    const { numbers } = await read()
    house.clock.now = NOW - 1000
    await table('table-1', '09:00', '10:00')
    house.clock.now = NOW
    await table('table-2', '11:00', '12:00')
    house.clock.now = NOW + 30 * 86_400_000
    const asked = { ...numbers, quotas: [ONE_A_DAY] }
    const { body: found } = await (await house.as('manager')).post<PolicyPreviewWire>('/policies/preview', asked)
    expect([found.judged, found.refused.length]).toEqual([1, 1])
  })
})
