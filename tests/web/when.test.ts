import { beforeEach, expect, test } from 'vitest'
import { chooseLocale } from '../../web/src/text/locale.ts'
import {
  addDays,
  clockSpan,
  dayLabel,
  minutesBetween,
  monthName,
  spanLabel,
  todayAt,
  wallClockAt,
  weekdayName,
} from '../../web/src/text/when.ts'

beforeEach(() => chooseLocale('zh-CN'))

test("a span is read off the facility's clock, whatever its offset", () => {
  expect(spanLabel('2026-12-04T19:00:00+08:00', '2026-12-04T20:30:00+08:00')).toBe('12月4日 周五 19:00–20:30')
  expect(spanLabel('2026-12-04T19:00:00+01:00', '2026-12-04T20:30:00+01:00')).toBe('12月4日 周五 19:00–20:30')
})

test('midnight is 24:00 of the day before; a later day is named', () => {
  expect(clockSpan('2026-12-04T22:00:00+08:00', '2026-12-05T00:00:00+08:00')).toBe('22:00–24:00')
  expect(clockSpan('2026-12-04T22:00:00+08:00', '2026-12-05T01:00:00+08:00')).toBe('22:00–12月5日 周六 01:00')
})

test('the same in English', () => {
  chooseLocale('en')
  expect([dayLabel('2026-12-04'), weekdayName('2026-12-04'), monthName('2026-12-04')]).toEqual([
    'Fri 4 Dec',
    'Fri',
    'Dec',
  ])
})

test('days go on over months, leap days and years', () => {
  expect([addDays('2026-12-31', 1), addDays('2028-02-28', 1), addDays('2026-03-01', -1)]).toEqual([
    '2027-01-01',
    '2028-02-29',
    '2026-02-28',
  ])
})

test("today is the facility's, not the reader's", () => {
  const late = Date.parse('2026-12-04T17:30:00Z')
  expect([todayAt('Asia/Shanghai', late), todayAt('Europe/Berlin', late)]).toEqual(['2026-12-05', '2026-12-04'])
  expect(wallClockAt('Asia/Shanghai', late)).toBe('2026-12-05T01:30:00')
})

test('minutes are counted between instants, not between clocks', () => {
  expect(minutesBetween('2026-10-25T01:00:00+02:00', '2026-10-25T03:00:00+01:00')).toBe(180)
})
