import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SESSION_COOKIE } from '@gongyue/server/plugins/session.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import {
  at,
  clearOrders,
  contents,
  decide,
  draft,
  faultsOf,
  line,
  placed,
  refusalOf,
  setPolicy,
  theatreDraft,
  withRefusalKept,
} from '../support/booking.ts'
import { client, NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
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

const good = () => draft(jining, line(jining, 'table-1', '18:00', '19:00'))
/** A good order with a line that is not. */
const withLine = (change: object) => ({ ...good(), lines: [{ ...good().lines[0], ...change }] })

describe('an order that is not filled in right is told which field, and nothing is written', () => {
  const cases: readonly (readonly [name: string, body: () => unknown, pointer: string, key: string])[] = [
    ['ends before it starts', () => withLine({ end: at(jining, '17:00') }), '/lines/0/end', 'end-before-start'],
    ['ends as it starts', () => withLine({ end: at(jining, '18:00') }), '/lines/0/end', 'end-before-start'],
    ['lasts longer than a day', () => withLine({ end: at(jining, '18:30', '2026-12-06') }), '/lines/0/end', 'maximum'],
    ['is of the year 1900', () => withLine({ start: '1900-12-05T18:00:00+08:00' }), '/lines/0/start', 'format-instant'],
    ['is of the year 9999', () => withLine({ end: '9999-12-05T18:00:00+08:00' }), '/lines/0/end', 'format-instant'],
    ['has no offset', () => withLine({ start: '2026-12-05T18:00:00' }), '/lines/0/start', 'format-instant'],
    [
      'names a day that there is not',
      () => withLine({ start: '2026-02-30T18:00:00+08:00' }),
      '/lines/0/start',
      'format-instant',
    ],
    [
      'names an hour that there is not',
      () => withLine({ start: '2026-12-05T25:00:00+08:00' }),
      '/lines/0/start',
      'format-instant',
    ],
    [
      'names an offset that there is not',
      () => withLine({ start: '2026-12-05T18:00:00+99:99' }),
      '/lines/0/start',
      'format-instant',
    ],
    ['has a number for an instant', () => withLine({ start: 1_796_464_800_000 }), '/lines/0/start', 'type'],
    ['is for nobody', () => ({ ...good(), headcount: 0 }), '/headcount', 'minimum'],
    ['is for minus one', () => ({ ...good(), headcount: -1 }), '/headcount', 'minimum'],
    ['is for 10⁹', () => ({ ...good(), headcount: 1e9 }), '/headcount', 'maximum'],
    ['is for two and a half', () => ({ ...good(), headcount: 2.5 }), '/headcount', 'type'],
    ['is for "2"', () => ({ ...good(), headcount: '2' }), '/headcount', 'type'],
    ['names a space that there is not', () => withLine({ spaceId: idOf('nowhere') }), '/lines/0/spaceId', 'not-there'],
    [
      'names a space of another palace',
      () => withLine({ spaceId: house.berlin.space('table-1') }),
      '/lines/0/spaceId',
      'not-there',
    ],
    ['names a space by its code', () => withLine({ spaceId: 'table-1' }), '/lines/0/spaceId', 'format-uuid'],
    ['is for another branch', () => ({ ...good(), partyId: jining.party('branch-2') }), '/partyId', 'not-there'],
    ['is for a party that there is not', () => ({ ...good(), partyId: idOf('nobody') }), '/partyId', 'not-there'],
    [
      'is for a party of another palace',
      () => ({ ...good(), partyId: house.berlin.party('branch-1') }),
      '/partyId',
      'not-there',
    ],
    ['has no line', () => ({ ...good(), lines: [] }), '/lines', 'min-items'],
    [
      'has 61 lines',
      () => ({ ...good(), lines: Array.from({ length: 61 }, () => good().lines[0]) }),
      '/lines',
      'max-items',
    ],
    [
      'has 5,000 lines',
      () => ({ ...good(), lines: Array.from({ length: 5000 }, () => good().lines[0]) }),
      '/lines',
      'max-items',
    ],
    [
      'has 10,000 empty lines',
      () => ({ ...good(), lines: Array.from({ length: 10_000 }, () => ({})) }),
      '/lines',
      'max-items',
    ],
    ['has a field of its own', () => ({ ...good(), priority: 'high' }), '/priority', 'unknown-field'],
    ['has a field of its own in a line', () => withLine({ room: 1 }), '/lines/0/room', 'unknown-field'],
    ['misspells a field', () => withLine({ END: at(jining, '19:00') }), '/lines/0/END', 'unknown-field'],
    ['has a line of no kind that there is', () => withLine({ kind: 'dream' }), '/lines/0/kind', 'one-of'],
    ['asks for a service and names a space', () => withLine({ kind: 'service' }), '/lines/0/spaceId', 'unknown-field'],
    ['asks for a service and names none', () => withLine({ kind: 'service' }), '/lines/0/serviceId', 'required'],
    ['has no title', () => ({ ...good(), title: undefined }), '/title', 'required'],
    ['has an empty title', () => ({ ...good(), title: '' }), '/title', 'min-length'],
    ['has a blank title', () => ({ ...good(), title: ' \u3000\t' }), '/title', 'blank'],
    ['has 10,000 characters in its title', () => ({ ...good(), title: '宫'.repeat(10_000) }), '/title', 'max-length'],
    ['has 121 emoji in its title', () => ({ ...good(), title: '🏓'.repeat(121) }), '/title', 'max-length'],
    ['has a NUL in its title', () => ({ ...good(), title: 'a\0b' }), '/title', 'text'],
    ['has half a character in its purpose', () => ({ ...good(), purpose: 'a\ud83c' }), '/purpose', 'text'],
    ['has a title that is a list', () => ({ ...good(), title: ['练球'] }), '/title', 'type'],
    ['has null for a list', () => ({ ...good(), lines: null }), '/lines', 'type'],
    ['needs a feature twice', () => ({ ...good(), features: ['piano', 'piano'] }), '/features', 'unique'],
    [
      'accepts conditions of no space',
      () => ({ ...good(), conditions: { theatre: 1 } }),
      '/conditions/theatre',
      'unknown-field',
    ],
    [
      'accepts conditions of a NUL',
      () => ({ ...good(), conditions: { 'a\0': 1 } }),
      '/conditions/a\0',
      'unknown-field',
    ],
    ['accepts version 0', () => ({ ...good(), conditions: { [idOf('x')]: 0 } }), `/conditions/${idOf('x')}`, 'minimum'],
    ['is a list', () => [good()], '', 'type'],
  ]
  const paths = ['/orders', '/checks']

  test.each(cases)('%s', async (_, body, pointer, key) => {
    const before = await contents(house.pool)
    for (const path of paths) {
      const reply = await officer.post<ProblemWire>(path, body())
      expect([reply.status, reply.body.type]).toEqual([400, '/problems/malformed'])
      expect(faultsOf(reply)).toContainEqual([pointer, key])
      // the way out is in the sentence, and it names the field
      expect(reply.body.detail).toContain(pointer.slice(1))
    }
    expect(await contents(house.pool)).toEqual(before)
  })

  test('all faults are told at once', async () => {
    const reply = await officer.post('/orders', { ...withLine({ start: 'soon', spaceId: 7 }), headcount: 0, title: '' })
    expect(faultsOf(reply).toSorted()).toEqual([
      ['/headcount', 'minimum'],
      ['/lines/0/spaceId', 'type'],
      ['/lines/0/start', 'format-instant'],
      ['/title', 'blank'],
      ['/title', 'min-length'],
    ])
  })
})

describe('what can not be read', () => {
  const send = async (payload: string | Buffer, headers: Readonly<Record<string, string>> = {}) => {
    const reply = await house.app.inject({
      method: 'POST',
      url: '/api/v1/orders',
      headers: {
        'content-type': 'application/json',
        cookie: officer.cookie ?? '',
        'x-csrf-token': officer.csrfToken ?? '',
        ...headers,
      },
      payload,
    })
    return { status: reply.statusCode, body: reply.json<ProblemWire>() }
  }

  test.each([
    ['broken JSON', () => JSON.stringify(good()).slice(0, -5), 400, '/problems/malformed'],
    ['no JSON at all', () => 'title=练球', 400, '/problems/malformed'],
    ['nothing', () => '', 400, '/problems/malformed'],
    ['null', () => 'null', 400, '/problems/malformed'],
    [
      'a prototype in disguise',
      () => JSON.stringify(good()).replace('{', '{"__proto__":{"admin":true},'),
      400,
      '/problems/malformed',
    ],
    ['brackets without end', () => '['.repeat(100_000), 400, '/problems/malformed'],
    ['5 MB', () => JSON.stringify({ ...good(), purpose: 'x'.repeat(5_000_000) }), 413, '/problems/too-large'],
    [
      '10,000 lines',
      () => JSON.stringify({ ...good(), lines: Array.from({ length: 10_000 }, () => good().lines[0]) }),
      413,
      '/problems/too-large',
    ],
  ])('%s', async (_, payload, status, type) => {
    const before = await contents(house.pool)
    const reply = await send(payload())
    expect([reply.status, reply.body.type]).toEqual([status, type])
    expect(reply.body.detail?.length).toBeGreaterThan(10)
    expect(await contents(house.pool)).toEqual(before)
  })

  test('another kind of content is told what is wanted', async () => {
    const reply = await send('<order/>', { 'content-type': 'application/xml' })
    expect([reply.status, reply.body.type]).toEqual([415, '/problems/wrong-media-type'])
    expect(reply.body.detail).toContain('application/json')
  })
})

describe('what people type is kept and given back as it is', () => {
  const texts = [
    `'; drop table orders; --`,
    `" or 1=1 /* $1 \\x00 %s`,
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '&lt;b&gt; {{7*7}} ${7*7} `id`',
    '🏓🎭👩‍👩‍👧‍👦 é ｆｕｌｌ ﷽ עברית',
    '多行\n文本\t与  空格 ',
    '🏓'.repeat(120),
  ]

  test.each(texts)('%j', async (text) => {
    const order = await placed(officer, { ...good(), title: text, purpose: text })
    expect([order.title, order.purpose]).toEqual([text, text])
    const { body, headers } = await officer.get<OrderWire>(`/orders/${order.id}`)
    expect([body.title, body.purpose]).toEqual([text, text])
    expect([headers['content-type'], headers['x-content-type-options']]).toEqual([
      'application/json; charset=utf-8',
      'nosniff',
    ])
    const cancelled = await officer.post<OrderWire>(`/orders/${order.id}/cancellation`, { reason: text })
    expect(cancelled.body.lines[0]?.reason).toBe(text)
    const request = await placed(officer, theatreDraft(jining, '14:00', '16:00', { title: text }))
    const declined = await decide(desk, request, { decision: 'decline', reasonCode: 'other', reason: text })
    expect(declined.body.lines[0]?.reason).toBe(text)
    expect((await officer.get<OrderWire>(`/orders/${request.id}`)).body.lines[0]?.reason).toBe(text)
  })

  test.each(texts.slice(0, 5))('in the reason of a closure and of a waiver: %j', async (text) => {
    const request = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    await manager.post('/closures', {
      spaceId: jining.space('theatre'),
      start: at(jining, '14:00'),
      end: at(jining, '16:00'),
      reason: text,
    })
    const refused = (await decide(manager, request, { decision: 'accept' })) as unknown as { body: ProblemWire }
    expect(refused.body.violations?.[0]?.params['reason']).toBe(text)
    const waivers = [{ constraint: 'closure', reason: text }]
    const accepted = await decide(manager, request, { decision: 'accept', waivers })
    expect(accepted.body.lines[0]?.waivers).toEqual(waivers)
  })

  test('a feature that there is not is missing, whatever it is called', async () => {
    const feature = `'; drop table --<b>`
    const reply = await officer.post<ProblemWire>('/orders', { ...good(), features: [feature] })
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'features'])
    expect(reply.body.violations?.[0]?.params['missing']).toEqual({ 'zh-CN': feature, en: feature })
  })
})

