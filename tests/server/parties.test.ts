import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PartyWire } from '@gongyue/shared/api/parties.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { clearOrders, contents, count, draft, faultsOf, line, placed } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { idOf, type SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let desk: Client

const PEOPLE: readonly (readonly [code: string, kind: string, name: string, phone: string | null])[] = [
  ['b-01', 'branch', '恒岱精工机械有限公司工会', '0537-2201234'],
  ['b-02', 'branch', '微澜家纺有限公司工会', '13900001235'],
  ['p-01', 'person', '曹明远', '13800001234'],
  ['p-02', 'person', '曹敏', '138 0000 5678'],
  ['p-03', 'person', 'Anna Cao', null],
  ['x-01', 'partner', '小荷少儿艺术团', '13700009999'],
]

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  desk = await house.as('desk')
})
beforeEach(async () => {
  await clearOrders(house.pool)
  await house.pool.query(`delete from parties where code ~ '^(b|p|x)-' or code like 'person-%'`)
  for (const [code, kind, name, phone] of PEOPLE)
    await house.pool.query(
      'insert into parties (facility_id, party_id, kind, code, name, phone) values ($1, $2, $3, $4, $5, $6)',
      [jining.id, idOf(`party ${code}`), kind, code, name, phone],
    )
})
afterAll(async () => await house.close())

async function found(q: string, by = desk): Promise<readonly string[]> {
  const { status, body } = await by.get<{ items: readonly PartyWire[] }>(`/parties?${new URLSearchParams({ q })}`)
  expect(status).toBe(200)
  return body.items.map(({ code }) => code)
}

describe('finding', () => {
  test.each([
    ['曹明远', ['p-01']],
    ['曹', ['p-02', 'p-01']],
    ['caomingyuan', ['p-01']],
    ['cao ming', ['p-01']],
    ['cmy', ['p-01']],
    ['CM', ['p-02', 'p-01']],
    ['cao', ['p-02', 'p-01', 'p-03']],
    ['jinggong', ['b-01']],
    ['jgjx', ['b-01']],
    ['精工', ['b-01']],
    ['ｂ－０１', ['b-01']],
    ['b-0', ['b-02', 'b-01']],
    ['1234', ['p-01', 'b-01']],
    ['00005678', ['p-02']],
    ['138 0000 1234', ['p-01']],
    ['+86 138-0000-1234', ['p-01']],
    ['9999', ['x-01']],
    ['12', []],
    ['ong', []],
    ['anna', ['p-03']],
  ])('%s: %j', async (q, codes) => {
    expect(await found(q)).toEqual(codes)
  })

  test('exactly this comes before what begins with it, and that before what holds it', async () => {
    for (const [code, name] of [
      ['b-11', '工会'],
      ['b-12', '工会小组'],
    ])
      await house.pool.query(
        `insert into parties (facility_id, party_id, kind, code, name) values ($1, $2, 'branch', $3, $4)`,
        [jining.id, idOf(`party ${code}`), code, name],
      )
    expect(await found('工会')).toEqual(['b-11', 'b-12', 'b-02', 'b-01'])
  })

  test('a telephone number is masked, and what was changed a moment ago is found', async () => {
    const [one] = (await desk.get<{ items: readonly PartyWire[] }>('/parties?q=p-02')).body.items
    expect(one).toEqual({
      id: idOf('party p-02'),
      kind: 'person',
      code: 'p-02',
      name: '曹敏',
      parentName: null,
      phone: '138****5678',
      suspended: false,
    })
    await house.pool.query(`update parties set name = '赵敏' where code = 'p-02'`)
    expect([await found('曹敏'), await found('zhaomin')]).toEqual([[], ['p-02']])
  })

  test('nothing of another palace, as many as asked for, and a word to look for', async () => {
    expect(await found('caomingyuan', await house.as('berlin-desk'))).toEqual([])
    const { body } = await desk.get<{ items: readonly PartyWire[] }>('/parties?q=cao&limit=1')
    expect(body.items.map(({ code }) => code)).toEqual(['p-02'])
    const reply = await desk.get('/parties?q=%20')
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/query/q', 'blank']]])
  })

  test('among five thousand', async () => {
    await house.pool.query(
      `insert into parties (facility_id, party_id, kind, code, name, phone)
       select $1, gen_random_uuid(), 'person', 'p-m' || n, chr(19968 + n % 3000) || chr(20000 + n % 2500) || '兰', '15' || lpad(n::text, 9, '0')
       from generate_series(1, 5000) n`,
      [jining.id],
    )
    expect(await found('00004321')).toEqual(['p-m4321'])
    expect(await found('caomingyuan')).toEqual(['p-01'])
  })
})

