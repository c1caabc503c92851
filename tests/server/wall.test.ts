import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DeviceWire } from '@gongyue/shared/api/devices.ts'
import type { DoorWire, WallWire } from '@gongyue/shared/api/wall.ts'
import { clearOrders, faultsOf, refusalOf, setPolicy } from '../support/booking.ts'
import { NOW, openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { addReservation, idOf, type SmallPalace } from '../support/palace.ts'

const LOOK = { orientation: 'auto', locale: 'zh-CN', theme: 'dark' } as const
const HOUR = 3_600_000

let house: TestHouse
let jining: SmallPalace
let manager: Client

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  manager = await house.as('manager')
})
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
})
afterAll(async () => await house.close())

/** Titles of the palace's own; of branches the kind; nothing of anybody else. */
const PUBLICITY = [
  { spaces: 'any', parties: ['palace'], shown: 'title' },
  { spaces: ['classroom'], parties: ['branch'], shown: 'party-kind' },
] as const

async function addScreen(
  changes: object = {},
  by = manager,
): Promise<{ readonly device: DeviceWire; readonly token: string }> {
  const screen = { kind: 'wall', name: '大厅', spaceCodes: [], hours: 6, look: LOOK, ...changes }
  const { status, body } = await by.post<{ device: DeviceWire; token: string }>('/devices', screen)
  expect(status).toBe(201)
  return body
}

async function ask<T = WallWire>(token: string, path = '/wall', headers = {}): Promise<Reply<T>> {
  return await house.visitor.get<T>(path, { authorization: `Bearer ${token}`, ...headers })
}

/** On the Wednesday of the clock, which shows ten. */
async function booked(
  reference: string,
  space: string,
  from: string,
  until: string,
  more: object = {},
  palace = jining,
): Promise<void> {
  const offset = palace === jining ? '+08:00' : '+01:00'
  const [start, end] = [from, until].map((time) => `2026-12-02T${time}:00${offset}`)
  await addReservation(house.pool, palace, { reference, space, start: start ?? '', end: end ?? '', ...more })
}

const linesOf = ({ body }: Reply<WallWire>) =>
  body.events.map(({ start, end, place, title, state, count }) => [
    `${start.slice(11, 16)}–${end.slice(11, 16)}`,
    place.code,
    title.kind === 'title' ? title.text : title.kind === 'booked' ? '#' : title.partyKind,
    state,
    count,
  ])

