import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { addReservation, idOf } from '../support/palace.ts'

let house: TestHouse
let manager: Client

beforeAll(async () => {
  house = await openHouse()
  manager = await house.as('manager')
})
afterAll(async () => await house.close())

interface Items<T = Record<string, unknown>> {
  readonly items: readonly T[]
}

describe('palaces', () => {
  test('a visitor sees them all, somebody signed in their own', async () => {
    const jining = {
      id: house.jining.id,
      code: 'jining',
      name: { 'zh-CN': 'jining文化宫', en: 'jining palace' },
      timeZone: 'Asia/Shanghai',
    }
    const berlin = {
      id: house.berlin.id,
      code: 'berlin',
      name: { 'zh-CN': 'berlin文化宫', en: 'berlin palace' },
      timeZone: 'Europe/Berlin',
    }
    expect((await house.visitor.get('/facilities')).body).toEqual({ items: [jining, berlin] })
    expect((await manager.get('/facilities')).body).toEqual({ items: [jining] })
  })

  test.each(['/spaces', '/opening-hours', '/closures', '/day-types?from=2026-12-01&until=2026-12-01'])(
    '%s of another palace is not there for somebody signed in',
    async (path) => {
      const join = path.includes('?') ? '&' : '?'
      expect((await manager.get(`${path}${join}facility=berlin`)).status).toBe(404)
      expect((await manager.get(`${path}${join}facility=jining`)).status).toBe(200)
      expect((await house.visitor.get(`${path}${join}facility=berlin`)).status).toBe(200)
      expect((await house.visitor.get(`${path}${join}facility=nowhere`)).status).toBe(404)
    },
  )
})

describe('spaces', () => {
  test('are listed in the order of the board, with their conditions', async () => {
    const { body } = await house.visitor.get<Items<SpaceWire>>('/spaces')
    expect(body.items.map(({ code }) => code)).toEqual([
      'theatre',
      'tables',
      'tables-left',
      'table-1',
      'table-2',
      'table-3',
      'table-4',
      'rehearsal',
      'rehearsal-a',
      'rehearsal-b',
      'classroom',
    ])
    expect(body.items[0]).toEqual({
      id: house.jining.space('theatre'),
      code: 'theatre',
      parentId: null,
      atomIds: [idOf('jining/atom/theatre')],
      name: { 'zh-CN': 'theatre室', en: 'theatre' },
      kind: 'theatre',
      capacity: 600,
      features: [],
      setUpMinutes: 60,
      strikeMinutes: 60,
      gridMinutes: 30,
      minMinutes: 30,
      maxMinutes: 720,
      noticeMinutes: 0,
      horizonDays: 60,
      bookable: true,
      conditions: { version: 1, text: { 'zh-CN': '请提前与技术员联系。', en: 'Speak to the technician first.' } },
    })
    const left = body.items.find(({ code }) => code === 'tables-left')
    expect([left?.parentId, left?.atomIds, left?.conditions]).toEqual([
      house.jining.space('tables'),
      [idOf('jining/atom/t1'), idOf('jining/atom/t2')].toSorted(),
      null,
    ])
  })

  test('another palace has its own', async () => {
    const { body } = await house.visitor.get<Items<SpaceWire>>('/spaces?facility=berlin')
    expect(body.items.find(({ code }) => code === 'theatre')?.id).toBe(house.berlin.space('theatre'))
  })

  test('who has them already is told so, until something changes', async () => {
    const first = await house.visitor.get('/spaces')
    const etag = String(first.headers['etag'])
    expect(first.headers['cache-control']).toBe('private, no-cache')
    for (const header of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await house.visitor.get('/spaces', { 'if-none-match': header })
      expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', etag])
    }
    await house.pool.query('update spaces set capacity = 601 where space_id = $1', [house.jining.space('theatre')])
    const changed = await house.visitor.get<Items<SpaceWire>>('/spaces', { 'if-none-match': etag })
    expect([changed.status, changed.body.items[0]?.capacity]).toEqual([200, 601])
    expect(changed.headers['etag']).not.toBe(etag)
  })
})

test('opening hours are told as the clock shows them, midnight as 24:00', async () => {
  await house.pool.query('update opening_hours set closes = 1440, weekdays = $2 where hours_id = $1', [
    idOf('berlin/hours/theatre/weekend'),
    [6],
  ])
  const { body } = await house.visitor.get<Items>('/opening-hours?facility=berlin')
  expect(body.items.slice(0, 2)).toEqual([
    {
      spaceId: house.berlin.space('theatre'),
      dayKind: 'workday',
      weekdays: null,
      opens: '08:00',
      closes: '22:00',
      from: null,
      until: null,
    },
    {
      spaceId: house.berlin.space('theatre'),
      dayKind: 'weekend',
      weekdays: [6],
      opens: '08:00',
      closes: '24:00',
      from: null,
      until: null,
    },
  ])
  expect(body.items).toHaveLength(16)
})

