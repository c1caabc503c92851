import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ActWire } from '@gongyue/shared/api/acts.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { act, acted, booked, move, standOf, undo, type Booked } from '../support/acts.ts'
import { at, clearOrders, contents, count, refusalOf } from '../support/booking.ts'
import { NOW, openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'
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

const stand = async (one: Booked) => await standOf(house, one)
const table = async (n: number, from = '18:00', until = '19:00') =>
  await booked(officer, jining, `table-${n}`, from, until)
const problem = ({ body }: Reply) => body as ProblemWire

async function undone(by: Client, one: ActWire): Promise<ActWire> {
  const reply = await undo(by, one)
  if (reply.status !== 201) throw new Error(`an act was meant to be taken back: ${reply.text}`)
  return reply.body
}

describe('taking back', () => {
  test('a move puts the booking back, and doing it again is taking back the taking back', async () => {
    const one = await table(1)
    const moved = await acted(desk, [{ ...move(jining, one, 'table-2', '19:00', '21:00'), headcount: 4 }])
    const back = await undone(manager, moved)
    expect(back).toMatchObject({ kind: 'move', undoes: moved.id, undoneBy: null, userName: 'jining manager' })
    expect(back.changes[0]).toMatchObject({
      before: { ...moved.changes[0]?.after },
      after: { ...moved.changes[0]?.before, version: 3 },
    })
    expect(await stand(one)).toBe('table-1 18:00–19:00 confirmed v3')
    expect(await count(house.pool, 'reservations where headcount = 2')).toBe(1)
    const again = await undone(desk, back)
    expect([again.undoes, await stand(one)]).toEqual([back.id, 'table-2 19:00–21:00 confirmed v4'])
    const { items } = (await desk.get<{ items: readonly ActWire[] }>('/acts')).body
    expect(items.map(({ undoneBy }) => undoneBy)).toEqual([null, again.id, back.id])
    expect(await breaches(house.pool)).toEqual([])
  })

  test('two moves of one booking are taken back one after the other, and done again in turn', async () => {
    const one = await table(1)
    const first = await acted(desk, [move(jining, one, 'table-2', '19:00', '20:00')])
    const second = await acted(desk, [move(jining, { ...one, version: 2 }, 'table-3', '20:00', '21:00')])
    const backOfSecond = await undone(desk, second)
    const backOfFirst = await undone(desk, first)
    expect(await stand(one)).toBe('table-1 18:00–19:00 confirmed v5')
    await undone(desk, backOfFirst)
    expect(await stand(one)).toBe('table-2 19:00–20:00 confirmed v6')
    await undone(desk, backOfSecond)
    expect(await stand(one)).toBe('table-3 20:00–21:00 confirmed v7')
    expect(await breaches(house.pool)).toEqual([])
  })

  test('what was moved elsewhere and back by hand does not stand as the first left it', async () => {
    const one = await table(1)
    const first = await acted(desk, [move(jining, one, 'table-2', '18:00', '19:00')])
    await acted(desk, [move(jining, { ...one, version: 2 }, 'table-3', '18:00', '19:00')])
    await acted(desk, [move(jining, { ...one, version: 3 }, 'table-2', '18:00', '19:00')])
    expect((await undo(desk, first)).status).toBe(409)
  })

  test('a cancellation restores, a restoration cancels, and the order follows', async () => {
    const one = await table(1)
    const cancelled = await acted(desk, [{ kind: 'cancel', ...one }], { reason: '误操作' })
    const restored = await undone(desk, cancelled)
    expect([restored.kind, await stand(one)]).toEqual(['restore', 'table-1 18:00–19:00 confirmed v3'])
    const again = await undone(desk, restored)
    expect([again.kind, await stand(one)]).toEqual(['cancel', 'table-1 18:00–19:00 cancelled v4'])
    expect(await count(house.pool, `orders where state = 'withdrawn'`)).toBe(1)
    expect(await breaches(house.pool)).toEqual([])
  })

  test('a swap, and a rearrangement of many kinds, in one go', async () => {
    const [one, two, three] = [await table(1), await table(2), await table(3)]
    const swap = await acted(desk, [
      move(jining, one, 'table-2', '18:00', '19:00'),
      move(jining, two, 'table-1', '18:00', '19:00'),
    ])
    expect((await undone(desk, swap)).kind).toBe('swap')
    const many = await acted(desk, [
      { kind: 'cancel', ...one, version: 3 },
      move(jining, { ...two, version: 3 }, 'table-1', '18:00', '19:00'),
      move(jining, three, 'table-2', '18:30', '20:00'),
    ])
    expect((await undone(desk, many)).kind).toBe('rearrange')
    expect([await stand(one), await stand(two), await stand(three)]).toEqual([
      'table-1 18:00–19:00 confirmed v5',
      'table-2 18:00–19:00 confirmed v5',
      'table-3 18:00–19:00 confirmed v3',
    ])
    expect(await breaches(house.pool)).toEqual([])
  })

  test('needs no waiver for what was waived before', async () => {
    const one = await booked(officer, jining, 'classroom', '18:00', '19:00', { headcount: 30 })
    const waivers = [{ constraint: 'capacity', reason: '部分人员观摩' }]
    const squeezed = await acted(manager, [move(jining, one, 'tables-left', '18:00', '19:00')], { waivers })
    const back = await undone(desk, squeezed)
    expect(await stand(one)).toBe('classroom 18:00–19:00 confirmed v3')
    await undone(desk, back)
    expect(await stand(one)).toBe('tables-left 18:00–19:00 confirmed v4')
  })

  test('sent twice under one key it is one act', async () => {
    const one = await table(1)
    const moved = await acted(desk, [move(jining, one, 'table-2', '18:00', '19:00')])
    const key = { 'idempotency-key': 'ctrl-z-once' }
    const replies = await Promise.all([1, 2, 3].map(async () => await undo(desk, moved, key)))
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(replies[0]?.status).toBe(201)
    expect(await count(house.pool, 'acts')).toBe(2)
  })
})

describe('when the world has moved on', () => {
  test('it says what changed, who did it and when, and changes nothing', async () => {
    const [one, two] = [await table(1), await table(2)]
    const swap = await acted(desk, [
      move(jining, one, 'table-2', '18:00', '19:00'),
      move(jining, two, 'table-1', '18:00', '19:00'),
    ])
    house.clock.now += 5 * 60_000
    await acted(manager, [move(jining, { ...two, version: 2 }, 'table-3', '18:00', '19:00')])
    const before = await contents(house.pool)
    const zh = await undo(desk, swap)
    expect([zh.status, problem(zh)]).toEqual([
      409,
      expect.objectContaining({
        type: '/problems/moved-on',
        title: '之后已有变动，无法撤销',
        detail:
          '没有改动任何安排。之后的变动：jining manager 12-02 10:05 移动了“练球”。如仍需要，请直接调整现在的安排。',
        since: [
          {
            reservationId: two.reservationId,
            reference: expect.any(String),
            title: '练球',
            action: 'move-reservation',
            userName: 'jining manager',
            at: '2026-12-02T10:05:00+08:00',
          },
        ],
        current: [
          expect.objectContaining({ reservationId: two.reservationId, spaceId: jining.space('table-3'), version: 3 }),
        ],
      }),
    ])
    const en = await undo(desk, swap, { 'accept-language': 'en' })
    expect(problem(en).detail).toBe(
      'Nothing was changed. Since then: jining manager moved “练球” at 12-02 10:05. If it is still wanted, change what stands now.',
    )
    expect(await contents(house.pool)).toEqual(before)
  })

  test('also when the booker has given it back', async () => {
    const one = await table(1)
    const moved = await acted(desk, [move(jining, one, 'table-2', '18:00', '19:00')])
    const { rows } = await house.pool.query<{ id: string }>('select order_id as id from orders')
    await officer.post<OrderWire>(`/orders/${rows[0]?.id}/cancellation`, {})
    expect(problem(await undo(desk, moved)).since).toMatchObject([
      { action: 'cancel-order', userName: 'jining branch', reservationId: one.reservationId },
    ])
  })

  test('when only the old place is taken, that is the reason, and who stands there', async () => {
    const one = await table(1)
    const moved = await acted(desk, [move(jining, one, 'table-2', '18:00', '19:00')])
    await booked(rival, jining, 'table-1', '18:30', '19:30', { partyId: jining.party('branch-2'), title: '别人' })
    const reply = await undo(desk, moved)
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'space-overlap'])
    expect(problem(reply).obstacles).toMatchObject([{ title: '别人', start: at(jining, '18:30') }])
    expect(await stand(one)).toBe('table-2 18:00–19:00 confirmed v2')
  })

  test('when the old time is over, it is history', async () => {
    const one = await table(1)
    const moved = await acted(desk, [move(jining, one, 'table-1', '20:00', '21:00')])
    house.clock.now = Date.parse(at(jining, '19:30'))
    expect(refusalOf(await undo(desk, moved))).toEqual([409, '/problems/not-changeable'])
  })

  test('an act that is not there, or of another palace', async () => {
    const one = await table(1)
    const moved = await acted(desk, [move(jining, one, 'table-2', '18:00', '19:00')])
    expect((await undo(desk, { id: idOf('no act') })).status).toBe(404)
    expect((await undo(await house.as('berlin-desk'), moved)).status).toBe(404)
    expect((await undo(officer, moved)).status).toBe(403)
    expect(await stand(one)).toBe('table-2 18:00–19:00 confirmed v2')
  })
})

