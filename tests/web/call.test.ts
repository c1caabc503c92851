import { afterEach, expect, test, vi } from 'vitest'
import { ROUTES } from '@gongyue/shared/api/index.ts'
import { call, holdCsrfToken, onSignedOut } from '../../web/src/api/call.ts'
import * as moreRoutes from '../../web/src/api/more-routes.ts'
import * as routes from '../../web/src/api/routes.ts'
import { listCells, placeOrder, readOrder, readSession, signOut } from '../../web/src/api/routes.ts'
import { chooseLocale } from '../../web/src/text/locale.ts'
import { fetched, ok, problem } from './fetched.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  chooseLocale('zh-CN')
})

const ORDER = { title: '练球', headcount: 2, partyId: 'p', lines: [] }

test('every address the pages know is one of a contract', () => {
  const contracts = ROUTES.map(({ method, path }) => `${method} ${path}`)
  const unknown = Object.values({ ...routes, ...moreRoutes })
    .filter((one) => typeof one === 'object')
    .filter(({ method, path }) => !contracts.includes(`${method} ${path}`))
  expect(unknown).toEqual([])
})

test('parameters and query become the address, with what is left out left out', async () => {
  const net = fetched({ 'GET /orders/a%2Fb': ok({}), 'GET /cells': ok({ items: [] }) })
  await call(readOrder, { params: { id: 'a/b' } })
  await call(listCells, { query: { spaceId: 's', date: '2026-12-04', parts: true } })
  expect(net.requests.map(({ path }) => path)).toEqual(['/orders/a%2Fb', '/cells?spaceId=s&date=2026-12-04&parts=true'])
})

test('a write carries the token, its key and the language', async () => {
  const net = fetched({ 'POST /orders': ok({ id: 'o' }, 201) })
  holdCsrfToken('token-1')
  chooseLocale('en')
  const reply = await call(placeOrder, { query: {}, body: ORDER, idempotencyKey: 'key-00000001' })
  expect(reply).toEqual({ kind: 'ok', status: 201, body: { id: 'o' } })
  expect(net.requests[0]?.headers).toEqual({
    accept: 'application/json, application/problem+json',
    'accept-language': 'en',
    'content-type': 'application/json',
    'idempotency-key': 'key-00000001',
    'x-csrf-token': 'token-1',
  })
  expect(net.requests[0]?.body).toEqual(ORDER)
})

test('a reading carries no token', async () => {
  const net = fetched({ 'GET /session': ok({}) })
  await call(readSession)
  expect(net.requests[0]?.headers).not.toHaveProperty('x-csrf-token')
})

test('no content is null', async () => {
  fetched({ 'DELETE /session': ok(null, 204) })
  expect(await call(signOut)).toEqual({ kind: 'ok', status: 204, body: null })
})

test('a refusal is a problem, with all it says', async () => {
  fetched({ 'GET /session': problem('not-allowed', 403, { detail: '无权' }) })
  expect(await call(readSession)).toEqual({
    kind: 'problem',
    problem: { type: '/problems/not-allowed', title: 'not-allowed', status: 403, detail: '无权' },
  })
})

test('no answer is offline, not an error', async () => {
  fetched({ 'GET /session': () => 'offline' })
  expect(await call(readSession)).toEqual({ kind: 'offline' })
})

test("a proxy's own page is told as a problem of its status", async () => {
  fetched({ 'GET /session': ok('<html>', 503) })
  const reply = await call(readSession)
  expect(reply.kind === 'problem' && reply.problem).toMatchObject({ type: '/problems/try-again', status: 503 })
})

test('whoever is no longer signed in is told so, a wrong password is not', async () => {
  const signedOut = vi.fn()
  onSignedOut(signedOut)
  fetched({ 'GET /session': problem('not-signed-in', 401), 'DELETE /session': problem('wrong-password', 401) })
  await call(signOut)
  expect(signedOut).not.toHaveBeenCalled()
  await call(readSession)
  expect(signedOut).toHaveBeenCalledOnce()
})

test('a token that another tab made old is fetched anew, once', async () => {
  let token = 'old'
  const net = fetched({
    'GET /session': ok({ csrfToken: 'new' }),
    'POST /orders': (request) => {
      token = request.headers['x-csrf-token'] ?? ''
      return token === 'new'
        ? { status: 201, body: { id: 'o' } }
        : { status: 403, body: { type: '/problems/csrf-token', title: 'csrf', status: 403 } }
    },
  })
  holdCsrfToken('old')
  const reply = await call(placeOrder, { query: {}, body: ORDER, idempotencyKey: 'key-00000001' })
  expect(reply.kind).toBe('ok')
  expect(net.of('/orders').map(({ headers }) => headers['idempotency-key'])).toEqual(['key-00000001', 'key-00000001'])
})
