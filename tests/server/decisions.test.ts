import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import {
  at,
  clearOrders,
  contents,
  DAY,
  decide,
  draft,
  faultsOf,
  line,
  placed,
  refusalOf,
  setPolicy,
  setSpaces,
  statesOf,
  theatreDraft,
  withRefusalKept,
} from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
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

const branch2 = () => ({ partyId: jining.party('branch-2') })

async function read(order: Pick<OrderWire, 'id'>): Promise<OrderWire> {
  return (await desk.get<OrderWire>(`/orders/${order.id}`)).body
}

async function shut(space: string | null, from: string, until: string, dates = [DAY, DAY]): Promise<void> {
  const { status } = await manager.post('/closures', {
    spaceId: space && jining.space(space),
    start: at(jining, from, dates[0]),
    end: at(jining, until, dates[1]),
    reason: '舞台检修',
  })
  expect(status).toBe(201)
}

describe('accepting', () => {
  test('a request becomes a reservation that holds its space, set-up and strike included', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    house.clock.now = NOW + 3_600_000
    const { status, body, headers } = await decide(desk, order, { decision: 'accept', reason: '欢迎' })
    expect(status).toBe(200)
    expect(headers['etag']).toBe('"2"')
    expect(body).toEqual({
      ...order,
      state: 'accepted',
      version: 2,
      lines: [
        {
          ...order.lines[0],
          state: 'accepted',
          reason: '欢迎',
          decidedAt: '2026-12-02T11:00:00+08:00',
          reservation: {
            id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
            state: 'confirmed',
            code: expect.stringMatching(/^\d{6}$/) as string,
          },
        },
      ],
    })
    expect(await read(order)).toEqual(body)
    const { rows } = await house.pool.query('select status, held_from, held_until from claims')
    expect(rows).toEqual([
      { status: 'confirmed', held_from: Date.parse(at(jining, '13:00')), held_until: Date.parse(at(jining, '17:00')) },
    ])
  })

  test('line by line: what is named is decided, the rest goes on waiting', async () => {
    const order = await placed(
      officer,
      draft(jining, [line(jining, 'rehearsal-a', '18:00', '19:00'), line(jining, 'rehearsal-b', '20:00', '21:00')]),
    )
    const [first, second] = order.lines
    const one = await decide(desk, order, { decision: 'accept', lineIds: [second?.id] })
    expect(statesOf(one.body)).toEqual(['placed', 'pending', 'accepted'])
    const two = await decide(desk, order, { decision: 'decline', lineIds: [first?.id], reasonCode: 'maintenance' })
    expect(statesOf(two.body)).toEqual(['partly-accepted', 'declined', 'accepted'])
    expect(two.body.version).toBe(3)
  })

  test('a booking that came in between makes it a no, with its reason and what is possible instead', async () => {
    const request = await placed(officer, draft(jining, line(jining, 'rehearsal-a', '18:00', '19:00')))
    const winner = await placed(rival, draft(jining, line(jining, 'rehearsal', '18:30', '20:00'), branch2()))
    await decide(desk, winner, { decision: 'accept', displace: true })
    await house.pool.query(`update order_lines set state = 'pending', decided_at = null where order_id = $1`, [
      request.id,
    ])
    const before = await contents(house.pool)
    const reply = await decide(desk, request, { decision: 'accept' })
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'space-overlap'])
    expect((reply.body as unknown as ProblemWire).alternatives?.length).toBeGreaterThan(0)
    expect(await contents(house.pool)).toEqual(withRefusalKept(before))
  })

  test('releases a hold that has run out, and respects one that has not', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    await house.pool.query(
      `insert into claims (facility_id, claim_id, atom_id, space_id, held_from, held_until, status, expires_at)
       values ($1, $2, $3, $4, '2026-12-05T13:00+08', '2026-12-05T14:00+08', 'tentative', $5)`,
      [jining.id, idOf('hold'), idOf('jining/atom/theatre'), jining.space('theatre'), new Date(NOW + 1)],
    )
    expect(refusalOf(await decide(desk, order, { decision: 'accept' }))).toEqual([
      409,
      '/problems/refused',
      'space-overlap',
    ])
    house.clock.now = NOW + 1
    expect((await decide(desk, order, { decision: 'accept' })).status).toBe(200)
    const { rows } = await house.pool.query('select status from claims order by status')
    expect(rows).toEqual([{ status: 'confirmed' }, { status: 'released' }])
  })

  test('a door code that is taken that day is drawn again', async () => {
    house.dice.laid.push(0.111111)
    await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    house.dice.laid.push(0.111111, 0.222222)
    const { status, body } = await decide(desk, order, { decision: 'accept' })
    expect([status, body.lines[0]?.reservation?.code]).toEqual([200, '222222'])
  })
})

