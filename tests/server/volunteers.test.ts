import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PersonWire } from '@gongyue/shared/api/people.ts'
import type { MyServiceWire, ServiceWire, VolunteerOfferWire, VolunteerWire } from '@gongyue/shared/api/volunteers.ts'
import { readTable } from '@gongyue/server/xlsx/read-table.ts'
import { clearOrders, count, refusalOf } from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import { addReservation, idOf, type SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let desk: Client

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  desk = await house.as('desk')
})
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
  await house.pool.query('truncate service_hours, volunteer_offers, people cascade')
})
afterAll(async () => await house.close())

const FORM = {
  ...{ name: ' 王小兰 ', phone: '138-1234 5678', skills: ['书法', '摄影'], note: '周末有空', consent: 1 },
  facility: 'jining',
} as const

async function person(name: string, kind = 'volunteer'): Promise<string> {
  const draft = { name, kind, skills: ['书法'], partyId: null, phone: '13900001111', hours: [] }
  const { status, body } = await desk.post<PersonWire>('/people', {
    ...draft,
    ...{ minutesADay: null, restMinutes: null, daysAWeek: null },
  })
  expect(status).toBe(201)
  return body.id
}

/** A booking of one hour in the classroom with somebody on it. */
async function served(
  reference: string,
  day: string,
  personId: string,
  state: 'ended' | 'confirmed' | 'no-show' = 'ended',
) {
  await addReservation(house.pool, jining, {
    ...{ reference, space: 'classroom', state },
    ...{ start: `${day}T09:00:00+08:00`, end: `${day}T10:30:00+08:00` },
  })
  await house.pool.query(
    'insert into reservation_people (facility_id, reservation_id, person_id) values ($1, $2, $3)',
    [...[jining.id, idOf(`jining/reservation/${reference}`), personId]],
  )
}

const listed = async (query = '') => (await desk.get<{ items: VolunteerWire[] }>(`/volunteers${query}`)).body.items

describe('who offers to help', () => {
  test('waits to be looked at, is told no more than that, and is kept once for a number', async () => {
    const replies = [
      await house.visitor.post('/volunteer-offers', FORM),
      await house.visitor.post('/volunteer-offers', { ...FORM, name: '别人', phone: '13812345678' }),
    ]
    expect(replies.map(({ status, body }) => [status, body])).toEqual([
      [202, { state: 'waiting' }],
      [202, { state: 'waiting' }],
    ])
    const { body } = await desk.get<{ items: VolunteerOfferWire[] }>('/volunteer-offers?state=waiting')
    expect(body.items.map(({ name, phone, skills, knownAs }) => [name, phone, skills, knownAs])).toEqual([
      ['王小兰', '138****5678', ['书法', '摄影'], null],
    ])
    expect(await count(house.pool, 'people')).toBe(0)
  })

  test('must agree to how the data is used, and gives a number', async () => {
    const { consent: _, ...without } = FORM
    expect((await house.visitor.post('/volunteer-offers', without)).status).toBe(400)
    expect((await house.visitor.post('/volunteer-offers', { ...FORM, consent: 2 })).status).toBe(400)
    expect((await house.visitor.post('/volunteer-offers', { ...FORM, phone: 'x' })).status).toBe(400)
    expect(await count(house.pool, 'volunteer_offers')).toBe(0)
  })

  test('is taken in once, with the account they signed in with; of two at the desk the second is told', async () => {
    await (await house.as('visitor')).post('/volunteer-offers', FORM)
    const [offer] = (await desk.get<{ items: VolunteerOfferWire[] }>('/volunteer-offers')).body.items
    const path = `/volunteer-offers/${offer?.id}/decisions`
    const replies = await Promise.all([
      desk.post<VolunteerOfferWire>(path, { decision: 'accept', kind: 'expert' }),
      desk.post<VolunteerOfferWire>(path, { decision: 'decline', reason: '暂不需要' }),
    ])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const taken = replies[0]?.status === 200
    expect(await count(house.pool, `people where kind = 'expert' and user_id = $1`, [jining.user('visitor')])).toBe(
      taken ? 1 : 0,
    )
    const mine = (await (await house.as('visitor')).get<MyServiceWire>('/my-service')).body
    expect([mine.offer?.state, mine.person?.name ?? null]).toEqual(taken ? ['taken-in', '王小兰'] : ['declined', null])
  })

  test('may send another form once the first was declined', async () => {
    await house.visitor.post('/volunteer-offers', FORM)
    const [offer] = (await desk.get<{ items: VolunteerOfferWire[] }>('/volunteer-offers')).body.items
    await desk.post(`/volunteer-offers/${offer?.id}/decisions`, { decision: 'decline' })
    await house.visitor.post('/volunteer-offers', FORM)
    expect(await count(house.pool, `volunteer_offers where state = 'waiting'`)).toBe(1)
  })

  test('is slowed down after twenty forms a minute', async () => {
    for (let turn = 0; turn < 25; turn++) await house.visitor.post('/volunteer-offers', FORM)
    const { status } = await house.visitor.post('/volunteer-offers', FORM)
    expect(status).toBe(429)
  })
})

