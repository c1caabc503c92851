import { afterAll, beforeAll, expect, test } from 'vitest'
import { client, openHouse, PASSWORD, type Client, type TestHouse } from '../support/house.ts'

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

async function closures(): Promise<number> {
  const { rows } = await house.pool.query<{ count: number }>('select count(*) from closures')
  return rows[0]?.count ?? -1
}

/** The session's cookie, with another token beside it. */
function withToken(csrfToken: string | null): Client {
  return client(house.app, manager.cookie?.split('=')[1] ?? null, csrfToken)
}

test.each([null, '', 'wrong', 'x'.repeat(43), 'x'.repeat(100_00)])(
  'a write with the cookie but the token %j is refused and writes nothing',
  async (token) => {
    const { status, body } = await withToken(token).post('/closures', CLOSURE)
    expect(status).toBe(403)
    expect(body).toMatchObject({ type: '/problems/csrf-token', title: '页面已过期' })
    expect(await closures()).toBe(0)
  },
)

test("another session's token does not fit", async () => {
  const desk = await house.as('desk')
  expect((await withToken(desk.csrfToken).post('/closures', CLOSURE)).status).toBe(403)
  expect(await closures()).toBe(0)
})

test('reading needs no token', async () => {
  expect((await withToken(null).get('/policies')).status).toBe(200)
})

test.each([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://localhost:81', host: 'localhost:80' },
])("another site's page (%j) may not write even with the token", async (headers) => {
  const { status, body } = await manager.post('/closures', CLOSURE, headers)
  expect([status, body]).toEqual([403, expect.objectContaining({ type: '/problems/csrf-token' })])
  expect(await closures()).toBe(0)
})

test("another site's page may not sign a browser in", async () => {
  const body = { username: 'jining-desk', password: PASSWORD }
  const reply = await house.visitor.post('/session', body, { 'sec-fetch-site': 'cross-site' })
  expect([reply.status, reply.headers['set-cookie']]).toEqual([403, undefined])
})

test.each([
  { 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'none' },
  { origin: 'http://palace.test', host: 'palace.test' },
  {},
])('our own page or a program (%j) with the token may write', async (headers) => {
  const before = await closures()
  expect((await manager.post('/closures', CLOSURE, headers)).status).toBe(201)
  expect(await closures()).toBe(before + 1)
})
