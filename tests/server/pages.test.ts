import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
let webRoot: string

beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'gongyue-pages-'))
  await mkdir(join(webRoot, 'assets'))
  await mkdir(join(webRoot, '.vite'))
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>宫约</title>')
  await writeFile(join(webRoot, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await writeFile(join(webRoot, 'assets', 'main-abc123.js'), `console.log(${JSON.stringify('x'.repeat(5000))})`)
  await writeFile(join(webRoot, '.build-of'), 'secret')
  await writeFile(join(webRoot, '.vite', 'manifest.json'), '{}')
  house = await openHouse({ webRoot })
})
afterAll(async () => {
  await house.close()
  await rm(webRoot, { recursive: true })
})

test.each(['/', '/board', '/orders/01a2040a-53c9-7000-9e2e-db528a3f86d8', '/sign-in?next=%2Fboard'])(
  'the address %s of a page is answered with the frame of all pages',
  async (path) => {
    const { status, headers, text } = await house.visitor.get(`/${path}`, { accept: 'text/html,*/*;q=0.8' })
    expect([status, text]).toEqual([200, '<!doctype html><title>宫约</title>'])
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['cache-control']).toBe('no-cache')
  },
)

test('files named after their content are kept for ever, others are asked for again', async () => {
  const script = await house.visitor.get('//assets/main-abc123.js')
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(script.headers['content-type']).toMatch(/^(text|application)\/javascript/)
  const icon = await house.visitor.get('//icon.svg')
  expect([icon.status, icon.headers['cache-control']]).toEqual([200, 'no-cache'])
})

test('pages may load their own files and nothing else, over plain HTTP too', async () => {
  for (const path of ['//', '//assets/main-abc123.js', '//icon.svg']) {
    const { headers } = await house.visitor.get(path)
    expect([path, headers['content-security-policy']]).toEqual([
      path,
      "default-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src-attr 'none'",
    ])
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['strict-transport-security']).toBeUndefined()
  }
})

test.each([
  '//assets/main-old.js',
  '//nothing.png',
  '//.build-of',
  '//.vite/manifest.json',
  '//../package.json',
  '//api/v1/nothing',
  '//api/v2/spaces',
])('%s is not found, and is no page', async (path) => {
  const { status, headers } = await house.visitor.get(path, { accept: '*/*' })
  expect([status, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8'])
})

test('a page is not written to', async () => {
  const reply = await house.app.inject({ method: 'POST', url: '/board', payload: {} })
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8'])
})

test.each(['br', 'gzip'])('large answers are packed with %s for who can read it', async (encoding) => {
  const script = await house.app.inject({ url: '/assets/main-abc123.js', headers: { 'accept-encoding': encoding } })
  expect([script.statusCode, script.headers['content-encoding']]).toEqual([200, encoding])
  expect(script.rawPayload.length).toBeLessThan(500)
  const spaces = await house.app.inject({ url: '/api/v1/spaces', headers: { 'accept-encoding': encoding } })
  expect([spaces.statusCode, spaces.headers['content-encoding']]).toEqual([200, encoding])
})

test('small answers are not', async () => {
  const reply = await house.app.inject({ url: '/api/v1/facilities', headers: { 'accept-encoding': 'br, gzip' } })
  expect([reply.statusCode, reply.headers['content-encoding']]).toEqual([200, undefined])
})

test('without built pages the API serves alone', async () => {
  const bare = await openHouse({ webRoot: join(webRoot, 'nowhere') })
  expect((await bare.visitor.get('//board', { accept: 'text/html' })).status).toBe(404)
  expect((await bare.visitor.get('/facilities')).status).toBe(200)
  await bare.close()
})