describe('hours served', () => {
  test('are those of bookings that took place and those written down, by period; stars are for all of them', async () => {
    const id = await person('李梅')
    const idle = await person('赵六', 'expert')
    await served('一', '2026-11-10', id)
    await served('二', '2026-12-01', id)
    await served('缺席', '2026-11-11', id, 'no-show')
    await served('将来', '2026-12-09', id, 'confirmed')
    const noted = await desk.post<ServiceWire>(`/people/${id}/service-hours`, {
      ...{ day: '2026-11-20', minutes: 1200, title: '送春联下乡', reason: '馆外活动，没有场地预约' },
    })
    expect([noted.status, noted.body.kind]).toEqual([201, 'noted'])
    const told = (items: readonly VolunteerWire[]) =>
      items.map(({ name, minutes, services, allMinutes, stars, lastOn }) => [
        name,
        minutes,
        services,
        allMinutes,
        stars,
        lastOn,
      ])
    expect(told(await listed())).toEqual([
      ['李梅', 1380, 3, 1380, 1, '2026-12-01'],
      ['赵六', 0, 0, 0, 0, null],
    ])
    expect(told(await listed('?kind=volunteer&from=2026-11-01&until=2026-11-19'))).toEqual([
      ['李梅', 90, 1, 1380, 1, '2026-12-01'],
    ])
    const { body } = await desk.get<{ items: ServiceWire[] }>(`/volunteers/${id}/services?from=2026-11-01`)
    expect(body.items.map(({ title, kind, minutes, reason }) => [title, kind, minutes, reason])).toEqual([
      ['二', 'booking', 90, null],
      ['送春联下乡', 'noted', 1200, '馆外活动，没有场地预约'],
      ['一', 'booking', 90, null],
    ])
    expect((await listed())[0]?.phone).toBe('139****1111')
    expect((await desk.get(`/volunteers/${idOf('nobody')}/services`)).status).toBe(404)
    expect((await desk.get(`/volunteers/${idle}/services?from=2026-12-02&until=2026-12-01`)).status).toBe(400)
  })

  test('written down are once for a key, and stay on record when they are taken back', async () => {
    const id = await person('李梅')
    const key = { 'idempotency-key': 'hours-of-li-mei' }
    const asked = { day: '2026-11-20', minutes: 60, title: '义诊', reason: '馆外' }
    const one = await desk.post<ServiceWire>(`/people/${id}/service-hours`, asked, key)
    const two = await desk.post<ServiceWire>(`/people/${id}/service-hours`, asked, key)
    expect([one.body.id, await count(house.pool, 'service_hours')]).toEqual([two.body.id, 1])
    expect((await desk.delete(`/service-hours/${one.body.id}`)).status).toBe(204)
    expect((await desk.delete(`/service-hours/${one.body.id}`)).status).toBe(404)
    expect([
      (await listed())[0]?.minutes,
      await count(house.pool, 'service_hours where withdrawn_at is not null'),
    ]).toEqual([0, 1])
    expect(refusalOf(await desk.post(`/people/${idOf('nobody')}/service-hours`, asked))[0]).toBe(404)
  })

  test('are read by whose they are, with what comes next, and by nobody else', async () => {
    const id = await person('李梅')
    await house.pool.query('update people set user_id = $2 where person_id = $1', [id, jining.user('visitor')])
    await served('一', '2026-12-01', id)
    await served('将来', '2026-12-09', id, 'confirmed')
    const visitor = await house.as('visitor')
    const { body } = await visitor.get<MyServiceWire>('/my-service')
    expect([
      body.person?.name,
      body.minutes,
      body.upcoming.map(({ title }) => title),
      body.services.map(({ title }) => title),
    ]).toEqual(['李梅', 90, ['将来'], ['一']])
    expect((await visitor.get('/volunteers')).status).toBe(403)
    const branch = (await (await house.as('branch')).get<MyServiceWire>('/my-service')).body
    expect(branch).toEqual({ person: null, offer: null, minutes: 0, stars: 0, upcoming: [], services: [] })
  })

  test('stand in the list to be signed, without those who have none', async () => {
    const id = await person('李梅')
    await person('赵六', 'expert')
    await served('一', '2026-12-01', id)
    const reply = await house.app.inject({
      ...{ method: 'GET', url: '/api/v1/volunteers/certificates.xlsx?from=2026-12-01&until=2026-12-31' },
      headers: { cookie: desk.cookie ?? '' },
    })
    const table = await readTable(reply.rawPayload, {
      columns: [
        { key: 'name', heading: ['姓名'], kind: 'text', required: true },
        { key: 'hours', heading: ['服务时长（小时）'], kind: 'number', required: true },
      ],
      maxRows: 20,
    })
    expect(table.kind === 'read' && table.rows.map(({ values }) => [values['name'], values['hours']])).toEqual([
      ['李梅', 1.5],
      ['合计', 1.5],
    ])
  })
})
