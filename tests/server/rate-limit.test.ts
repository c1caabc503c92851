import { afterAll, beforeAll, expect, test } from 'vitest'
import { SIGN_IN_LIMITS } from '@gongyue/server/plugins/rate-limit.ts'
import { openHouse, PASSWORD, type TestHouse } from '../support/house.ts'

let house: TestHouse

beforeAll(async () => {
  house = await openHouse({ trustProxy: true })
})
afterAll(async () => await house.close())

async function attempt(username: string, password: string, ip: string): Promise<number> {
  const reply = await house.visitor.post('/session', { username, password }, { 'x-forwarded-for': ip })
  return reply.status
}

test('the eleventh attempt in a minute on one account from one address is stopped, even with the right password', async () => {
  const statuses: number[] = []
  for (let round = 0; round < SIGN_IN_LIMITS.account; round += 1)
    statuses.push(await attempt('jining-desk', 'wrong', '10.0.0.1'))
  expect(statuses).toEqual(Array.from({ length: 10 }, () => 401))
  const reply = await house.visitor.post(
    '/session',
    { username: 'jining-desk', password: PASSWORD },
    { 'x-forwarded-for': '10.0.0.1', 'accept-language': 'en' },
  )
  const seconds = Number(reply.headers['retry-after'])
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(60)
  expect({ ...(reply.body as object), instance: '' }).toEqual({
    type: '/problems/too-many-requests',
    title: 'Too many attempts',
    status: 429,
    detail: `Please try again in ${seconds} seconds.`,
    instance: '',
  })
})

test('another account and another address go on', async () => {
  expect(await attempt('jining-manager', PASSWORD, '10.0.0.1')).toBe(200)
  expect(await attempt('jining-desk', PASSWORD, '10.0.0.2')).toBe(200)
})

test('one address may not go through many accounts', async () => {
  const names = Array.from({ length: SIGN_IN_LIMITS.address }, (_, at) => `invented-${at}`)
  const statuses = await Promise.all(names.map(async (name) => await attempt(name, 'wrong', '10.0.0.3')))
  expect(new Set(statuses)).toEqual(new Set([401]))
  expect(await attempt('jining-desk', PASSWORD, '10.0.0.3')).toBe(429)
}, 30_000)