describe('a rule, not a form, says no to', () => {
  test('a night across midnight, when the house is closed', async () => {
    const order = {
      ...good(),
      lines: [{ ...line(jining, 'table-1', '21:00', '22:00'), end: at(jining, '01:00', '2026-12-06') }],
    }
    const before = await contents(house.pool)
    const reply = await officer.post<ProblemWire>('/orders', order)
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'opening-hours'])
    expect(reply.body.violations?.[0]).toMatchObject({ line: 0, params: { hours: { 'zh-CN': '08:00–22:00' } } })
    expect(await contents(house.pool)).toEqual(withRefusalKept(before))
  })

  test('the past, the far future, and starts between the lines of the grid', async () => {
    const one = async (date: string, from = '18:00') =>
      refusalOf(await officer.post('/orders', draft(jining, line(jining, 'table-1', from, '19:00', date))))
    expect(await one('2026-12-01')).toEqual([409, '/problems/refused', 'notice'])
    expect(await one('2027-02-01')).toEqual([409, '/problems/refused', 'horizon'])
    expect(await one('2026-12-05', '18:10')).toEqual([409, '/problems/refused', 'start-grid'])
    expect(await one('2100-12-31')).toEqual([409, '/problems/refused', 'horizon'])
  })

  test('the second of two taps, by the slot or by the share', async () => {
    const twice = async (order: object) =>
      await Promise.all([officer.post('/orders', order), officer.post('/orders', order)])
    const byStatus = (replies: readonly { status: number }[]) =>
      replies.map(({ status }) => status).toSorted((a, b) => a - b)
    expect(byStatus(await twice(good()))).toEqual([201, 409])
    await setPolicy(house, {
      quotas: [{ per: 'party-at-once', spaces: 'any', parties: 'any', unit: 'bookings', limit: 1 }],
    })
    expect(byStatus(await twice(theatreDraft(jining, '10:00', '12:00')))).toEqual([201, 409])
  })
})

