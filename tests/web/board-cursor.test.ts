import { describe, expect, test } from 'vitest'
import {
  cursorOn,
  cursorUnder,
  home,
  kept,
  moved,
  targetOf,
  type Cursor,
  type Move,
} from '../../web/src/board/cursor.ts'
import { block, layoutWith, request, span } from './board-day.ts'

const cell = (rowId: string, slot: number): Cursor => ({ rowId, slot, blockId: null })
const on = (rowId: string, slot: number, blockId: string): Cursor => ({ rowId, slot, blockId })

const empty = layoutWith([])
// Slot 72 is 18:00, slot 76 is 19:00, slot 80 is 20:00.
const game = layoutWith([block('game', 't2', '18:00', '19:00')])

function walk(from: Cursor, moves: readonly Move[], layout = game): Cursor {
  return moves.reduce((cursor, move) => moved(cursor, move, layout), from)
}

describe('on free ground', () => {
  test('left and right go by 15 minutes, up and down by rows', () => {
    expect(walk(cell('t1', 72), ['right'], empty)).toEqual(cell('t1', 73))
    expect(walk(cell('t1', 72), ['left'], empty)).toEqual(cell('t1', 71))
    expect(walk(cell('t1', 72), ['up'], empty)).toEqual(cell('half', 72))
    expect(walk(cell('t1', 72), ['down'], empty)).toEqual(cell('t2', 72))
  })

  test('left of the first slot is the head of the row, and back', () => {
    expect(walk(cell('t1', 0), ['left'], empty)).toEqual(cell('t1', -1))
    expect(walk(cell('t1', -1), ['left'], empty)).toEqual(cell('t1', -1))
    expect(walk(cell('t1', -1), ['right'], empty)).toEqual(cell('t1', 0))
    expect(walk(cell('t1', -1), ['down'], empty)).toEqual(cell('t2', -1))
  })

  test('it stops at every edge', () => {
    expect(walk(cell('t1', 95), ['right'], empty)).toEqual(cell('t1', 95))
    expect(walk(cell('hall', 72), ['up'], empty)).toEqual(cell('hall', 72))
    expect(walk(cell('room', 72), ['down'], empty)).toEqual(cell('room', 72))
  })

  test('Home, End and their Ctrl twins', () => {
    expect(walk(cell('t1', 72), ['row-start'], empty)).toEqual(cell('t1', -1))
    expect(walk(cell('t1', 72), ['row-end'], empty)).toEqual(cell('t1', 95))
    expect(walk(cell('t1', 72), ['board-start'], empty)).toEqual(cell('hall', 72))
    expect(walk(cell('t1', 72), ['board-end'], empty)).toEqual(cell('room', 72))
    expect(walk(cell('t1', 72), ['page-down'], empty)).toEqual(cell('room', 72))
    expect(walk(cell('t3', 72), ['page-up'], empty)).toEqual(cell('hall', 72))
  })
})

