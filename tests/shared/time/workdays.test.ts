import { expect, test } from 'vitest'
import type { DayTypes, SpecialDay } from '@gongyue/shared/time/day-type.ts'
import { endOfWorkday } from '@gongyue/shared/time/workdays.ts'

const ZONE = 'Asia/Shanghai'
const at = (text: string) => Date.parse(`${text}+08:00`)

/** National Day of 2026 with its make-up Saturday. */
const AUTUMN: DayTypes = {
  years: new Set([2026]),
  special: new Map<string, SpecialDay>([
    ...[1, 2, 3, 4, 5, 6, 7].map(
      (day) => [`2026-10-0${day}`, { date: `2026-10-0${day}`, kind: 'legal-holiday', name: '国庆节' }] as const,
    ),
    ['2026-10-10', { date: '2026-10-10', kind: 'make-up-workday', name: '国庆节' }],
  ]),
}
const PLAIN: DayTypes = { years: new Set([2026]), special: new Map() }

test.each([
  ['a Wednesday morning', '2026-12-02T09:00', 2, '2026-12-05T00:00'],
  ['the last minute of a Wednesday', '2026-12-02T23:59', 2, '2026-12-05T00:00'],
  ['the first minute of a Thursday', '2026-12-03T00:00', 2, '2026-12-08T00:00'],
  ['a Friday: the weekend does not count', '2026-12-04T20:00', 2, '2026-12-09T00:00'],
  ['no days: the same day', '2026-12-02T09:00', 0, '2026-12-03T00:00'],
])('%s', (_, since, days, until) => {
  expect(endOfWorkday(at(`${since}:00`), days, PLAIN, ZONE)).toBe(at(`${until}:00`))
})

test('a week of holidays does not count, the Saturday worked to make up for it does', () => {
  expect(endOfWorkday(at('2026-09-30T10:00:00'), 1, AUTUMN, ZONE)).toBe(at('2026-10-09T00:00:00'))
  expect(endOfWorkday(at('2026-09-30T10:00:00'), 3, AUTUMN, ZONE)).toBe(at('2026-10-11T00:00:00'))
})
