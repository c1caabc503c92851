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
  statesOf,
  theatreDraft,
} from '../support/booking.ts'
import { NOW, openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import type { SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let rival: Client
let desk: Client
let far: Client

beforeAll(async () => {
  house = await openHouse({ sessionHours: 24 * 60 })
  ;({ jining } = house)
  officer = await house.as('branch')
  rival = await house.as('branch2')
  desk = await house.as('desk')
  far = await house.as('berlin-desk')
})
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
})
afterAll(async () => await house.close())

async function cancel(by: Client, { id }: { readonly id: string }, body = {}, headers = {}): Promise<Reply<OrderWire>> {
  return await by.post<OrderWire>(`/orders/${id}/cancellation`, body, headers)
}

const table = () => draft(jining, line(jining, 'table-1', '18:00', '19:00'))
const taken = () => draft(jining, line(jining, 'table-1', '18:00', '19:00'), { partyId: jining.party('branch-2') })

describe('giving back', () => {
  test('what it held is free at once', async () => {
    const order = await placed(officer, draft(jining, line(jining, 'tables', '18:00', '20:00')))
    expect((await rival.post('/orders', taken())).status).toBe(409)
    const { status, body, headers } = await cancel(officer, order, { reason: '活动改期' })
    expect([status, headers['etag']]).toEqual([200, '"2"'])
    expect(body).toEqual({
      ...order,
      state: 'withdrawn',
      version: 2,
      lines: [
        {
          ...order.lines[0],
          state: 'withdrawn',
          reason: '活动改期',
          reservation: { ...order.lines[0]?.reservation, state: 'cancelled' },
        },
      ],
    })
    expect((await rival.post('/orders', taken())).status).toBe(201)
    expect(await count(house.pool, `claims where status <> 'released'`)).toBe(1)
  })

  test('a request that waits is withdrawn, and the officer finds it decided', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    expect(statesOf((await cancel(officer, order)).body)).toEqual(['withdrawn', 'withdrawn'])
    expect(refusalOf(await decide(desk, order, { decision: 'accept' }))).toEqual([409, '/problems/already-decided'])
  })

  test('line by line; the rest stays as it is', async () => {
    const order = await placed(
      officer,
      draft(jining, [line(jining, 'table-1', '18:00', '19:00'), line(jining, 'table-2', '18:00', '19:00')]),
    )
    const one = await cancel(officer, order, { lineIds: [order.lines[1]?.id] })
    expect(statesOf(one.body)).toEqual(['accepted', 'accepted', 'withdrawn'])
    const rest = await cancel(officer, order)
    expect(statesOf(rest.body)).toEqual(['withdrawn', 'withdrawn', 'withdrawn'])
    expect(rest.body.lines[1]).toEqual(one.body.lines[1])
  })

  test('after a refusal of one line, giving back the other leaves a declined order', async () => {
    const order = await placed(
      officer,
      draft(jining, [line(jining, 'table-1', '18:00', '19:00'), line(jining, 'rehearsal', '18:00', '19:00')]),
    )
    await decide(desk, order, { decision: 'decline', reasonCode: 'maintenance' })
    expect(statesOf((await cancel(officer, order)).body)).toEqual(['declined', 'withdrawn', 'declined'])
  })

  test('leaves one audit row', async () => {
    const order = await placed(officer, table())
    await cancel(officer, order, { reason: '活动改期' })
    const { rows } = await house.pool.query(
      `select user_id, noun_id, data from audit_events where action = 'cancel-order'`,
    )
    expect(rows).toEqual([
      {
        user_id: jining.user('branch'),
        noun_id: order.id,
        data: { lineIds: [order.lines[0]?.id], reason: '活动改期', state: 'withdrawn' },
      },
    ])
  })
})