describe('the wall', () => {
  test('tells titles where the policy says so, kinds of party, and else that the time is taken', async () => {
    await setPolicy(house, { publicity: PUBLICITY })
    const { token } = await addScreen()
    await booked('合唱班', 'rehearsal-a', '11:00', '12:00', { party: 'palace' })
    await booked('内部会议', 'classroom', '10:30', '12:00')
    await booked('彩排', 'theatre', '13:00', '15:00')
    expect(linesOf(await ask(token))).toEqual([
      ['10:30–12:00', 'classroom', 'branch', 'confirmed', 1],
      ['11:00–12:00', 'rehearsal-a', '合唱班', 'confirmed', 1],
      ['13:00–15:00', 'theatre', '#', 'confirmed', 1],
    ])
  })

  test('without a word of the policy nothing but taken time is told', async () => {
    const { token } = await addScreen()
    await booked('合唱班', 'rehearsal-a', '11:00', '12:00', { party: 'palace' })
    expect(linesOf(await ask(token))).toEqual([['11:00–12:00', 'rehearsal-a', '#', 'confirmed', 1]])
  })

  test('private bookings of one hall at one time are one line', async () => {
    const { token } = await addScreen()
    for (const table of ['table-1', 'table-2', 'table-4']) await booked(table, table, '11:00', '12:00')
    await booked('later', 'table-3', '11:00', '12:30')
    expect(linesOf(await ask(token))).toEqual([
      ['11:00–12:00', 'tables', '#', 'confirmed', 3],
      ['11:00–12:30', 'table-3', '#', 'confirmed', 1],
    ])
  })

  test('shows the hours it is for, with what has just ended', async () => {
    const { token } = await addScreen({ hours: 2 })
    await booked('over', 'table-1', '08:00', '09:45')
    await booked('lingering', 'table-2', '08:00', '09:46')
    await booked('inside', 'table-3', '11:59', '13:00')
    await booked('after', 'table-4', '12:00', '13:00')
    expect(linesOf(await ask(token)).map(([, place]) => place)).toEqual(['table-2', 'table-3'])
    expect(linesOf(await ask(token, '/wall?hours=3')).map(([, place]) => place)).toEqual([
      'table-2',
      'table-3',
      'table-4',
    ])
  })

  test('of its spaces only, and of all that share an atom with them', async () => {
    const { token } = await addScreen({ spaceCodes: ['tables-left'] })
    await booked('left', 'table-1', '11:00', '12:00')
    await booked('right', 'table-3', '11:00', '12:00')
    await booked('room', 'classroom', '11:00', '12:00')
    await booked('whole', 'tables', '13:00', '14:00')
    expect(linesOf(await ask(token)).map(([, place]) => place)).toEqual(['table-1', 'tables'])
    expect(linesOf(await ask(token, '/wall?spaces=classroom,gone')).map(([, place]) => place)).toEqual(['classroom'])
    expect(faultsOf(await ask(token, '/wall?spaces=gone'))).toEqual([['/query/spaces', 'not-there']])
  })

  test('who did not come is gone; what was cancelled is told of public events while the place stays free', async () => {
    await setPolicy(house, { publicity: PUBLICITY })
    const { token } = await addScreen()
    await booked('no-show', 'table-1', '10:00', '11:00', { state: 'no-show', party: 'palace' })
    await booked('private', 'table-2', '11:00', '12:00', { state: 'cancelled' })
    await booked('讲座', 'classroom', '11:00', '12:00', { state: 'cancelled', party: 'palace' })
    expect(linesOf(await ask(token))).toEqual([['11:00–12:00', 'classroom', '讲座', 'cancelled', 1]])
    await booked('instead', 'classroom', '11:30', '13:00', { party: 'palace' })
    expect(linesOf(await ask(token))).toEqual([['11:30–13:00', 'classroom', 'instead', 'confirmed', 1]])
  })

  test('who comes to the old place is told the new one, of public events only, until it is moved back', async () => {
    await setPolicy(house, { publicity: PUBLICITY })
    const { token } = await addScreen()
    const desk = await house.as('desk')
    await booked('讲座', 'rehearsal-a', '11:00', '12:00', { party: 'palace' })
    await booked('私人', 'table-1', '11:00', '12:00')
    const move = async (reference: string, from: string, space: string, version: number) =>
      await desk.post('/acts', {
        changes: [
          {
            ...{ kind: 'move', reservationId: idOf(`jining/reservation/${reference}`), version },
            ...{ spaceId: jining.space(space) },
            ...{ start: `2026-12-02T${from}:00:00+08:00`, end: `2026-12-02T${Number(from) + 1}:00:00+08:00` },
          },
        ],
      })
    expect((await move('讲座', '13', 'rehearsal-b', 1)).status).toBe(201)
    expect((await move('私人', '13', 'table-2', 1)).status).toBe(201)
    const reply = await ask(token)
    expect(linesOf(reply)).toEqual([
      ['11:00–12:00', 'rehearsal-a', '讲座', 'moved', 1],
      ['13:00–14:00', 'table-2', '#', 'confirmed', 1],
      ['13:00–14:00', 'rehearsal-b', '讲座', 'confirmed', 1],
    ])
    expect(reply.body.events[0]?.movedTo).toMatchObject({
      start: '2026-12-02T13:00:00+08:00',
      place: { code: 'rehearsal-b' },
    })
    expect((await move('讲座', '11', 'rehearsal-a', 2)).status).toBe(201)
    expect(linesOf(await ask(token)).map(([, , , state]) => state)).toEqual(['confirmed', 'confirmed'])
  })

  test('the same lines are not sent twice, and the clock comes along', async () => {
    const { token } = await addScreen()
    await booked('one', 'table-1', '12:00', '13:00')
    const first = await ask(token)
    const etag = String(first.headers['etag'])
    expect([first.status, first.body.at, first.headers['x-time']]).toEqual([
      200,
      '2026-12-02T10:00:00+08:00',
      '2026-12-02T10:00:00+08:00',
    ])
    house.clock.now += 20_000
    const second = await ask(token, '/wall', { 'if-none-match': etag })
    expect([second.status, second.text, second.headers['x-time']]).toEqual([304, '', '2026-12-02T10:00:20+08:00'])
    await booked('two', 'table-2', '12:00', '13:30')
    expect((await ask(token, '/wall', { 'if-none-match': etag })).status).toBe(200)
  })

  test('of another palace nothing', async () => {
    await setPolicy(house, { publicity: PUBLICITY })
    const { token } = await addScreen({}, await house.as('berlin-manager'))
    await booked('合唱班', 'classroom', '11:00', '12:00', { party: 'palace' })
    await booked('Chor', 'classroom', '06:00', '07:00', {}, house.berlin)
    const reply = await ask(token)
    expect(linesOf(reply)).toEqual([['06:00–07:00', 'classroom', '#', 'confirmed', 1]])
    expect(reply.body.facility).toEqual({
      name: { 'zh-CN': 'berlin文化宫', en: 'berlin palace' },
      timeZone: 'Europe/Berlin',
    })
  })
})