describe('types of days', () => {
  test('follow the notice, and say where it is still to come', async () => {
    const get = async (from: string, until: string, facility = 'jining') =>
      (await house.visitor.get<Items>(`/day-types?from=${from}&until=${until}&facility=${facility}`)).body.items
    expect(await get('2026-10-01', '2026-10-03')).toEqual([
      { date: '2026-10-01', kind: 'legal-holiday', name: '国庆节', announced: true },
      { date: '2026-10-02', kind: 'workday', name: null, announced: true },
      { date: '2026-10-03', kind: 'weekend', name: null, announced: true },
    ])
    expect(await get('2026-10-10', '2026-10-10')).toEqual([
      { date: '2026-10-10', kind: 'make-up-workday', name: '国庆节', announced: true },
    ])
    expect(await get('2027-01-01', '2027-01-01')).toEqual([
      { date: '2027-01-01', kind: 'workday', name: null, announced: false },
    ])
    // A palace without notices waits for none.
    expect(await get('2027-01-01', '2027-01-01', 'berlin')).toEqual([
      { date: '2027-01-01', kind: 'workday', name: null, announced: true },
    ])
  })

  test.each([
    ['from=2026-12-02&until=2026-12-01', [{ pointer: '/query/until', key: 'end-before-start', params: {} }]],
    [
      'from=2026-01-01&until=2099-01-01',
      [{ pointer: '/query/until', key: 'maximum', params: { limit: '2028-03-11' } }],
    ],
    ['from=2026-02-30&until=2026-03-01', [{ pointer: '/query/from', key: 'format-local-date', params: {} }]],
    ['from=2026-02-01', [{ pointer: '/query/until', key: 'required', params: {} }]],
  ])('%s is refused', async (query, errors) => {
    const { status, body } = await house.visitor.get<ProblemWire>(`/day-types?${query}`)
    expect([status, body.errors]).toEqual([400, errors])
  })
})

interface Declared {
  readonly closure: Record<string, unknown>
  readonly hit: readonly Record<string, unknown>[]
}

function closure(changes: object = {}): Record<string, unknown> {
  return {
    spaceId: null,
    start: '2026-12-10T08:00:00+08:00',
    end: '2026-12-10T12:00:00+08:00',
    reason: '检修',
    ...changes,
  }
}

