import { describe, expect, test } from 'vitest'
import { parseHolidayNotice } from '@gongyue/shared/time/holiday-notice.ts'
import { NOTICE_2026 } from '../support/notice-2026.ts'

/** A notice about new year's day, with one thing about it changed. */
function newYear(sentence: string): ReturnType<typeof parseHolidayNotice> {
  return parseHolidayNotice(`一、元旦：${sentence}`, 2026)
}

test('the notice of 2026 gives 33 free days and 6 that are worked', () => {
  const notice = parseHolidayNotice(NOTICE_2026, 2026)
  if (notice.kind === 'faults') throw new Error(JSON.stringify(notice.faults))
  const of = (kind: string) => notice.days.filter((day) => day.kind === kind).map(({ date }) => date)
  expect(of('legal-holiday')).toHaveLength(33)
  expect(of('make-up-workday')).toEqual([
    '2026-01-04',
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-10',
  ])
  expect(notice.days.find(({ date }) => date === '2026-02-19')).toEqual({
    date: '2026-02-19',
    kind: 'legal-holiday',
    name: '春节',
  })
})

test('rows of a table are read, with words in English or Chinese', () => {
  expect(parseHolidayNotice('2026-01-01,legal-holiday,元旦\n2026-01-04\t班\t元旦', 2026)).toEqual({
    kind: 'notice',
    days: [
      { date: '2026-01-01', kind: 'legal-holiday', name: '元旦' },
      { date: '2026-01-04', kind: 'make-up-workday', name: '元旦' },
    ],
  })
})

test('a span may cross the turn of the year when it names it, and a month when it names that', () => {
  const notice = parseHolidayNotice('一、元旦：2025年12月31日至2026年1月2日放假，共3天。', 2026)
  expect(notice).toMatchObject({ days: [{ date: '2025-12-31' }, { date: '2026-01-01' }, { date: '2026-01-02' }] })
})

describe('a slip is told with its line', () => {
  test.each([
    [
      'a day that does not exist',
      '2月30日放假，共1天。',
      { kind: 'notice-line', line: 1, text: '一、元旦：2月30日放假，共1天。' },
    ],
    [
      'a number of days that is not right',
      '1月1日至3日放假，共4天。',
      { kind: 'notice-count', line: 1, said: 4, found: 3 },
    ],
    [
      'a weekday that is not right',
      '1月1日（周五）放假，共1天。',
      { kind: 'notice-weekday', line: 1, date: '2026-01-01', said: '周五' },
    ],
    [
      'a day that is free and worked',
      '1月1日放假。1月1日上班。',
      { kind: 'notice-twice', line: 1, date: '2026-01-01' },
    ],
    [
      'a span that goes back',
      '1月3日至1日放假。',
      { kind: 'notice-line', line: 1, text: '一、元旦：1月3日至1日放假。' },
    ],
    [
      'dates without a word of what they are',
      '1月1日至3日。',
      { kind: 'notice-line', line: 1, text: '一、元旦：1月1日至3日。' },
    ],
  ])('%s', (_, sentence, fault) => {
    const notice = newYear(sentence)
    expect(notice.kind === 'faults' && notice.faults[0]).toEqual(fault)
  })

  test('every line that is wrong is told, and what is no notice at all', () => {
    const text = '元旦：1月1日放假，共2天。\n\n2026-13-01,休,春节'
    expect(parseHolidayNotice(text, 2026)).toEqual({
      kind: 'faults',
      faults: [
        { kind: 'notice-count', line: 1, said: 2, found: 1 },
        { kind: 'notice-line', line: 3, text: '2026-13-01,休,春节' },
      ],
    })
    expect(parseHolidayNotice('今天天气很好', 2026)).toMatchObject({ faults: [{ kind: 'notice-line', line: 1 }] })
  })
})