describe('a door', () => {
  test('tells its day with hours, closures and what holds it', async () => {
    const { token } = await addScreen({ kind: 'door', spaceCodes: ['classroom'] })
    await booked('会议', 'classroom', '11:00', '12:00')
    const shut = { start: '2026-12-02T14:00:00+08:00', end: '2026-12-02T16:00:00+08:00', reason: '检修' }
    await manager.post('/closures', { ...shut, spaceId: jining.space('classroom') })
    const { status, body } = await ask<DoorWire>(token, '/wall/doors/classroom')
    const { events, open, closures, place, capacity } = body
    expect([status, events, open, closures, place.code, capacity]).toEqual([
      200,
      [
        {
          start: '2026-12-02T11:00:00+08:00',
          end: '2026-12-02T12:00:00+08:00',
          heldFrom: '2026-12-02T11:00:00+08:00',
          heldUntil: '2026-12-02T12:00:00+08:00',
          state: 'confirmed',
          title: { kind: 'booked' },
        },
      ],
      [{ start: '2026-12-02T08:00:00+08:00', end: '2026-12-02T22:00:00+08:00' }],
      [shut],
      'classroom',
      40,
    ])
  })

  test('a room that is not there is not found', async () => {
    const { token } = await addScreen()
    expect(refusalOf(await ask(token, '/wall/doors/nowhere'))).toEqual([404, '/problems/not-found'])
  })
})

