import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'

import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { act, acted, booked, move, standOf, type Booked } from '../support/acts.ts'
import { at, clearOrders, contents, count, refusalOf } from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'
import { idOf, type SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let rival: Client
let desk: Client

beforeAll(async () => {
  house = await openHouse({ sessionHours: 24 * 60 })
  ;({ jining } = house)
  officer = await house.as('branch')
  rival = await house.as('branch2')
  desk = await house.as('desk')
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

  test('is stretched and enlarged where it stands, and shortened', async () => {
    const one = await table(1)
    await acted(desk, [{ ...move(jining, one, 'table-1', '17:30', '20:00'), headcount: 4 }])
    expect(await stand(one)).toBe('table-1 17:30–20:00 confirmed v2')
    expect(await count(house.pool, 'reservations where headcount = 4')).toBe(1)
    await acted(desk, [move(jining, { ...one, version: 2 }, 'table-1', '18:30', '19:00')])
    expect(await stand(one)).toBe('table-1 18:30–19:00 confirmed v3')
    expect(await count(house.pool, `claims where status = 'confirmed'`)).toBe(1)
    expect(await breaches(house.pool)).toEqual([])
  })

  test('keeps its code; on another day where that is drawn already it gets a new one', async () => {
    const code = async (one: Booked) =>
      (await desk.get<{ code: string }>(`/reservations/${one.reservationId}`)).body.code
    house.dice.laid.push(0.123456)
    const one = await table(1)
    house.dice.laid.push(0.123456, 0.777777)
    const other = await booked(officer, jining, 'table-2', '18:00', '19:00', {}, '2026-12-06')
    expect([await code(one), await code(other)]).toEqual(['123456', '123456'])
    await acted(desk, [move(jining, one, 'table-3', '18:00', '19:00')])
    expect(await code(one)).toBe('123456')
    await acted(desk, [move(jining, { ...one, version: 2 }, 'table-3', '18:00', '19:00', '2026-12-06')])
    expect(await code(one)).toBe('777777')
    await acted(desk, [move(jining, { ...one, version: 3 }, 'table-3', '18:00', '19:00', '2026-12-07')])
    expect(await code(one)).toBe('777777')
  })

  test('a cancelled one gives its time back and is restored where it stood; its order follows', async () => {
    const one = await table(1)
    const cancelled = await acted(desk, [{ kind: 'cancel', ...one }], { reason: '单位来电取消' })
    expect([cancelled.kind, await stand(one)]).toEqual(['cancel', 'table-1 18:00–19:00 cancelled v2'])
    const orders = async () =>
      await house.pool.query(
        'select o.state, l.state as line, l.reason from orders o join order_lines l using (order_id)',
      )
    expect((await orders()).rows).toEqual([{ state: 'withdrawn', line: 'withdrawn', reason: '单位来电取消' }])
    expect(await count(house.pool, `claims where status <> 'released'`)).toBe(0)
    const back = await acted(desk, [{ kind: 'restore', ...one, version: 2 }])
    expect([back.kind, await stand(one)]).toEqual(['restore', 'table-1 18:00–19:00 confirmed v3'])
    expect((await orders()).rows).toMatchObject([{ state: 'accepted', line: 'accepted' }])
    expect(await breaches(house.pool)).toEqual([])
  })

  test('one that the order’s cancellation took is restored too, unless somebody has the place by now', async () => {
    const one = await table(1)
    const { rows } = await house.pool.query<{ id: string }>('select order_id as id from orders')
    await desk.post(`/orders/${rows[0]?.id}/cancellation`, {})
    const restore = { kind: 'restore', ...one, version: 2 }
    const taken = await booked(rival, jining, 'table-1', '18:30', '19:30', {
      partyId: jining.party('branch-2'),
      title: '别人',
    })
    const reply = await act(desk, [restore])
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'space-overlap'])
    expect((reply.body as unknown as ProblemWire).obstacles?.map(({ title }) => title)).toEqual(['别人'])
    await acted(desk, [{ kind: 'cancel', ...taken }])
    await acted(desk, [restore])
    expect(await stand(one)).toBe('table-1 18:00–19:00 confirmed v3')
    expect(await breaches(house.pool)).toEqual([])
  })
})

