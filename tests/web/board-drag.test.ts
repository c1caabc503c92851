import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { minutesOffGrid } from '@gongyue/shared/time/grid.ts'
import type { BoardSpace } from '../../web/src/board/day.ts'
import { boundsOf, holdOf, nudged, propose, type Grab, type Nudge, type Spot } from '../../web/src/board/drag.ts'
import { layOut, type Layout } from '../../web/src/board/layout.ts'
import { hoursInUse, severalDays } from '../../web/src/board/scale.ts'
import { at, block, DATE, dayWith, layoutWith, rowOf, space, span, ZONE } from './board-day.ts'

const GAME = block('game', 't2', '18:00', '19:00')
const LAYOUT = layoutWith([GAME])
const body = (hold = 0, of = GAME): Grab => ({ kind: 'body', rowId: of.spaceId, block: of, hold })
const end = (kind: 'start' | 'end', of = GAME): Grab => ({ kind, rowId: of.spaceId, block: of })
const cells = (clock: string): Grab => ({ kind: 'cells', rowId: 't1', instant: at(clock) })
const spot = (rowId: string, clock: string, minutes = 0): Spot => ({ rowId, instant: at(clock) + minutes * MINUTE })
const went = (grab: Grab, to: Spot | null, layout: Layout = LAYOUT) => propose(grab, to, layout, ZONE)

describe('a block that is dragged', () => {
  test('goes to the grid line nearest to where its start would be, in the row under the pointer', () => {
    expect(went(body(20 * MINUTE), spot('t3', '20:03'))).toEqual({
      rowId: 't3',
      spaceId: 't3',
      during: span('19:45', '20:45'),
    })
  })

  test('keeps its time when the hand only goes to another room', () => {
    const odd = block('odd', 't2', '18:05', '19:00')
    expect(went(body(0, odd), spot('t1', '18:05', 3))?.during).toEqual(span('18:05', '19:00'))
  })

  test('stays on the board at both ends', () => {
    expect(went(body(30 * MINUTE), spot('t2', '00:05'))?.during).toEqual(span('00:00', '01:00'))
    expect(went(body(), spot('t2', '23:59'))?.during.start).toBe(at('23:00'))
  })

  test('has no place outside the board, and none on a row that only groups others', () => {
    expect(went(body(), null)).toBeNull()
    const spaces = [space('hall', { bookable: false }), space('t2')]
    const scale = hoursInUse(DATE, ZONE, [span('08:00', '22:00')])
    const layout = layOut({ day: dayWith([GAME]), spaces, folded: new Set(), kind: null, scale })
    expect(went(body(), spot('hall', '18:00'), layout)).toBeNull()
  })

  test('in use may change rooms, but not begin at another time', () => {
    const running = block('run', 't2', '18:00', '19:00', { state: 'in-use' })
    expect(holdOf(running)).toBe('started')
    expect(went(body(0, running), spot('t3', '21:00'))).toMatchObject({ rowId: 't3', during: span('18:00', '19:00') })
    expect(went(end('start', running), spot('t2', '17:00'))?.during).toEqual(span('18:00', '19:00'))
    expect(went(end('end', running), spot('t2', '20:00'))?.during).toEqual(span('18:00', '20:00'))
  })

  test('of another kind is not taken at all', () => {
    const kinds = [
      block('a', 't1', '08:00', '09:00', { state: 'ended' }),
      block('b', 't1', '08:00', '09:00', { kind: 'request', state: 'pending' }),
    ]
    expect(kinds.map(holdOf)).toEqual(['fast', 'fast'])
  })
})

describe('an end that is pulled', () => {
  test('follows the pointer by grid lines', () => {
    expect(went(end('end'), spot('t2', '20:08'))?.during).toEqual(span('18:00', '20:15'))
    expect(went(end('start'), spot('t2', '17:07'))?.during).toEqual(span('17:00', '19:00'))
  })

  test('stops at the shortest time, so that nothing is ever resized to nothing', () => {
    expect(went(end('end'), spot('t2', '12:00'))?.during).toEqual(span('18:00', '18:30'))
    expect(went(end('start'), spot('t2', '23:00'))?.during).toEqual(span('18:30', '19:00'))
  })

  test('stays in its own row wherever the pointer is', () => {
    expect(went(end('end'), spot('room', '20:00'))).toMatchObject({ rowId: 't2', during: span('18:00', '20:00') })
  })
})

