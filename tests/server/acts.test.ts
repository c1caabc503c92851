import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { ActVerdictWire, ActWire } from '@gongyue/shared/api/acts.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { act, acted, booked, move, standOf, type Booked } from '../support/acts.ts'
import { at, clearOrders, contents, count, faultsOf, refusalOf, setPolicy, setSpaces } from '../support/booking.ts'
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

describe('a no', () => {
  test('tells all reasons at once, who stands there, and where else it fits', async () => {
    const one = await table(1)
    await booked(rival, jining, 'tables', '20:00', '21:00', { partyId: jining.party('branch-2'), title: '联赛' })
    await house.pool.query(
      `insert into closures (facility_id, closure_id, space_id, starts_at, ends_at, reason) values ($1, gen_random_uuid(), $2, $3, $4, '检修')`,
      [jining.id, jining.space('table-2'), at(jining, '20:00'), at(jining, '21:00')],
    )
    const reply = await act(desk, [{ ...move(jining, one, 'table-2', '20:10', '21:30'), headcount: 9 }])
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'space-overlap', 'closure', 'capacity', 'start-grid'])
    const { violations = [], obstacles, alternatives = [] } = reply.body as unknown as ProblemWire
    expect(violations.map(({ line, spaceId }) => [line, spaceId])).toEqual(Array(4).fill([0, jining.space('table-2')]))
    expect(obstacles).toMatchObject([{ title: '联赛', partyName: 'jining branch-2', spaceId: jining.space('tables') }])
    expect(alternatives.length).toBeGreaterThan(0)
    expect(await stand(one)).toBe('table-1 18:00–19:00 confirmed v1')
  })

  test('a dry run says the same in full and writes nothing', async () => {
    const one = await table(1)
    await booked(rival, jining, 'table-2', '18:00', '19:00', { partyId: jining.party('branch-2') })
    const before = await contents(house.pool)
    const dry = async (changes: readonly object[]) => {
      const { status, body } = await desk.post<ActVerdictWire>('/acts?dryRun=true', { changes })
      expect(status).toBe(200)
      return body
    }
    const no = await dry([move(jining, one, 'table-2', '18:00', '19:00')])
    expect([no.verdict, no.violations.map(({ constraint }) => constraint), no.obstacles.length]).toEqual([
      'refused',
      ['space-overlap'],
      1,
    ])
    expect(no.alternatives.length).toBeGreaterThan(0)
    // what is offered fits, as an act
    const [way] = no.alternatives[0]?.lines ?? []
    const yes = await dry([{ kind: 'move', ...one, spaceId: way?.spaceId, start: way?.start, end: way?.end }])
    expect([yes.verdict, yes.alternatives, yes.obstacles]).toEqual(['fits', [], []])
    expect(await contents(house.pool)).toEqual(before)
  })

  test.each([
    ['18:00', '18:00', 'end-before-start'],
    ['19:00', '18:00', 'end-before-start'],
  ])('from %s until %s is no time', async (from, until, key) => {
    const one = await table(1)
    const reply = await act(desk, [move(jining, one, 'table-1', from, until)])
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/changes/0/end', key]]])
  })

  test('longer than a day, to a space that is not there, the same twice, nothing at all', async () => {
    const one = await table(1)
    const good = move(jining, one, 'table-1', '18:00', '19:00')
    for (const [changes, faults] of [
      [[{ ...good, end: '2026-12-07T18:00:00+08:00' }], [['/changes/0/end', 'maximum']]],
      [[{ ...good, spaceId: idOf('nowhere') }], [['/changes/0/spaceId', 'not-there']]],
      [[{ ...good, spaceId: house.berlin.space('table-1') }], [['/changes/0/spaceId', 'not-there']]],
      [[good, good], [['/changes/1/reservationId', 'unique']]],
      [[{ ...good, reservationId: idOf('nothing') }], [['/changes/0/reservationId', 'not-there']]],
      [[], [['/changes', 'min-items']]],
    ] as const) {
      const reply = await act(desk, changes)
      expect([reply.status, faultsOf(reply)]).toEqual([400, faults])
    }
  })

  test('a reservation of another palace is not there, and a branch officer rearranges nothing', async () => {
    const one = await table(1)
    const far = await act(await house.as('berlin-desk'), [{ kind: 'cancel', ...one }])
    expect([far.status, faultsOf(far)]).toEqual([400, [['/changes/0/reservationId', 'not-there']]])
    expect((await act(officer, [{ kind: 'cancel', ...one }])).status).toBe(403)
    expect(await stand(one)).toBe('table-1 18:00–19:00 confirmed v1')
  })

  test('whoever comes late is told of all that changed, how it stands, who did it and when', async () => {
    const [one, two, three] = [await table(1), await table(2), await table(3)]
    house.clock.now += 60_000
    await acted(manager, [move(jining, one, 'table-4', '18:00', '19:00'), { kind: 'cancel', ...two }])
    const before = await contents(house.pool)
    const reply = await act(desk, [
      move(jining, one, 'table-1', '20:00', '21:00'),
      move(jining, two, 'table-2', '20:00', '21:00'),
      move(jining, three, 'table-3', '20:00', '21:00'),
    ])
    const { current, since } = reply.body as unknown as ProblemWire
    const sorted = (items: readonly object[]) => items.map((item) => JSON.stringify(item)).toSorted()
    expect([reply.status, (reply.body as unknown as ProblemWire).type]).toEqual([412, '/problems/stale'])
    const place = { start: at(jining, '18:00'), end: at(jining, '19:00'), headcount: 2 }
    expect(current).toHaveLength(2)
    expect(current).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...place,
          reservationId: one.reservationId,
          spaceId: jining.space('table-4'),
          state: 'confirmed',
          version: 2,
        }),
        expect.objectContaining({
          ...place,
          reservationId: two.reservationId,
          spaceId: jining.space('table-2'),
          state: 'cancelled',
          version: 2,
        }),
      ]),
    )
    expect(
      sorted(
        since?.map(({ reservationId, action, userName, at: when }) => ({ reservationId, action, userName, when })) ??
          [],
      ),
    ).toEqual(
      sorted([
        {
          reservationId: one.reservationId,
          action: 'move-reservation',
          userName: 'jining manager',
          when: '2026-12-02T10:01:00+08:00',
        },
        {
          reservationId: two.reservationId,
          action: 'cancel-reservation',
          userName: 'jining manager',
          when: '2026-12-02T10:01:00+08:00',
        },
      ]),
    )
    expect(await contents(house.pool)).toEqual(before)
  })
})

