import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gridLineFrom, gridLineUntil, minutesOffGrid } from '@gongyue/shared/time/grid.ts'
import { dayOf, formatInstant } from '@gongyue/shared/time/wall.ts'
import { ZONES } from './zones.ts'

const at = (text: string) => Date.parse(text)
const shanghai = (text: string) => at(`2026-12-04T${text}+08:00`)

test('an instant on a line is its own line, before and after', () => {
  expect(gridLineFrom(shanghai('19:30'), 30, 'Asia/Shanghai')).toBe(shanghai('19:30'))
  expect(gridLineUntil(shanghai('19:30'), 30, 'Asia/Shanghai')).toBe(shanghai('19:30'))
  expect(minutesOffGrid(shanghai('19:30'), 30, 'Asia/Shanghai')).toBe(0)
})

test('one millisecond later the next line is the next one', () => {
  const late = shanghai('19:30') + 1
  expect(gridLineFrom(late, 30, 'Asia/Shanghai')).toBe(shanghai('20:00'))
  expect(gridLineUntil(late, 30, 'Asia/Shanghai')).toBe(shanghai('19:30'))
  expect(minutesOffGrid(late, 30, 'Asia/Shanghai')).toBe(1)
})

test('the last line of a day is its midnight, whatever the step', () => {
  expect(gridLineFrom(shanghai('23:40'), 30, 'Asia/Shanghai')).toBe(at('2026-12-05T00:00+08:00'))
  expect(gridLineFrom(shanghai('23:40'), 50, 'Asia/Shanghai')).toBe(at('2026-12-05T00:00+08:00'))
  expect(gridLineUntil(shanghai('23:40'), 50, 'Asia/Shanghai')).toBe(shanghai('23:20'))
})

test('in an hour shown twice the line of the second time is not the one of the first', () => {
  const second = at('2026-10-25T02:10:00+01:00')
  expect(formatInstant(gridLineFrom(second, 30, 'Europe/Berlin'), 'Europe/Berlin')).toBe('2026-10-25T03:00:00+01:00')
  expect(formatInstant(gridLineFrom(second, 60, 'Europe/Berlin'), 'Europe/Berlin')).toBe('2026-10-25T03:00:00+01:00')
  expect(gridLineUntil(second, 30, 'Europe/Berlin')).toBeLessThan(second)
})

test('lines lie on the right side of an instant and less than a step away, on days without a changed clock', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.constantFrom('2026-12-04', '2026-07-10', '2027-01-31'),
      fc.constantFrom(5, 15, 30, 45, 60, 90, 120),
      fc.nat({ max: 86_399_999 }),
      (zone, date, grid, offset) => {
        const instant = dayOf(date, zone).start + offset
        const [from, until] = [gridLineFrom(instant, grid, zone), gridLineUntil(instant, grid, zone)]
        expect([minutesOffGrid(from, grid, zone), minutesOffGrid(until, grid, zone)]).toEqual([0, 0])
        expect(until).toBeLessThanOrEqual(instant)
        expect(from).toBeGreaterThanOrEqual(instant)
        expect(from - until).toBeLessThanOrEqual(grid * 60_000)
        expect(from === until).toBe(minutesOffGrid(instant, grid, zone) === 0)
      },
    ),
    { numRuns: 300 },
  )
})