describe('several together', () => {
  test('two exchange their places, which neither could alone', async () => {
    const [one, two] = [await table(1), await table(2)]
    expect(refusalOf(await act(desk, [move(jining, one, 'table-2', '18:00', '19:00')]))).toEqual([
      409,
      '/problems/refused',
      'space-overlap',
    ])
    const { kind } = await acted(desk, [
      move(jining, one, 'table-2', '18:00', '19:00'),
      move(jining, two, 'table-1', '18:00', '19:00'),
    ])
    expect([kind, await stand(one), await stand(two)]).toEqual([
      'swap',
      'table-2 18:00–19:00 confirmed v2',
      'table-1 18:00–19:00 confirmed v2',
    ])
    expect(await breaches(house.pool)).toEqual([])
  })

  test('a chain of three moves up, a fourth makes room, and one act tells it', async () => {
    const [one, two, three] = [await table(1), await table(2), await table(3)]
    const chain = [
      move(jining, one, 'table-2', '18:00', '19:00'),
      move(jining, two, 'table-3', '18:00', '19:00'),
      move(jining, three, 'table-4', '18:00', '19:00'),
    ]
    const { kind, changes } = await acted(desk, chain)
    expect([kind, changes.length]).toEqual(['rearrange', 3])
    expect([await stand(one), await stand(two), await stand(three)].map((text) => text.slice(0, 7))).toEqual([
      'table-2',
      'table-3',
      'table-4',
    ])
    expect(await breaches(house.pool)).toEqual([])
  })

  test('all or none: one that does not fit keeps the others where they are', async () => {
    const [one, two] = [await table(1), await table(2)]
    await booked(rival, jining, 'table-4', '18:00', '19:00', { partyId: jining.party('branch-2') })
    const before = await contents(house.pool)
    const reply = await act(desk, [
      move(jining, one, 'table-3', '18:00', '19:00'),
      move(jining, two, 'table-4', '18:00', '19:00'),
    ])
    const { violations = [], alternatives } = reply.body as unknown as ProblemWire
    expect([reply.status, violations.map(({ constraint, line }) => [constraint, line]), alternatives]).toEqual([
      409,
      [['space-overlap', 1]],
      [],
    ])
    expect(await contents(house.pool)).toEqual(before)
  })

  test('two onto one place: refused, though nobody else wants it', async () => {
    const [one, two] = [await table(1), await table(2)]
    expect(
      refusalOf(
        await act(desk, [
          move(jining, one, 'table-3', '18:00', '19:00'),
          move(jining, two, 'table-3', '18:30', '19:30'),
        ]),
      ),
    ).toEqual([409, '/problems/refused', 'space-overlap'])
  })

  test('one gives up its place, another takes it, and a third that was given up comes back', async () => {
    const [one, two, three] = [await table(1), await table(2), await table(3)]
    await acted(desk, [{ kind: 'cancel', ...three }])
    const { kind } = await acted(desk, [
      { kind: 'cancel', ...one },
      move(jining, two, 'table-1', '18:00', '19:00'),
      { kind: 'restore', ...three, version: 2 },
    ])
    expect([kind, await stand(one), await stand(two), await stand(three)]).toEqual([
      'rearrange',
      'table-1 18:00–19:00 cancelled v2',
      'table-1 18:00–19:00 confirmed v2',
      'table-3 18:00–19:00 confirmed v3',
    ])
    expect(await breaches(house.pool)).toEqual([])
  })

  test('sixty at once, an hour later each, into the places of one another', async () => {
    const hours = Array.from({ length: 13 }, (_, i) => i + 8)
    const ones: { one: Booked; space: string; hour: number }[] = []
    for (const space of ['table-1', 'table-2', 'table-3', 'table-4', 'classroom'])
      for (const hour of hours.slice(0, 12))
        ones.push({ one: await booked(officer, jining, space, clock(hour), clock(hour + 1)), space, hour })
    const { changes } = await acted(
      desk,
      ones.map(({ one, space, hour }) => move(jining, one, space, clock(hour + 1), clock(hour + 2))),
    )
    expect(changes).toHaveLength(60)
    expect(await count(house.pool, `reservations where version = 2`)).toBe(60)
    expect(await count(house.pool, `audit_events where action = 'move-reservation'`)).toBe(60)
    expect(await breaches(house.pool)).toEqual([])
  })
})

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

describe('who else it concerns', () => {
  test('the teacher of a class moves along, and is not at two places at once', async () => {
    const teacher = idOf('teacher')
    const [one, other] = [await table(1), await booked(officer, jining, 'classroom', '20:00', '21:00')]
    await house.pool.query(
      `insert into atoms (facility_id, atom_id, kind, code) values ($1, $2, 'person', 'teacher')`,
      [jining.id, teacher],
    )
    await house.pool.query(
      `insert into people (facility_id, person_id, name, kind) values ($1, $2, '孔老师', 'instructor')`,
      [jining.id, teacher],
    )
    for (const { reservationId } of [one, other])
      await house.pool.query(
        `with named as (insert into reservation_people values ($1, $2, $3))
         insert into claims (facility_id, claim_id, atom_id, space_id, reservation_id, held_from, held_until, status)
         select facility_id, gen_random_uuid(), $3, space_id, reservation_id, starts_at, ends_at, 'confirmed' from reservations where reservation_id = $2`,
        [jining.id, reservationId, teacher],
      )
    onTestFinished(async () => {
      await clearOrders(house.pool)
      await house.pool.query('delete from people')
      await house.pool.query(`delete from atoms where kind = 'person'`)
    })
    expect(refusalOf(await act(desk, [move(jining, one, 'table-1', '20:00', '21:00')]))).toEqual([
      409,
      '/problems/refused',
      'person-overlap',
    ])
    await acted(desk, [move(jining, one, 'table-2', '19:00', '20:00')])
    expect(
      await count(
        house.pool,
        `claims where reservation_id = $1 and status = 'confirmed' and held_from = $2 and atom_id in ($3, $4)`,
        [one.reservationId, at(jining, '19:00'), teacher, idOf('jining/atom/t2')],
      ),
    ).toBe(2)
  })

  test('the booker reads in the thread what became of it', async () => {
    const one = await table(1)
    const order = (await desk.get<{ orderId: string }>(`/reservations/${one.reservationId}`)).body.orderId
    const moved = await acted(desk, [move(jining, one, 'table-2', '19:00', '20:00')], { reason: '灯坏了' })
    await desk.post(`/acts/${moved.id}/undo`)
    await acted(desk, [{ kind: 'cancel', ...one, version: 3 }])
    interface Thread {
      readonly items: readonly {
        readonly side: string
        readonly event: {
          readonly name: string
          readonly reason: string | null
          readonly lines: readonly { readonly start: string }[]
        }
      }[]
    }
    const { body } = await officer.get<Thread>(`/orders/${order}/messages`)
    expect(body.items.map(({ side, event }) => [side, event.name, event.reason, event.lines[0]?.start])).toEqual([
      ['house', 'moved', '灯坏了', at(jining, '19:00')],
      ['house', 'moved', null, at(jining, '18:00')],
      ['house', 'withdrawn', null, at(jining, '18:00')],
    ])
  })
})
