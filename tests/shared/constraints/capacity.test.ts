import { expect, test } from 'vitest'
import { capacity } from '@gongyue/shared/constraints/capacity.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const asked = (headcount: number) => capacity.match(aClaim({ space: 'theatre', headcount }), aHouse())

test('as many people as it holds fit, one more does not', () => {
  expect(asked(600)).toBeNull()
  expect(asked(601)).toEqual({
    by: 1,
    params: { space: { 'zh-CN': '【theatre】', en: 'theatre' }, capacity: 600, headcount: 601 },
  })
})

test('each person too many weighs', () => {
  expect(asked(1_000_000_000)?.by).toBe(999_999_400)
  expect(asked(0)).toBeNull()
})

test('it says both numbers', () => {
  expect(sentencesOf('capacity', asked(750))).toEqual([
    '【theatre】最多容纳 600 人，申请人数为 750 人',
    'theatre holds 600 people at most, 750 were asked for',
  ])
})
