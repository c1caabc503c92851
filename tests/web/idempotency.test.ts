import { expect, test } from 'vitest'
import { idempotencyKeys, randomKey } from '../../web/src/api/idempotency.ts'

test('the same content has the same key, new content a new one', () => {
  const keyFor = idempotencyKeys()
  const first = keyFor({ title: 'a' })
  expect(keyFor({ title: 'a' })).toBe(first)
  expect(keyFor({ title: 'b' })).not.toBe(first)
})

test('content that comes back after other content is a new attempt', () => {
  const keyFor = idempotencyKeys()
  const first = keyFor('a')
  keyFor('b')
  expect(keyFor('a')).not.toBe(first)
})

test('two pages never share a key', () => {
  expect(idempotencyKeys()('a')).not.toBe(idempotencyKeys()('a'))
})

test('a key is what the contract takes: visible ASCII, 8 to 200 long', () => {
  expect(randomKey()).toMatch(/^[0-9a-f]{32}$/)
})
