import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'

import { act, acted, booked, move, standOf, type Booked } from '../support/acts.ts'
import { at, clearOrders, count, faultsOf, refusalOf, setPolicy, setSpaces } from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'

import { type SmallPalace } from '../support/palace.ts'

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