describe('the rules of a booking that stands', () => {
  test('notice and horizon are for who books: the desk moves tonight’s booking, and far ahead', async () => {
    const one = await table(1)
    house.clock.now = Date.parse(at(jining, '17:59'))
    await setSpaces(house, ['table-1', 'table-2'], 'notice_minutes = 600, horizon_days = 2')
    await acted(desk, [move(jining, one, 'table-2', '18:30', '19:30')])
    await acted(desk, [move(jining, { ...one, version: 2 }, 'table-1', '18:30', '19:30', '2026-12-12')])
    expect(await stand(one)).toBe('table-1 18:30–19:30 confirmed v3')
  })

  test('nor are conditions read anew, but the room must be fit for it', async () => {
    const one = await booked(officer, jining, 'classroom', '18:00', '19:00', { headcount: 30 })
    await acted(desk, [move(jining, one, 'theatre', '18:00', '19:00')])
    expect(await stand(one)).toBe('theatre 18:00–19:00 confirmed v2')
    const reply = await act(desk, [move(jining, { ...one, version: 2 }, 'table-1', '18:00', '19:00')])
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'capacity'])
  })

  test('a start is not moved into the past, unless staff say why; an end never', async () => {
    const one = await table(1)
    house.clock.now = Date.parse(at(jining, '17:40'))
    const earlier = move(jining, one, 'table-1', '17:30', '18:30')
    expect(refusalOf(await act(desk, [earlier]))).toEqual([409, '/problems/refused', 'notice'])
    await acted(desk, [earlier], { waivers: [{ constraint: 'notice', reason: '提前到场' }] })
    expect(await stand(one)).toBe('table-1 17:30–18:30 confirmed v2')
    const over = await act(desk, [move(jining, { ...one, version: 2 }, 'table-1', '16:30', '17:30')])
    expect([...refusalOf(over), ...faultsOf(over)]).toEqual([
      409,
      '/problems/not-changeable',
      ['/changes/0/end', 'over'],
    ])
  })

  test('one that has begun is lengthened and changes its room; its past stays', async () => {
    const one = await table(1)
    await booked(rival, jining, 'table-2', '17:00', '18:20', { partyId: jining.party('branch-2') }).catch(() => null)
    await house.pool.query(`update reservations set state = 'in-use' where reservation_id = $1`, [one.reservationId])
    house.clock.now = Date.parse(at(jining, '18:40'))
    const start = await act(desk, [move(jining, one, 'table-1', '18:30', '19:30')])
    expect([...refusalOf(start), ...faultsOf(start)]).toEqual([
      409,
      '/problems/not-changeable',
      ['/changes/0/start', 'start-kept'],
    ])
    const cancelled = await act(desk, [{ kind: 'cancel', ...one }])
    expect(faultsOf(cancelled)).toEqual([['/changes/0', 'in-use']])
    await acted(desk, [move(jining, one, 'table-3', '18:00', '20:00')])
    expect(await stand(one)).toBe('table-3 18:00–20:00 in-use v2')
    const { rows } = await house.pool.query<{ code: string; from: string; until: string }>(
      `select s.code, to_char(c.held_from at time zone 'Asia/Shanghai', 'HH24:MI') as from,
         to_char(c.held_until at time zone 'Asia/Shanghai', 'HH24:MI') as until
       from claims c join spaces s using (facility_id, space_id) where c.reservation_id = $1 and c.status = 'confirmed' order by c.held_from`,
      [one.reservationId],
    )
    expect(rows).toEqual([
      { code: 'table-1', from: '18:00', until: '18:40' },
      { code: 'table-3', from: '18:40', until: '20:00' },
    ])
  })

  test('what is over, cancelled or missed is not moved; what stands is not restored', async () => {
    for (const [state, kind, key] of [
      ['ended', 'move', 'not-standing'],
      ['cancelled', 'move', 'not-standing'],
      ['no-show', 'move', 'not-standing'],
      ['ended', 'cancel', 'not-standing'],
      ['confirmed', 'restore', 'stands'],
      ['in-use', 'restore', 'stands'],
    ] as const) {
      await clearOrders(house.pool)
      const one = await table(1)
      await house.pool.query('update reservations set state = $1', [state])
      const change = kind === 'move' ? move(jining, one, 'table-2', '18:00', '19:00') : { kind, ...one }
      const reply = await act(desk, [change])
      expect([state, ...refusalOf(reply), ...faultsOf(reply)]).toEqual([
        state,
        409,
        '/problems/not-changeable',
        ['/changes/0', key],
      ])
    }
  })

  test('a no-show whose time is not over comes back, one whose time is over does not', async () => {
    const one = await table(1)
    await house.pool.query(`update reservations set state = 'no-show'`)
    await house.pool.query(`update claims set status = 'released'`)
    house.clock.now = Date.parse(at(jining, '18:20'))
    await acted(desk, [{ kind: 'restore', ...one }])
    expect(await stand(one)).toBe('table-1 18:00–19:00 confirmed v2')
    await house.pool.query(`update reservations set state = 'no-show'`)
    house.clock.now = Date.parse(at(jining, '19:00'))
    const reply = await act(desk, [{ kind: 'restore', ...one, version: 2 }])
    expect(faultsOf(reply)).toEqual([['/changes/0', 'over']])
  })

  test('a share counts all but what is moved', async () => {
    const [one] = [await table(1), await table(2, '20:00', '21:00')]
    await setPolicy(house, {
      quotas: [{ per: 'party-day', spaces: ['table'], parties: 'any', unit: 'bookings', limit: 2 }],
    })
    await acted(desk, [move(jining, one, 'table-3', '19:00', '20:00')])
    const far = await booked(officer, jining, 'table-1', '18:00', '19:00', {}, '2026-12-06')
    const reply = await act(desk, [move(jining, far, 'table-4', '18:00', '19:00')])
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'branch-daily'])
  })

  test('also when one comes back: what was given back has no share any more', async () => {
    const one = await table(1)
    await acted(desk, [{ kind: 'cancel', ...one }])
    await setPolicy(house, {
      quotas: [{ per: 'party-day', spaces: ['table'], parties: 'any', unit: 'bookings', limit: 1 }],
    })
    await table(2)
    const reply = await act(desk, [{ kind: 'restore', ...one, version: 2 }])
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'branch-daily'])
  })

  test('a suspended party keeps what it has, also in another room', async () => {
    const one = await table(1)
    await house.pool.query('update parties set suspended = true where party_id = $1', [jining.party('branch-1')])
    onTestFinished(async () => void (await house.pool.query('update parties set suspended = false')))
    await acted(desk, [move(jining, one, 'table-2', '18:00', '19:00')])
    expect(await stand(one)).toBe('table-2 18:00–19:00 confirmed v2')
  })
})

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

