import { expect, test } from 'vitest'
import { notice } from '@gongyue/shared/constraints/notice.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse, at, withSpace } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const asked = (from: string, now: number) => notice.match(aClaim({ from, to: '22:00' }), aHouse({ now }))

test('exactly an hour ahead is early enough, a minute less is not', () => {
  expect(asked('19:00', at('2026-12-04', '18:00'))).toBeNull()
  expect(asked('19:00', at('2026-12-04', '18:01'))).toEqual({
    by: 1,
    params: {
      space: { 'zh-CN': '【table-01】', en: 'table-01' },
      lead: 60,
      earliest: at('2026-12-04', '19:30'),
    },
  })
})

test('a second too late is a minute too late', () => {
  expect(asked('19:00', at('2026-12-04', '18:00') + 1000)?.by).toBe(1)
})

test('the past is refused even where no notice is needed', () => {
  const facts = { ...withSpace('table-01', { noticeMinutes: 0 }), now: at('2026-12-04', '19:00') }
  expect(notice.match(aClaim({ from: '19:00' }), facts)).toBeNull()
  expect(notice.match(aClaim({ from: '18:30', to: '19:30' }), facts)).toMatchObject({
    by: 30,
    params: { lead: 0, earliest: at('2026-12-04', '19:00') },
  })
})

test("the earliest start lies on the space's grid, counted from the facility's midnight", () => {
  const now = at('2026-12-04', '17:10')
  const earliest = (gridMinutes: number, timeZone = 'Asia/Shanghai') =>
    notice.match(aClaim({ from: '17:00' }), { ...withSpace('table-01', { gridMinutes }), now, timeZone })?.params
      .earliest
  expect(earliest(15)).toBe(at('2026-12-04', '18:15'))
  expect(earliest(90)).toBe(at('2026-12-04', '19:30'))
  expect(earliest(1440)).toBe(at('2026-12-05', '00:00'))
  expect(earliest(60, 'Asia/Kathmandu')).toBe(Date.parse('2026-12-04T16:00:00+05:45'))
})

test('it says what is possible now', () => {
  expect(sentencesOf('notice', asked('19:00', at('2026-12-04', '18:30')))).toEqual([
    '【table-01】须提前 1 小时预约，现在最早可约 12月4日 周五 19:30 开始',
    'table-01 must be booked 1 h ahead; the earliest start now is Fri 4 Dec 19:30',
  ])
})
