import { describe, expect, test } from 'vitest'
import { contractOn, reminderDue, sharesBetween } from '@gongyue/shared/domain/contract.ts'
import { amountOf, priceListOn, type PriceItem, type PriceList } from '@gongyue/shared/domain/price.ts'
import { starsOf } from '@gongyue/shared/domain/service.ts'
import type { DayTypes } from '@gongyue/shared/time/day-type.ts'

const ZONE = 'Asia/Shanghai'
const DAY_TYPES: DayTypes = {
  years: new Set([2026]),
  special: new Map([['2026-10-01', { date: '2026-10-01', kind: 'legal-holiday', name: '国庆节' }]]),
}
const ROOM = { id: 'room', kind: 'classroom' } as const

function item(fenPerHour: number, changes: Partial<PriceItem> = {}): PriceItem {
  const spaces = { kind: 'space-kind', spaceKind: 'classroom' } as const
  return { spaces, days: 'any', from: 0, until: 1440, fenPerHour, publicFenPerHour: 100, ...changes }
}

const list = (items: readonly PriceItem[], validFrom = '2026-01-01', version = 1): PriceList => ({
  version,
  validFrom,
  items,
})

function priced(
  from: string,
  until: string,
  lists: readonly PriceList[],
  purpose: 'commercial' | 'public-benefit' = 'commercial',
) {
  const during = { start: Date.parse(`${from}:00+08:00`), end: Date.parse(`${until}:00+08:00`) }
  return amountOf({ space: ROOM, during, purpose }, lists, DAY_TYPES, ZONE)
}

describe('what a booking comes to', () => {
  test('is the sum of its minutes at the price of their hour and day, rounded once', () => {
    const evening = [item(8000, { until: 1080 }), item(12_000, { from: 1080 })]
    expect(priced('2026-12-01T17:00', '2026-12-01T19:30', [list(evening)])).toEqual({
      kind: 'priced',
      fen: 26_000,
      version: 1,
    })
    // 20 minutes at a fen an hour are nothing, an hour and a half are two: half a fen up
    expect(priced('2026-12-01T10:00', '2026-12-01T10:20', [list([item(1)])])).toEqual({
      kind: 'priced',
      fen: 0,
      version: 1,
    })
    expect(priced('2026-12-01T10:00', '2026-12-01T11:30', [list([item(1)])])).toEqual({
      kind: 'priced',
      fen: 2,
      version: 1,
    })
  })

  test('over midnight has the prices of both days', () => {
    const days = [item(6000, { days: ['workday'] }), item(9000, { days: ['weekend', 'legal-holiday'] })]
    // from a Friday into a Saturday
    expect(priced('2026-12-04T23:00', '2026-12-05T01:00', [list(days)])).toMatchObject({ fen: 15_000 })
    expect(priced('2026-10-01T09:00', '2026-10-01T10:00', [list(days)])).toMatchObject({ fen: 9000 })
  })

  test('goes by the space before its kind, and by what it is for', () => {
    const own = item(5000, { spaces: { kind: 'space', spaceId: 'room' } })
    expect(priced('2026-12-01T10:00', '2026-12-01T11:00', [list([item(8000), own])])).toMatchObject({ fen: 5000 })
    expect(priced('2026-12-01T10:00', '2026-12-01T11:00', [list([item(8000)])], 'public-benefit')).toMatchObject({
      fen: 100,
    })
  })

  test('is not known where a minute has no price', () => {
    const morning = [item(8000, { until: 720 })]
    expect(priced('2026-12-01T11:00', '2026-12-01T12:30', [list(morning)])).toEqual({ kind: 'no-price', minutes: 30 })
    expect(priced('2025-12-01T11:00', '2025-12-01T12:30', [list(morning)])).toEqual({ kind: 'no-price', minutes: 90 })
  })

  test('goes by the newest list that had begun', () => {
    const lists = [
      list([item(1)]),
      list([item(2)], '2026-06-01', 2),
      list([item(3)], '2026-06-01', 3),
      list([item(4)], '2027-01-01', 4),
    ]
    expect(
      ['2025-12-31', '2026-05-31', '2026-06-01', '2027-01-01'].map((day) => priceListOn(lists, day)?.version ?? null),
    ).toEqual([...[null, 1, 3, 4]])
  })
})

test('a share is rounded down, so that nothing is met by rounding', () => {
  expect([
    sharesBetween(0, 0).publicPercent,
    sharesBetween(599, 1001).publicPercent,
    sharesBetween(60, 0).publicPercent,
  ]).toEqual([null, 37, 100])
})

test('the nearest reminder that was reached is due, and none after the end', () => {
  expect([61, 60, 31, 30, 8, 7, 0, -1].map(reminderDue)).toEqual([null, 60, 60, 30, 30, 7, 7, null])
})

test('of two contracts on a day the one that began later counts', () => {
  const both = [
    { startsOn: '2026-01-01', endsOn: '2026-12-31' },
    { startsOn: '2026-06-01', endsOn: '2026-08-31' },
  ]
  expect(
    ['2026-05-31', '2026-06-01', '2026-09-01', '2027-01-01'].map((day) => contractOn(both, day)?.startsOn ?? null),
  ).toEqual([...['2026-01-01', '2026-06-01', '2026-01-01', null]])
})

test('stars are given at 20, 50, 100 and 300 hours', () => {
  expect([19, 20, 49, 50, 100, 299, 300].map((hours) => starsOf(hours * 60))).toEqual([0, 1, 1, 2, 3, 3, 4])
})
