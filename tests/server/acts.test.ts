import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ActVerdictWire, ActWire } from '@gongyue/shared/api/acts.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { act, acted, booked, move, standOf, type Booked } from '../support/acts.ts'
import { at, clearOrders, contents, count, faultsOf, refusalOf } from '../support/booking.ts'
import { NOW, openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'
import { idOf, type SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let rival: Client
let desk: Client
let manager: Client

beforeAll(async () => {
  house = await openHouse({ sessionHours: 24 * 60 })
  ;({ jining } = house)
  officer = await house.as('branch')
  rival = await house.as('branch2')
  desk = await house.as('desk')
  manager = await house.as('manager')
})
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
})
afterAll(async () => await house.close())

const stand = async (one: Booked) => await standOf(house, one)
const table = async (n: number, from = '18:00', until = '19:00') =>
  await booked(officer, jining, `table-${n}`, from, until)

describe('one booking', () => {
  test('is moved to another room and hour, and everything says so', async () => {
    const one = await table(1)
    const reply = await act(desk, [move(jining, one, 'table-2', '19:00', '20:30')], { reason: '灯坏了' })
    expect([reply.status, reply.body]).toEqual([
      201,
      {
        id: expect.any(String),
        at: '2026-12-02T10:00:00+08:00',
        userId: jining.user('desk'),
        userName: 'jining desk',
        kind: 'move',
        reason: '灯坏了',
        undoes: null,
        undoneBy: null,
        changes: [
          {
            reservationId: one.reservationId,
            reference: expect.any(String),
            title: '练球',
            before: {
              spaceId: jining.space('table-1'),
              start: at(jining, '18:00'),
              end: at(jining, '19:00'),
              headcount: 2,
              state: 'confirmed',
              version: 1,
            },
            after: {
              spaceId: jining.space('table-2'),
              start: at(jining, '19:00'),
              end: at(jining, '20:30'),
              headcount: 2,
              state: 'confirmed',
              version: 2,
            },
          },
        ],
      },
    ])
    expect(await stand(one)).toBe('table-2 19:00–20:30 confirmed v2')
    expect(await breaches(house.pool)).toEqual([])
    const { rows } = await house.pool.query('select action, data->>$1 as reason from audit_events order by audit_id', [
      'reason',
    ])
    expect(rows).toEqual([
      { action: 'place-order', reason: null },
      { action: 'move-reservation', reason: '灯坏了' },
      { action: 'rearrange-order', reason: null },
    ])
  })
})
