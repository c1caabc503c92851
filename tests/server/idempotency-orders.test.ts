import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import {
  at,
  clearOrders,
  contents,
  count,
  decide,
  draft,
  faultsOf,
  line,
  placed,
  refusalOf,
  setPolicy,
  theatreDraft,
  withRefusalKept,
} from '../support/booking.ts'
import { openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import type { SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let desk: Client

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  officer = await house.as('branch')
  desk = await house.as('desk')
})
beforeEach(async () => await clearOrders(house.pool))
afterAll(async () => await house.close())

const KEY = { 'idempotency-key': '01JE-phone-7f3a' }
const table = (changes = {}) => draft(jining, line(jining, 'table-1', '18:00', '19:00'), changes)
const routes = [
  ['direct', () => table()],
  ['by approval', () => theatreDraft(jining, '14:00', '16:00')],
  [
    'both',
    () => draft(jining, [line(jining, 'table-1', '18:00', '19:00'), line(jining, 'rehearsal', '18:00', '19:00')]),
  ],
] as const

/** One order was written, and everybody was told the same of it. */
async function expectOneOrder(replies: readonly Reply[]): Promise<void> {
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 201))
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
  expect(
    new Set(replies.map(({ headers }) => `${headers['location'] as string} ${headers['etag'] as string}`)).size,
  ).toBe(1)
  expect(await count(house.pool, 'orders')).toBe(1)
  expect(await count(house.pool, `audit_events where action = 'place-order'`)).toBe(1)
}

describe.each(routes)('the same order sent again, %s', (_, order) => {
  test('twice at once: one order, one answer', async () => {
    for (let round = 0; round < 5; round += 1) {
      await clearOrders(house.pool)
      await expectOneOrder(await Promise.all([1, 2].map(async () => await officer.post('/orders', order(), KEY))))
    }
  })

  test('eight times at once', async () => {
    await expectOneOrder(
      await Promise.all(Array.from({ length: 8 }, async () => await officer.post('/orders', order(), KEY))),
    )
  })

  test('one after the other', async () => {
    await expectOneOrder([
      await officer.post('/orders', order(), KEY),
      await officer.post('/orders', order(), KEY),
      await officer.post('/orders', order(), KEY),
    ])
  })

  test('at once, where the branch may have only this one', async () => {
    await setPolicy(house, {
      quotas: [{ per: 'party-day', spaces: 'any', parties: 'any', unit: 'bookings', limit: order().lines.length }],
    })
    await expectOneOrder(await Promise.all([1, 2, 3].map(async () => await officer.post('/orders', order(), KEY))))
  })
})

test('the first answer stays the answer, whatever became of the order and the house', async () => {
  const first = await officer.post<OrderWire>('/orders', table(), KEY)
  await officer.post(`/orders/${first.body.id}/cancellation`, {})
  const manager = await house.as('manager')
  await manager.post('/closures', {
    spaceId: null,
    start: at(jining, '08:00'),
    end: at(jining, '22:00'),
    reason: '停电',
  })
  const again = await officer.post('/orders', table(), KEY)
  expect([again.status, again.text]).toEqual([201, first.text])
})

describe('a key that was used', () => {
  test.each([
    ['another title', () => table({ title: '比赛' })],
    ['another time', () => draft(jining, line(jining, 'table-1', '19:00', '20:00'))],
    ['what would be refused', () => table({ headcount: 99 })],
  ])('for %s: refused, and nothing is written', async (_, other) => {
    await officer.post('/orders', table(), KEY)
    const before = await contents(house.pool)
    expect(refusalOf(await officer.post('/orders', other(), KEY))).toEqual([409, '/problems/key-reused'])
    expect(await contents(house.pool)).toEqual(before)
  })

  test('for another deed: refused', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    await decide(desk, order, { decision: 'accept' }, KEY)
    expect(refusalOf(await desk.post('/orders', table(), KEY))).toEqual([409, '/problems/key-reused'])
  })

  test('by somebody else is theirs', async () => {
    const mine = await officer.post<OrderWire>('/orders', table(), KEY)
    const theirs = await desk.post<OrderWire>('/orders', draft(jining, line(jining, 'table-2', '18:00', '19:00')), KEY)
    expect([mine.status, theirs.status]).toEqual([201, 201])
    expect(theirs.body.id).not.toBe(mine.body.id)
  })

  test('twice at once for two different orders: one of them is the key’s', async () => {
    const other = draft(jining, line(jining, 'table-2', '18:00', '19:00'))
    const replies = await Promise.all([table(), other].map(async (order) => await officer.post('/orders', order, KEY)))
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
    expect(await count(house.pool, 'orders')).toBe(1)
  })
})

describe('a no is not an answer to keep', () => {
  test('a refusal is on record and writes nothing else, and the key is free for the same order later', async () => {
    const rival = await placed(desk, draft(jining, line(jining, 'table-1', '18:30', '19:30')))
    const before = await contents(house.pool)
    expect(refusalOf(await officer.post('/orders', table(), KEY))).toEqual([409, '/problems/refused', 'space-overlap'])
    expect(await contents(house.pool)).toEqual(withRefusalKept(before))
    await desk.post(`/orders/${rival.id}/cancellation`, {})
    expect((await officer.post('/orders', table(), KEY)).status).toBe(201)
  })

  test('nor is what was not filled in right', async () => {
    const before = await contents(house.pool)
    expect((await officer.post('/orders', table({ headcount: 0 }), KEY)).status).toBe(400)
    expect(await contents(house.pool)).toEqual(before)
    expect((await officer.post('/orders', table(), KEY)).status).toBe(201)
  })
})

test.each(['', 'short', 'has a space in it', '预约预约预约预约', 'x'.repeat(201)])('%j is no key', async (key) => {
  const before = await contents(house.pool)
  const reply = await officer.post('/orders', table(), { 'idempotency-key': key })
  expect([reply.status, faultsOf(reply)]).toEqual([400, [['/headers/idempotency-key', 'key-length']]])
  expect(await contents(house.pool)).toEqual(before)
})

test('without a key each sending is an order of its own: the second tap is refused by the first', async () => {
  const replies = [await officer.post('/orders', table()), await officer.post('/orders', table())]
  expect(replies.map(({ status }) => status)).toEqual([201, 409])
})
