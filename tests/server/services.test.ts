import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CrewsWire, DaySheetWire, DispatchWire, JoinWire } from '@gongyue/shared/api/dispatch.ts'
import type { OrderWire, VerdictWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { DispatchLineWire, ServiceLineWire } from '@gongyue/shared/api/service-lines.ts'
import type { ServiceWire } from '@gongyue/shared/api/services.ts'
import { at, clearOrders, count, DAY, decide, faultsOf, line, refusalOf } from '../support/booking.ts'
import { openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'
import { buildMenu, TALK, visitTo, type SmallMenu } from '../support/services.ts'

let house: TestHouse
let menu: SmallMenu
let branch: Client
let desk: Client

beforeAll(async () => {
  house = await openHouse()
  menu = await buildMenu(house)
  branch = await house.as('branch')
  desk = await house.as('desk')
})
beforeEach(async () => {
  house.clock.now = Date.parse('2026-12-02T10:00:00+08:00')
  await clearOrders(house.pool)
})
afterAll(async () => {
  await house.close()
})

const service = (code: string, time: string, place: object = visitTo(menu, 'near'), date = DAY) => ({
  ...{ kind: 'service', serviceId: menu.service(code), start: at(house.jining, time, date), place },
})
const order = (lines: readonly object[], changes: object = {}) => ({
  ...{ title: '送健康进车间', headcount: 30, partyId: house.jining.party('branch-1'), lines },
  ...changes,
})
const place = async (lines: readonly object[], by = branch, headers = {}): Promise<Reply<OrderWire>> =>
  await by.post<OrderWire>('/orders', order(lines), headers)
const placedLine = async (code: string, time: string, where?: object, date?: string): Promise<ServiceLineWire> =>
  first((await place([service(code, time, where, date)])).body)
const assign = async (id: string, body: object = {}, headers = {}): Promise<Reply<DispatchLineWire>> =>
  await desk.post<DispatchLineWire>(`/service-lines/${id}/assignment`, body, headers)

function first({ services = [] }: OrderWire): ServiceLineWire {
  const [found] = services
  if (!found) throw new Error('the order was meant to have a service')
  return found
}

describe('the menu', () => {
  test('is kept by management with its version, and told what is wrong in every field', async () => {
    const manager = await house.as('manager')
    const { body } = await branch.get<{ items: ServiceWire[] }>('/services')
    expect(body.items.map(({ code }) => code)).toEqual(['direct', 'talk', 'troupe'])
    const { id, version, ...rest } = body.items[1] ?? fail()
    const stale = await manager.put(`/services/${id}`, { ...rest, minutes: 60 }, { 'if-match': `"${version + 1}"` })
    expect(stale.status).toBe(412)
    const wrong = await manager.post('/services', {
      ...TALK,
      audienceMin: 200,
      from: '2026-12-02',
      until: '2026-12-01',
    })
    expect(faultsOf(wrong)).toEqual([
      ['/audienceMax', 'minimum'],
      ['/until', 'end-before-start'],
    ])
    expect(faultsOf(await manager.post('/services', TALK))).toEqual([['/code', 'unique']])
  })

  test('what is off the menu is not shown to branches, and not ordered', async () => {
    const manager = await house.as('manager')
    const { body } = await manager.get<{ items: ServiceWire[] }>('/services')
    const { id, version: _, ...talk } = body.items.find(({ code }) => code === 'talk') ?? fail()
    expect((await manager.put(`/services/${id}`, { ...talk, active: false })).status).toBe(200)
    expect((await branch.get<{ items: ServiceWire[] }>('/services')).body.items.map(({ code }) => code)).toEqual([
      'direct',
      'troupe',
    ])
    expect(refusalOf(await place([service('talk', '09:00')]))).toEqual([409, '/problems/refused', 'service-season'])
    await manager.put(`/services/${id}`, { ...talk, active: true })
  })
})

describe('an order that mixes', () => {
  test('rooms, services, people and kits is placed in one piece, each line by its own rules', async () => {
    const lines = [
      line(house.jining, 'classroom', '18:00', '19:00'),
      service('talk', '09:00'),
      {
        ...{ kind: 'person', skill: '舞蹈', start: at(house.jining, '14:00'), end: at(house.jining, '16:00') },
        place: { kind: 'palace' },
      },
      {
        ...{ kind: 'equipment', use: '音响', start: at(house.jining, '14:00'), end: at(house.jining, '16:00') },
        place: { kind: 'palace' },
      },
    ]
    const { status, body } = await place(lines)
    expect([status, body.state]).toEqual([201, 'placed'])
    expect(body.lines.map(({ state }) => state)).toEqual(['accepted'])
    expect(body.services?.map(({ kind, title, state, headcount }) => [kind, title, state, headcount])).toEqual([
      ['service', '健康讲座', 'pending', 30],
      ['person', '舞蹈', 'pending', 30],
      ['equipment', '音响', 'pending', 30],
    ])
    expect(body.services?.[0]).toMatchObject({
      end: at(house.jining, '10:30'),
      address: 'near 1 号',
      contactPhone: '138****5678',
      visit: null,
    })
    // a request holds nobody
    expect(await count(house.pool, 'claims where visit_id is not null')).toBe(0)
    expect(await breaches(house.pool)).toEqual([])
  })

  test('its lines are decided one by one: partly accepted', async () => {
    const { body } = await place([service('talk', '09:00'), service('troupe', '14:00')])
    const [talk, troupe] = body.services ?? []
    expect((await decide(desk, body, { lineIds: [talk?.id], decision: 'accept' })).body.state).toBe('placed')
    const declined = { lineIds: [troupe?.id], decision: 'decline', reasonCode: 'other', reason: '演员都在外地' }
    const { body: settled } = await decide(desk, body, declined)
    expect([settled.state, ...(settled.services ?? []).map(({ state, reason }) => [state, reason])]).toEqual([
      'partly-accepted',
      ['accepted', null],
      ['declined', '演员都在外地'],
    ])
    expect(settled.services?.[0]?.visit?.people.map(({ name }) => name)).toEqual(['郝仲景'])
    expect(await breaches(house.pool)).toEqual([])
  })

  test('all that is wrong is told at once, of the line it is wrong in', async () => {
    const nowhere = { kind: 'outside', districtId: house.jining.id, address: '?', contact: '' }
    const wrong = await place([
      line(house.jining, 'table-1', '19:00', '18:00'),
      { ...service('talk', '09:00'), serviceId: house.jining.id },
      service('talk', '09:00', nowhere),
      {
        ...{ kind: 'person', skill: '杂技', start: at(house.jining, '14:00'), end: at(house.jining, '16:00') },
        place: { kind: 'palace' },
      },
    ])
    expect(faultsOf(wrong).toSorted()).toEqual([
      ['/lines/0/end', 'end-before-start'],
      ['/lines/1/serviceId', 'not-there'],
      ['/lines/2/place/districtId', 'not-there'],
      ['/lines/3/skill', 'not-there'],
    ])
  })

  test('is refused with every reason, and other dates for the service', async () => {
    const reply = await place([
      line(house.jining, 'theatre', '05:00', '06:00'),
      { ...service('troupe', '09:00', { kind: 'palace' }, '2026-12-03'), headcount: 900 },
    ])
    expect(refusalOf(reply)).toEqual([
      ...[409, '/problems/refused', 'service-deadline', 'service-audience', 'service-place'],
      ...['opening-hours', 'booking-conditions'],
    ])
    const { body } = await branch.post<VerdictWire>(
      '/checks',
      order([service('talk', '09:00', undefined, '2026-12-03')]),
    )
    expect([body.verdict, body.violations.map(({ constraint, line: of }) => [constraint, of])]).toEqual([
      'refused',
      [['service-deadline', 0]],
    ])
    // the deadline of Friday is the end of Wednesday
    expect(body.dates?.map(({ start, people }) => [start, people])[0]).toEqual([
      at(house.jining, '09:00', '2026-12-04'),
      undefined,
    ])
  })

  test('a place whose way is unknown is refused by name, until staff enter it', async () => {
    const reply = await place([service('talk', '09:00', visitTo(menu, 'far'))])
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'travel-unknown'])
    const to = { from: menu.district('home'), to: menu.district('far') }
    await desk.put('/travel-times', { ...to, minutes: 90 })
    expect((await place([service('talk', '09:00', visitTo(menu, 'far'))])).status).toBe(201)
    await desk.put('/travel-times', { ...to, minutes: null })
  })

  test('a service in a room takes the room along, and is given once the room is', async () => {
    const theatre = { kind: 'palace', spaceId: house.jining.space('theatre') }
    const conditions = { [house.jining.space('theatre')]: 1 }
    const { status, body } = await branch.post<OrderWire>(
      '/orders',
      order([service('talk', '09:00', theatre)], { conditions }),
    )
    expect([status, body.lines.map((one) => [one.spaceId, one.start, one.state])]).toEqual([
      201,
      [[theatre.spaceId, at(house.jining, '09:00'), 'pending']],
    ])
    const early = await assign(first(body).id)
    expect(refusalOf(early)).toEqual([409, '/problems/room-declined'])
    const { body: both } = await decide(desk, body, { decision: 'accept' })
    expect([both.state, both.lines[0]?.state, both.services?.[0]?.state]).toEqual(['accepted', 'accepted', 'accepted'])
    // they need not travel: half an hour before and a quarter after
    expect([both.services?.[0]?.visit?.arrives, both.services?.[0]?.visit?.leaves]).toEqual([
      at(house.jining, '08:30'),
      at(house.jining, '10:45'),
    ])
    expect(await breaches(house.pool)).toEqual([])
  })

  test('what the menu gives directly has its crew at once, and is sent once for a key', async () => {
    const key = { 'idempotency-key': 'direct-once' }
    const one = await place([service('direct', '09:00')], branch, key)
    const two = await place([service('direct', '09:00')], branch, key)
    expect([one.status, two.status, two.body.id]).toEqual([201, 201, one.body.id])
    expect([one.body.state, first(one.body).visit?.people.map(({ name }) => name)]).toEqual(['accepted', ['郝仲景']])
    const rows = await house.pool.query(
      `select to_char(held_from at time zone 'Asia/Shanghai', 'HH24:MI') as a, to_char(held_until at time zone 'Asia/Shanghai', 'HH24:MI') as b
       from claims where visit_id is not null`,
    )
    // forty minutes each way, half an hour to set up, a quarter to strike
    expect(rows.rows).toEqual([{ a: '07:50', b: '11:25' }])
    expect((await branch.post('/orders', order([service('direct', '10:00')]), key)).status).toBe(409)
  })

  test('of two officers who order the last crew at once one wins, the other gets the reasons and other dates', async () => {
    const branch2 = await house.as('branch2')
    const theirs = order([service('direct', '09:30')], { partyId: house.jining.party('branch-2') })
    const [a, b] = await Promise.all([place([service('direct', '09:00')]), branch2.post<OrderWire>('/orders', theirs)])
    expect([a.status, b.status].toSorted()).toEqual([201, 409])
    const lost = a.status === 409 ? a : b
    expect(refusalOf(lost)).toEqual([409, '/problems/refused', 'crew-skills'])
    const { dates = [], violations = [] } = lost.body as unknown as ProblemWire // it was refused
    expect([dates.length, violations[0]?.params['missing']]).toEqual([3, '中医 × 1'])
    expect(await count(house.pool, `claims where visit_id is not null and status = 'confirmed'`)).toBe(1)
    expect(await breaches(house.pool)).toEqual([])
  })

  test('is given back whole or by the line, and whoever would have gone is free', async () => {
    const { body } = await place([line(house.jining, 'classroom', '18:00', '19:00'), service('direct', '09:00')])
    const back = await branch.post<OrderWire>(`/orders/${body.id}/cancellation`, { lineIds: [first(body).id] })
    expect([back.status, back.body.state, first(back.body).state]).toEqual([200, 'accepted', 'withdrawn'])
    expect(await count(house.pool, `claims where visit_id is not null and status = 'confirmed'`)).toBe(0)
    const rest = await branch.post<OrderWire>(`/orders/${body.id}/cancellation`, {})
    expect(rest.body.state).toBe('withdrawn')
    expect(await breaches(house.pool)).toEqual([])
  })

  test('an order of services alone is no room for the queue', async () => {
    await place([service('talk', '09:00')])
    expect((await desk.get<{ items: unknown[] }>('/queue')).body.items).toEqual([])
  })
})

