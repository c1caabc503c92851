import { expect, test } from 'vitest'
import { bookingConditions } from '@gongyue/shared/constraints/booking-conditions.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const asked = (conditions: Readonly<Record<string, number>>) =>
  bookingConditions.match(aClaim({ space: 'theatre', conditions }), aHouse())

test('conditions never read, or read in an older version, are told with the version that holds', () => {
  const breach = { by: 1, params: { space: { 'zh-CN': '【theatre】', en: 'theatre' }, version: 2 } }
  expect(asked({})).toEqual(breach)
  expect(asked({ theatre: 1 })).toEqual(breach)
  expect(asked({ gym: 2 })).toEqual(breach)
})

test('the version that holds is enough', () => {
  expect(asked({ theatre: 2 })).toBeNull()
})

test('a space without conditions wants nothing read', () => {
  expect(bookingConditions.match(aClaim({ space: 'gym' }), aHouse())).toBeNull()
})

test('it says which conditions to read', () => {
  expect(sentencesOf('booking-conditions', asked({}))).toEqual([
    '请先阅读并同意【theatre】的预约须知（第 2 版）',
    'Read and accept the conditions of theatre first (version 2)',
  ])
})