describe('on blocks', () => {
  test('a block is one step, whatever its length', () => {
    expect(walk(cell('t2', 71), ['right'])).toEqual(on('t2', 72, 'game'))
    expect(walk(cell('t2', 71), ['right', 'right'])).toEqual(cell('t2', 76))
    expect(walk(cell('t2', 76), ['left'])).toEqual(on('t2', 75, 'game'))
    expect(walk(cell('t2', 76), ['left', 'left'])).toEqual(cell('t2', 71))
  })

  test('passing over a block up or down keeps the time of day', () => {
    expect(walk(cell('t1', 74), ['down'])).toEqual(on('t2', 74, 'game'))
    expect(walk(cell('t1', 74), ['down', 'down'])).toEqual(cell('t3', 74))
  })

  test('competing requests are visited one below the other, then the next row', () => {
    const layout = layoutWith([
      block('stands', 't2', '18:00', '19:00'),
      request('first', 't2', '18:00', '20:00'),
      request('second', 't2', '18:30', '20:00'),
    ])
    expect(walk(cell('t1', 74), ['down'], layout)).toEqual(on('t2', 74, 'stands'))
    expect(walk(cell('t1', 74), ['down', 'down'], layout)).toEqual(on('t2', 74, 'first'))
    expect(walk(cell('t1', 74), ['down', 'down', 'down'], layout)).toEqual(on('t2', 74, 'second'))
    expect(walk(cell('t1', 74), ['down', 'down', 'down', 'down'], layout)).toEqual(cell('t3', 74))
    expect(walk(cell('t3', 74), ['up'], layout)).toEqual(on('t2', 74, 'second'))
    expect(walk(cell('t3', 74), ['up', 'up', 'up', 'up'], layout)).toEqual(cell('t1', 74))
  })

  test('two short blocks in one slot are both reached, both ways', () => {
    const layout = layoutWith([block('a', 't2', '18:00', '18:05'), block('b', 't2', '18:05', '18:15')])
    expect(walk(cell('t2', 71), ['right'], layout)).toEqual(on('t2', 72, 'a'))
    expect(walk(cell('t2', 71), ['right', 'right'], layout)).toEqual(on('t2', 72, 'b'))
    expect(walk(cell('t2', 71), ['right', 'right', 'right'], layout)).toEqual(cell('t2', 73))
    expect(walk(cell('t2', 73), ['left', 'left'], layout)).toEqual(on('t2', 72, 'a'))
    expect(walk(cell('t2', 73), ['left', 'left', 'left'], layout)).toEqual(cell('t2', 71))
  })

  test('a block that ends the day is the last step', () => {
    const late = layoutWith([block('late', 't2', '23:00', '23:59')])
    expect(walk(cell('t2', 91), ['right', 'right'], late)).toEqual(on('t2', 92, 'late'))
  })
})

describe('what the cursor stands on', () => {
  test('a block, a cell with its state, or the head of a row', () => {
    expect(targetOf(on('t2', 72, 'game'), game)).toMatchObject({ kind: 'block', placed: { block: { id: 'game' } } })
    expect(targetOf(cell('t1', 72), game)).toMatchObject({ kind: 'cell', span: span('18:00', '18:15'), state: 'free' })
    expect(targetOf(cell('half', 72), game)).toMatchObject({ kind: 'cell', state: 'taken' })
    expect(targetOf(cell('hall', 72), game)).toMatchObject({ kind: 'cell', state: 'taken' })
    expect(targetOf(cell('hall', 76), game)).toMatchObject({ kind: 'cell', state: 'free' })
    expect(targetOf(cell('t1', 0), game)).toMatchObject({ kind: 'cell', state: 'closed' })
    expect(targetOf(cell('t1', -1), game)).toMatchObject({ kind: 'head', row: { id: 't1' } })
    expect(targetOf(cell('gone', 0), game)).toBeNull()
  })

  test('set-up and strike are told apart from free time, and a closure from closing time', () => {
    const layout = layoutWith([block('play', 'room', '12:00', '14:00', { held: span('11:00', '15:00') })], {
      day: { shuttings: [{ id: 'c', spaceIds: ['t1'], during: span('12:00', '14:00'), reason: '检修' }] },
    })
    expect(targetOf(cell('room', 44), layout)).toMatchObject({ state: 'buffer' })
    expect(targetOf(cell('room', 60), layout)).toMatchObject({ state: 'free' })
    expect(targetOf(cell('t1', 48), layout)).toMatchObject({ state: 'shut' })
  })
})

describe('finding a place', () => {
  test('by block, by pointer, by the time of day', () => {
    expect(cursorOn('game', game)).toEqual(on('t2', 72, 'game'))
    expect(cursorOn('nowhere', game)).toBeNull()
    expect(cursorUnder('t2', 0.5, game)).toEqual(cell('t2', 48))
    expect(home(game, span('18:30', '19:00').start)).toEqual(cell('hall', 74))
  })

  test('after a new answer it stays where it was; a block that went leaves its cell; a row that went, the start', () => {
    const here = on('t2', 72, 'game')
    expect(kept(here, game)).toBe(here)
    expect(kept(here, empty)).toEqual(cell('t2', 72))
    expect(kept(here, layoutWith([], { folded: ['hall'] }))).toEqual(cell('hall', 0))
  })
})
