import Fastify from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROUTES } from '@gongyue/shared/api/index.ts'
import type { Route } from '@gongyue/shared/api/route.ts'
import { signIn } from '@gongyue/shared/api/session.ts'
import { contracts } from '@gongyue/server/plugins/contracts.ts'
import { openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { houseRequests } from './rights/house.ts'
import { orderRequests } from './rights/orders.ts'
import { peopleRequests } from './rights/people.ts'
import { programmeRequests } from './rights/programmes.ts'
import type { Asked, Requests } from './rights/request.ts'
import { seasonRequests } from './rights/seasons.ts'
import { serviceRequests } from './rights/services.ts'

let house: TestHouse
/** What a screen shows of itself. */
let bearer: Readonly<Record<string, string>>

beforeAll(async () => {
  house = await openHouse()
  const look = { orientation: 'auto', locale: 'zh-CN', theme: 'dark' }
  const screen = { kind: 'wall', name: '大厅', spaceCodes: [], hours: 6, look }
  const { body } = await (await house.as('manager')).post<{ token: string }>('/devices', screen)
  bearer = { authorization: `Bearer ${body.token}` }
  await (await house.as('manager')).post('/districts', { name: '任城区' })
})
afterAll(async () => await house.close())

const READERS = ['nobody', 'screen', 'visitor', 'branch', 'desk', 'coordinator', 'manager', 'admin'] as const
type Reader = (typeof READERS)[number]

/** Every request there is, area by area. */
function requests(): Requests {
  return {
    ...houseRequests(),
    ...seasonRequests(house),
    ...orderRequests(house),
    ...programmeRequests(house),
    ...serviceRequests(house),
    ...peopleRequests(house),
  }
}

/** Who may enter which scope, written down a second time on purpose. */
const MAY: Readonly<Record<Route['scope'], readonly Reader[]>> = {
  public: READERS,
  device: ['screen'],
  'signed-in': ['visitor', 'branch', 'desk', 'coordinator', 'manager', 'admin'],
  orders: ['branch', 'desk', 'coordinator', 'manager', 'admin'],
  desk: ['desk', 'coordinator', 'manager', 'admin'],
  management: ['manager', 'admin'],
  administration: ['admin'],
}

const routes: readonly Route[] = ROUTES

describe.each(routes.map((route) => ({ route, name: `${route.method} ${route.path}` })))('$name', ({ route, name }) => {
  test.each(READERS)('for %s', async (reader) => {
    const request = requests()[name]
    if (request === undefined) throw new Error(`write down a request for ${name}`)
    const stranger = reader === 'nobody' || reader === 'screen'
    const who = stranger ? house.visitor : await house.as(reader)
    const { status, body } = await send(who, route.method, request, reader === 'screen' ? bearer : {})
    const refused = stranger || route.scope === 'device' ? 401 : 403
    const expected = MAY[route.scope].includes(reader) ? request.ok : refused
    const told = expected === 401 && (route.scope === 'public' || route.scope === 'device') ? route.scope : expected
    expect({ status, type: status < 400 ? null : (body as { type: string }).type }).toEqual({
      status: expected,
      type: TYPES[told] ?? null,
    })
  })
})

test('no request here is for a contract that is gone', () => {
  expect(Object.keys(requests()).toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted())
})

test('an address below the API that is not made from a contract cannot be registered', async () => {
  const app = Fastify()
  for (const name of ['session', 'problems', 'validation']) await app.register(fastifyPlugin(async () => {}, { name }))
  await app.register(contracts)
  const config = { contract: signIn }
  expect(() => app.get('/api/v1/secret', async () => 'open')).toThrow('GET /api/v1/secret is not made from a contract')
  expect(() => app.get('/api/v1/secret', { config }, async () => 'open')).toThrow('is not made from a contract')
  expect(() => app.get('/elsewhere', async () => 'open')).not.toThrow()
})

const TYPES: Readonly<Record<string, string>> = {
  public: '/problems/wrong-password',
  device: '/problems/unknown-device',
  400: '/problems/malformed',
  401: '/problems/not-signed-in',
  403: '/problems/not-allowed',
  404: '/problems/not-found',
  415: '/problems/wrong-media-type',
}

async function send(
  who: Client,
  method: Route['method'],
  { path, body }: Asked,
  headers: Readonly<Record<string, string>>,
): Promise<Reply> {
  switch (method) {
    case 'GET':
      return await who.get(path, headers)
    case 'POST':
      return await who.post(path, body, headers)
    case 'PUT':
      return await who.put(path, body, headers)
    case 'PATCH':
      return await who.patch(path, body, headers)
    case 'DELETE':
      return await who.delete(path, headers)
  }
}
