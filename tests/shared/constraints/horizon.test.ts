import { expect, test } from 'vitest'
import { horizon } from '@gongyue/shared/constraints/horizon.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse, at } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const asked = (on: string, now = at('2026-12-02', '10:00')) =>
  horizon.match(aClaim({ on, from: '23:00', to: '23:59' }), aHouse({ now }))

test('today is day 0 and the seventh day after it is the last', () => {
  expect(asked('2026-12-02')).toBeNull()
  expect(asked('2026-12-09')).toBeNull()
})

test('the eighth is a day too far, and opens tomorrow at midnight', () => {
  expect(asked('2026-12-10')).toEqual({
    by: 1,
    params: { space: { 'zh-CN': '【table-01】', en: 'table-01' }, days: 7, opens: at('2026-12-03', '00:00') },
  })
})

test('the calendar of the facility decides, not 168 hours', () => {
  expect(asked('2026-12-09', at('2026-12-02', '00:00'))).toBeNull()
  expect(asked('2026-12-10', at('2026-12-02', '23:59'))?.by).toBe(1)
  expect(asked('2026-12-10', at('2026-12-03', '00:00'))).toBeNull()
})

test('a day far away is far off', () => {
  expect(asked('2027-12-02')?.by).toBe(358)
})

test('it says from when the day can be booked', () => {
  expect(sentencesOf('horizon', asked('2026-12-11'))).toEqual([
    '【table-01】只能提前 7 天预约，这一天从 12月4日 周五 起可约',
    'table-01 can be booked 7 days ahead; this day opens for booking on Fri 4 Dec',
  ])
})
