import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LedgerWire } from '@gongyue/shared/api/ledger.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { addReservation } from '../support/palace.ts'

let house: TestHouse

beforeAll(async () => {
  house = await openHouse()
  const { pool, jining } = house
  const add = async (reference: string, start: string, end: string, rest: object = {}) =>
    await addReservation(pool, jining, {
      reference,
      space: 'classroom',
      start: `${start}:00+08:00`,
      end: `${end}:00+08:00`,
      ...rest,
    })
  // a workday: an hour and a half before, and two hours after half past five
  await add('A-1', '2026-11-24T16:00', '2026-11-24T19:30')
  // a Saturday counts in full, one that was worked to make up for a holiday does not, a holiday does
  await add('A-2', '2026-11-28T10:00', '2026-11-28T11:00')
  await add('A-3', '2026-10-10T10:00', '2026-10-10T11:00')
  await add('A-4', '2026-10-01T10:00', '2026-10-01T11:00')
  await add('A-5', '2026-11-26T10:00', '2026-11-26T11:00', { state: 'no-show' })
  await add('B-1', '2026-11-27T18:00', '2026-11-27T19:00', { party: 'branch-2', user: 'branch2' })
  // outside the time
  await add('B-2', '2026-08-27T18:00', '2026-08-27T19:00', { party: 'branch-2', user: 'branch2' })
})
afterAll(async () => await house.close())

const read = async (who: string) =>
  await (await house.as(who)).get<LedgerWire>('/ledger?from=2026-09-01&until=2026-12-31')

test('a ledger counts hours, prime time by the type of day, and no-shows', async () => {
  const { body } = await read('desk')
  expect(body.items).toEqual([
    {
      ...{
        partyId: house.jining.party('branch-1'),
        partyName: 'jining branch-1',
        hours: 7.5,
        primeHours: 4,
        bookings: 5,
      },
      ...{ cancelled: 0, cancelledLate: 0, noShows: 1, visits: 0, rank: 1, asked: null, met: null },
    },
    {
      ...{
        partyId: house.jining.party('branch-2'),
        partyName: 'jining branch-2',
        hours: 1,
        primeHours: 1,
        bookings: 1,
      },
      ...{ cancelled: 0, cancelledLate: 0, noShows: 0, visits: 0, rank: 2, asked: null, met: null },
    },
  ])
})

test('a branch reads its own line, and of others only how it is spread', async () => {
  const { body, text } = await read('branch2')
  expect(body.items.map(({ partyName, rank }) => [partyName, rank])).toEqual([['jining branch-2', 2]])
  expect([body.parties, body.primeHours]).toEqual([2, { least: 1, median: 2.5, most: 4 }])
  expect(text).not.toContain('branch-1')
})

test('what is given back is told apart, and what is given back too late', async () => {
  const desk = await house.as('desk')
  const { jining } = house
  for (const [day, time] of [
    ['2026-12-02', '10:30'],
    ['2026-12-03', '18:30'],
  ] as const) {
    const order = await desk.post<OrderWire>('/orders', {
      ...{ title: '练球', headcount: 2, partyId: jining.party('branch-2') },
      lines: [
        {
          kind: 'space',
          spaceId: jining.space('table-1'),
          start: `${day}T${time}:00+08:00`,
          end: `${day}T19:30:00+08:00`,
        },
      ],
    })
    expect(order.status).toBe(201)
    // the policy's limit is half an hour before the start: for the first of the two it is over now
    house.clock.now += 60_000
    expect((await desk.post(`/orders/${order.body.id}/cancellation`, {})).status).toBe(200)
  }
  const mine = (await read('branch2')).body.items[0]
  expect([mine?.hours, mine?.bookings, mine?.cancelled, mine?.cancelledLate]).toEqual([1, 1, 2, 1])
})
