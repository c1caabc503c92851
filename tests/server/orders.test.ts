import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OrderWire, VerdictWire } from '@gongyue/shared/api/orders.ts'
import {
  clearOrders,
  contents,
  count,
  draft,
  faultsOf,
  line,
  placed,
  refusalOf,
  setPolicy,
  theatreDraft,
  withRefusalKept,
} from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { idOf, type SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let desk: Client

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  officer = await house.as('branch')
  desk = await house.as('desk')
})
beforeEach(async () => {
  await clearOrders(house.pool)
})
afterAll(async () => await house.close())

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/) as string

describe('placing an order', () => {
  test('a table needs no approval: it is confirmed at once, with a code for the door', async () => {
    const { status, body, headers } = await officer.post<OrderWire>(
      '/orders',
      draft(jining, line(jining, 'table-1', '18:00', '19:00'), { purpose: '例行活动', features: [] }),
    )
    expect(status).toBe(201)
    expect(body).toEqual({
      id: UUID,
      reference: expect.stringMatching(/^2026-\d{6}$/) as string,
      title: '练球',
      purpose: '例行活动',
      headcount: 2,
      partyId: jining.party('branch-1'),
      partyName: 'jining branch-1',
      placedBy: 'jining branch',
      placedAt: '2026-12-02T10:00:00+08:00',
      state: 'accepted',
      version: 1,
      lines: [
        {
          id: UUID,
          kind: 'space',
          spaceId: jining.space('table-1'),
          start: '2026-12-05T18:00:00+08:00',
          end: '2026-12-05T19:00:00+08:00',
          state: 'accepted',
          reasonCode: null,
          reason: null,
          decidedAt: '2026-12-02T10:00:00+08:00',
          waivers: [],
          reservation: { id: UUID, state: 'confirmed', code: expect.stringMatching(/^\d{6}$/) as string },
        },
      ],
    })
    expect([headers['location'], headers['etag']]).toEqual([`/api/v1/orders/${body.id}`, '"1"'])
  })

  test('what is read back is what was answered', async () => {
    const order = await placed(
      officer,
      draft(jining, [line(jining, 'table-1', '18:00', '19:00'), line(jining, 'rehearsal-a', '18:00', '19:00')]),
    )
    const { body, headers } = await officer.get(`/orders/${order.id}`)
    expect(body).toEqual(order)
    expect(headers['etag']).toBe('"1"')
  })

  test('the theatre needs approval: a request, which holds nothing', async () => {
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    expect([order.state, order.lines[0]?.state, order.lines[0]?.reservation]).toEqual(['placed', 'pending', null])
    expect(await count(house.pool, 'claims')).toBe(0)
  })

  test('lines go their own ways: the table is confirmed while the hall waits', async () => {
    const order = await placed(
      officer,
      draft(jining, [line(jining, 'table-1', '18:00', '19:00'), line(jining, 'rehearsal', '18:00', '19:00')]),
    )
    expect([order.state, ...order.lines.map(({ state }) => state)]).toEqual(['placed', 'accepted', 'pending'])
    expect(await count(house.pool, `claims where status = 'confirmed'`)).toBe(1)
  })

  test('a space of several atoms claims each of them, set-up and strike included', async () => {
    await setPolicy(house, {
      approvals: [{ spaces: 'any', parties: 'any', when: 'any', route: 'direct' }],
    })
    await placed(officer, draft(jining, line(jining, 'tables', '18:00', '20:00')))
    await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    const { rows } = await house.pool.query(
      `select a.code, to_char(c.held_from at time zone 'Asia/Shanghai', 'HH24:MI') as from,
         to_char(c.held_until at time zone 'Asia/Shanghai', 'HH24:MI') as until
       from claims c join atoms a using (facility_id, atom_id) order by a.code`,
    )
    expect(rows).toEqual([
      ...['t1', 't2', 't3', 't4'].map((code) => ({ code, from: '18:00', until: '20:00' })),
      { code: 'theatre', from: '13:00', until: '17:00' },
    ])
  })

  test('all or nothing: one line that does not fit and no line is kept', async () => {
    await placed(desk, draft(jining, line(jining, 'table-2', '18:00', '19:00')))
    const before = await contents(house.pool)
    const reply = await officer.post(
      '/orders',
      draft(jining, [line(jining, 'table-1', '18:00', '19:00'), line(jining, 'table-2', '18:00', '19:00')]),
    )
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'space-overlap'])
    expect(await contents(house.pool)).toEqual(withRefusalKept(before))
  })

  test('lines of one order may not stand in each other’s way', async () => {
    const reply = await officer.post(
      '/orders',
      draft(jining, [line(jining, 'tables', '18:00', '19:00'), line(jining, 'table-3', '18:30', '19:30')]),
    )
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'space-overlap'])
  })

  test('a refusal names every broken rule at once, with the line, and what is possible instead', async () => {
    const order = draft(
      jining,
      [line(jining, 'table-1', '18:00', '19:00'), line(jining, 'theatre', '21:15', '22:30')],
      { headcount: 601, features: ['piano'] },
    )
    const { status, body } = await officer.post<{
      violations: { constraint: string; line: number }[]
      alternatives: unknown[]
    }>('/orders', order)
    expect(status).toBe(409)
    expect(body.violations.map(({ constraint, line: at }) => `${constraint} ${at}`)).toEqual([
      'opening-hours 1',
      'capacity 0',
      'capacity 1',
      'features 0',
      'features 1',
      'start-grid 1',
      'booking-conditions 1',
    ])
    expect(body.alternatives).toEqual([])
  })

  test('a refusal says when the way is clear, where waiting helps', async () => {
    await placed(desk, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
    const { body } = await officer.post<{ violations: unknown[]; alternatives: unknown[] }>(
      '/orders',
      draft(jining, line(jining, 'table-1', '18:30', '19:30')),
    )
    expect(body.violations).toEqual([
      {
        constraint: 'space-overlap',
        level: 'hard',
        penalty: 30,
        waivableBy: 'nobody',
        params: {
          space: { 'zh-CN': 'table-1室', en: 'table-1' },
          from: '2026-12-05T18:00:00+08:00',
          until: '2026-12-05T19:00:00+08:00',
        },
        line: 0,
        spaceId: jining.space('table-1'),
        start: '2026-12-05T18:30:00+08:00',
        end: '2026-12-05T19:30:00+08:00',
      },
    ])
    expect(body.alternatives[0]).toMatchObject({
      lines: [
        { spaceId: jining.space('table-2'), start: '2026-12-05T18:30:00+08:00', end: '2026-12-05T19:30:00+08:00' },
      ],
      route: 'direct',
    })
  })

  test('every alternative that a refusal names is taken by the house as it stands', async () => {
    await placed(desk, draft(jining, line(jining, 'tables', '18:00', '20:00')))
    const asked = draft(jining, line(jining, 'table-1', '18:30', '19:30'))
    const { body } = await officer.post<{ alternatives: { lines: typeof asked.lines; headcount?: number }[] }>(
      '/orders',
      asked,
    )
    expect(body.alternatives.length).toBeGreaterThan(3)
    for (const { lines, headcount = asked.headcount } of body.alternatives) {
      const { status } = await officer.post('/orders?dryRun=true', { ...asked, lines, headcount })
      expect(status).toBe(200)
      const answer = await officer.post<VerdictWire>('/checks', { ...asked, lines, headcount })
      expect(answer.body.verdict).toBe('fits')
    }
  })

  test('the desk books for any party, and no member’s share is touched by it', async () => {
    const order = await placed(desk, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
    expect(order.partyName).toBe('jining branch-1')
    const { rows } = await house.pool.query('select party_id, person_id from reservations')
    expect(rows).toEqual([{ party_id: jining.party('branch-1'), person_id: null }])
  })

  test('an officer books as a member of the branch', async () => {
    await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
    const { rows } = await house.pool.query('select person_id from reservations')
    expect(rows).toEqual([{ person_id: jining.user('branch') }])
  })

  test('two who draw the same door code on one day are given two', async () => {
    house.dice.laid.push(0.123456)
    const first = await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
    house.dice.laid.push(0.123456, 0.654321)
    const second = await placed(officer, draft(jining, line(jining, 'table-2', '18:00', '19:00')))
    house.dice.laid.push(0.123456)
    const other = await placed(officer, draft(jining, line(jining, 'table-2', '18:00', '19:00', '2026-12-06')))
    const codes = [first, second, other].map(({ lines }) => lines[0]?.reservation?.code)
    expect(codes).toEqual(['123456', '654321', '123456'])
  })
})