describe('setting rules aside', () => {
  const crowd = async () => await booked(officer, jining, 'classroom', '18:00', '19:00', { headcount: 30 })

  test('the desk may not what only a manager may; the waiver is on the line and on the record, and holds for the place', async () => {
    const one = await crowd()
    const change = move(jining, one, 'tables-left', '18:00', '19:00')
    const waivers = [{ constraint: 'capacity', reason: '部分人员观摩' }]
    const reply = await act(desk, [change], { waivers })
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/waivers/0/constraint', 'may-not-waive']]])
    await acted(manager, [change], { waivers: [...waivers, { constraint: 'duration', reason: '不需要的' }] })
    const { rows } = await house.pool.query('select waivers from order_lines')
    expect(rows).toEqual([{ waivers }])
    expect(
      await count(house.pool, `audit_events where noun = 'reservation' and data->'waivers' @> $1`, [
        JSON.stringify(waivers),
      ]),
    ).toBe(1)
    // as large a breach is not asked for again, a larger one is
    await acted(desk, [move(jining, { ...one, version: 2 }, 'tables-left', '19:00', '20:00')])
    const worse = await act(desk, [
      { ...move(jining, { ...one, version: 3 }, 'tables-left', '19:00', '20:00'), headcount: 31 },
    ])
    expect(refusalOf(worse)).toEqual([409, '/problems/refused', 'capacity'])
  })

  test('nobody sets aside that a place is taken', async () => {
    const one = await table(1)
    await booked(rival, jining, 'table-2', '18:00', '19:00', { partyId: jining.party('branch-2') })
    const waivers = [{ constraint: 'space-overlap', reason: '领导要求' }]
    const reply = await act(manager, [move(jining, one, 'table-2', '18:00', '19:00')], { waivers })
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/waivers/0/constraint', 'may-not-waive']]])
  })

  test('what was shut around a booking does not keep it from being shortened, but from being moved inside', async () => {
    const one = await booked(officer, jining, 'classroom', '18:00', '20:00')
    await house.pool.query(
      `insert into closures (facility_id, closure_id, space_id, starts_at, ends_at, reason) values ($1, gen_random_uuid(), $2, $3, $4, '检修')`,
      [jining.id, jining.space('classroom'), at(jining, '17:00'), at(jining, '22:00')],
    )
    expect(refusalOf(await act(desk, [move(jining, one, 'classroom', '19:00', '21:00')]))).toEqual([
      409,
      '/problems/refused',
      'closure',
    ])
    await acted(desk, [move(jining, one, 'classroom', '18:00', '19:00')])
    expect(await stand(one)).toBe('classroom 18:00–19:00 confirmed v2')
  })
})

