import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { addDays } from '@gongyue/shared/time/wall.ts'
import { buildApp } from '@gongyue/server/app.ts'
import { act, acted, booked, move, standOf, type Booked } from '../support/acts.ts'
import { at, clearOrders, count, DAY, draft, line, setPolicy } from '../support/booking.ts'
import { client, openHouse, seededDice, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'
import type { SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
/** Another process of the same installation. */
let second: FastifyInstance
let officer: Client
let rival: Client
let desk: Client
/** The manager at the other process. */
let manager: Client

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  second = await buildApp(house.app.config, { clock: () => house.clock.now, dice: seededDice(7) })
  officer = await house.as('branch')
  rival = await house.as('branch2')
  desk = await house.as('desk')
  const { cookie, csrfToken } = await house.as('manager')
  manager = client(second, cookie?.split('=')[1] ?? null, csrfToken)
})
beforeEach(async () => await clearOrders(house.pool))
afterAll(async () => {
  await second.close()
  await house.close()
})

const statuses = (replies: readonly Reply[]) => replies.map(({ status }) => status).toSorted((a, b) => a - b)
const reasons = ({ body }: Reply) => ((body as ProblemWire).violations ?? []).map(({ constraint }) => constraint)
const table = async (n: number, date: string) => await booked(officer, jining, `table-${n}`, '18:00', '19:00', {}, date)
const stand = async (one: Booked) => await standOf(house, one)

test('two bookings onto one slot at once, fifty times: one gets it, the other is told why and where else', async () => {
  for (let round = 0; round < 50; round += 1) {
    const date = addDays(DAY, round)
    const [one, two] = [await table(1, date), await table(2, date)]
    const replies = await Promise.all([
      act(desk, [move(jining, one, 'table-3', '18:00', '19:00', date)]),
      act(manager, [move(jining, two, 'table-3', '18:30', '19:30', date)]),
    ])
    expect(statuses(replies)).toEqual([201, 409])
    for (const reply of replies.filter(({ status }) => status === 409)) {
      expect(reasons(reply)).toEqual(['space-overlap'])
      expect((reply.body as unknown as ProblemWire).obstacles).toHaveLength(1)
    }
  }
  expect(await breaches(house.pool)).toEqual([])
  expect(await count(house.pool, 'reservations where version = 2')).toBe(50)
})

test('the same booking at two desks, fifty times: one moves it, the other learns who did and where it stands', async () => {
  for (let round = 0; round < 50; round += 1) {
    const date = addDays(DAY, round)
    const one = await table(1, date)
    const replies = await Promise.all([
      act(desk, [move(jining, one, 'table-2', '18:00', '19:00', date)]),
      act(manager, [move(jining, one, 'table-3', '18:00', '19:00', date)]),
    ])
    expect(statuses(replies)).toEqual([201, 412])
    const winner = replies.find(({ status }) => status === 201)?.body.userName
    const { since, current } = (replies.find(({ status }) => status === 412)?.body ?? {}) as unknown as ProblemWire
    expect(since).toMatchObject([{ action: 'move-reservation', userName: winner }])
    expect(current).toMatchObject([{ reservationId: one.reservationId, version: 2 }])
  }
  expect(await breaches(house.pool)).toEqual([])
})

test('a move against an order for the same slot, fifty times: one of them gets it', async () => {
  for (let round = 0; round < 10; round += 1) {
    const date = addDays(DAY, round)
    const one = await table(1, date)
    const partyId = jining.party('branch-2')
    const [moved, ordered] = await Promise.all([
      act(desk, [move(jining, one, 'table-2', '18:00', '19:00', date)]),
      rival.post('/orders', draft(jining, line(jining, 'tables-left', '18:30', '19:30', date), { partyId })),
    ])
    // the order wants table 1 as well, so it fits only if the booking is not there any more: never
    expect([moved.status, ordered.status]).toEqual([201, 409])
  }
  for (let round = 0; round < 50; round += 1) {
    const date = addDays(DAY, round)
    const partyId = jining.party('branch-2')
    const one = await booked(officer, jining, 'table-3', '08:00', '09:00', {}, date)
    const replies = await Promise.all([
      act(desk, [move(jining, one, 'table-4', '10:00', '11:00', date)]),
      rival.post('/orders', draft(jining, line(jining, 'table-4', '10:30', '11:30', date), { partyId })),
    ])
    expect(statuses(replies)).toEqual([201, 409])
    expect(
      reasons(replies.find(({ status }) => status === 409) ?? { status: 0, headers: {}, body: {}, text: '' }),
    ).toEqual(['space-overlap'])
  }
  expect(await breaches(house.pool)).toEqual([])
})

