import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { MissedSessionWire, PersonDraftWire, PersonWire } from '@gongyue/shared/api/people.ts'
import { at, clearOrders, draft, faultsOf, line, placed, refusalOf } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { addPerson } from '../support/people.ts'

let house: TestHouse
let desk: Client
let chen: string
let zhou: string

beforeAll(async () => {
  house = await openHouse()
  desk = await house.as('desk')
  chen = await addPerson(house.pool, house.jining, '陈静', { skills: ['陶艺'] })
  zhou = await addPerson(house.pool, house.jining, '周敏', { skills: ['陶艺', '茶艺'] })
})
beforeEach(async () => {
  await clearOrders(house.pool)
  await house.pool.query('delete from absences')
})
afterAll(async () => await house.close())

const person: PersonDraftWire = {
  name: '李老师',
  kind: 'instructor',
  skills: ['书法'],
  partyId: null,
  phone: '138 0537 1234',
  minutesADay: 240,
  restMinutes: 600,
  daysAWeek: 3,
  hours: [{ weekdays: [2, 4], from: 1080, until: 1260, validFrom: '2026-09-01', validUntil: null }],
}

/** A reservation of a room, without anybody yet. */
async function session(space: string, from: string, until: string, date?: string): Promise<string> {
  const order = await placed(desk, draft(house.jining, line(house.jining, space, from, until, date)))
  return reservationOf(order)
}

function reservationOf({ lines: [first] }: OrderWire): string {
  if (!first?.reservation) throw new Error('the line was meant to be reserved')
  return first.reservation.id
}

const staffed = async (id: string, version: number, people: readonly string[], rest: object = {}) =>
  await desk.put(`/reservations/${id}/people`, { version, people, ...rest })

describe('who works for the house', () => {
  test('is taken in, told with a masked phone, and found by skill', async () => {
    const added = await desk.post<PersonWire>('/people', person)
    expect(added.status).toBe(201)
    expect(added.body).toEqual({
      ...person,
      id: added.body.id,
      partyName: null,
      phone: '138****1234',
      absences: [],
      active: true,
    })
    const { body } = await desk.get<{ items: PersonWire[] }>(`/people?skill=${encodeURIComponent('书法')}`)
    expect(body.items.map(({ id }) => id)).toEqual([added.body.id])
    const trail = await house.pool.query(`select data from audit_events where action = 'add-person'`)
    expect(JSON.stringify(trail.rows)).not.toContain('0537')
  })

  test('is taken in once, however often it is sent', async () => {
    const key = { 'idempotency-key': 'take-in-once' }
    const first = await desk.post<PersonWire>('/people', person, key)
    const second = await desk.post<PersonWire>('/people', person, key)
    expect([second.status, second.body.id]).toEqual([201, first.body.id])
    expect((await desk.post('/people', { ...person, name: '别人' }, key)).status).toBe(409)
  })

  test('is changed, and told what is wrong in every field', async () => {
    const { body } = await desk.post<PersonWire>('/people', person)
    const changed = await desk.put<PersonWire>(`/people/${body.id}`, {
      ...person,
      daysAWeek: null,
      hours: [],
      active: false,
    })
    expect([changed.status, changed.body.daysAWeek, changed.body.hours, changed.body.active]).toEqual([
      200,
      null,
      [],
      false,
    ])
    const hours = [{ weekdays: [1], from: 600, until: 600, validFrom: '2026-12-02', validUntil: '2026-12-01' }]
    const { phone: _, ...unsaid } = person
    const kept = await desk.put<PersonWire>(`/people/${body.id}`, { ...unsaid, active: true })
    expect(kept.body.phone).toBe('138****1234')
    const gone = await desk.put<PersonWire>(`/people/${body.id}`, { ...person, phone: null, active: true })
    expect(gone.body.phone).toBe(null)
    const wrong = await desk.post('/people', { ...person, partyId: house.berlin.party('branch-1'), hours })
    expect(faultsOf(wrong)).toEqual([
      ['/partyId', 'not-there'],
      ['/hours/0/until', 'end-before-start'],
      ['/hours/0/validUntil', 'end-before-start'],
    ])
  })
})