describe('sending somebody', () => {
  test('names crews by the fewest hours lately, with what speaks against the others', async () => {
    const { id } = await placedLine('troupe', '14:00')
    const { body } = await desk.get<CrewsWire>(`/service-lines/${id}/crews`)
    expect(body.crews.map(({ people, violations }) => [people.map(({ name }) => name).toSorted(), violations])).toEqual(
      [[['歌一', '歌二'], []]],
    )
    expect(body.crews[0]?.equipment.toSorted()).toEqual([menu.equipment('van'), menu.equipment('sound')].toSorted())
    expect([body.crews[0]?.departs, body.crews[0]?.returns]).toEqual([
      at(house.jining, '12:50'),
      at(house.jining, '16:25'),
    ])
  })

  test('accepts the line, tells the party by thread, and is refused to a second at once', async () => {
    const one = await placedLine('talk', '09:00')
    const two = await placedLine('talk', '10:00', visitTo(menu, 'beyond'))
    const replies = await Promise.all([assign(one.id), assign(two.id)])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const lost = replies.find(({ status }) => status === 409) ?? fail()
    expect(refusalOf(lost).slice(1)).toEqual(['/problems/refused', 'crew-skills'])
    const won = replies.find(({ status }) => status === 200)?.body ?? fail()
    const thread = await branch.get<{ items: { event: { name: string; services?: { title: string }[] } }[] }>(
      `/orders/${won.orderId}/messages`,
    )
    expect(thread.body.items.map(({ event }) => [event.name, event.services?.map(({ title }) => title)])).toEqual([
      ['accepted', ['健康讲座']],
    ])
    expect(await breaches(house.pool)).toEqual([])
  })

  test('says when somebody is elsewhere, on the way, or needs a rest; what may be waived is waived on the record', async () => {
    const one = await placedLine('talk', '09:00')
    await assign(one.id)
    // back at 11:25; leaves again at 11:30 for a start at 13:00
    const two = await placedLine('direct', '15:00', visitTo(menu, 'beyond'))
    expect(two.visit?.people.map(({ name }) => name)).toEqual(['郝仲景'])
    const moved = await assign(two.id, { start: at(house.jining, '13:00') })
    expect(refusalOf(moved)).toEqual([409, '/problems/refused', 'crew-rest'])
    const over = await assign(two.id, { start: at(house.jining, '11:20') })
    expect(refusalOf(over)).toEqual([409, '/problems/refused', 'person-overlap', 'travel-time'])
    const waivers = [{ constraint: 'crew-rest', reason: '本人同意连着走' }]
    const waived = await assign(two.id, { start: at(house.jining, '13:00'), waivers })
    expect([waived.status, waived.body.start, waived.body.visit?.departs]).toEqual([
      ...[200, at(house.jining, '13:00'), at(house.jining, '11:30')],
    ])
    expect(await breaches(house.pool)).toEqual([])
  })

  test('a class sees that its teacher is out', async () => {
    await assign((await placedLine('talk', '09:00')).id)
    const { body } = await desk.post<OrderWire>('/orders', order([line(house.jining, 'classroom', '10:00', '11:00')]))
    const reservation = body.lines[0]?.reservation?.id ?? fail()
    const staffed = await desk.put(`/reservations/${reservation}/people`, { version: 1, people: [menu.doctor] })
    expect(refusalOf(staffed)).toEqual([409, '/problems/refused', 'person-overlap'])
    await desk.post(`/orders/${body.id}/cancellation`, {})
  })

  test('is refused without the one vehicle, and with it once that is waived; a stale page is told so', async () => {
    const one = await placedLine('troupe', '14:00')
    const { body } = await desk.get<CrewsWire>(`/service-lines/${one.id}/crews`)
    const people = body.crews[0]?.people.map(({ id }) => id)
    const bare = await assign(one.id, { people, equipment: [] })
    expect(refusalOf(bare)).toEqual([409, '/problems/refused', 'vehicle', 'service-kits'])
    expect((await assign(one.id, {}, { 'if-match': '"7"' })).status).toBe(412)
    const unknown = await assign(one.id, { people: [house.jining.id], equipment: [house.jining.id] })
    expect(faultsOf(unknown)).toEqual([
      ['/people/0', 'not-there'],
      ['/equipment/0', 'not-there'],
    ])
    const dry = await desk.post<DispatchLineWire>(`/service-lines/${one.id}/assignment?dryRun=true`, {})
    expect([dry.status, dry.body.state]).toEqual([200, 'accepted'])
    expect(await count(house.pool, 'visits')).toBe(0)
  })

  test('two visits in one direction are joined: the crew goes straight on, and apart again when one is given up', async () => {
    const one = await placedLine('talk', '09:00')
    await assign(one.id)
    const two = await placedLine('talk', '09:00', visitTo(menu, 'beyond'), '2026-12-07')
    const span = '?from=2026-12-05&until=2026-12-08'
    const { body } = await desk.get<{ items: JoinWire[] }>(`/dispatch/joins${span}`)
    // 40 and 60 minutes home and out again are spared, 25 from one to the other are not
    expect(body.items).toEqual([
      {
        ...{ first: one.id, second: two.id, savedMinutes: 75, movedDays: 2 },
        ...{ start: at(house.jining, '11:45'), end: at(house.jining, '13:15') },
      },
    ])
    const [proposal] = body.items
    const done = await desk.post<{ items: DispatchLineWire[] }>('/dispatch/joins', {
      ...{ first: one.id, second: two.id, start: proposal?.start },
    })
    expect(done.body.items.map(({ visit }) => [visit?.departs, visit?.returns])).toEqual([
      [at(house.jining, '07:50'), at(house.jining, '10:45')],
      [at(house.jining, '10:45'), at(house.jining, '14:30')],
    ])
    expect(done.body.items[1]?.visit?.afterId).toBe(done.body.items[0]?.visit?.id)
    const again = await desk.post('/dispatch/joins', { first: one.id, second: two.id, start: proposal?.start })
    expect(refusalOf(again)).toEqual([409, '/problems/plans-changed'])
    const { body: sheets } = await desk.get<{ items: DaySheetWire[] }>(`/dispatch/sheets?date=${DAY}`)
    expect(
      sheets.items.map(({ name, stops }) => [name, stops.map(({ from, contactPhone }) => [from, contactPhone])]),
    ).toEqual([
      [
        '郝仲景',
        [
          [null, '138****5678'],
          ['near 1 号', '138****5678'],
        ],
      ],
    ])
    expect(await breaches(house.pool)).toEqual([])
    const { orderId } = done.body.items[0] ?? fail()
    expect((await branch.post(`/orders/${orderId}/cancellation`, {})).status).toBe(200)
    const { body: left } = await desk.get<DispatchWire>(`/dispatch${span}`)
    expect(left.items.map(({ visit }) => [visit?.departs, visit?.afterId])).toEqual([[at(house.jining, '10:15'), null]])
    expect(await breaches(house.pool)).toEqual([])
  })
})