describe('who is not, or no longer, signed in', () => {
  const tokenOf = ({ cookie }: Client) => cookie?.replace(`${SESSION_COOKIE}=`, '') ?? ''

  test('writes nothing with a session that has run out', async () => {
    const before = await contents(house.pool)
    house.clock.now = NOW + 12 * 3_600_000
    expect(refusalOf(await officer.post('/orders', good()))).toEqual([401, '/problems/not-signed-in'])
    expect(await contents(house.pool)).toEqual(before)
  })

  test('nor with the session of somebody who has signed out', async () => {
    const victim = await house.as('branch')
    const thief = client(house.app, tokenOf(victim), victim.csrfToken)
    expect((await thief.post('/checks', good())).status).toBe(200)
    await victim.delete('/session')
    const before = await contents(house.pool)
    for (const path of ['/orders', '/checks', `/orders/${idOf('x')}/cancellation`])
      expect(refusalOf(await thief.post(path, good()))).toEqual([401, '/problems/not-signed-in'])
    expect(await contents(house.pool)).toEqual(before)
  })

  test('nor with a cookie alone, from another site’s page', async () => {
    const before = await contents(house.pool)
    const thief = client(house.app, tokenOf(officer), null)
    expect(refusalOf(await thief.post('/orders', good()))).toEqual([403, '/problems/csrf-token'])
    expect(await contents(house.pool)).toEqual(before)
  })
})
