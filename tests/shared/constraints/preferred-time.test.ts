import { expect, test } from 'vitest'
import { preferredTime } from '@gongyue/shared/constraints/preferred-time.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse, at } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const wish = { spaceId: 'table-01', start: at('2026-12-04', '19:00') }
const given = (on: string, from: string) => preferredTime.match(aClaim({ on, from, to: '22:00', wish }), aHouse())

test('the wished time costs nothing', () => {
  expect(given('2026-12-04', '19:00')).toBeNull()
})

test('each quarter begun is a step, earlier or later', () => {
  expect(given('2026-12-04', '19:15')).toEqual({ by: 1, params: { wished: wish.start } })
  expect(given('2026-12-04', '19:16')?.by).toBe(2)
  expect(given('2026-12-04', '18:00')?.by).toBe(4)
})

test('the same hour of another day is sixteen steps a day, and hours come on top', () => {
  expect(given('2026-12-05', '19:00')?.by).toBe(16)
  expect(given('2026-12-02', '19:00')?.by).toBe(32)
  expect(given('2026-12-05', '20:00')?.by).toBe(20)
})

test('the hour on the clock counts where the clock is changed in between', () => {
  const facts = aHouse({ timeZone: 'Europe/Berlin' })
  const claim = aClaim({ wish: { spaceId: 'table-01', start: Date.parse('2026-10-24T19:00:00+02:00') } })
  const nextDay = Date.parse('2026-10-25T19:00:00+01:00')
  expect(preferredTime.match({ ...claim, during: { start: nextDay, end: nextDay + 3_600_000 } }, facts)?.by).toBe(16)
})

test('half a minute off is still a step', () => {
  const claim = aClaim({ wish: { ...wish, start: wish.start - 20_000 } })
  expect(preferredTime.match(claim, aHouse())?.by).toBe(1)
})

test('it says what was wished for', () => {
  expect(sentencesOf('preferred-time', given('2026-12-05', '19:00'))).toEqual([
    '与希望的时间 12月4日 周五 19:00 不同',
    'not at the time wished for, Fri 4 Dec 19:00',
  ])
})
