import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ActWire } from '@gongyue/shared/api/acts.ts'
import type { AttendanceWire } from '@gongyue/shared/api/check-ins.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { checkInText } from '@gongyue/shared/domain/check-in-code.ts'
import { sweepReservations } from '@gongyue/server/jobs/sweep-reservations.ts'
import { at, clearOrders, draft, line, liveClaims, placed, setSpaces } from '../support/booking.ts'
import { openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'

let house: TestHouse
let desk: Client
let branch: Client

beforeAll(async () => {
  house = await openHouse()
  desk = await house.as('desk')
  branch = await house.as('branch')
})
beforeEach(() => {
  house.clock.now = moment('09:00')
})
afterEach(async () => await clearOrders(house.pool))
afterAll(async () => await house.close())

/** A moment of the tests' Wednesday. */
function moment(time: string, date = '2026-12-02'): number {
  return Date.parse(at(house.jining, time, date))
}

/** Table 1 this Wednesday from ten to eleven. */
async function booked(space = 'table-1', from = '10:00', until = '11:00', date = '2026-12-02') {
  const order = await placed(branch, draft(house.jining, line(house.jining, space, from, until, date)))
  return standing(order)
}

function standing(order: OrderWire) {
  const reservation = order.lines[0]?.reservation
  if (!reservation) throw new Error('it was meant to be confirmed at once')
  return { ...reservation, order }
}

async function checkIn(
  { id }: { readonly id: string },
  body: object = {},
  headers = {},
): Promise<Reply<AttendanceWire>> {
  return await desk.post<AttendanceWire>(`/reservations/${id}/check-in`, body, headers)
}

async function act({ id }: { readonly id: string }, what: string, body: object = {}) {
  return await desk.post<AttendanceWire & ProblemWire>(`/reservations/${id}/${what}`, body)
}

function told({ status, body }: Reply): readonly [number, string] {
  const { type, detail = '' } = body as ProblemWire // an answer that is no problem fails the test
  return [status, `${type}: ${detail}`]
}

const heldOn = async (space: string) => await liveClaims(house, space)

describe('who comes', () => {
  test('is in use from then on, with the head-count, and the audit trail says who let them in', async () => {
    const one = await booked()
    house.clock.now = moment('09:55')
    const { status, body } = await checkIn(one, { present: 3 })
    expect([
      status,
      body.state,
      body.present,
      body.headcount,
      body.checkedInAt,
      body.checkedInBy,
      body.version,
    ]).toEqual([200, 'in-use', 3, 2, '2026-12-02T09:55:00+08:00', 'jining desk', 2])
    const { rows } = await house.pool.query(
      `select action, noun_id, user_id, data->>'version' as version from audit_events where noun = 'reservation'`,
    )
    expect(rows).toEqual([{ action: 'check-in', noun_id: one.id, user_id: house.jining.user('desk'), version: '2' }])
  })

  test('by six digits, by the picture, with a gap', async () => {
    const one = await booked()
    house.clock.now = moment('09:40')
    const text = checkInText({ facilityId: house.jining.id, day: '2026-12-02', code: one.code })
    for (const code of [one.code, text, `${one.code.slice(0, 3)} ${one.code.slice(3)}`]) {
      const { status, body } = await desk.post<AttendanceWire>('/check-ins?dryRun=true', { code })
      expect([status, body.id, body.state]).toEqual([200, one.id, 'confirmed'])
    }
    const { body } = await desk.post<AttendanceWire>('/check-ins', { code: text })
    expect([body.id, body.state]).toEqual([one.id, 'in-use'])
  })

  test('a dry run writes nothing', async () => {
    const one = await booked()
    house.clock.now = moment('10:05')
    await desk.post('/check-ins?dryRun=true', { code: one.code })
    const { body } = await desk.get<AttendanceWire>(`/reservations/${one.id}/attendance`)
    expect([body.state, body.version, body.checkedInAt]).toEqual(['confirmed', 1, null])
  })

  test('the same key twice is one check-in with one answer', async () => {
    const one = await booked()
    house.clock.now = moment('10:00')
    const headers = { 'idempotency-key': 'desk-one-0001' }
    const first = await checkIn(one, { present: 2 }, headers)
    const second = await checkIn(one, { present: 2 }, headers)
    expect([second.status, second.body]).toEqual([200, first.body])
  })

  test('more came: the head-count is changed afterwards', async () => {
    const one = await booked()
    house.clock.now = moment('10:00')
    expect(told(await act(one, 'present', { present: 4 }))[1]).toMatch('/problems/not-checked-in: ')
    await checkIn(one, { present: 1 })
    expect((await act(one, 'present', { present: 4 })).body).toMatchObject({ present: 4, state: 'in-use', version: 3 })
  })

  test('is found by name, branch, room, number and pinyin', async () => {
    const one = await booked()
    for (const text of ['练球', 'lianqiu', 'lq', one.code, one.order.reference, 'table-1']) {
      const { body } = await desk.get<{ items: AttendanceWire[] }>(`/check-ins?text=${encodeURIComponent(text)}`)
      expect([text, body.items.map(({ id }) => id)]).toEqual([text, [one.id]])
    }
    const { body } = await desk.get<{ items: AttendanceWire[] }>('/check-ins?text=nobody')
    expect(body.items).toEqual([])
  })
})

describe('a code that is not for here and now says why, and what to do', () => {
  test('unknown', async () => {
    house.clock.now = moment('10:00')
    expect(told(await desk.post('/check-ins', { code: '987654' }))).toEqual([
      404,
      '/problems/code-unknown: 今天没有签到码为 987654 的预约。请核对六位数字，或按姓名、单位查找。',
    ])
    expect(told(await desk.post('/check-ins', { code: 'hello' }))[1]).toMatch('/problems/code-unknown: ')
  })

  test('of another palace', async () => {
    const code = checkInText({ facilityId: house.berlin.id, day: '2026-12-02', code: '123456' })
    expect(told(await desk.post('/check-ins', { code }))[1]).toMatch(
      '/problems/wrong-palace: 这个二维码属于另一家文化宫',
    )
  })

  test('too early, with from when on', async () => {
    const one = await booked()
    expect(told(await desk.post('/check-ins', { code: one.code }))).toEqual([
      409,
      '/problems/too-early: “练球”12月2日 周三 10:00 开始，09:30 起可以签到。场地目前空着，可以提前放行。',
    ])
    house.clock.now = moment('09:30')
    expect((await checkIn(one)).status).toBe(200)
  })

  test('too early while others are inside: who, and until when', async () => {
    await booked('table-1', '09:00', '10:00')
    const one = await booked('table-1', '10:00', '11:00')
    const answer = await checkIn(one, { letInEarly: true })
    expect(told(answer)[1]).toMatch(/^\/problems\/too-early: .*现由 .* · 练球 使用，到 10:00。$/)
    expect((answer.body as unknown as ProblemWire).current).toMatchObject({
      inside: { title: '练球', end: at(house.jining, '10:00', '2026-12-02') },
    })
  })

  test('let in early by the desk: the space is theirs from now', async () => {
    const one = await booked()
    house.clock.now = moment('09:10')
    expect((await checkIn(one, { letInEarly: true })).body.state).toBe('in-use')
    expect(await heldOn('table-1')).toEqual(['09:10-10:00', '10:00-11:00'])
    await act(one, 'take-back', { version: 2 })
    expect(await heldOn('table-1')).toEqual(['10:00-11:00'])
  })

  test('of yesterday, and of tomorrow: which day it is for', async () => {
    const one = await booked('table-1', '10:00', '11:00', '2026-12-03')
    expect(told(await desk.post('/check-ins', { code: one.code }))[1]).toBe(
      '/problems/wrong-day: “练球”订的是 12月3日 周四 10:00，table-1室。请核对日期；今天要用，请另行预约。',
    )
    house.clock.now = moment('09:00', '2026-12-04')
    const text = checkInText({ facilityId: house.jining.id, day: '2026-12-03', code: one.code })
    const today = await house.as('desk')
    expect(told(await today.post('/check-ins', { code: text }))[1]).toMatch('/problems/wrong-day: “练球”订的是 12月3日')
  })

  test('for another room: which one; the hall is the door of its tables', async () => {
    const one = await booked()
    house.clock.now = moment('10:00')
    const shown = (spaceId: string) =>
      desk.post('/check-ins?dryRun=true', { code: one.code, spaceId: house.jining.space(spaceId) })
    expect(told(await shown('classroom'))[1]).toBe(
      '/problems/wrong-room: “练球”订的是table-1室，不是classroom室。请指引到table-1室。',
    )
    expect((await shown('tables')).status).toBe(200)
  })

  test('used before: when and by whom', async () => {
    const one = await booked()
    house.clock.now = moment('10:02')
    await checkIn(one)
    house.clock.now = moment('10:20')
    expect(told(await desk.post('/check-ins', { code: one.code }))[1]).toMatch(
      '/problems/already-checked-in: “练球”已于 12月2日 周三 10:02 签到，经办：jining desk。',
    )
  })

  test('cancelled, and over', async () => {
    const one = await booked()
    await branch.post(`/orders/${one.order.id}/cancellation`, {})
    expect(told(await checkIn(one))[1]).toMatch('/problems/reservation-cancelled: ')
    const two = await booked('table-2')
    house.clock.now = moment('11:00')
    expect(told(await checkIn(two))[1]).toMatch('/problems/reservation-over: “练球”已于 12月2日 周三 11:00 结束')
  })
})

describe('who leaves', () => {
  test('early gives the rest back from the next line of the grid, and it is bookable at once', async () => {
    const one = await booked('table-1', '10:00', '12:00')
    house.clock.now = moment('10:00')
    await checkIn(one)
    house.clock.now = moment('10:50')
    const { body } = await act(one, 'check-out')
    expect([body.state, body.end, body.bookedUntil, body.checkedOutAt]).toEqual([
      'ended',
      '2026-12-02T11:00:00+08:00',
      '2026-12-02T12:00:00+08:00',
      '2026-12-02T10:50:00+08:00',
    ])
    expect(await heldOn('table-1')).toEqual(['10:00-11:00'])
    await booked('table-1', '11:00', '12:00')
    expect(told(await act(one, 'take-back', { version: 3 }))[1]).toMatch('/problems/no-longer-free: ')
  })

  test('in time keeps its end', async () => {
    const one = await booked()
    house.clock.now = moment('10:00')
    await checkIn(one)
    house.clock.now = moment('10:55')
    expect((await act(one, 'check-out')).body).toMatchObject({ state: 'ended', bookedUntil: null })
    expect(told(await act(one, 'check-out'))[1]).toMatch('/problems/reservation-over: ')
  })

  test('without having come is told so', async () => {
    const one = await booked()
    expect(told(await act(one, 'check-out'))[1]).toMatch('/problems/not-checked-in: ')
  })

  test('who needs it until later only goes on until then; strike stays behind the new end', async () => {
    await setSpaces(house, ['table-1'], 'strike_minutes = 10')
    const one = await booked('table-1', '10:00', '12:00')
    expect(told(await act(one, 'release'))[1]).toMatch('/problems/not-begun: ')
    house.clock.now = moment('10:00')
    await checkIn(one)
    const { body } = await act(one, 'release', { from: at(house.jining, '11:05', '2026-12-02') })
    expect([body.state, body.end, body.bookedUntil]).toEqual([
      'in-use',
      '2026-12-02T11:30:00+08:00',
      '2026-12-02T12:00:00+08:00',
    ])
    expect(await heldOn('table-1')).toEqual(['10:00-11:40'])
    expect((await act(one, 'take-back', { version: 3 })).body).toMatchObject({
      bookedUntil: null,
      end: '2026-12-02T12:00:00+08:00',
    })
    expect(await heldOn('table-1')).toEqual(['10:00-11:40', '11:40-12:10'])
  })
})

describe('taking back', () => {
  test('a check-in leads back to how it stood, and it can be checked in again', async () => {
    const one = await booked()
    house.clock.now = moment('10:00')
    await checkIn(one, { present: 2 })
    expect((await act(one, 'take-back', { version: 2 })).body).toMatchObject({
      state: 'confirmed',
      present: null,
      checkedInAt: null,
      checkedInBy: null,
      version: 3,
    })
    expect((await checkIn(one)).body).toMatchObject({ state: 'in-use', version: 4 })
  })

  test('of a release gives the rest back again when it is taken back itself', async () => {
    const one = await booked('table-1', '10:00', '12:00')
    house.clock.now = moment('10:00')
    await checkIn(one)
    house.clock.now = moment('10:20')
    const freed = await act(one, 'release')
    const held = await heldOn('table-1')
    await act(one, 'take-back', { version: 3 })
    expect((await act(one, 'take-back', { version: 4 })).body).toMatchObject({ end: freed.body.end, version: 5 })
    expect([held, await heldOn('table-1')]).toEqual([['10:00-10:30'], ['10:00-10:30']])
  })

  test('of two deeds, one after the other, and again in turn; each is an act on the desk’s list', async () => {
    const one = await booked()
    house.clock.now = moment('10:00')
    await checkIn(one)
    await act(one, 'check-out')
    for (const version of [3, 2]) expect((await act(one, 'take-back', { version })).status).toBe(200)
    expect((await act(one, 'take-back', { version: 5 })).body).toMatchObject({ state: 'in-use', version: 6 })
    expect((await act(one, 'take-back', { version: 4 })).body).toMatchObject({ state: 'ended', version: 7 })
    const { items } = (await desk.get<{ items: readonly ActWire[] }>(`/acts?reservationId=${one.id}`)).body
    const [out, into, backIn, backOut, checkOut, checkedIn] = items
    expect(items.map(({ kind }) => kind)).toEqual([
      'check-out',
      'check-in',
      'restore',
      'restore',
      'check-out',
      'check-in',
    ])
    expect([out?.undoes, into?.undoes, backIn?.undoes, backOut?.undoes]).toEqual([
      backOut?.id,
      backIn?.id,
      checkedIn?.id,
      checkOut?.id,
    ])
    expect([checkedIn?.undoneBy, checkedIn?.changes[0]?.before.state, checkedIn?.changes[0]?.after.state]).toEqual([
      backIn?.id,
      'confirmed',
      'in-use',
    ])
  })

  test('an act of the door is taken back from the list of acts as well, with its point, and says why not', async () => {
    const one = await booked()
    house.clock.now = moment('10:05')
    expect((await act(one, 'no-show')).body.points).toBe(1)
    const [noted] = (await desk.get<{ items: readonly ActWire[] }>('/acts')).body.items
    const back = await desk.post<ActWire>(`/acts/${noted?.id ?? ''}/undo`, undefined)
    expect([back.status, back.body.kind, back.body.undoes]).toEqual([201, 'restore', noted?.id])
    const { body } = await desk.get<AttendanceWire>(`/reservations/${one.id}/attendance`)
    expect([body.state, body.points, body.version, await heldOn('table-1')]).toEqual([
      'confirmed',
      0,
      3,
      ['10:00-10:05', '10:05-11:00'],
    ])
    const again = await desk.post<ProblemWire>(`/acts/${noted?.id ?? ''}/undo`, undefined)
    expect([again.status, again.body.type]).toEqual([409, '/problems/moved-on'])
    const redone = await desk.post<ActWire>(`/acts/${back.body.id}/undo`, undefined)
    expect([redone.status, redone.body.kind]).toEqual([201, 'no-show'])
    await placed(branch, draft(house.jining, line(house.jining, 'table-1', '10:30', '11:00', '2026-12-02')))
    const taken = await desk.post<ProblemWire>(`/acts/${redone.body.id}/undo`, undefined)
    expect([taken.status, taken.body.type]).toEqual([409, '/problems/no-longer-free'])
  })

  test('not when something came after it', async () => {
    const one = await booked()
    house.clock.now = moment('10:00')
    await checkIn(one)
    await act(one, 'check-out')
    expect(told(await act(one, 'take-back', { version: 2 }))[0]).toBe(412)
  })
})

describe('what waited for the network', () => {
  test('is noted with the hour in which it happened', async () => {
    const one = await booked()
    house.clock.now = moment('10:40')
    const { body } = await checkIn(one, { at: at(house.jining, '10:03', '2026-12-02') })
    expect([body.state, body.checkedInAt]).toEqual(['in-use', '2026-12-02T10:03:00+08:00'])
  })

  test('who was there in time has no no-show, when the time is still free', async () => {
    const one = await booked()
    house.clock.now = moment('10:16')
    await sweepReservations.run(house.app, null)
    house.clock.now = moment('10:30')
    const { body } = await checkIn(one, { at: at(house.jining, '10:10', '2026-12-02') })
    expect([body.state, body.points]).toEqual(['in-use', 0])
    expect(await heldOn('table-1')).toEqual(['10:00-10:16', '10:30-11:00'])
  })

  test('who was there in time and has gone again is on record, and has no point', async () => {
    const one = await booked()
    house.clock.now = moment('10:16')
    await sweepReservations.run(house.app, null)
    house.clock.now = moment('11:30')
    const { body } = await checkIn(one, { at: at(house.jining, '10:10', '2026-12-02') })
    expect([body.state, body.points, body.checkedInAt]).toEqual(['ended', 0, '2026-12-02T10:10:00+08:00'])
    expect(await heldOn('table-1')).toEqual(['10:00-10:16'])
  })

  test('a clock that is fast is no time machine, and half a day is the most', async () => {
    const one = await booked()
    house.clock.now = moment('10:00')
    const { body } = await checkIn(one, { at: at(house.jining, '10:30', '2026-12-02') })
    expect(body.checkedInAt).toBe('2026-12-02T10:00:00+08:00')
    const late = await checkIn(one, { at: at(house.jining, '21:59', '2026-12-01') })
    expect([late.status, (late.body as unknown as ProblemWire).errors]).toEqual([
      400,
      [{ pointer: '/at', key: 'minimum', params: { limit: '2026-12-01T22:00:00+08:00' } }],
    ])
  })
})