test('exchanges the other way round, and in a ring of three, at once: nobody is killed, everything has a place', async () => {
  for (let round = 0; round < 20; round += 1) {
    const date = addDays(DAY, round)
    const ones = await Promise.all([1, 2, 3].map(async (n) => await table(n, date)))
    const to = (i: number, n: number) =>
      move(jining, ones[i] ?? { reservationId: '', version: 0 }, `table-${n}`, '18:00', '19:00', date)
    const replies = await Promise.all([
      act(desk, [to(0, 2), to(1, 1)]),
      act(manager, [to(1, 3), to(2, 2)]),
      act(desk, [to(2, 1), to(0, 3)]),
    ])
    expect(statuses(replies)).toEqual([201, 412, 412])
  }
  expect(await breaches(house.pool)).toEqual([])
})

test('a share of two a day holds when many are moved to one day at once', async () => {
  const ones = await Promise.all([1, 2, 3, 4, 5, 6].map(async (n) => await table(1, addDays(DAY, n))))
  await setPolicy(house, {
    quotas: [{ per: 'party-day', spaces: ['table'], parties: 'any', unit: 'bookings', limit: 2 }],
  })
  const replies = await Promise.all(
    ones.map(
      async (one, i) =>
        await act(i % 2 ? desk : manager, [move(jining, one, `table-${(i % 4) + 1}`, `${10 + i}:00`, `${11 + i}:00`)]),
    ),
  )
  expect(statuses(replies)).toEqual([201, 201, 409, 409, 409, 409])
  expect(new Set(replies.filter(({ status }) => status === 409).flatMap(reasons))).toEqual(new Set(['branch-daily']))
})

test('a house that is shut meanwhile: the move is seen by the closure, or the closure by the move', async () => {
  for (let round = 0; round < 25; round += 1) {
    const date = addDays(DAY, round)
    const one = await table(1, date)
    const [moved, shut] = await Promise.all([
      act(desk, [move(jining, one, 'classroom', '18:00', '19:00', date)]),
      manager.post<{ hit: { reservationId: string }[] }>('/closures', {
        spaceId: jining.space('classroom'),
        start: at(jining, '18:00', date),
        end: at(jining, '20:00', date),
        reason: '检修',
      }),
    ])
    expect(shut.body.hit.map(({ reservationId }) => reservationId)).toEqual(
      moved.status === 201 ? [one.reservationId] : [],
    )
    if (moved.status !== 201) expect(reasons(moved)).toEqual(['closure'])
  }
})

test('a move and the booker’s cancellation at once: both are told the truth', async () => {
  for (let round = 0; round < 20; round += 1) {
    const one = await table(1, addDays(DAY, round))
    const { body } = await officer.get<{ orderId: string }>(`/reservations/${one.reservationId}`)
    const [moved, cancelled] = await Promise.all([
      act(desk, [move(jining, one, 'table-2', '18:00', '19:00', addDays(DAY, round))]),
      officer.post(`/orders/${body.orderId}/cancellation`, {}),
    ])
    expect([201, 412]).toContain(moved.status)
    expect(cancelled.status).toBe(200)
    expect(await stand(one)).toMatch(moved.status === 201 ? /^table-2 .* cancelled v3$/ : /^table-1 .* cancelled v2$/)
  }
  expect(await breaches(house.pool)).toEqual([])
})

test('an act that fails half-way leaves nothing', async () => {
  const one = await table(1, DAY)
  await house.pool.query(`
    create function fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
    create trigger fail before insert on acts for each row execute function fail()`)
  const reply = await act(desk, [move(jining, one, 'table-2', '18:00', '19:00')])
  await house.pool.query('drop function fail cascade')
  expect(reply.status).toBe(500)
  expect(await stand(one)).toBe('table-1 18:00–19:00 confirmed v1')
  expect(await breaches(house.pool)).toEqual([])
  await acted(desk, [move(jining, one, 'table-2', '18:00', '19:00')])
})
