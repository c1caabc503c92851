import { describe, expect, test } from 'vitest'
import type { Params } from '@gongyue/shared/domain/message.ts'
import { calendarDay, clockTime, daysText, dayText, durationText, instantKeys, say } from '@gongyue/shared/i18n/say.ts'

const instant = Date.parse('2026-12-04T19:05:00+08:00')
const both = (text: string) => ({ 'zh-CN': text, en: text })
const said = (text: string, params: Params, timeZone = 'Asia/Shanghai') =>
  (['zh-CN', 'en'] as const).map((locale) => say(both(text), params, locale, timeZone))

describe('a placeholder', () => {
  test.each<readonly [string, Params[string], readonly [string, string]]>([
    ['{x}', 3, ['3', '3']],
    ['{x}', 'Zhang', ['Zhang', 'Zhang']],
    ['{x}', { 'zh-CN': '剧场', en: 'theatre' }, ['剧场', 'theatre']],
    ['{x:time}', instant, ['19:05', '19:05']],
    ['{x:date}', instant, ['12月4日 周五', 'Fri 4 Dec']],
    ['{x:moment}', instant, ['12月4日 周五 19:05', 'Fri 4 Dec 19:05']],
    ['{x:duration}', 90, ['1 小时 30 分钟', '1 h 30 min']],
    ['{x:days}', 1, ['1 天', '1 day']],
    ['{x:time}', '2026-12-04T19:05:00+13:45', ['19:05', '19:05']],
    ['{x:moment}', '2026-12-06T00:00:00Z', ['12月6日 周日 00:00', 'Sun 6 Dec 00:00']],
  ])('%s of %j', (text, value, expected) => {
    expect(said(text, { x: value })).toEqual(expected)
  })

  test('stands where nothing was given for it, so that it is seen', () => {
    expect(said('from {from:time} to {until}', { until: 'noon' })).toEqual([
      'from {from:time} to noon',
      'from {from:time} to noon',
    ])
  })

  test('may stand twice, and braces without a name are left alone', () => {
    expect(said('{x}{x} {} { x }', { x: 1 })).toEqual(['11 {} { x }', '11 {} { x }'])
  })

  test('writes what is given as it is, even when it looks like a placeholder or a pattern', () => {
    expect(said('{x}', { x: '{y} $& $1 <b>' })).toEqual(['{y} $& $1 <b>', '{y} $& $1 <b>'])
  })
})

describe('clocks and calendars', () => {
  test('read an instant in the zone given, and a text as it stands', () => {
    expect([clockTime(instant, 'Asia/Shanghai'), clockTime(instant, 'Pacific/Chatham')]).toEqual(['19:05', '00:50'])
    expect([calendarDay(instant, 'Asia/Shanghai'), calendarDay(instant, 'Pacific/Chatham')]).toEqual([
      '2026-12-04',
      '2026-12-05',
    ])
    expect(clockTime('2026-12-04T19:05:00+08:00', 'Europe/Berlin')).toBe('19:05')
  })

  test('call midnight 00:00', () => {
    expect(clockTime(Date.parse('2026-12-04T00:00:00+08:00'), 'Asia/Shanghai')).toBe('00:00')
  })

  test('name every weekday and month', () => {
    const week = ['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05']
    expect(week.map((date) => dayText(date, 'zh-CN').at(-1)).join('')).toBe('日一二三四五六')
    expect(week.map((date) => dayText(date, 'en').slice(0, 3))).toEqual([
      'Sun',
      'Mon',
      'Tue',
      'Wed',
      'Thu',
      'Fri',
      'Sat',
    ])
    expect(dayText('2026-01-09', 'en')).toBe('Fri 9 Jan')
    expect(dayText('2026-10-01T08:00:00+08:00', 'zh-CN')).toBe('10月1日 周四')
  })
})

test.each([
  [0, '0 分钟', '0 min'],
  [45, '45 分钟', '45 min'],
  [60, '1 小时', '1 h'],
  [150, '2 小时 30 分钟', '2 h 30 min'],
  [1440, '24 小时', '24 h'],
  [2880, '2 天', '2 days'],
  [2940, '49 小时', '49 h'],
  [4320, '3 天', '3 days'],
])('%i minutes are %s, %s', (minutes, zh, en) => {
  expect([durationText(minutes, 'zh-CN'), durationText(minutes, 'en')]).toEqual([zh, en])
})

test('one day is one day', () => {
  expect([daysText(1, 'en'), daysText(2, 'en'), daysText(1, 'zh-CN')]).toEqual(['1 day', '2 days', '1 天'])
})

test('the placeholders that hold instants are known by how they are written', () => {
  const messages = { 'zh-CN': '{a:time}{b}{c:duration}', en: '{d:moment} {e:date} {f:days}' }
  expect(instantKeys(messages)).toEqual(new Set(['a', 'd', 'e']))
})
