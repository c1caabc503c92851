import { expect, test } from 'vitest'

test('the tests of time run once in a zone that no developer sits in', () => {
  expect(new Date(0).getTimezoneOffset()).toBe(-765)
})