describe('the rules of the moment', () => {
  test('who asked in time is not refused because the office took its time', async () => {
    await setSpaces(house, ['theatre'], 'notice_minutes = 2880')
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    house.clock.now = Date.parse(at(jining, '13:30'))
    const late = await rival.post('/orders', theatreDraft(jining, '14:00', '16:00', branch2()))
    expect(refusalOf(late)).toEqual([409, '/problems/refused', 'notice'])
    expect((await decide(desk, order, { decision: 'accept' })).status).toBe(200)
  })

  test('once it has begun it is late all the same; the desk may set that aside, on the record', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    house.clock.now = Date.parse(at(jining, '14:01'))
    expect(refusalOf(await decide(desk, order, { decision: 'accept' }))).toEqual([409, '/problems/refused', 'notice'])
    const waivers = [{ constraint: 'notice', reason: '已口头同意' }]
    const { status, body } = await decide(desk, order, { decision: 'accept', waivers })
    expect([status, body.lines[0]?.waivers]).toEqual([200, waivers])
  })

  test('only the line that has begun is late', async () => {
    await setSpaces(house, ['rehearsal-a', 'rehearsal-b'], 'notice_minutes = 2880')
    const order = await placed(
      officer,
      draft(jining, [line(jining, 'rehearsal-a', '09:00', '10:00'), line(jining, 'rehearsal-b', '20:00', '21:00')]),
    )
    house.clock.now = Date.parse(at(jining, '09:30'))
    const reply = await decide(desk, order, { decision: 'accept' })
    expect((reply.body as unknown as ProblemWire).violations?.map((one) => `${one.constraint} ${one.line}`)).toEqual([
      'notice 0',
    ])
  })

  test('a closure that covers it by now is told, with its reason', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    await shut('theatre', '15:00', '18:00')
    const reply = await decide(desk, order, { decision: 'accept' })
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'closure'])
    expect((reply.body as unknown as ProblemWire).violations?.[0]?.params).toEqual({
      space: { 'zh-CN': 'theatre室', en: 'theatre' },
      from: at(jining, '15:00'),
      until: at(jining, '18:00'),
      reason: '舞台检修',
    })
    expect(statesOf(await read(order))).toEqual(['placed', 'pending'])
  })

  test('what is offered instead lies ahead of now, not of the day when it was asked', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    await shut('theatre', '08:00', '22:00', [DAY, '2027-02-28'])
    house.clock.now = Date.parse(at(jining, '09:00'))
    const reply = await decide(desk, order, { decision: 'accept' })
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'closure'])
    expect((reply.body as unknown as ProblemWire).alternatives).toEqual([])
  })

  test('what is offered instead does not count against the very request it would replace', async () => {
    await setPolicy(house, {
      quotas: [{ per: 'party-day', spaces: ['theatre'], parties: 'any', unit: 'bookings', limit: 1 }],
    })
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    await shut('theatre', '14:00', '16:00')
    const reply = await decide(desk, order, { decision: 'accept' })
    const [nearest] = (reply.body as unknown as ProblemWire).alternatives ?? []
    expect(nearest?.lines).toEqual([line(jining, 'theatre', '12:00', '14:00')])
  })
})