describe('sending again, and reading', () => {
  test('the same key is the same act', async () => {
    const one = await table(1)
    const key = { 'idempotency-key': 'drag-once-1' }
    const changes = [move(jining, one, 'table-2', '18:00', '19:00')]
    const replies = await Promise.all([1, 2, 3].map(async () => await act(desk, changes, {}, key)))
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
    expect(await stand(one)).toBe('table-2 18:00–19:00 confirmed v2')
    expect(refusalOf(await act(desk, [{ kind: 'cancel', ...one, version: 2 }], {}, key))).toEqual([
      409,
      '/problems/key-reused',
    ])
  })

  test('acts are listed newest first, one’s own, of one booking, page by page, and none of another palace', async () => {
    const [one, two] = [await table(1), await table(2)]
    const made: ActWire[] = []
    for (const [by, booking] of [
      [desk, one],
      [manager, two],
      [desk, two],
    ] as const) {
      const version = made.filter(({ changes }) => changes[0]?.reservationId === booking.reservationId).length + 1
      made.unshift(
        await acted(by, [
          move(
            jining,
            { ...booking, version },
            version === 1 ? 'table-3' : 'table-4',
            `${18 + made.length}:00`,
            `${19 + made.length}:00`,
          ),
        ]),
      )
    }
    interface Page {
      readonly items: readonly ActWire[]
      readonly nextCursor: string | null
    }
    const list = async (query: string, by = desk) => (await by.get<Page>(`/acts?${query}`)).body
    expect((await list('')).items).toEqual(made)
    expect((await list('mine=true')).items.map(({ id }) => id)).toEqual([made[0]?.id, made[2]?.id])
    expect((await list(`reservationId=${one.reservationId}`)).items.map(({ id }) => id)).toEqual([made[2]?.id])
    const first = await list('limit=2')
    expect((await list(`limit=2&cursor=${first.nextCursor}`)).items.map(({ id }) => id)).toEqual([made[2]?.id])
    expect((await list('', await house.as('berlin-desk'))).items).toEqual([])
  })
})