describe('taking down a person', () => {
  const create = async (body: object, headers = {}) => await desk.post<PartyWire>('/parties', body, headers)

  test('who is found and booked for at once', async () => {
    const { status, body } = await create({ kind: 'person', name: ' 石磊 ', phone: '136-1111 2222' })
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(String),
        kind: 'person',
        code: expect.stringMatching(/^person-[0-9a-f]{12}$/),
        name: '石磊',
        parentName: null,
        phone: '136****2222',
        suspended: false,
      },
    ])
    expect(await found('shilei')).toEqual([body.code])
    await placed(desk, draft(jining, line(jining, 'table-1', '18:00', '19:00'), { partyId: body.id }))
    expect(await count(house.pool, `audit_events where action = 'create-party' and noun_id = $1`, [body.id])).toBe(1)
  })

  test('one with the same number is offered instead', async () => {
    const before = await contents(house.pool)
    const reply = await create({ kind: 'person', name: '曹敏', phone: '138-0000-5678' })
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({
      type: '/problems/party-exists',
      current: [{ id: idOf('party p-02'), name: '曹敏', phone: '138****5678' }],
    })
    expect(await contents(house.pool)).toEqual(before)
    expect((await create({ kind: 'person', name: '曹敏' })).status).toBe(201)
  })

  test('at two desks at once: one is taken down, the other is offered that one', async () => {
    for (let round = 0; round < 10; round += 1) {
      const person = { kind: 'person', name: '石磊', phone: `1361111${2000 + round}` }
      const replies = await Promise.all([1, 2, 3].map(async () => await create(person)))
      expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    }
  })

  test('sent twice under one key it is one person', async () => {
    const person = { kind: 'person', name: '石磊', phone: '13611112222' }
    const key = { 'idempotency-key': 'new-person-1' }
    const replies = await Promise.all([1, 2, 3].map(async () => await create(person, key)))
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(await count(house.pool, `parties where phone = '13611112222'`)).toBe(1)
    const other = await create({ ...person, name: '石垒' }, key)
    expect((other.body as unknown as ProblemWire).type).toBe('/problems/key-reused')
  })

  test.each([
    [{ kind: 'branch', name: 'x' }, '/kind', 'one-of'],
    [{ kind: 'person', name: '  ' }, '/name', 'blank'],
    [{ kind: 'person', name: 'x', phone: '拨打我' }, '/phone', 'pattern'],
    [{ kind: 'person', name: 'x', suspended: false }, '/suspended', 'unknown-field'],
  ])('%j is a fault of %s', async (body, pointer, key) => {
    const reply = await create(body)
    expect([reply.status, faultsOf(reply)]).toEqual([400, [[pointer, key]]])
  })
})

describe('a telephone number in full', () => {
  const reveal = async (by: Client, id: string, body: object) =>
    await by.post<{ phone: string | null }>(`/parties/${id}/phone`, body)

  test('is told for a reason, which is kept', async () => {
    const id = idOf('party p-01')
    const reply = await reveal(desk, id, { reason: '场地变更，需电话通知' })
    expect([reply.status, reply.body]).toEqual([200, { phone: '13800001234' }])
    const { rows } = await house.pool.query(
      `select user_id as by, noun, noun_id as id, data from audit_events where action = 'reveal-phone'`,
    )
    expect(rows).toEqual([{ by: jining.user('desk'), noun: 'party', id, data: { reason: '场地变更，需电话通知' } }])
  })

  test('not without one, not of another palace; who has none has none', async () => {
    const id = idOf('party p-01')
    expect(faultsOf(await reveal(desk, id, { reason: '  ' }))).toEqual([['/reason', 'blank']])
    expect((await reveal(await house.as('berlin-desk'), id, { reason: '回电' })).status).toBe(404)
    expect(await count(house.pool, 'audit_events')).toBe(0)
    expect((await reveal(desk, idOf('party p-03'), { reason: '回电' })).body).toEqual({ phone: null })
  })
})

describe('how a party stands', () => {
  interface Standing {
    readonly month: number
    readonly monthMinutes: number
    readonly noShows: number
    readonly points: number
    readonly pointLimit: number
  }
  const standing = async (id: string, by = desk) => await by.get<Standing>(`/parties/${id}/standing`)

  test('what it had this month, and its points that still count', async () => {
    const partyId = jining.party('branch-1')
    const nothing = { month: 0, monthMinutes: 0, noShows: 0, points: 0, pointLimit: 2 }
    expect((await standing(partyId)).body).toEqual(nothing)
    const order = await placed(desk, draft(jining, line(jining, 'table-1', '18:00', '19:30'), { partyId }))
    expect((await standing(partyId)).body).toEqual({ ...nothing, month: 1, monthMinutes: 90 })
    await house.pool.query(
      `insert into no_show_points (facility_id, reservation_id, party_id, person_id, points, given_at, expires_at)
       select facility_id, reservation_id, party_id, null, 1, $2, $3 from reservations where order_id = $1`,
      [order.id, new Date(house.clock.now - 1), new Date(house.clock.now + 86_400_000)],
    )
    await house.pool.query(`update reservations set state = 'no-show' where order_id = $1`, [order.id])
    expect((await standing(partyId)).body).toEqual({ ...nothing, noShows: 1, points: 1 })
  })

  test('is not told of another palace’s', async () => {
    expect((await standing(jining.party('branch-1'), await house.as('berlin-desk'))).status).toBe(404)
  })
})