describe('setting a rule aside', () => {
  /** A request that breaks a rule only since it was placed. */
  async function requestThen(change: string): Promise<OrderWire> {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    await setSpaces(house, ['theatre'], change)
    return order
  }

  test('the desk may for what is the staff’s to set aside, and it is kept with its reason', async () => {
    const order = await requestThen('conditions_version = 2')
    expect(refusalOf(await decide(desk, order, { decision: 'accept' }))).toEqual([
      409,
      '/problems/refused',
      'booking-conditions',
    ])
    const waivers = [{ constraint: 'booking-conditions', reason: '已当面说明' }]
    expect((await decide(desk, order, { decision: 'accept', waivers })).status).toBe(200)
    expect((await read(order)).lines[0]?.waivers).toEqual(waivers)
  })

  test('what is the management’s the desk may not, the manager may', async () => {
    const order = await requestThen('capacity = 299')
    const waivers = [{ constraint: 'capacity', reason: '增设站席' }]
    const reply = await decide(desk, order, { decision: 'accept', waivers })
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/waivers/0/constraint', 'may-not-waive']]])
    expect((await decide(manager, order, { decision: 'accept', waivers })).status).toBe(200)
  })

  test('a waiver sets aside what it names and nothing else', async () => {
    const order = await requestThen('capacity = 299, conditions_version = 2')
    const waivers = [{ constraint: 'capacity', reason: '增设站席' }]
    expect(refusalOf(await decide(manager, order, { decision: 'accept', waivers }))).toEqual([
      409,
      '/problems/refused',
      'booking-conditions',
    ])
  })

  test('nobody sets aside what the floor forbids, and nobody a rule that there is not', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    const waivers = [
      { constraint: 'space-overlap', reason: '领导要求' },
      { constraint: 'gravity', reason: '领导要求' },
    ]
    const reply = await decide(await house.as('admin'), order, { decision: 'accept', waivers })
    expect([reply.status, faultsOf(reply)]).toEqual([
      400,
      [
        ['/waivers/0/constraint', 'may-not-waive'],
        ['/waivers/1/constraint', 'not-there'],
      ],
    ])
  })
})

describe('declining', () => {
  test('says why, and is kept with its reason', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    const { body } = await decide(desk, order, {
      decision: 'decline',
      reasonCode: 'priority-event',
      reason: '市总会议',
    })
    expect(statesOf(body)).toEqual(['declined', 'declined'])
    expect(body.lines[0]).toMatchObject({
      reasonCode: 'priority-event',
      reason: '市总会议',
      decidedAt: '2026-12-02T10:00:00+08:00',
      reservation: null,
    })
  })

  test.each([
    [{}, '/reasonCode', 'required'],
    [{ reasonCode: 'other' }, '/reason', 'required'],
    [{ reasonCode: 'other', reason: '  ' }, '/reason', 'required'],
    [{ reasonCode: 'bored' }, '/reasonCode', 'one-of'],
  ])('%j is no reason', async (said, pointer, key) => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    const reply = await decide(desk, order, { decision: 'decline', ...said })
    expect([reply.status, faultsOf(reply)]).toEqual([400, [[pointer, key]]])
    expect(statesOf(await read(order))).toEqual(['placed', 'pending'])
  })
})

describe('coming late', () => {
  test('with an old version: 412, and how it stands now', async () => {
    const order = await placed(
      officer,
      draft(jining, [line(jining, 'rehearsal-a', '18:00', '19:00'), line(jining, 'rehearsal-b', '18:00', '19:00')]),
    )
    await decide(desk, order, { decision: 'accept', lineIds: [order.lines[0]?.id] }, { 'if-match': '"1"' })
    const before = await contents(house.pool)
    const reply = await decide(
      manager,
      order,
      { decision: 'decline', reasonCode: 'maintenance' },
      { 'if-match': '"1"' },
    )
    expect([reply.status, reply.body]).toEqual([
      412,
      expect.objectContaining({ type: '/problems/stale', current: await read(order) }),
    ])
    expect(await contents(house.pool)).toEqual(before)
    expect((await decide(manager, order, { decision: 'accept' }, { 'if-match': '"2"' })).status).toBe(200)
  })

  test.each(['1', 'W/"1"', '"x"', ''])('%j is no version', async (tag) => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    const reply = await decide(desk, order, { decision: 'accept' }, { 'if-match': tag })
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/headers/if-match', 'pattern']]])
  })

  test('what was decided is not decided again', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    await decide(desk, order, { decision: 'accept' })
    for (const body of [
      { decision: 'accept' },
      { decision: 'decline', reasonCode: 'maintenance', lineIds: [order.lines[0]?.id] },
    ]) {
      const reply = await decide(desk, order, body)
      expect([reply.status, reply.body]).toEqual([
        409,
        expect.objectContaining({ type: '/problems/already-decided', current: await read(order) }),
      ])
    }
  })

  test('a line of another order is not there', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    const other = await placed(officer, theatreDraft(jining, '09:00', '10:00'))
    const reply = await decide(desk, order, { decision: 'accept', lineIds: [order.lines[0]?.id, other.lines[0]?.id] })
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/lineIds/1', 'not-there']]])
  })

  test('an order of another palace is not there, and an officer decides nothing', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    expect((await decide(await house.as('berlin-desk'), order, { decision: 'accept' })).status).toBe(404)
    expect((await decide(officer, order, { decision: 'accept' })).status).toBe(403)
  })
})