describe('PATCH of one reservation', () => {
  const patch = async (
    by: Client,
    { reservationId }: Booked,
    body: object,
    headers = {},
    query = '',
  ): Promise<Reply<ActWire>> => await by.patch<ActWire>(`/reservations/${reservationId}${query}`, body, headers)

  test('changes what it names, under the tag that was read', async () => {
    const one = await table(1)
    const read = await desk.get<{ version: number }>(`/reservations/${one.reservationId}`)
    expect([read.headers['etag'], read.body.version]).toEqual(['"1"', 1])
    const reply = await patch(desk, one, { spaceId: jining.space('table-2'), headcount: 3 }, { 'if-match': '"1"' })
    expect([reply.status, reply.headers['etag'], reply.body.kind]).toEqual([201, '"2"', 'move'])
    expect(await stand(one)).toBe('table-2 18:00–19:00 confirmed v2')
    const late = await patch(desk, one, { end: at(jining, '20:00') }, { 'if-match': '"1"' })
    expect(refusalOf(late)).toEqual([412, '/problems/stale'])
    expect((await patch(desk, one, { end: at(jining, '20:00'), scope: 'this' })).status).toBe(201)
    expect(await stand(one)).toBe('table-2 18:00–20:00 confirmed v3')
  })

  test('only asks with dryRun; is for the desk; and of nothing there is nothing', async () => {
    const one = await table(1)
    const body = { end: at(jining, '18:10') }
    const dry = await patch(desk, one, body, {}, '?dryRun=true')
    expect([dry.status, (dry.body as unknown as ActVerdictWire).verdict]).toEqual([200, 'refused'])
    expect((await patch(officer, one, body)).status).toBe(403)
    expect((await patch(desk, { ...one, reservationId: idOf('nothing') }, body)).status).toBe(404)
    expect((await patch(await house.as('berlin-desk'), one, body)).status).toBe(404)
    const own = await officer.get<object>(`/reservations/${one.reservationId}`)
    expect([own.headers['etag'], Object.keys(own.body).includes('version')]).toEqual(['"1"', false])
  })
})
