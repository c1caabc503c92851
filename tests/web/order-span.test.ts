import { expect, test } from 'vitest'
import type { CellWire } from '@gongyue/shared/api/availability.ts'
import { tap, type Span } from '../../web/src/pages/order/span.ts'

const LIMITS = { minMinutes: 60, maxMinutes: 180 }

/** One cell for each letter from 8:00 on: f free, t taken; a dash is an hour without a cell. */
function grid(letters: string): readonly CellWire[] {
  return letters.split('').flatMap((letter, index) =>
    letter === '-'
      ? []
      : [
          {
            ...hours(8 + index, 9 + index),
            state: letter === 'f' ? ('free' as const) : ('taken' as const),
            free: letter === 'f' ? 1 : 0,
            of: 1,
            spaceId: 's',
            route: 'direct' as const,
          },
        ],
  )
}

function hours(from: number, until: number): Span {
  const at = (hour: number) => `2026-12-04T${String(hour).padStart(2, '0')}:00:00+08:00`
  return { start: at(from), end: at(until) }
}

test('a tap chooses the shortest stay that is allowed', () => {
  expect(tap(1, null, grid('fff'), LIMITS)).toEqual({ kind: 'chosen', span: hours(9, 10) })
  expect(tap(1, null, grid('ffff'), { minMinutes: 120, maxMinutes: 180 })).toEqual({
    kind: 'chosen',
    span: hours(9, 11),
  })
})

test('a shortest stay that runs into something taken, or into a gap of the day, is not chosen', () => {
  const limits = { minMinutes: 120, maxMinutes: 180 }
  expect(tap(0, null, grid('ft'), limits)).toEqual({ kind: 'too-short', leastMinutes: 120 })
  expect(tap(0, null, grid('f-f'), limits)).toEqual({ kind: 'too-short', leastMinutes: 120 })
})

test('a tap after or before extends', () => {
  expect(tap(1, hours(8, 9), grid('fff'), LIMITS)).toEqual({ kind: 'chosen', span: hours(8, 10) })
  expect(tap(0, hours(10, 11), grid('fff'), LIMITS)).toEqual({ kind: 'chosen', span: hours(8, 11) })
})

test('a tap beyond something taken, or beyond a gap, starts anew', () => {
  expect(tap(2, hours(8, 9), grid('ftf'), LIMITS)).toEqual({ kind: 'chosen', span: hours(10, 11) })
  expect(tap(1, hours(8, 9), grid('f-f'), LIMITS)).toEqual({ kind: 'chosen', span: hours(10, 11) })
})

test('too long starts anew and says so', () => {
  expect(tap(3, hours(8, 9), grid('ffff'), LIMITS)).toEqual({ kind: 'too-long', mostMinutes: 180, span: hours(11, 12) })
})

test('a tap on either end takes that cell off, on the only one clears', () => {
  expect(tap(2, hours(8, 11), grid('fff'), LIMITS)).toEqual({ kind: 'chosen', span: hours(8, 10) })
  expect(tap(0, hours(8, 11), grid('fff'), LIMITS)).toEqual({ kind: 'chosen', span: hours(9, 11) })
  expect(tap(0, hours(8, 9), grid('fff'), LIMITS)).toEqual({ kind: 'cleared' })
})

test('a tap in the middle ends the stay with that cell', () => {
  expect(tap(1, hours(8, 11), grid('fff'), LIMITS)).toEqual({ kind: 'chosen', span: hours(8, 10) })
})

test('taking a cell off never leaves less than the shortest stay', () => {
  expect(tap(1, hours(8, 10), grid('ff'), { minMinutes: 120, maxMinutes: 180 })).toEqual({ kind: 'cleared' })
})
