import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OrderWire, VerdictWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import {
  at,
  clearOrders,
  contents,
  count,
  decide,
  draft,
  faultsOf,
  line,
  placed,
  refusalOf,
  setHours,
  setPolicy,
  setSpaces,
  statesOf,
  theatreDraft,
} from '../support/booking.ts'
import { NOW, openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'
import type { SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let rival: Client
let desk: Client
let manager: Client

beforeAll(async () => {
  house = await openHouse()
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

const book = async (by: Client, order: object, headers = {}, query = ''): Promise<Reply<OrderWire>> =>
  await by.post<OrderWire>(`/orders${query}`, order, headers)
const branch2 = () => ({ partyId: jining.party('branch-2') })

describe('accepting at once', () => {
  test('what would wait for an officer is a reservation', async () => {
    const { status, body, headers } = await book(desk, { ...theatreDraft(jining, '14:00', '16:00'), accept: true })
    expect([status, ...statesOf(body), headers['etag'], headers['location']]).toEqual([
      201,
      'accepted',
      'accepted',
      '"2"',
      `/api/v1/orders/${body.id}`,
    ])
    expect(body.lines[0]?.reservation).toMatchObject({ state: 'confirmed', code: expect.stringMatching(/^\d{6}$/) })
    expect(body.placedBy).toBe('jining desk')
    const { rows } = await house.pool.query('select action from audit_events order by audit_id')
    expect(rows.map(({ action }: { action: string }) => action)).toEqual(['place-order', 'decide-order'])
    expect(await breaches(house.pool)).toEqual([])
  })

  test('without it the same order waits, and a line that needs nobody is confirmed as ever', async () => {
    expect(statesOf(await placed(desk, theatreDraft(jining, '14:00', '16:00')))).toEqual(['placed', 'pending'])
    const both = draft(jining, [line(jining, 'table-1', '18:00', '19:00'), line(jining, 'rehearsal', '18:00', '19:00')])
    expect(statesOf(await placed(desk, both))).toEqual(['placed', 'accepted', 'pending'])
    const { body } = await book(desk, { ...both, lines: [line(jining, 'table-2', '18:00', '19:00')], accept: true })
    expect(statesOf(body)).toEqual(['accepted', 'accepted'])
  })

  test('a taken slot is refused with who stands there, which others are not told', async () => {
    await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00'), { title: '车间练球' }))
    const wanted = draft(jining, line(jining, 'tables-left', '18:30', '19:30'), branch2())
    const reply = await book(desk, { ...wanted, accept: true })
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'space-overlap'])
    const { obstacles, alternatives } = reply.body as unknown as ProblemWire
    expect(obstacles).toEqual([
      {
        reservationId: expect.any(String),
        reference: expect.stringMatching(/^2026-/),
        title: '车间练球',
        partyName: 'jining branch-1',
        spaceId: jining.space('table-1'),
        start: at(jining, '18:00'),
        end: at(jining, '19:00'),
      },
    ])
    expect(alternatives?.length).toBeGreaterThan(0)
    const other = await book(rival, wanted)
    expect(refusalOf(other)).toEqual([409, '/problems/refused', 'space-overlap'])
    expect(other.text).not.toContain('obstacles')
    expect(await count(house.pool, 'orders')).toBe(1)
  })

  test('sent twice under one key it is one order, and a no leaves the key free', async () => {
    const order = { ...theatreDraft(jining, '14:00', '16:00'), accept: true }
    const key = { 'idempotency-key': 'desk-books-once' }
    await house.pool.query(
      `insert into closures (facility_id, closure_id, starts_at, ends_at, reason) values ($1, gen_random_uuid(), $2, $3, 'x')`,
      [jining.id, at(jining, '08:00'), at(jining, '22:00')],
    )
    expect(refusalOf(await book(desk, order, key))).toEqual([409, '/problems/refused', 'closure'])
    await house.pool.query('delete from closures')
    const replies = await Promise.all([1, 2, 3].map(async () => await book(desk, order, key)))
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
    expect(await count(house.pool, 'orders')).toBe(1)
    expect(refusalOf(await book(desk, { ...order, title: '另一场' }, key))).toEqual([409, '/problems/key-reused'])
  })

  test('a dry run answers in full and writes nothing', async () => {
    const before = await contents(house.pool)
    const yes = await desk.post<VerdictWire>('/orders?dryRun=true', {
      ...theatreDraft(jining, '14:00', '16:00'),
      accept: true,
    })
    expect([yes.status, yes.body.verdict, yes.body.routes]).toEqual([200, 'fits', ['approval']])
    const no = await desk.post<VerdictWire>('/orders?dryRun=true', {
      ...theatreDraft(jining, '14:00', '16:00', { headcount: 700 }),
      accept: true,
    })
    expect([no.status, no.body.verdict, no.body.violations.map(({ constraint }) => constraint)]).toEqual([
      200,
      'refused',
      ['capacity'],
    ])
    expect(await contents(house.pool)).toEqual(before)
  })
})

describe('who would lose', () => {
  test('is told first, and declined on the desk’s word', async () => {
    const lost = await placed(officer, theatreDraft(jining, '14:00', '16:00', { title: '合唱' }))
    const order = { ...theatreDraft(jining, '15:00', '17:00', branch2()), accept: true }
    const warned = await book(desk, order)
    expect(refusalOf(warned)).toEqual([409, '/problems/would-displace'])
    expect((warned.body as unknown as ProblemWire).competitors).toMatchObject([{ orderId: lost.id, title: '合唱' }])
    expect(await count(house.pool, 'orders')).toBe(1)
    expect((await book(desk, { ...order, displace: true })).status).toBe(201)
    const { body } = await officer.get<OrderWire>(`/orders/${lost.id}`)
    expect([...statesOf(body), body.lines[0]?.reasonCode]).toEqual(['declined', 'declined', 'taken-by-other'])
    expect(await breaches(house.pool)).toEqual([])
  })

  test('only those who were seen lose: one who came since the warning is told of first', async () => {
    const one = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    const seen = [one.lines[0]?.id]
    const two = await placed(officer, theatreDraft(jining, '16:00', '18:00', { title: '后来的' }))
    const wanted = theatreDraft(jining, '14:00', '18:00', branch2())
    const request = await placed(rival, wanted)
    for (const reply of [
      await decide(desk, request, { decision: 'accept', displace: seen }),
      await book(desk, { ...wanted, accept: true, displace: seen }),
    ]) {
      expect(refusalOf(reply)).toEqual([409, '/problems/would-displace'])
      const { competitors = [] } = reply.body as unknown as ProblemWire
      expect(competitors.map(({ orderId }) => orderId)).toContain(two.id)
    }
    expect(statesOf((await officer.get<OrderWire>(`/orders/${one.id}`)).body)).toEqual(['placed', 'pending'])
    const both = [...seen, two.lines[0]?.id]
    expect((await decide(desk, request, { decision: 'accept', displace: both })).status).toBe(200)
    expect(statesOf((await officer.get<OrderWire>(`/orders/${two.id}`)).body)).toEqual(['declined', 'declined'])
  })
})

describe('setting rules aside', () => {
  const walkIn = () => draft(jining, line(jining, 'table-1', '09:30', '10:30', '2026-12-02'))

  test('a walk-in whose half hour has begun: staff waive the notice, and it is on the line and on the record', async () => {
    expect(refusalOf(await book(desk, { ...walkIn(), accept: true }))).toEqual([409, '/problems/refused', 'notice'])
    const waivers = [{ constraint: 'notice', reason: '现场办理' }]
    const { status, body } = await book(desk, { ...walkIn(), accept: true, waivers })
    expect([status, body.lines[0]?.waivers]).toEqual([201, waivers])
    expect(
      await count(house.pool, `audit_events where action = 'decide-order' and data->'waivers' @> $1`, [
        JSON.stringify(waivers),
      ]),
    ).toBe(1)
  })

  test('what only a manager may set aside, the desk may not', async () => {
    const order = {
      ...theatreDraft(jining, '14:00', '16:00', { headcount: 601 }),
      accept: true,
      waivers: [{ constraint: 'capacity', reason: '站席一人' }],
    }
    const reply = await book(desk, order)
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/waivers/0/constraint', 'may-not-waive']]])
    expect((await book(manager, order)).status).toBe(201)
  })

  test('nobody sets aside what the floor forbids, nor a rule that is not there', async () => {
    const waivers = [
      { constraint: 'space-overlap', reason: '领导要求' },
      { constraint: 'gravity', reason: '领导要求' },
    ]
    const reply = await book(manager, { ...walkIn(), accept: true, waivers })
    expect([reply.status, faultsOf(reply)]).toEqual([
      400,
      [
        ['/waivers/0/constraint', 'may-not-waive'],
        ['/waivers/1/constraint', 'not-there'],
      ],
    ])
  })

  test('without accepting there is nothing to set aside for', async () => {
    const reply = await book(desk, { ...walkIn(), waivers: [{ constraint: 'notice', reason: '现场办理' }] })
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/accept', 'required']]])
  })

  test('a check of the same order knows the waivers too', async () => {
    const checked = async (more: object) => {
      const { body } = await desk.post<VerdictWire>('/checks', { ...walkIn(), ...more })
      return [body.verdict, body.violations.filter(({ level }) => level === 'hard').map(({ constraint }) => constraint)]
    }
    expect(await checked({})).toEqual(['refused', ['notice']])
    expect(await checked({ waivers: [{ constraint: 'notice', reason: '现场办理' }] })).toEqual(['fits', ['notice']])
  })
})

test('a branch officer may say none of it, is told which fields, and books as ever without them', async () => {
  const order = draft(jining, line(jining, 'table-1', '18:00', '19:00'))
  const more = { accept: true, waivers: [{ constraint: 'notice', reason: '现场办理' }], displace: true }
  for (const path of ['/orders', '/checks']) {
    const reply = await officer.post(path, { ...order, ...more })
    expect([reply.status, faultsOf(reply)]).toEqual([
      400,
      [
        ['/accept', 'desk-only'],
        ['/waivers', 'desk-only'],
        ['/displace', 'desk-only'],
      ],
    ])
  }
  expect(await count(house.pool, 'orders')).toBe(0)
  expect((await officer.post('/orders', order)).status).toBe(201)
})

test('two desks that accept rivals at once: one is first, the other is refused', async () => {
  const replies = await Promise.all(
    [desk, manager, await house.as('coordinator')].map(
      async (by) => await book(by, { ...theatreDraft(jining, '14:00', '16:00'), accept: true }),
    ),
  )
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
  expect(await count(house.pool, `claims where status <> 'released'`)).toBe(1)
  expect(await breaches(house.pool)).toEqual([])
})

describe('the next free table now', () => {
  interface Offers {
    readonly items: readonly { readonly lines: readonly { readonly spaceId: string; readonly start: string }[] }[]
  }
  const now = Date.parse('2026-12-02T18:37:00+08:00')
  const ask = (more: object) => ({
    durationMinutes: 60,
    headcount: 2,
    spaceCodes: ['table-1', 'table-2'],
    windows: [{ start: '2026-12-02T18:37:00+08:00', end: '2026-12-02T21:00:00+08:00' }],
    ...more,
  })

  test('for who stands at the desk the notice does not count, and the half hour that has begun does', async () => {
    house.clock.now = now
    await setSpaces(house, ['table-1', 'table-2'], 'notice_minutes = 60')
    await placed(officer, draft(jining, line(jining, 'table-1', '20:00', '21:00', '2026-12-02')))
    const first = async (more: object) => {
      const { body } = await desk.post<Offers>('/availability', ask(more))
      return body.items[0]?.lines[0]
    }
    expect(await first({})).toMatchObject({
      spaceId: jining.space('table-2'),
      start: at(jining, '20:00', '2026-12-02'),
    })
    const lines = [await first({ walkIn: true })].flatMap((one) => one ?? [])
    expect(lines.map(({ start }) => start)).toEqual([at(jining, '18:30', '2026-12-02')])
    const offered = { ...draft(jining, [], { partyId: jining.party('branch-2') }), lines }
    const waivers = [{ constraint: 'notice', reason: '现场办理' }]
    expect((await book(desk, { ...offered, accept: true, waivers })).status).toBe(201)
  })

  test('each table is an answer of its own: who stands here sees which are free', async () => {
    house.clock.now = now
    const tables = async (more: object) => {
      const { body } = await desk.post<Offers>('/availability', ask(more))
      return body.items.map(({ lines: [first] }) => first?.spaceId)
    }
    expect(await tables({})).toEqual([jining.space('table-1')])
    const both = [jining.space('table-1'), jining.space('table-2')]
    expect(await tables({ walkIn: true })).toEqual(both)
    await placed(officer, draft(jining, line(jining, 'table-1', '19:00', '20:00', '2026-12-02')))
    expect(await tables({ walkIn: true })).toEqual(both.toReversed())
  })

  test('is not for branch officers', async () => {
    const reply = await officer.post('/availability', ask({ walkIn: true }))
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/walkIn', 'desk-only']]])
  })
})

test('the desk asks why for a party of its choice', async () => {
  await setPolicy(house, {
    eligibility: [{ spaces: ['table'], parties: ['palace'] }],
  })
  const why = async (party: string) => {
    const query = new URLSearchParams({
      spaceId: jining.space('table-1'),
      start: at(jining, '18:00'),
      end: at(jining, '19:00'),
      partyId: jining.party(party),
    })
    const { body } = await desk.get<{ verdict: string }>(`/cells/why?${query}`)
    return body.verdict
  }
  expect([await why('palace'), await why('branch-1')]).toEqual(['fits', 'refused'])
})

test('one at a moment holds across midnight, from either side', async () => {
  await setHours(house, null, [[0, 1440]])
  await setPolicy(house, {
    quotas: [{ per: 'party-at-once', spaces: 'any', parties: 'any', unit: 'bookings', limit: 1 }],
  })
  const night = { ...line(jining, 'table-1', '23:00', '24:00'), end: at(jining, '01:00', '2026-12-06') }
  await placed(officer, draft(jining, night))
  const early = draft(jining, line(jining, 'table-2', '00:30', '01:30', '2026-12-06'))
  expect(refusalOf(await book(officer, early))).toEqual([409, '/problems/refused', 'concurrent'])
  await clearOrders(house.pool)
  await placed(officer, early)
  expect(refusalOf(await book(officer, draft(jining, night)))).toEqual([409, '/problems/refused', 'concurrent'])
})
