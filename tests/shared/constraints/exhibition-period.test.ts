import { expect, test } from 'vitest'
import { exhibitionPeriod } from '@gongyue/shared/constraints/exhibition-period.ts'
import type { Exhibition } from '@gongyue/shared/domain/facts.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse, at, span } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const show = (from: string, to: string, spaceId = 'theatre', title = '摄影展'): Exhibition => ({
  programmeId: title,
  title,
  spaceId,
  during: span(from, to),
})
const asked = (exhibitions: readonly Exhibition[], space = 'theatre') =>
  exhibitionPeriod.match(aClaim({ space, from: '14:00', to: '16:00' }), { ...aHouse(), exhibitions })

test('a booking may end where an exhibition opens, and start where one ends', () => {
  expect(asked([show('16:00', '18:00'), show('12:00', '14:00')])).toBeNull()
})

test('one minute of an exhibition is too much; of several the last end is told', () => {
  expect(asked([show('15:59', '18:00')])?.by).toBe(1)
  expect(asked([show('13:00', '14:30'), show('14:30', '17:00', 'theatre', '书法展')])).toEqual({
    by: 120,
    params: {
      space: { 'zh-CN': '【theatre】', en: 'theatre' },
      exhibition: '书法展',
      from: at('2026-12-04', '14:30'),
      until: at('2026-12-04', '17:00'),
    },
  })
})

test('an exhibition in half a hall takes the whole hall and its own tables, and no other table', () => {
  expect(asked([show('13:00', '15:00', 'tables-left')], 'tables')?.by).toBe(60)
  expect(asked([show('13:00', '15:00', 'tables-left')], 'table-01')?.by).toBe(60)
  expect(asked([show('13:00', '15:00', 'tables-left')], 'table-07')).toBeNull()
})

test('a house without exhibitions has nothing against it', () => {
  expect(exhibitionPeriod.match(aClaim({ space: 'theatre', from: '14:00', to: '16:00' }), aHouse())).toBeNull()
})

test('says what is on and what to do instead', () => {
  expect(sentencesOf('exhibition-period', asked([show('13:00', '15:00')]))).toEqual([
    '【theatre】从 12月4日 周五 13:00 至 12月4日 周五 15:00 举办“摄影展”，不接受其他使用；参观请预约参观时段',
    'theatre shows “摄影展” from Fri 4 Dec 13:00 to Fri 4 Dec 15:00 and takes nothing else; to see it, book one of its slots',
  ])
})