describe('free cells', () => {
  test('give at least the shortest time, and grow both ways', () => {
    expect(went(cells('10:05'), spot('t1', '10:05'))?.during).toEqual(span('10:00', '10:30'))
    expect(went(cells('10:05'), spot('t1', '11:20'))?.during).toEqual(span('10:00', '11:30'))
    expect(went(cells('10:05'), spot('t1', '09:50'))?.during).toEqual(span('09:45', '10:15'))
  })

  test('are pushed into the board at its end', () => {
    expect(went(cells('23:50'), spot('t1', '23:50'))?.during.start).toBe(at('23:30'))
  })
})

describe('a key', () => {
  const start = { rowId: 't2', spaceId: 't2', during: GAME.during }
  const after = (...steps: readonly Nudge[]) =>
    steps.reduce((held, step) => nudged(held, body(), step, LAYOUT, ZONE), start as ReturnType<typeof nudged>)

  test('moves by one step of the grid or by one room', () => {
    expect(after('later', 'later').during).toEqual(span('18:30', '19:30'))
    expect(after('earlier').during).toEqual(span('17:45', '18:45'))
    expect(after('row-down').rowId).toBe('t3')
    expect(after('row-up', 'row-up').rowId).toBe('half')
  })

  test('stretches either end down to the shortest time', () => {
    expect(after('end-later').during).toEqual(span('18:00', '19:15'))
    expect(after('end-earlier', 'end-earlier', 'end-earlier', 'end-earlier').during).toEqual(span('18:00', '18:30'))
    expect(after('start-earlier').during).toEqual(span('17:45', '19:00'))
    expect(after('start-later', 'start-later', 'start-later').during).toEqual(span('18:30', '19:00'))
  })

  test('stays at the edge of the board', () => {
    const last = { ...start, rowId: 'room', spaceId: 'room' }
    expect(nudged(last, body(), 'row-down', LAYOUT, ZONE)).toBe(last)
    const early = { ...start, during: span('00:00', '01:00') }
    expect(nudged(early, body(), 'earlier', LAYOUT, ZONE)).toBe(early)
  })
})

/** Rooms of every grid, over the whole day, over hours in use, and over three days side by side. */
const layouts = fc
  .record({
    grid: fc.constantFrom(5, 10, 15, 20, 30, 60),
    min: fc.constantFrom(15, 30, 45, 60, 90),
    scale: fc.constantFrom(
      hoursInUse(DATE, ZONE, [span('06:00', '22:00')]),
      hoursInUse(DATE, ZONE, [span('00:00', '23:00')]),
      severalDays([DATE, '2026-12-05', '2026-12-06'], ZONE, [span('08:00', '22:00')]),
    ),
  })
  .map(({ grid, min, scale }) => {
    const spaces: readonly BoardSpace[] = ['a', 'b', 'c'].map((id) =>
      space(id, { gridMinutes: grid, minMinutes: min, setUpMinutes: 10 }),
    )
    return layOut({ day: dayWith([]), spaces, folded: new Set(), kind: null, scale })
  })

test('any path of the pointer ends on the grid, on the board, and not shorter than the space is lent for', () => {
  fc.assert(
    fc.property(
      layouts,
      fc.constantFrom('cells', 'body', 'start', 'end'),
      fc.integer({ min: 0, max: 10 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.record({ row: fc.constantFrom('a', 'b', 'c'), along: fc.double({ min: -1, max: 2, noNaN: true }) }), {
        minLength: 1,
        maxLength: 6,
      }),
      (layout, kind, first, length, path) => {
        const row = rowOf(layout, 'b')
        const { gridMinutes, minMinutes } = row.space
        const bounds = boundsOf(row, layout)
        const least = Math.ceil(minMinutes / gridMinutes) * gridMinutes * MINUTE
        const from = bounds.start + first * 60 * MINUTE
        const held = { ...GAME, spaceId: 'b', during: { start: from, end: from + length * least } }
        const grab: Grab =
          kind === 'cells'
            ? { kind, rowId: 'b', instant: from }
            : kind === 'body'
              ? { kind, rowId: 'b', block: held, hold: 7 * MINUTE }
              : { kind, rowId: 'b', block: held }
        for (const { row: rowId, along } of path) {
          const instant = bounds.start + along * (bounds.end - bounds.start)
          const proposal = propose(grab, { rowId, instant }, layout, ZONE)
          if (!proposal) throw new Error('a pointer over a bookable row always proposes something')
          const { start, end: until } = proposal.during
          expect(minutesOffGrid(start, gridMinutes, ZONE) + minutesOffGrid(until, gridMinutes, ZONE)).toBe(0)
          expect(start).toBeGreaterThanOrEqual(bounds.start)
          expect(until).toBeLessThanOrEqual(Math.max(bounds.end, held.during.end))
          expect(until - start).toBeGreaterThanOrEqual(least)
          if (kind === 'body') expect(until - start).toBe(held.during.end - held.during.start)
        }
      },
    ),
    { numRuns: 300 },
  )
})
