import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROUTES } from '@gongyue/shared/api/index.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
let document: Document

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly security: readonly object[]
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: unknown }>>
}

interface Document {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
}

beforeAll(async () => {
  house = await openHouse()
  document = (await house.visitor.get<Document>('/openapi.json')).body
})
afterAll(async () => await house.close())

test('every contract is in the document, and nothing else', () => {
  expect(document.openapi).toBe('3.1.0')
  const written = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const wanted = ROUTES.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  expect(written.toSorted()).toEqual(wanted.toSorted())
})

test('every contract is registered in the server', () => {
  const missing = ROUTES.filter(({ method, path }) => !house.app.hasRoute({ method, url: `/api/v1${path}` }))
  expect(missing).toEqual([])
})

test('operations have ids of their own, every reference leads somewhere, and every named schema is used', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(ROUTES.length)
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name = '']) => name,
  )
  expect([...new Set(references)].toSorted()).toEqual(Object.keys(document.components.schemas).toSorted())
})

test('placing an order is told in full: body, key, rights, answers and problems', () => {
  const operation = document.paths['/orders']?.['post']
  expect(operation?.operationId).toBe('postOrders')
  expect(operation?.security).toEqual([{ session: [], csrf: [] }])
  expect(operation?.parameters?.map(({ name, in: place }) => `${place} ${name}`)).toEqual([
    'query dryRun',
    'header Idempotency-Key',
  ])
  expect(operation?.requestBody?.content).toMatchObject({
    'application/json': {
      schema: {
        // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word, and no function
        then: { $ref: '#/components/schemas/SeriesOrderDraft' },
        // more than rooms, or rooms alone
        else: {
          // oxlint-disable-next-line unicorn/no-thenable -- as above
          then: { $ref: '#/components/schemas/MixedOrderDraft' },
          else: { $ref: '#/components/schemas/DeskOrderDraft' },
        },
      },
    },
  })
  expect(Object.keys(operation?.responses ?? {})).toEqual([
    '200',
    '201',
    '400',
    '401',
    '403',
    '404',
    '409',
    '413',
    '415',
    '500',
    '503',
  ])
  expect(operation?.responses['201']?.content).toEqual({
    'application/json': { schema: { $ref: '#/components/schemas/Order' } },
  })
  expect(operation?.responses['409']).toEqual({
    description:
      '`refused`: The answer is no\n\n`would-displace`: Others would lose\n\n`key-reused`: Idempotency-Key used before',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  })
})

test('formats and limits of fields are in the document', () => {
  expect(document.components.schemas['OrderDraft']?.['properties']).toMatchObject({
    headcount: { $ref: '#/components/schemas/Headcount' },
    lines: { maxItems: 60, items: { $ref: '#/components/schemas/SpaceLine' } },
  })
  expect(document.components.schemas['InstantText']).toMatchObject({ type: 'string', format: 'instant' })
  expect(document.components.schemas['OrderDraft']?.['additionalProperties']).toBe(false)
})

test('the explorer opens at /docs from this server alone, under a strict policy', async () => {
  const page = await house.visitor.get('//docs', { accept: 'text/html' })
  const final = page.status === 302 ? await house.visitor.get(`/${String(page.headers['location'])}`) : page
  expect([final.status, final.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  const policy = String(final.headers['content-security-policy'])
  expect(policy).toMatch(/^default-src 'self'; /)
  expect(policy).not.toMatch(/https:|unsafe-eval|\*/)
  const sources = [...final.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source = '']) => source)
  expect(sources.length).toBeGreaterThan(3)
  for (const source of sources) {
    expect(source).not.toMatch(/^(https?:)?\/\//)
    const file = await house.visitor.get(`/${new URL(source, 'http://x/docs/').pathname}`)
    expect([source, file.status]).toEqual([source, 200])
  }
  expect((await house.visitor.get('//docs/json')).body).toEqual(document)
})
