import { expect, test } from 'vitest'
import { roomFit } from '@gongyue/shared/constraints/room-fit.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const asked = (headcount: number) => roomFit.match(aClaim({ space: 'theatre', headcount }), aHouse())

test('a hall for twice as many is a good fit', () => {
  expect(asked(600)).toBeNull()
  expect(asked(300)).toBeNull()
})

test('each doubling beyond that is a step', () => {
  expect(asked(299)).toEqual({
    by: 1,
    params: { space: { 'zh-CN': '【theatre】', en: 'theatre' }, capacity: 600, headcount: 299 },
  })
  expect(asked(150)?.by).toBe(1)
  expect(asked(149)?.by).toBe(2)
  expect(asked(75)?.by).toBe(2)
  expect(asked(1)?.by).toBe(9)
})

test('nobody at all is not a question of size', () => {
  expect(asked(0)).toBeNull()
})

test('it says both numbers', () => {
  expect(sentencesOf('room-fit', asked(10))).toEqual([
    '【theatre】可容纳 600 人，对 10 人偏大',
    'theatre holds 600, large for 10 people',
  ])
})