async function declare(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply<Declared>> {
  return await manager.post<Declared>('/closures', body, headers)
}

describe('closures', () => {
  test('one that is declared is listed in the hour of the palace, kept on record, and lifted again', async () => {
    const { status, body } = await declare(closure({ start: '2026-12-10T00:00:00Z', end: '2026-12-10T04:00:00Z' }))
    expect(status).toBe(201)
    const id = String(body.closure['id'])
    const told = {
      id,
      spaceId: null,
      start: '2026-12-10T08:00:00+08:00',
      end: '2026-12-10T12:00:00+08:00',
      reason: '检修',
    }
    expect(body).toEqual({ closure: told, hit: [] })
    expect((await house.visitor.get('/closures')).body).toEqual({ items: [told] })
    expect((await house.visitor.get('/closures?facility=berlin')).body).toEqual({ items: [] })
    expect((await manager.delete(`/closures/${id}`)).status).toBe(204)
    expect((await house.visitor.get('/closures')).body).toEqual({ items: [] })
    expect((await manager.delete(`/closures/${id}`)).status).toBe(404)
    const { rows } = await house.pool.query(
      'select action, user_id, data from audit_events where noun_id = $1 order by audit_id',
      [id],
    )
    const data = { spaceId: null, reason: '检修', during: { start: 1_796_860_800_000, end: 1_796_875_200_000 } }
    const by = house.jining.user('manager')
    expect(rows).toEqual([
      { action: 'declare-closure', user_id: by, data },
      { action: 'lift-closure', user_id: by, data },
    ])
  })

  test('one that is over is listed no more', async () => {
    const { body } = await declare(closure({ start: '2026-12-01T08:00:00+08:00', end: '2026-12-02T10:00:00+08:00' }))
    expect((await house.visitor.get('/closures')).body).toEqual({ items: [] })
    await manager.delete(`/closures/${String(body.closure['id'])}`)
  })

  test('the reservations it meets stay and are named: those that share an atom and an instant', async () => {
    const at = (start: string, end: string): { start: string; end: string } => ({
      start: `2026-12-11T${start}:00+08:00`,
      end: `2026-12-11T${end}:00+08:00`,
    })
    await addReservation(house.pool, house.jining, {
      reference: 'whole-hall',
      space: 'tables',
      ...at('09:00', '10:00'),
    })
    await addReservation(house.pool, house.jining, { reference: 'table-1', space: 'table-1', ...at('10:00', '11:00') })
    await addReservation(house.pool, house.jining, { reference: 'table-3', space: 'table-3', ...at('10:00', '11:00') })
    await addReservation(house.pool, house.jining, { reference: 'before', space: 'table-1', ...at('08:00', '09:00') })
    await addReservation(house.pool, house.jining, { reference: 'after', space: 'table-1', ...at('12:00', '13:00') })
    await addReservation(house.pool, house.jining, {
      reference: 'gone',
      space: 'table-2',
      state: 'cancelled',
      ...at('09:00', '10:00'),
    })
    await addReservation(house.pool, house.berlin, { reference: 'berlin', space: 'table-1', ...at('09:00', '10:00') })
    const left = await declare(closure({ spaceId: house.jining.space('tables-left'), ...at('09:00', '12:00') }))
    expect(left.body.hit).toEqual([
      {
        reservationId: idOf('jining/reservation/whole-hall'),
        reference: 'whole-hall',
        title: 'whole-hall',
        start: '2026-12-11T09:00:00+08:00',
        end: '2026-12-11T10:00:00+08:00',
      },
      {
        reservationId: idOf('jining/reservation/table-1'),
        reference: 'table-1',
        title: 'table-1',
        start: '2026-12-11T10:00:00+08:00',
        end: '2026-12-11T11:00:00+08:00',
      },
    ])
    const all = await declare(closure(at('09:00', '12:00')))
    expect(all.body.hit.map(({ reference }) => reference)).toEqual(['whole-hall', 'table-1', 'table-3'])
    const { rows } = await house.pool.query<{ count: number }>(
      "select count(*) from reservations where state = 'confirmed'",
    )
    expect(rows).toEqual([{ count: 6 }])
    for (const { body } of [left, all]) await manager.delete(`/closures/${String(body.closure['id'])}`)
  })

  test.each([
    [{ end: '2026-12-10T08:00:00+08:00' }, { pointer: '/end', key: 'end-before-start', params: {} }],
    [{ end: '2026-12-09T08:00:00+08:00' }, { pointer: '/end', key: 'end-before-start', params: {} }],
    [{ spaceId: idOf('unknown') }, { pointer: '/spaceId', key: 'not-there', params: {} }],
    [{ spaceId: idOf('berlin/space/theatre') }, { pointer: '/spaceId', key: 'not-there', params: {} }],
  ])('%j is refused and nothing is written', async (changes, fault) => {
    const before = await counts()
    const { status, body } = await manager.post<ProblemWire>('/closures', closure(changes))
    expect([status, body.errors]).toEqual([400, [fault]])
    expect(await counts()).toEqual(before)
  })

  test("another palace's closure cannot be lifted", async () => {
    const { body } = await declare(closure())
    const id = String(body.closure['id'])
    const stranger = await house.as('berlin-manager')
    expect((await stranger.delete(`/closures/${id}`)).status).toBe(404)
    expect((await manager.delete(`/closures/${id}`)).status).toBe(204)
  })
})

describe('the same Idempotency-Key', () => {
  test('sent again gives the first answer and writes nothing', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const first = await declare(closure(), key)
    const before = await counts()
    const second = await declare(closure(), key)
    expect([second.status, second.body]).toEqual([201, first.body])
    expect(await counts()).toEqual(before)
  })

  test('sent twenty times at once makes one closure', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const replies = await Promise.all(
      Array.from({ length: 20 }, async () => await declare(closure({ reason: 'race' }), key)),
    )
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(replies.map(({ body }) => body.closure['id'])).size).toBe(1)
    const { rowCount } = await house.pool.query(`select 1 from closures where reason = 'race'`)
    expect(rowCount).toBe(1)
  })

  test('with another content is refused', async () => {
    const key = { 'idempotency-key': randomUUID() }
    await declare(closure(), key)
    const { status, body } = await manager.post<ProblemWire>('/closures', closure({ reason: 'another' }), key)
    expect([status, body.type]).toEqual([409, '/problems/key-reused'])
  })

  test('of somebody else is another key', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const admin = await house.as('admin')
    const first = await declare(closure(), key)
    const second = await admin.post<Declared>('/closures', closure(), key)
    expect(second.status).toBe(201)
    expect(second.body.closure['id']).not.toBe(first.body.closure['id'])
  })

  test('stays free when the first send was refused', async () => {
    const key = { 'idempotency-key': randomUUID() }
    expect((await declare(closure({ spaceId: idOf('unknown') }), key)).status).toBe(400)
    expect((await declare(closure(), key)).status).toBe(201)
  })

  test.each(['short', 'x'.repeat(201), 'with space', '中文的编号也不行啊'.normalize()])('%j is no key', async (key) => {
    const header = Buffer.from(key).toString('latin1')
    const { status, body } = await manager.post<ProblemWire>('/closures', closure(), { 'idempotency-key': header })
    expect([status, body.errors]).toEqual([
      400,
      [{ pointer: '/headers/idempotency-key', key: 'key-length', params: {} }],
    ])
  })
})

test('the policy is the newest version', async () => {
  const { body } = await manager.get<{ version: number; body: Record<string, unknown> }>('/policies')
  expect([body.version, body.body['cancelMinutes'], body.body['holdMinutes']]).toEqual([1, 30, 15])
})

async function counts(): Promise<unknown> {
  const { rows } = await house.pool.query(
    `select (select count(*) from closures) as closures, (select count(*) from audit_events) as audit,
      (select count(*) from idempotency_keys) as keys`,
  )
  return rows
}
