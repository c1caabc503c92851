import { expect, test } from 'vitest'
import { duration } from '@gongyue/shared/constraints/duration.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const asked = (from: string, to: string) => duration.match(aClaim({ from, to }), aHouse())

test('the shortest and the longest time are both allowed', () => {
  expect(asked('19:00', '20:00')).toBeNull()
  expect(asked('19:00', '21:00')).toBeNull()
})

test('a minute less or more is not', () => {
  const params = { space: { 'zh-CN': '【table-01】', en: 'table-01' }, least: 60, most: 120 }
  expect(asked('19:00', '19:59')).toEqual({ by: 1, params: { ...params, chosen: 59 } })
  expect(asked('19:00', '21:01')).toEqual({ by: 1, params: { ...params, chosen: 121 } })
})

test('set-up and strike are not lent time', () => {
  expect(duration.match(aClaim({ space: 'theatre', from: '09:00', to: '17:00' }), aHouse())).toBeNull()
})

test('it says the times as people say them', () => {
  expect(sentencesOf('duration', asked('19:00', '21:30'))).toEqual([
    '【table-01】每次可约 1 小时至 2 小时，所选为 2 小时 30 分钟',
    'table-01 is lent for 1 h to 2 h at a time; 2 h 30 min were chosen',
  ])
})