describe('a hold that has run out', () => {
  const hold = async (expiresAt: number) =>
    await house.pool.query(
      `insert into claims (facility_id, claim_id, atom_id, space_id, held_from, held_until, status, expires_at)
       values ($1, $2, $3, $4, '2026-12-05T18:00+08', '2026-12-05T20:00+08', 'tentative', $5)`,
      [jining.id, idOf('hold'), idOf('jining/atom/t1'), jining.space('table-1'), new Date(expiresAt)],
    )

  test('stands in nobody’s way: whoever books over it releases it first', async () => {
    await hold(house.clock.now)
    await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
    const { rows } = await house.pool.query('select status from claims order by status')
    expect(rows).toEqual([{ status: 'confirmed' }, { status: 'released' }])
  })

  test('and one that is still running does', async () => {
    await hold(house.clock.now + 1)
    const reply = await officer.post('/orders', draft(jining, line(jining, 'table-1', '18:00', '19:00')))
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'space-overlap'])
    expect(await count(house.pool, `claims where status = 'tentative'`)).toBe(1)
  })

  test('a refusal for another reason leaves even a dead hold as it is', async () => {
    await hold(house.clock.now)
    const before = await contents(house.pool)
    await officer.post('/orders', draft(jining, line(jining, 'table-1', '18:00', '19:00'), { headcount: 5 }))
    expect(await contents(house.pool)).toEqual(withRefusalKept(before))
  })
})

