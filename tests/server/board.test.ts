import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BoardWire } from '@gongyue/shared/api/board.ts'
import {
  at,
  clearOrders,
  DAY,
  decide,
  draft,
  faultsOf,
  line,
  placed,
  setHours,
  theatreDraft,
} from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import { idOf, type SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let desk: Client
let manager: Client

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  officer = await house.as('branch')
  desk = await house.as('desk')
  manager = await house.as('manager')
})
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
})
afterAll(async () => await house.close())

async function board(query = `date=${DAY}`, by = desk): Promise<BoardWire> {
  const { status, body, headers } = await by.get<BoardWire>(`/board?${query}`)
  expect([status, headers['cache-control']]).toEqual([200, 'no-store'])
  return body
}

const titles = ({ blocks }: BoardWire) => blocks.map(({ title }) => title).toSorted()

describe('blocks', () => {
  test('a reservation, with what it holds and who has it', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    const { body } = await decide(desk, order, { decision: 'accept' })
    expect((await board()).blocks).toEqual([
      {
        kind: 'reservation',
        id: body.lines[0]?.reservation?.id,
        orderId: order.id,
        reference: order.reference,
        seriesId: null,
        spaceId: jining.space('theatre'),
        start: at(jining, '14:00'),
        end: at(jining, '16:00'),
        heldFrom: at(jining, '13:00'),
        heldUntil: at(jining, '17:00'),
        title: '职工好声音',
        partyName: 'jining branch-1',
        headcount: 300,
        state: 'confirmed',
        version: 1,
      },
    ])
  })

  test('requests side by side, each with its line and the order’s version', async () => {
    const one = await placed(officer, theatreDraft(jining, '14:00', '16:00', { title: 'one' }))
    const two = await placed(officer, theatreDraft(jining, '15:00', '17:00', { title: 'two' }))
    const { blocks } = await board()
    expect(
      blocks.map(({ kind, id, orderId, state, version }) => [kind, id, orderId, state, version]).toSorted(),
    ).toEqual([one, two].map(({ id, lines }) => ['request', lines[0]?.id, id, 'pending', 1]).toSorted())
  })

  test('a hold of several atoms is one block, until its time is over', async () => {
    for (const atom of ['t1', 't2'])
      await house.pool.query(
        `insert into claims (facility_id, claim_id, atom_id, space_id, held_from, held_until, status, expires_at)
         values ($1, $2, $3, $4, '2026-12-05T18:00+08', '2026-12-05T20:00+08', 'tentative', $5)`,
        [jining.id, idOf(`hold ${atom}`), idOf(`jining/atom/${atom}`), jining.space('tables-left'), new Date(NOW + 1)],
      )
    const [hold, ...others] = (await board()).blocks
    expect([hold?.kind, hold?.state, hold?.spaceId, hold?.start, hold?.end, others]).toEqual([
      'hold',
      'tentative',
      jining.space('tables-left'),
      at(jining, '18:00'),
      at(jining, '20:00'),
      [],
    ])
    house.clock.now = NOW + 1
    expect((await board()).blocks).toEqual([])
  })

  test('what was cancelled, declined or withdrawn is gone; who did not come is still shown', async () => {
    const order = await placed(
      officer,
      draft(jining, [
        line(jining, 'table-1', '18:00', '19:00'),
        line(jining, 'table-2', '18:00', '19:00'),
        line(jining, 'rehearsal', '18:00', '19:00'),
      ]),
    )
    await decide(desk, order, { decision: 'decline', reasonCode: 'maintenance' })
    await officer.post(`/orders/${order.id}/cancellation`, { lineIds: [order.lines[0]?.id] })
    await house.pool.query(`update reservations set state = 'no-show' where state = 'confirmed'`)
    expect((await board()).blocks.map(({ spaceId, state }) => [spaceId, state])).toEqual([
      [jining.space('table-2'), 'no-show'],
    ])
  })

  test('nothing of another palace', async () => {
    await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
    const far = await board(`date=${DAY}`, await house.as('berlin-desk'))
    expect(far.blocks).toEqual([])
    expect(far.open.every(({ spaceId }) => spaceId !== jining.space('table-1'))).toBe(true)
  })
})

