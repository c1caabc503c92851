import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CellWire } from '@gongyue/shared/api/availability.ts'
import type { BoardWire } from '@gongyue/shared/api/board.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ReservationWire } from '@gongyue/shared/api/reservations.ts'
import { at, clearOrders, draft, line, placed, refusalOf } from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import type { SmallPalace } from '../support/palace.ts'
import { seriesDraft } from '../support/series.ts'

// Berlin's clocks go forward on 28 March 2027 (02:00 → 03:00) and back on 31 October 2027 (03:00 → 02:00).
let house: TestHouse
let berlin: SmallPalace
let officer: Client
let desk: Client

beforeAll(async () => {
  house = await openHouse({ sessionHours: 24 * 500 })
  ;({ berlin } = house)
  officer = await house.as('berlin-branch')
  desk = await house.as('berlin-desk')
  // A classroom that never closes, so that the night can be booked.
  await house.pool.query('update opening_hours set opens = 0, closes = 1440 where space_id = $1', [
    berlin.space('classroom'),
  ])
})
beforeEach(async () => await clearOrders(house.pool))
afterAll(async () => await house.close())

const SPRING = '2027-03-28'
const AUTUMN = '2027-10-31'

async function cells(space: string, date: string): Promise<readonly CellWire[]> {
  const { body } = await officer.get<{ items: CellWire[] }>(`/cells?spaceId=${berlin.space(space)}&date=${date}`)
  return body.items
}

const starts = (list: readonly CellWire[]) => list.map(({ start }) => start.slice(11))

function night(start: string, end: string) {
  return draft(berlin, { kind: 'space', spaceId: berlin.space('classroom'), start, end })
}

describe('the night in which an hour is missing', () => {
  beforeEach(() => {
    house.clock.now = Date.parse('2027-03-25T10:00:00+01:00')
  })

  test('has 23 hours to book, none of them the missing one', async () => {
    const list = await cells('classroom', SPRING)
    expect(list).toHaveLength(23)
    expect(starts(list).slice(0, 5)).toEqual([
      '00:00:00+01:00',
      '01:00:00+01:00',
      '03:00:00+02:00',
      '04:00:00+02:00',
      '05:00:00+02:00',
    ])
    expect(list[1]?.end).toBe('2027-03-28T03:00:00+02:00')
    expect(list.at(-1)?.end).toBe('2027-03-29T00:00:00+02:00')
  })

  test('opens by the wall: the table hall at eight in the new time', async () => {
    const list = await cells('table-1', SPRING)
    expect([list.length, list[0]?.start, list.at(-1)?.end]).toEqual([
      14,
      '2027-03-28T08:00:00+02:00',
      '2027-03-28T22:00:00+02:00',
    ])
    const order = await placed(officer, draft(berlin, line(berlin, 'table-1', '08:00', '09:00', SPRING)))
    expect(order.lines[0]).toMatchObject({ start: '2027-03-28T08:00:00+02:00', end: '2027-03-28T09:00:00+02:00' })
    const early = draft(berlin, line(berlin, 'table-2', '07:00', '08:00', SPRING))
    expect(refusalOf(await officer.post('/orders', early))).toEqual([409, '/problems/refused', 'opening-hours'])
  })

  test('the hour before and the hour after touch, and do not overlap', async () => {
    await placed(officer, night(`${SPRING}T01:00:00+01:00`, `${SPRING}T03:00:00+02:00`))
    await placed(officer, night(`${SPRING}T03:00:00+02:00`, `${SPRING}T04:00:00+02:00`))
    const over = await officer.post('/orders', night(`${SPRING}T01:30:00+01:00`, `${SPRING}T03:30:00+02:00`))
    expect(refusalOf(over)).toEqual([409, '/problems/refused', 'space-overlap', 'space-overlap'])
    const list = await cells('classroom', SPRING)
    expect(list.slice(0, 5).map(({ state }) => state)).toEqual(['free', 'mine', 'mine', 'free', 'free'])
  })

  test('an offset that does not hold any more names the same instant', async () => {
    const order = await placed(officer, night(`${SPRING}T02:00:00+01:00`, `${SPRING}T04:00:00+02:00`))
    expect(order.lines[0]?.start).toBe('2027-03-28T03:00:00+02:00')
  })

  test('is a day of 23 hours on the board', async () => {
    await placed(officer, night(`${SPRING}T01:00:00+01:00`, `${SPRING}T04:00:00+02:00`))
    const { body } = await desk.get<BoardWire>(`/board?date=${SPRING}`)
    expect(body.blocks.map(({ start, end }) => [start, end])).toEqual([
      ['2027-03-28T01:00:00+01:00', '2027-03-28T04:00:00+02:00'],
    ])
    expect(body.open.find(({ spaceId }) => spaceId === berlin.space('classroom'))?.spans).toEqual([
      { start: '2027-03-28T00:00:00+01:00', end: '2027-03-29T00:00:00+02:00' },
    ])
    expect(body.open.find(({ spaceId }) => spaceId === berlin.space('table-1'))?.spans).toEqual([
      { start: '2027-03-28T08:00:00+02:00', end: '2027-03-28T22:00:00+02:00' },
    ])
  })
})

