import { expect, test } from 'vitest'
import { closure } from '@gongyue/shared/constraints/closure.ts'
import type { Closure } from '@gongyue/shared/domain/facts.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse, at, span } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const shut = (from: string, to: string, spaceId: string | null = 'theatre', reason = '检修'): Closure => ({
  id: `${from} ${to}`,
  spaceId,
  during: span(from, to),
  reason,
})
const asked = (closures: readonly Closure[], space = 'theatre') =>
  closure.match(aClaim({ space, from: '14:00', to: '16:00' }), aHouse({ closures }))

test('a booking may end where a closure starts, and start where one ends', () => {
  expect(asked([shut('16:00', '18:00'), shut('12:00', '14:00')])).toBeNull()
})

test('one minute of a closure is too much, at either end', () => {
  expect(asked([shut('15:59', '18:00')])?.by).toBe(1)
  expect(asked([shut('12:00', '14:01')])?.by).toBe(1)
})

test('it tells from when until when, and why', () => {
  expect(asked([shut('13:00', '15:00')])).toEqual({
    by: 60,
    params: {
      space: { 'zh-CN': '【theatre】', en: 'theatre' },
      from: at('2026-12-04', '13:00'),
      until: at('2026-12-04', '15:00'),
      reason: '检修',
    },
  })
})

test('of several closures the one that ends last is told, and no minute counts twice', () => {
  const match = asked([shut('13:00', '14:30'), shut('14:15', '15:00', null, '消防演练'), shut('13:00', '14:10')])
  expect(match).toMatchObject({ by: 60, params: { until: at('2026-12-04', '15:00'), reason: '消防演练' } })
})

test('a closure of the facility shuts everything, one of another room nothing', () => {
  expect(asked([shut('13:00', '15:00', null)])?.by).toBe(60)
  expect(asked([shut('13:00', '15:00', 'gym')])).toBeNull()
})

test('a closed hall shuts its tables, and a closed table the hall', () => {
  expect(asked([shut('13:00', '15:00', 'tables-left')], 'table-01')?.by).toBe(60)
  expect(asked([shut('13:00', '15:00', 'tables-left')], 'table-07')).toBeNull()
  expect(asked([shut('13:00', '15:00', 'table-07')], 'tables')?.by).toBe(60)
})

test('set-up and strike may run into a closure, people may not', () => {
  expect(asked([shut('13:00', '14:00'), shut('16:00', '17:00')])).toBeNull()
})

test('it says so to both readers', () => {
  expect(sentencesOf('closure', asked([shut('13:00', '15:00')]))).toEqual([
    '【theatre】从 12月4日 周五 13:00 至 12月4日 周五 15:00 关闭：检修',
    'theatre is closed from Fri 4 Dec 13:00 to Fri 4 Dec 15:00: 检修',
  ])
})