describe('who is on a session', () => {
  test('holds it with the room: nobody else can have them then', async () => {
    const first = await session('classroom', '18:00', '19:00')
    expect((await staffed(first, 1, [chen])).body).toEqual({ reservationId: first, version: 2, people: [chen] })
    const second = await session('table-1', '18:30', '19:30')
    expect(refusalOf(await staffed(second, 1, [chen]))).toEqual([409, '/problems/refused', 'person-overlap'])
    expect((await staffed(second, 1, [zhou])).status).toBe(200)
    const { rows } = await house.pool.query(
      `select count(*)::int as n from claims where atom_id = any ($1::uuid[]) and status = 'confirmed'`,
      [[chen, zhou]],
    )
    expect(rows).toEqual([{ n: 2 }])
  })

  test('moves with it, is free when it is cancelled, and comes back when it is restored', async () => {
    const first = await session('classroom', '18:00', '19:00')
    await staffed(first, 1, [chen])
    const move = {
      spaceId: house.jining.space('table-2'),
      start: at(house.jining, '20:00'),
      end: at(house.jining, '21:00'),
    }
    await desk.post('/acts', { changes: [{ kind: 'move', reservationId: first, version: 2, ...move }] })
    const second = await session('table-1', '18:00', '19:00')
    expect((await staffed(second, 1, [chen])).status).toBe(200)
    const third = await session('table-1', '20:30', '21:30')
    expect(refusalOf(await staffed(third, 1, [chen]))).toContain('person-overlap')
    await desk.post('/acts', { changes: [{ kind: 'cancel', reservationId: first, version: 3 }] })
    expect((await staffed(third, 1, [chen])).status).toBe(200)
    const back = await desk.post('/acts', { changes: [{ kind: 'restore', reservationId: first, version: 4 }] })
    expect(refusalOf(back)).toContain('person-overlap')
  })

  test('must know what is asked for, unless staff set that aside', async () => {
    const id = await session('classroom', '18:00', '19:00')
    const wanted = { skills: ['茶艺'] }
    expect(refusalOf(await staffed(id, 1, [chen], wanted))).toEqual([409, '/problems/refused', 'person-skills'])
    const waivers = [{ constraint: 'person-skills', reason: '由周老师远程指导' }]
    expect((await staffed(id, 1, [chen], { ...wanted, waivers })).status).toBe(200)
    expect(
      faultsOf(await staffed(id, 2, [chen], { waivers: [{ constraint: 'person-overlap', reason: '没关系' }] })),
    ).toEqual([['/waivers/0/constraint', 'may-not-waive']])
  })

  test('is told who was quicker, and who is not there', async () => {
    const id = await session('classroom', '18:00', '19:00')
    await staffed(id, 1, [chen])
    expect((await staffed(id, 1, [zhou])).status).toBe(412)
    expect(faultsOf(await staffed(id, 2, [id]))).toEqual([['/people/0', 'not-there']])
  })

  test('of two sessions that want one teacher at the same moment, one gets her', async () => {
    for (let round = 0; round < 10; round++) {
      await clearOrders(house.pool)
      const [a, b] = [await session('classroom', '18:00', '19:00'), await session('table-1', '18:00', '19:00')]
      const replies = await Promise.all([staffed(a, 1, [chen]), staffed(b, 1, [chen])])
      expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
    }
  })
})

describe('an absence', () => {
  const absent = async (personId: string, from: string, until: string) =>
    await desk.post<{ absence: { id: string }; missed: MissedSessionWire[] }>(`/people/${personId}/absences`, {
      start: at(house.jining, from),
      end: at(house.jining, until),
      reason: '病假',
    })

  test('tells which sessions it leaves alone, and who could come to each', async () => {
    const evening = await session('classroom', '18:00', '19:00')
    const later = await session('classroom', '20:00', '21:00')
    await staffed(evening, 1, [chen])
    await staffed(later, 1, [chen])
    const other = await session('table-1', '18:00', '19:00')
    await staffed(other, 1, [zhou])
    const { status, body } = await absent(chen, '17:00', '22:00')
    expect(status).toBe(201)
    expect(body.missed.map(({ reservationId, version, substitutes }) => [reservationId, version, substitutes])).toEqual(
      [
        [evening, 2, []],
        [
          later,
          2,
          [
            {
              personId: zhou,
              name: '周敏',
              cost: 41,
              reasons: [
                { key: 'same-partner', params: {} },
                { key: 'here-that-day', params: {} },
                { key: 'sessions-that-week', params: { count: 1 } },
              ],
            },
          ],
        ],
      ],
    )
    const again = await desk.get<{ items: MissedSessionWire[] }>(`/absences/${body.absence.id}/sessions`)
    expect(again.body.items).toEqual(body.missed)
    expect((await staffed(later, 2, [zhou])).status).toBe(200)
    const left = await desk.get<{ items: MissedSessionWire[] }>(`/absences/${body.absence.id}/sessions`)
    expect(left.body.items.map(({ reservationId }) => reservationId)).toEqual([evening])
  })

  test('keeps them from being asked, until it is over', async () => {
    const { body } = await absent(chen, '17:00', '22:00')
    const id = await session('classroom', '18:00', '19:00')
    expect(refusalOf(await staffed(id, 1, [chen]))).toEqual([409, '/problems/refused', 'person-hours'])
    expect((await desk.delete(`/absences/${body.absence.id}`)).status).toBe(204)
    expect((await staffed(id, 1, [chen])).status).toBe(200)
    expect((await desk.delete(`/absences/${body.absence.id}`)).status).toBe(404)
  })

  test('of nobody known, or that ends before it begins, is none', async () => {
    expect((await absent(house.jining.space('table-1'), '17:00', '22:00')).status).toBe(404)
    expect(faultsOf(await absent(chen, '22:00', '17:00'))).toEqual([['/end', 'end-before-start']])
  })
})
