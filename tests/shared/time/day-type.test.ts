import { describe, expect, test } from 'vitest'
import { dayTypeOf } from '@gongyue/shared/time/day-type.ts'
import { addDays } from '@gongyue/shared/time/wall.ts'
import { DAY_TYPES } from '../../../scripts/seed/holidays.ts'

const typeOf = (date: string) => dayTypeOf(date, DAY_TYPES)

describe('the official table of 2026', () => {
  test('counts 33 holidays and 6 weekend days worked for them', () => {
    const year = Array.from({ length: 365 }, (_, i) => typeOf(addDays('2026-01-01', i)).kind)
    expect(year.filter((kind) => kind === 'legal-holiday')).toHaveLength(33)
    expect(year.filter((kind) => kind === 'make-up-workday')).toHaveLength(6)
  })

  test.each([
    ['2026-01-01', 'legal-holiday', '元旦'],
    ['2026-01-04', 'make-up-workday', '元旦调休'],
    ['2026-02-15', 'legal-holiday', '春节'],
    ['2026-02-23', 'legal-holiday', '春节'],
    ['2026-02-24', 'workday', null],
    ['2026-02-28', 'make-up-workday', '春节调休'],
    ['2026-05-05', 'legal-holiday', '劳动节'],
    ['2026-10-07', 'legal-holiday', '国庆节'],
    ['2026-10-08', 'workday', null],
    ['2026-10-10', 'make-up-workday', '国庆节调休'],
    ['2026-12-04', 'workday', null],
    ['2026-12-05', 'weekend', null],
  ] as const)('%s is a %s', (date, kind, name) => {
    expect(typeOf(date)).toEqual({ kind, name, announced: true })
  })

  test('every make-up workday would be a Saturday or a Sunday', () => {
    const rhythm = { years: new Set([2026]), special: new Map() }
    const worked = [...DAY_TYPES.special.values()].filter(({ kind }) => kind === 'make-up-workday')
    expect(new Set(worked.map(({ date }) => dayTypeOf(date, rhythm).kind))).toEqual(new Set(['weekend']))
  })
})

describe('years without a notice', () => {
  test('keep the weekly rhythm and say that it is not announced', () => {
    expect(typeOf('2027-01-01')).toEqual({ kind: 'workday', name: null, announced: false })
    expect(typeOf('2027-01-02')).toEqual({ kind: 'weekend', name: null, announced: false })
    expect(typeOf('2025-10-01')).toEqual({ kind: 'workday', name: null, announced: false })
  })

  test('a house that waits for no notices announces every year', () => {
    expect(dayTypeOf('2027-01-01', { years: new Set(), special: new Map() })).toEqual({
      kind: 'workday',
      name: null,
      announced: true,
    })
  })
})
