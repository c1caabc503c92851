import { describe, expect, test } from 'vitest'
import {
  extentOf,
  hoursInUse,
  hourTicks,
  positionOf,
  slotAfter,
  slotAt,
  slotAtFraction,
  slotSpan,
  wholeDay,
} from '../../web/src/board/scale.ts'
import { at, DATE, span, ZONE } from './board-day.ts'

const day = wholeDay(DATE, ZONE)

describe('the whole day', () => {
  test('is 96 slots of 15 minutes in a zone without clock changes', () => {
    expect(day).toMatchObject({ from: at('00:00'), until: at('00:00') + 86_400_000, slots: 96 })
  })

  test('has 92 slots when the clocks go forward and 100 when they go back', () => {
    expect(wholeDay('2026-03-29', 'Europe/Berlin').slots).toBe(92)
    expect(wholeDay('2026-10-25', 'Europe/Berlin').slots).toBe(100)
  })

  test('has a tick for every hour the clock shows, none for the one it skips', () => {
    expect(hourTicks(day, ZONE)).toHaveLength(24)
    expect(hourTicks(day, ZONE)[18]).toEqual({ at: at('18:00'), label: '18:00', left: 75 })
    const spring = hourTicks(wholeDay('2026-03-29', 'Europe/Berlin'), 'Europe/Berlin').map(({ label }) => label)
    expect(spring.slice(0, 4)).toEqual(['00:00', '01:00', '03:00', '04:00'])
  })
})

describe('the hours in use', () => {
  test('reach outward to full hours', () => {
    expect(hoursInUse(DATE, ZONE, [span('08:30', '12:00'), span('13:00', '21:10')])).toMatchObject({
      from: at('08:00'),
      until: at('22:00'),
      slots: 56,
    })
  })

  test('stop at midnight on both sides, and ignore what lies on other days', () => {
    const yesterday = { start: at('00:00') - 7_200_000, end: at('00:30') }
    const tomorrow = { start: at('00:00') + 86_400_000, end: at('00:00') + 90_000_000 }
    expect(hoursInUse(DATE, ZONE, [yesterday, tomorrow])).toMatchObject({
      from: at('00:00'),
      until: at('01:00'),
      slots: 4,
    })
  })

  test('are 8 to 22 when nothing is open', () => {
    expect(hoursInUse(DATE, ZONE, [])).toMatchObject({ from: at('08:00'), until: at('22:00'), slots: 56 })
  })
})

describe('a span', () => {
  test('is told in percent of the width', () => {
    expect(extentOf(day, span('06:00', '12:00'))).toEqual({ left: 25, width: 25, cut: 'none' })
  })

  test('is cut where the board ends, and says so', () => {
    const evening = hoursInUse(DATE, ZONE, [span('18:00', '22:00')])
    expect(extentOf(evening, span('17:00', '19:00'))).toEqual({ left: 0, width: 25, cut: 'start' })
    expect(extentOf(evening, span('21:00', '23:00'))).toEqual({ left: 75, width: 25, cut: 'end' })
    expect(extentOf(evening, span('08:00', '23:00'))).toMatchObject({ left: 0, width: 100, cut: 'both' })
  })

  test('that only touches what is shown is not there', () => {
    const evening = hoursInUse(DATE, ZONE, [span('18:00', '22:00')])
    expect(extentOf(evening, span('17:00', '18:00'))).toBeNull()
    expect(extentOf(evening, span('22:00', '23:00'))).toBeNull()
  })
})

describe('a slot', () => {
  test('holds its first instant and not its last', () => {
    expect(slotAt(day, at('18:30'))).toBe(74)
    expect(slotAt(day, at('18:30') - 1)).toBe(73)
    expect(slotSpan(day, 74)).toEqual(span('18:30', '18:45'))
  })

  test('is found under a pointer, even beside the board', () => {
    expect(slotAtFraction(day, 0.75)).toBe(72)
    expect(slotAtFraction(day, -0.2)).toBe(0)
    expect(slotAtFraction(day, 1)).toBe(95)
  })

  test('after an instant is the next full one', () => {
    expect(slotAfter(day, at('18:30'))).toBe(74)
    expect(slotAfter(day, at('18:31'))).toBe(75)
    expect(slotAfter(day, at('23:59'))).toBe(96)
  })
})

test('the now line stands on its instant and nowhere outside the board', () => {
  expect(positionOf(day, at('12:00'))).toBe(50)
  expect(positionOf(hoursInUse(DATE, ZONE, [span('18:00', '22:00')]), at('12:00'))).toBeNull()
})
