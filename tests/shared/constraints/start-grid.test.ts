import { expect, test } from 'vitest'
import { startGrid } from '@gongyue/shared/constraints/start-grid.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse, withSpace } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const asked = (from: string, to: string, facts = aHouse()) => startGrid.match(aClaim({ from, to, facts }), facts)

test('starts and ends on the grid are well, midnight too', () => {
  expect(asked('19:00', '20:30')).toBeNull()
  expect(asked('22:30', '24:00')).toBeNull()
})

test('a minute off at either end is told, and both add up', () => {
  const params = { space: { 'zh-CN': '【table-01】', en: 'table-01' }, grid: 30 }
  expect(asked('19:01', '20:00')).toEqual({ by: 1, params })
  expect(asked('19:00', '20:29')).toEqual({ by: 29, params })
  expect(asked('19:10', '20:10')).toEqual({ by: 20, params })
})

test('a stray second counts as a minute', () => {
  const claim = aClaim()
  const late = { ...claim, during: { start: claim.during.start + 1000, end: claim.during.end } }
  expect(startGrid.match(late, aHouse())?.by).toBe(1)
})

test("lines are counted from the facility's midnight, not from that of Greenwich", () => {
  expect(asked('19:30', '21:00', withSpace('table-01', { gridMinutes: 90 }))).toBeNull()
  const kathmandu = { ...withSpace('table-01', { gridMinutes: 60 }), timeZone: 'Asia/Kathmandu' }
  const start = Date.parse('2026-12-04T19:00:00+05:45')
  const claim = { ...aClaim(), during: { start, end: start + 3_600_000 } }
  expect(startGrid.match(claim, kathmandu)).toBeNull()
})

test('on a day with a changed clock the lines are those on the clock', () => {
  const facts = { ...withSpace('table-01', { gridMinutes: 60 }), timeZone: 'Australia/Lord_Howe' }
  const claim = (text: string) => ({
    ...aClaim(),
    during: { start: Date.parse(text), end: Date.parse(text) + 3_600_000 },
  })
  expect(startGrid.match(claim('2026-10-04T09:00:00+11:00'), facts)).toBeNull()
  expect(startGrid.match(claim('2026-10-04T09:30:00+11:00'), facts)?.by).toBe(60)
})

test('it says the step', () => {
  expect(sentencesOf('start-grid', asked('19:10', '20:00'))).toEqual([
    '【table-01】须从每 30 分钟的整格开始和结束',
    'table-01 is booked in steps of 30 minutes; start and end must fall on them',
  ])
})