describe('by several', () => {
  test('two take the same act back at once: one does, the other is told who', async () => {
    for (let round = 0; round < 10; round += 1) {
      await clearOrders(house.pool)
      const one = await table(1)
      const moved = await acted(desk, [move(jining, one, 'table-2', '18:00', '19:00')])
      const replies = await Promise.all([desk, manager, desk].map(async (by) => await undo(by, moved)))
      expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
      const winner = replies.find(({ status }) => status === 201)?.body.userName
      for (const reply of replies.filter(({ status }) => status === 409)) {
        expect(problem(reply).type).toBe('/problems/moved-on')
        expect(problem(reply).since).toMatchObject([{ action: 'move-reservation', userName: winner }])
      }
      expect(await stand(one)).toBe('table-1 18:00–19:00 confirmed v3')
    }
    expect(await breaches(house.pool)).toEqual([])
  })

  test('three in turn keep one consistent chain', async () => {
    const one = await table(1)
    const browsers = [desk, manager, await house.as('coordinator')]
    let last = await acted(desk, [move(jining, one, 'table-2', '18:00', '19:00')])
    const chain = [last.id]
    for (let turn = 0; turn < 6; turn += 1) {
      const by = browsers[turn % 3] ?? desk
      // whoever takes back what is no longer the last is told so
      const old = await undo(by, { id: chain.at(-2) ?? idOf('no act') })
      expect(old.status).toBe(turn === 0 ? 404 : 409)
      last = await undone(by, last)
      chain.push(last.id)
      expect(await stand(one)).toBe(`${turn % 2 === 0 ? 'table-1' : 'table-2'} 18:00–19:00 confirmed v${turn + 3}`)
    }
    const { rows } = await house.pool.query<{ id: string; undoes: string | null }>(
      'select act_id as id, undoes from acts order by act_id',
    )
    expect(rows).toEqual(chain.map((id, i) => ({ id, undoes: chain[i - 1] ?? null })))
    expect(await breaches(house.pool)).toEqual([])
  })

  test('one who takes back while another moves on: either is first, and the other knows', async () => {
    for (let round = 0; round < 10; round += 1) {
      await clearOrders(house.pool)
      const one = await table(1)
      const moved = await acted(desk, [move(jining, one, 'table-2', '18:00', '19:00')])
      const [back, on] = await Promise.all([
        undo(desk, moved),
        act(manager, [move(jining, { ...one, version: 2 }, 'table-3', '18:00', '19:00')]),
      ])
      expect([
        [201, 412],
        [409, 201],
      ]).toContainEqual([back.status, on.status])
      expect(await stand(one)).toBe(
        back.status === 201 ? 'table-1 18:00–19:00 confirmed v3' : 'table-3 18:00–19:00 confirmed v3',
      )
    }
  })
})