describe('the edges of the day', () => {
  test('set-up before and strike past midnight show on both days', async () => {
    await setHours(house, 'theatre', [[0, 1440]])
    const late = await placed(officer, theatreDraft(jining, '22:00', '24:00', { title: 'late' }))
    const early = await placed(officer, {
      ...theatreDraft(jining, '02:00', '03:00', { title: 'early' }),
      lines: [line(jining, 'theatre', '02:00', '03:00', '2026-12-06')],
    })
    for (const order of [late, early]) await decide(desk, order, { decision: 'accept' })
    // late is struck until 01:00, early is set up from 01:00
    expect(titles(await board())).toEqual(['late'])
    expect(titles(await board('date=2026-12-06'))).toEqual(['early', 'late'])
    expect(titles(await board('date=2026-12-07'))).toEqual([])
  })

  test('what only touches midnight belongs to one day', async () => {
    await setHours(house, 'classroom', [[0, 1440]])
    await placed(officer, draft(jining, line(jining, 'classroom', '23:00', '24:00'), { title: 'last' }))
    await placed(officer, draft(jining, line(jining, 'classroom', '00:00', '01:00'), { title: 'first' }))
    expect(titles(await board())).toEqual(['first', 'last'])
    expect(titles(await board('date=2026-12-04'))).toEqual([])
    expect(titles(await board('date=2026-12-06'))).toEqual([])
  })

  test('several days in one', async () => {
    for (const date of ['2026-12-04', '2026-12-05', '2026-12-06'])
      await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00', date), { title: date }))
    const week = await board('date=2026-12-05&days=7')
    expect(titles(week)).toEqual(['2026-12-05', '2026-12-06'])
    expect(week.dayTypes).toHaveLength(7)
    expect(week.open.find(({ spaceId }) => spaceId === jining.space('table-1'))?.spans).toHaveLength(7)
  })
})

describe('the house around them', () => {
  test('what kind of day it is, when the answer was made, and when each space is open', async () => {
    const holiday = await board('date=2026-10-01')
    expect([holiday.date, holiday.at, holiday.dayTypes]).toEqual([
      '2026-10-01',
      '2026-12-02T10:00:00+08:00',
      [{ date: '2026-10-01', kind: 'legal-holiday', name: '国庆节', announced: true }],
    ])
    expect((await board('date=2027-01-01')).dayTypes[0]).toEqual({
      date: '2027-01-01',
      kind: 'workday',
      name: null,
      announced: false,
    })
    const open = new Map((await board()).open.map(({ spaceId, spans }) => [spaceId, spans]))
    expect(open.size).toBe(11)
    // a table follows its hall
    expect(open.get(jining.space('table-1'))).toEqual([{ start: at(jining, '08:00'), end: at(jining, '22:00') }])
  })

  test('a closure on every space that shares an atom with what is shut', async () => {
    const shut = { start: at(jining, '14:00'), end: at(jining, '16:00'), reason: '检修' }
    await manager.post('/closures', { ...shut, spaceId: jining.space('tables-left') })
    const { closures } = await board()
    expect(closures).toEqual([
      {
        ...shut,
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        spaceIds: ['tables', 'tables-left', 'table-1', 'table-2'].map((code) => jining.space(code)),
      },
    ])
    expect((await board('date=2026-12-06')).closures).toEqual([])
  })

  test('a closure of the whole house, over several days, on each of them', async () => {
    await manager.post('/closures', {
      spaceId: null,
      start: at(jining, '20:00'),
      end: at(jining, '00:00', '2026-12-07'),
      reason: '停电',
    })
    const shutOn = async (date: string) => (await board(`date=${date}`)).closures.map(({ spaceIds }) => spaceIds.length)
    expect([
      await shutOn('2026-12-04'),
      await shutOn(DAY),
      await shutOn('2026-12-06'),
      await shutOn('2026-12-07'),
    ]).toEqual([[], [11], [11], []])
  })
})

test.each([
  ['date=tomorrow', '/query/date', 'format-local-date'],
  ['date=1900-01-01', '/query/date', 'format-local-date'],
  ['', '/query/date', 'required'],
  ['date=2026-12-05&days=8', '/query/days', 'maximum'],
  ['date=2026-12-05&days=x', '/query/days', 'type'],
  ['date=2026-12-05&room=1', '/query/room', 'unknown-field'],
])('%j is a fault of %s', async (query, pointer, key) => {
  const reply = await desk.get(`/board?${query}`)
  expect([reply.status, faultsOf(reply)]).toEqual([400, [[pointer, key]]])
})

test('the first and the last day that there are', async () => {
  expect((await board('date=2000-01-01')).blocks).toEqual([])
  expect((await board('date=2100-12-31&days=7')).dayTypes).toHaveLength(7)
})