describe('in time', () => {
  // The policy lets a booker cancel until 30 minutes before; the table is booked for 18:00.
  test.each([
    ['17:30', 200],
    ['17:31', 409],
    ['18:30', 409],
  ])('at %s the booker is answered %i', async (time, status) => {
    const order = await placed(officer, table())
    house.clock.now = Date.parse(at(jining, time))
    const reply = await cancel(officer, order)
    expect(reply.status).toBe(status)
    if (status === 409) expect(reply.body).toMatchObject({ type: '/problems/too-late-to-cancel', current: order })
  })

  test.each([
    ['17:59', 200],
    ['18:59', 200],
    ['19:00', 409],
  ])('at %s the desk is answered %i', async (time, status) => {
    const order = await placed(officer, table())
    house.clock.now = Date.parse(at(jining, time))
    expect((await cancel(desk, order)).status).toBe(status)
  })

  test('a limit of nothing is until the start, not until the end', async () => {
    await setPolicy(house, { cancelMinutes: 0 })
    const order = await placed(officer, table())
    house.clock.now = Date.parse(at(jining, '18:01'))
    expect(refusalOf(await cancel(officer, order))).toEqual([409, '/problems/too-late-to-cancel'])
    house.clock.now = Date.parse(at(jining, '18:00'))
    expect((await cancel(officer, order)).status).toBe(200)
  })

  test('a request may be withdrawn at any time', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    house.clock.now = Date.parse(at(jining, '17:00'))
    expect((await cancel(officer, order)).status).toBe(200)
  })

  test('what has ended is passed over when the rest of an order is given back', async () => {
    const order = await placed(
      officer,
      draft(jining, [line(jining, 'table-1', '09:00', '10:00'), line(jining, 'table-1', '18:00', '19:00')]),
    )
    house.clock.now = Date.parse(at(jining, '12:00'))
    expect(statesOf((await cancel(officer, order)).body)).toEqual(['accepted', 'accepted', 'withdrawn'])
    expect(refusalOf(await cancel(officer, order))).toEqual([409, '/problems/too-late-to-cancel'])
    expect(refusalOf(await cancel(desk, order))).toEqual([409, '/problems/too-late-to-cancel'])
  })

  test('one line that is too late keeps the others too, for nothing is done by halves', async () => {
    const order = await placed(
      officer,
      draft(jining, [line(jining, 'table-1', '17:00', '18:00'), line(jining, 'table-1', '20:00', '21:00')]),
    )
    house.clock.now = Date.parse(at(jining, '17:30'))
    const before = await contents(house.pool)
    expect(refusalOf(await cancel(officer, order))).toEqual([409, '/problems/too-late-to-cancel'])
    expect(await contents(house.pool)).toEqual(before)
    expect((await cancel(officer, order, { lineIds: [order.lines[1]?.id] })).status).toBe(200)
  })
})

describe('twice, late or by the wrong person', () => {
  test('what was given back is not given back again', async () => {
    const order = await placed(officer, table())
    const { body } = await cancel(officer, order)
    for (const again of [{}, { lineIds: [order.lines[0]?.id] }]) {
      const reply = await cancel(officer, order, again)
      expect([reply.status, reply.body]).toEqual([
        409,
        expect.objectContaining({ type: '/problems/already-decided', current: body }),
      ])
    }
  })

  test('the same key at once: one cancellation, one answer', async () => {
    const order = await placed(officer, table())
    const key = { 'idempotency-key': 'cancel-once' }
    const replies = await Promise.all([1, 2, 3].map(async () => await cancel(officer, order, {}, key)))
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
    expect(await count(house.pool, `audit_events where action = 'cancel-order'`)).toBe(1)
  })

  test('the booker and the desk at once: one of them did it, the other is told', async () => {
    const order = await placed(officer, table())
    const replies = await Promise.all([cancel(officer, order), cancel(desk, order)])
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  test('while an officer accepts it: either way nothing is left half-done', async () => {
    for (let round = 0; round < 10; round += 1) {
      const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
      const [yes, back] = await Promise.all([decide(desk, order, { decision: 'accept' }), cancel(officer, order)])
      // accepted first, then given back; or given back first, and the officer is told
      expect([
        [200, 200],
        [409, 200],
      ]).toContainEqual([yes.status, back.status])
      expect(await count(house.pool, `claims where status <> 'released'`)).toBe(0)
      expect(await count(house.pool, `reservations where state <> 'cancelled'`)).toBe(0)
    }
  })

  test('an old version is told how it stands', async () => {
    const order = await placed(officer, table())
    const reply = await cancel(officer, order, {}, { 'if-match': '"7"' })
    expect([reply.status, reply.body]).toEqual([
      412,
      expect.objectContaining({ type: '/problems/stale', current: order }),
    ])
  })

  test('another branch’s order is not there, nor another palace’s, nor a line of another order', async () => {
    const order = await placed(officer, table())
    const other = await placed(officer, draft(jining, line(jining, 'table-2', '18:00', '19:00')))
    const before = await contents(house.pool)
    expect((await cancel(rival, order)).status).toBe(404)
    expect((await cancel(far, order)).status).toBe(404)
    const reply = await cancel(officer, order, { lineIds: [other.lines[0]?.id] })
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/lineIds/0', 'not-there']]])
    expect(await contents(house.pool)).toEqual(before)
  })

  test('a failure half-way leaves it standing', async () => {
    const order = await placed(officer, table())
    await house.pool.query(`
      create function fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
      create trigger fail before insert on audit_events for each row execute function fail()`)
    const before = await contents(house.pool)
    const { status } = await cancel(officer, order)
    expect([status, await contents(house.pool)]).toEqual([500, before])
    await house.pool.query('drop function fail cascade')
  })
})