describe('the night in which an hour comes twice', () => {
  beforeEach(() => {
    house.clock.now = Date.parse('2027-10-28T10:00:00+02:00')
  })

  test('has 25 hours to book, and both hours of two o’clock are there', async () => {
    const list = await cells('classroom', AUTUMN)
    expect(list).toHaveLength(25)
    expect(starts(list).slice(0, 5)).toEqual([
      '00:00:00+02:00',
      '01:00:00+02:00',
      '02:00:00+02:00',
      '02:00:00+01:00',
      '03:00:00+01:00',
    ])
    expect(list.at(-1)?.end).toBe('2027-11-01T00:00:00+01:00')
  })

  test('each can be booked, by its offset', async () => {
    await placed(officer, night(`${AUTUMN}T02:00:00+02:00`, `${AUTUMN}T02:00:00+01:00`))
    await placed(officer, night(`${AUTUMN}T02:00:00+01:00`, `${AUTUMN}T03:00:00+01:00`))
    const again = await officer.post('/orders', night(`${AUTUMN}T02:30:00+02:00`, `${AUTUMN}T02:30:00+01:00`))
    expect(refusalOf(again)).toEqual([409, '/problems/refused', 'space-overlap', 'space-overlap'])
    const { body } = await officer.get<{ items: ReservationWire[] }>(`/reservations?from=${AUTUMN}&until=${AUTUMN}`)
    expect(body.items.map(({ start, end }) => [start.slice(11), end.slice(11)])).toEqual([
      ['02:00:00+02:00', '02:00:00+01:00'],
      ['02:00:00+01:00', '03:00:00+01:00'],
    ])
  })

  test('the evening lies where the wall says, on the board and in the cells', async () => {
    await placed(officer, draft(berlin, line(berlin, 'table-1', '18:00', '19:00', AUTUMN)))
    const { body } = await desk.get<BoardWire>(`/board?date=${AUTUMN}`)
    expect(body.blocks.map(({ start, end }) => [start, end])).toEqual([
      ['2027-10-31T18:00:00+01:00', '2027-10-31T19:00:00+01:00'],
    ])
    const mine = (await cells('table-1', AUTUMN)).filter(({ state }) => state === 'mine')
    expect(mine.map(({ start }) => start)).toEqual(['2027-10-31T18:00:00+01:00'])
    const dayBefore = await desk.get<BoardWire>('/board?date=2027-10-30')
    expect(dayBefore.body.blocks).toEqual([])
  })

  test('the last hour of the long day is still that day’s', async () => {
    await placed(officer, night(at(berlin, '23:00', AUTUMN), at(berlin, '24:00', AUTUMN)))
    const list = async (date: string) =>
      (await officer.get<{ items: ReservationWire[] }>(`/reservations?from=${date}&until=${date}`)).body.items.length
    expect([await list(AUTUMN), await list('2027-11-01')]).toEqual([1, 0])
    const { rows } = await house.pool.query<{ day: string }>('select day from reservations')
    expect(rows).toEqual([{ day: AUTUMN }])
  })
})

test('a series whose hour a clock skips begins with the first instant after the gap, and comes back to its hour', async () => {
  house.clock.now = NOW
  const rule = {
    from: '2027-03-21',
    time: '02:30',
    durationMinutes: 60,
    pattern: { kind: 'weekly', every: 1, weekdays: [7] },
    ends: { kind: 'count', sessions: 3 },
    onHolidays: 'keep',
    moveToMakeUpDay: false,
    except: [],
  } as const
  const asked = seriesDraft(berlin, rule, { waivers: [{ constraint: 'horizon', reason: 'Nachtwache' }] })
  const { status, body } = await desk.post<OrderWire>('/orders', asked)
  expect([status, body.lines.map(({ start, end }) => [start, end])]).toEqual([
    201,
    [
      ['2027-03-21T02:30:00+01:00', '2027-03-21T03:30:00+01:00'],
      ['2027-03-28T03:00:00+02:00', '2027-03-28T04:00:00+02:00'],
      ['2027-04-04T02:30:00+02:00', '2027-04-04T03:30:00+02:00'],
    ],
  ])
})