describe('a service that was given', () => {
  test('has its heads, then the word of its party, and of nobody else', async () => {
    const { id } = await placedLine('direct', '09:00')
    const words = { rating: 5, words: '讲得好' }
    expect(refusalOf(await branch.post(`/service-lines/${id}/feedback`, words))).toEqual([
      409,
      '/problems/not-delivered',
    ])
    expect(refusalOf(await desk.post(`/service-lines/${id}/delivery`, { onSite: 58 }))).toEqual([
      409,
      '/problems/not-begun',
    ])
    house.clock.now = Date.parse('2026-12-05T11:00:00+08:00')
    const [later, theirs] = [await house.as('desk'), await house.as('branch')]
    const given = await later.post<DispatchLineWire>(`/service-lines/${id}/delivery`, { onSite: 58, online: 200 })
    expect([given.status, given.body.state, given.body.onSite]).toEqual([200, 'delivered', 58])
    expect(refusalOf(await later.post(`/service-lines/${id}/delivery`, { onSite: 1 }))).toEqual([
      409,
      '/problems/not-accepted',
    ])
    expect((await theirs.post(`/service-lines/${id}/feedback`, words)).status).toBe(200)
    expect((await (await house.as('branch2')).post(`/service-lines/${id}/feedback`, words)).status).toBe(404)
    expect((await later.post(`/service-lines/${id}/feedback`, words)).status).toBe(404)
    const { body } = await theirs.get<OrderWire>(`/orders/${given.body.orderId}`)
    expect([body.state, first(body).rating, first(body).feedback, first(body).onSite]).toEqual([
      'accepted',
      5,
      '讲得好',
      58,
    ])
    expect(await count(house.pool, 'head_counts where visit_id is not null and on_site = 58 and online = 200')).toBe(1)
    const trail = await house.pool.query(`select action from audit_events where noun_id = $1 order by at, audit_id`, [
      body.id,
    ])
    expect(trail.rows.map(({ action }) => action)).toEqual(['place-order', 'deliver-service', 'rate-service'])
    expect((await theirs.post(`/orders/${body.id}/cancellation`, {})).status).toBe(409)
    expect(await breaches(house.pool)).toEqual([])
  })

  test('tells the telephone of whom to meet only with a reason, which is kept', async () => {
    const { id } = await placedLine('direct', '09:00')
    expect((await branch.post(`/service-lines/${id}/contact`, { reason: '约时间' })).status).toBe(403)
    const { body } = await desk.post<{ contactPhone: string }>(`/service-lines/${id}/contact`, { reason: '约时间' })
    expect(body).toEqual({ contactPhone: '13812345678' })
    expect(await count(house.pool, `audit_events where action = 'reveal-contact' and data->>'reason' = '约时间'`)).toBe(
      1,
    )
  })
})

function fail(): never {
  throw new Error('it was meant to be there')
}
