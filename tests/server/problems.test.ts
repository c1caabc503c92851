import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { buildApp } from '@gongyue/server/app.ts'
import { client, openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'

let house: TestHouse
let manager: Client

beforeAll(async () => {
  house = await openHouse()
  manager = await house.as('manager')
})
afterAll(async () => await house.close())

const CLOSURE = {
  spaceId: null,
  start: '2026-12-05T08:00:00+08:00',
  end: '2026-12-05T12:00:00+08:00',
  reason: '检修',
}

const ENGLISH = { 'accept-language': 'en' }

async function declare(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply<ProblemWire>> {
  return await manager.post<ProblemWire>('/closures', body, headers)
}

async function sendText(text: string, contentType = 'application/json'): Promise<Reply<ProblemWire>> {
  return await manager.post<ProblemWire>('/closures', text, { 'content-type': contentType, ...ENGLISH })
}

async function closures(): Promise<unknown> {
  const { rows } = await house.pool.query<{ count: number }>('select count(*) from closures')
  return rows[0]?.count
}

test('a problem is told as RFC 9457, in Chinese unless the reader asks otherwise', async () => {
  const { status, headers, body } = await house.visitor.get<ProblemWire>('/session')
  expect(status).toBe(401)
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(headers['content-language']).toBe('zh-CN')
  expect(headers['cache-control']).toBe('no-store')
  expect(body).toEqual({
    type: '/problems/not-signed-in',
    title: '请先登录',
    status: 401,
    detail: '您还没有登录，或登录已过期。请重新登录后再试。',
    instance: expect.stringMatching(/^\/requests\/req-\w+$/) as string,
  })
})

test.each([
  ['en', 'en'],
  ['en-GB,zh;q=0.5', 'en'],
  ['fr, en;q=0.7, zh;q=0.8', 'zh-CN'],
  ['zh-TW', 'zh-CN'],
  ['fr', 'zh-CN'],
  ['*', 'zh-CN'],
  ['en;q=0', 'zh-CN'],
  [';;,,;q=', 'zh-CN'],
  ['en,'.repeat(5000), 'en'],
])('Accept-Language %j is answered in %s', async (asked, spoken) => {
  const { headers } = await house.visitor.get('/session', { 'accept-language': asked })
  expect(headers['content-language']).toBe(spoken)
})

describe('every fault of a body is told at once', () => {
  test('with pointer, key and parameters', async () => {
    const { status, body } = await declare(
      { spaceId: 7, start: 'tomorrow', reason: '', closed: true, 'a/b~c': 1 },
      ENGLISH,
    )
    expect(status).toBe(400)
    expect(body.errors?.toSorted((a, b) => a.pointer.localeCompare(b.pointer))).toEqual([
      { pointer: '/a~1b~0c', key: 'unknown-field', params: {} },
      { pointer: '/closed', key: 'unknown-field', params: {} },
      { pointer: '/end', key: 'required', params: {} },
      { pointer: '/reason', key: 'min-length', params: { limit: 1 } },
      { pointer: '/spaceId', key: 'type', params: { expected: 'string' } },
      { pointer: '/start', key: 'format-instant', params: {} },
    ])
    expect(body.detail).toMatch(/^Please correct and send again: end is missing; /)
    expect(await closures()).toBe(0)
  })

  test.each([
    ['2026-12-05T08:00:00', 'no offset'],
    ['1900-01-01T00:00:00Z', 'a year too early'],
    ['9999-12-31T00:00:00Z', 'a year too late'],
    ['2026-02-30T08:00:00+08:00', 'no such day'],
    ['2026-12-05', 'no time'],
    ["'; drop table closures; --", 'no time at all'],
  ])('%s: %s', async (start) => {
    const { body } = await declare({ ...CLOSURE, start })
    expect(body.errors).toEqual([{ pointer: '/start', key: 'format-instant', params: {} }])
  })

  test.each(['not-an-id', '00000000', 'g0000000-0000-7000-8000-000000000000'])('%s is no id', async (spaceId) => {
    const { body } = await declare({ ...CLOSURE, spaceId })
    expect(body.errors).toEqual([{ pointer: '/spaceId', key: 'format-uuid', params: {} }])
  })

  test('numbers in a body are not made from text', async () => {
    const branch = await house.as('branch')
    const { body } = await branch.post<ProblemWire>('/availability', {
      durationMinutes: '60',
      headcount: 1_000_000_000,
      windows: [],
      limit: 0,
    })
    expect(body.errors).toEqual([
      { pointer: '/durationMinutes', key: 'type', params: { expected: 'integer' } },
      { pointer: '/headcount', key: 'maximum', params: { limit: 100_000 } },
      { pointer: '/windows', key: 'min-items', params: { limit: 1 } },
      { pointer: '/limit', key: 'minimum', params: { limit: 1 } },
    ])
  })

  test('in an address they are, and are bounded', async () => {
    const admin = await house.as('admin')
    expect((await admin.get('/audit?limit=5')).status).toBe(200)
    for (const [query, key] of [
      ['limit=0', 'minimum'],
      ['limit=201', 'maximum'],
      ['limit=five', 'type'],
      ['limit=', 'type'],
      ['limit=1&limit=2', 'type'],
    ] as const) {
      const { status, body } = await admin.get<ProblemWire>(`/audit?${query}`)
      expect([query, status, body.errors?.map((fault) => [fault.pointer, fault.key])]).toEqual([
        query,
        400,
        [['/query/limit', key]],
      ])
    }
    const { body } = await admin.get<ProblemWire>('/audit?page=2')
    expect(body.errors).toEqual([{ pointer: '/query/page', key: 'unknown-field', params: {} }])
  })

  test('an id in a path is held against its schema too', async () => {
    const { status, body } = await manager.delete<ProblemWire>('/closures/1%20or%201=1')
    expect([status, body.errors]).toEqual([400, [{ pointer: '/params/id', key: 'format-uuid', params: {} }]])
  })

  test('one of a list names the list', async () => {
    const branch = await house.as('branch')
    const { body } = await branch.get<ProblemWire>('/orders?state=lost', ENGLISH)
    expect(body.errors).toEqual([
      {
        pointer: '/query/state',
        key: 'one-of',
        params: { allowed: 'placed, accepted, partly-accepted, declined, withdrawn' },
      },
    ])
    expect(body.detail).toBe(
      'Please correct and send again: query/state must be one of: placed, accepted, partly-accepted, declined, withdrawn',
    )
  })

  test('ten thousand lines are one fault, told quickly', async () => {
    const branch = await house.as('branch')
    const lines = Array.from({ length: 10_000 }, () => ({ kind: 'space', wrong: true }))
    const { status, body } = await branch.post<ProblemWire>('/orders', {
      title: '练球',
      headcount: 2,
      partyId: house.jining.party('branch-1'),
      lines,
    })
    expect(status).toBe(400)
    expect(body.errors).toEqual([{ pointer: '/lines', key: 'max-items', params: { limit: 60 } }])
  })

  test('no more than fifty faults are told', async () => {
    const extra = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`field${at}`, at]))
    const { body } = await declare({ ...CLOSURE, ...extra })
    expect(body.errors).toHaveLength(50)
    expect(body.errors?.[0]).toEqual({ pointer: '/field0', key: 'unknown-field', params: {} })
  })

  test('a body nested a hundred thousand deep is refused, and the server lives', async () => {
    const { status } = await sendText(`{"reason":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
    expect(status).toBe(400)
    expect((await manager.get('/closures')).status).toBe(200)
  })
})

describe('text', () => {
  test.each(["'); drop table closures; --", '<script>alert(1)</script>', '🏓 emoji 👩‍👩‍👧', '\u0001\u202e反向', 'a"b\\c'])(
    '%j is kept as it is',
    async (reason) => {
      const { status, body } = await manager.post<{ closure: { id: string; reason: string } }>('/closures', {
        ...CLOSURE,
        reason,
      })
      expect([status, body.closure.reason]).toEqual([201, reason])
      expect((await manager.delete(`/closures/${body.closure.id}`)).status).toBe(204)
    },
  )

  test.each(['a\u0000b', '\ud800', 'x\udfffy'])('%j cannot be kept and is refused', async (reason) => {
    const { status, body } = await declare({ ...CLOSURE, reason })
    expect([status, body.errors]).toEqual([400, [{ pointer: '/reason', key: 'text', params: {} }]])
  })

  test('NUL in the name of a field is refused', async () => {
    const branch = await house.as('branch')
    const { jining } = house
    const { status, body } = await branch.post<ProblemWire>('/checks', {
      title: '练球',
      headcount: 2,
      partyId: jining.party('branch-1'),
      conditions: { 'a\u0000b': 1 },
      lines: [{ kind: 'space', spaceId: jining.space('table-1'), start: CLOSURE.start, end: CLOSURE.end }],
    })
    expect([status, body.errors]).toEqual([
      400,
      [{ pointer: '/conditions/a\u0000b', key: 'unknown-field', params: {} }],
    ])
  })

  test('NUL in an address is refused', async () => {
    const { status, body } = await house.visitor.get<ProblemWire>('/spaces?facility=%00')
    expect([status, body.errors]).toEqual([400, [{ pointer: '/query/facility', key: 'text', params: {} }]])
  })

  test('ten thousand characters are too many', async () => {
    const { body } = await declare({ ...CLOSURE, reason: '修'.repeat(10_000) })
    expect(body.errors).toEqual([{ pointer: '/reason', key: 'max-length', params: { limit: 200 } }])
  })

  test('__proto__ in a body is refused', async () => {
    const { status, body } = await sendText(`{"__proto__": {"admin": true}}`)
    expect([status, body.errors]).toEqual([400, [{ pointer: '', key: 'json', params: { position: 2 } }]])
  })
})

describe('a body that cannot be read', () => {
  test.each([
    ['{"spaceId": null,, }', 18],
    ['{"spaceId": nul', 16],
    ['', 1],
    ['{', 2],
  ])('broken JSON %j is named with the place', async (text, position) => {
    const { status, body } = await sendText(text)
    expect([status, body.type]).toEqual([400, '/problems/malformed'])
    expect(body.errors).toEqual([{ pointer: '', key: 'json', params: { position } }])
    expect(body.detail).toBe(`Please correct and send again: the body is not valid JSON (near character ${position})`)
  })

  test('what is no JSON at all is said to be so', async () => {
    const { status, body } = await sendText('hello')
    expect([status, body.errors]).toEqual([400, [{ pointer: '', key: 'not-json', params: {} }]])
  })

  test('no body at all is missing', async () => {
    const { status, body } = await manager.post<ProblemWire>('/closures')
    expect([status, body.errors]).toEqual([400, [{ pointer: '', key: 'required', params: {} }]])
  })

  test('five megabytes are too many', async () => {
    const { status, body } = await sendText(JSON.stringify({ ...CLOSURE, reason: 'x'.repeat(5 * 1024 * 1024) }))
    expect([status, body.type, body.detail]).toEqual([
      413,
      '/problems/too-large',
      'What was sent is larger than 1 MiB. Send less, or in parts.',
    ])
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'nonsense',
  ])('another media type (%s) is refused', async (type) => {
    const { status, body } = await sendText('a=b', type)
    expect([status, body.type, body.detail]).toEqual([
      415,
      '/problems/wrong-media-type',
      `Send application/json; what came was ${type}.`,
    ])
  })

  test('JSON with a charset is JSON', async () => {
    const { status, body } = await sendText('{}', 'application/json; charset=utf-8')
    expect([status, body.errors?.length]).toEqual([400, 4])
  })
})

describe('an address that is not there', () => {
  test.each(['/nothing', '//api/v2/orders', '/Orders', '//nothing.png'])('%s is not found', async (path) => {
    const { status, body } = await house.visitor.get<ProblemWire>(path)
    expect([status, body.type]).toEqual([404, '/problems/not-found'])
  })

  test('another method is told which ones there are', async () => {
    const reply = await house.app.inject({ method: 'PUT', url: '/api/v1/session', headers: ENGLISH })
    expect(reply.statusCode).toBe(405)
    expect(reply.headers['allow']).toBe('DELETE, GET, HEAD, POST')
    expect(reply.json<ProblemWire>()).toMatchObject({
      type: '/problems/method-not-allowed',
      detail: 'This address does not take PUT; it takes DELETE, GET, HEAD, POST.',
    })
  })

  test('so is one with a parameter', async () => {
    const reply = await house.app.inject({ method: 'PATCH', url: `/api/v1/closures/${house.jining.id}?x=1` })
    expect([reply.statusCode, reply.headers['allow']]).toEqual([405, 'DELETE'])
  })

  test.each(['%E0%A4%A', '%zz', 'x'.repeat(200)])('%s is no address', async (id) => {
    const reply = await manager.delete<ProblemWire>(`/closures/${id}`)
    expect([reply.status, reply.body.errors]).toEqual([400, [{ pointer: '', key: 'address', params: {} }]])
  })
})

describe('a database that is away', () => {
  test('is told as "try again", and the process is alive but not ready', async () => {
    const app = await buildApp({ ...house.app.config, databaseUrl: 'postgres://nobody:x@127.0.0.1:1/nothing' })
    const lost = client(app, null, null)
    const reply = await lost.get<ProblemWire>('/facilities', ENGLISH)
    expect([reply.status, reply.headers['retry-after'], reply.body.type]).toEqual([503, '2', '/problems/try-again'])
    expect((await lost.get('//healthz')).body).toEqual({ status: 'ok' })
    const ready = await lost.get('//readyz')
    expect([ready.status, ready.body]).toEqual([503, { status: 'database-away' }])
    await app.close()
  })

  test('for a moment costs no request after it', async () => {
    await house.pool
      .query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where pid <> pg_backend_pid() and datname = current_database() and backend_type = 'client backend'`,
      )
      .catch(() => {})
    await sleep(50)
    expect((await manager.get('/closures')).status).toBe(200)
  })
})

test("the house's own fault is told without its innards", async () => {
  const broken = await openHouse()
  await broken.pool.query('alter table closures rename to shut')
  const { status, text, body } = await broken.visitor.get<ProblemWire>('/closures', ENGLISH)
  expect(status).toBe(500)
  expect(text).not.toMatch(/relation|closures|select|at |\.ts/)
  expect(body.detail).toBe(
    `An error inside the system; nothing was kept. Try again in a while; if it stays, tell the administrator the number ${body.instance}.`,
  )
  await broken.close()
})