describe('asking without promise', () => {
  test('a check answers like the order itself, with the way each line would go', async () => {
    const order = draft(jining, [
      line(jining, 'table-1', '18:00', '19:00'),
      line(jining, 'rehearsal', '18:00', '19:00'),
    ])
    const { status, body } = await officer.post<VerdictWire>('/checks', order)
    expect(status).toBe(200)
    expect(body).toEqual({
      verdict: 'fits',
      violations: [expect.objectContaining({ constraint: 'room-fit', level: 'soft', line: 1 })],
      alternatives: [],
      routes: ['direct', 'approval'],
    })
  })

  test.each(['/checks', '/orders?dryRun=true'])('%s writes nothing, whether it fits or not', async (path) => {
    await placed(desk, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
    const before = await contents(house.pool)
    const key = { 'idempotency-key': 'only-looking' }
    const free = await officer.post<VerdictWire>(path, draft(jining, line(jining, 'table-2', '18:00', '19:00')), key)
    expect([free.status, free.body.verdict, free.body.routes]).toEqual([200, 'fits', ['direct']])
    const taken = await officer.post<VerdictWire>(path, draft(jining, line(jining, 'table-1', '18:00', '19:00')), key)
    expect([taken.status, taken.body.verdict, taken.body.violations.map(({ constraint }) => constraint)]).toEqual([
      200,
      'refused',
      ['space-overlap'],
    ])
    expect(taken.body.alternatives.length).toBeGreaterThan(0)
    expect(await contents(house.pool)).toEqual(before)
  })
})

describe('reading orders', () => {
  test('newest first, page by page, each once', async () => {
    const hours = ['09:00', '10:00', '11:00', '12:00', '13:00']
    const ids: string[] = []
    for (const from of hours)
      ids.push(
        (await placed(officer, draft(jining, line(jining, 'table-1', from, `${Number(from.slice(0, 2)) + 1}:00`)))).id,
      )
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { items: OrderWire[]; nextCursor: string | null } = (
        await officer.get<{ items: OrderWire[]; nextCursor: string | null }>(
          `/orders?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
        )
      ).body
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(ids.toReversed())
  })

  test('only those of a state', async () => {
    await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
    const waiting = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    const { body } = await officer.get<{ items: OrderWire[] }>('/orders?state=placed')
    expect(body.items).toEqual([waiting])
  })

  test('a cursor of nowhere is a fault', async () => {
    for (const cursor of ['x', '1', "'"]) {
      const reply = await officer.get(`/orders?cursor=${encodeURIComponent(cursor)}`)
      expect([reply.status, faultsOf(reply)]).toEqual([400, [['/query/cursor', 'cursor']]])
    }
  })
})

describe('the record', () => {
  test('an order leaves one audit row, in its own transaction', async () => {
    const order = await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
    const { rows } = await house.pool.query('select user_id, action, noun, noun_id, at from audit_events')
    expect(rows).toEqual([
      { user_id: jining.user('branch'), action: 'place-order', noun: 'order', noun_id: order.id, at: house.clock.now },
    ])
  })

  test('an order that fails half-way leaves nothing at all, and no innards in the answer', async () => {
    await house.pool.query(`
      create function fail() returns trigger language plpgsql as $$ begin raise exception 'the disk is on fire'; end $$;
      create trigger fail before insert on audit_events for each row execute function fail()`)
    const before = await contents(house.pool)
    const reply = await officer.post('/orders', draft(jining, line(jining, 'table-1', '18:00', '19:00')), {
      'idempotency-key': 'half-way-1',
    })
    expect([reply.status, reply.body]).toEqual([500, expect.objectContaining({ type: '/problems/something-wrong' })])
    expect(reply.text).not.toMatch(/fire|audit|sql|trigger/i)
    expect(await contents(house.pool)).toEqual(before)
    await house.pool.query('drop function fail cascade')
    const again = await officer.post('/orders', draft(jining, line(jining, 'table-1', '18:00', '19:00')), {
      'idempotency-key': 'half-way-1',
    })
    expect(again.status).toBe(201)
  })
})