describe('a screen', () => {
  test('its token is told once, kept as a hash, and is in no log of deeds', async () => {
    const { device, token } = await addScreen()
    expect(token).toMatch(/^[\w-]{43}$/)
    const { text } = await manager.get('/devices')
    expect([text.includes(token), text.includes(device.id)]).toEqual([false, true])
    const { rows } = await house.pool.query<{ told: string }>(
      `select (select string_agg(d::text, '') from devices d) || (select string_agg(a::text, '') from audit_events a)
         || coalesce((select string_agg(k::text, '') from idempotency_keys k), '') as told`,
    )
    expect(rows[0]?.told.includes(token)).toBe(false)
  })

  test('is seen to the minute', async () => {
    const { device, token } = await addScreen()
    const seen = async () =>
      (await manager.get<{ items: DeviceWire[] }>('/devices')).body.items.find(({ id }) => id === device.id)?.lastSeenAt
    expect(await seen()).toBeNull()
    await ask(token)
    expect(await seen()).toBe('2026-12-02T10:00:00+08:00')
    house.clock.now += 59_000
    await ask(token)
    expect(await seen()).toBe('2026-12-02T10:00:00+08:00')
    house.clock.now += 1_000
    await ask(token)
    expect(await seen()).toBe('2026-12-02T10:01:00+08:00')
  })

  test('whose token was taken back is told so, and nothing else', async () => {
    const { device, token } = await addScreen()
    await booked('one', 'table-1', '12:00', '13:00')
    expect((await manager.delete(`/devices/${device.id}`)).status).toBe(204)
    const reply = await ask(token)
    expect([...refusalOf(reply), reply.text.includes('table-1')]).toEqual([401, '/problems/unknown-device', false])
    expect((await manager.delete(`/devices/${device.id}`)).status).toBe(404)
    expect((await manager.patch(`/devices/${device.id}`, { name: '别处' })).status).toBe(404)
    expect((await manager.post(`/devices/${device.id}/token`)).status).toBe(404)
  })

  test('a new token ends the old one', async () => {
    const { device, token } = await addScreen()
    const renewed = await manager.post<{ token: string }>(`/devices/${device.id}/token`)
    expect(renewed.status).toBe(201)
    expect([(await ask(token)).status, (await ask(renewed.body.token)).status]).toEqual([401, 200])
  })

  test.each([
    ['nothing', ''],
    ['another scheme', 'Basic abc'],
    ['no token', 'Bearer '],
    ['a token nobody has', `Bearer ${'a'.repeat(43)}`],
    ['something long', `Bearer ${'a'.repeat(5000)}`],
  ])('%s opens nothing', async (_, authorization) => {
    expect(refusalOf(await house.visitor.get('/wall', { authorization }))).toEqual([401, '/problems/unknown-device'])
  })

  test('is renamed and given other places; a door has one, and unknown places are faults', async () => {
    const { device, token } = await addScreen({ kind: 'door', spaceCodes: ['classroom'] })
    const look = { ...LOOK, locale: 'en' }
    const changed = await manager.patch<DeviceWire>(`/devices/${device.id}`, { name: '门口', hours: 3, look })
    expect([changed.status, changed.body.name, changed.body.hours, changed.body.look.locale]).toEqual([
      200,
      '门口',
      3,
      'en',
    ])
    expect((await ask(token)).body.look.locale).toBe('en')
    expect(faultsOf(await manager.patch(`/devices/${device.id}`, { spaceCodes: [] }))).toEqual([
      ['/spaceCodes', 'max-items'],
    ])
    expect(faultsOf(await manager.patch(`/devices/${device.id}`, { spaceCodes: ['classroom', 'mars'] }))).toEqual([
      ['/spaceCodes/1', 'not-there'],
    ])
    const two = { kind: 'door', name: 'x', hours: 1, look: LOOK, spaceCodes: ['classroom', 'theatre'] }
    expect(faultsOf(await manager.post('/devices', two))).toEqual([['/spaceCodes', 'max-items']])
  })

  test('of another palace can not be seen, changed, renewed or taken back', async () => {
    const { device } = await addScreen()
    const far = await house.as('berlin-manager')
    const tries = [
      await far.patch(`/devices/${device.id}`, { name: 'x' }),
      await far.post(`/devices/${device.id}/token`),
      await far.delete(`/devices/${device.id}`),
    ]
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 404])
    expect((await far.get('/devices')).text).not.toContain(device.id)
  })

  test('a session opens no screen', async () => {
    const { token } = await addScreen()
    expect((await manager.get('/wall')).status).toBe(401)
    expect(token).not.toBe('')
  })

  test('hours at the edge of the palace’s day do not matter', async () => {
    const { token } = await addScreen({ hours: 24 })
    house.clock.now = NOW + 13 * HOUR
    await addReservation(house.pool, jining, {
      ...{ reference: 'night', space: 'classroom' },
      ...{ start: '2026-12-03T00:00:00+08:00', end: '2026-12-03T01:00:00+08:00' },
    })
    expect(linesOf(await ask(token))).toEqual([['00:00–01:00', 'classroom', '#', 'confirmed', 1]])
  })
})
