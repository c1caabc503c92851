import { expect, test } from 'vitest'
import { keepSame } from '../../web/src/board/keep-same.ts'
import { block, layoutWith } from './board-day.ts'

test('an equal answer is the old one', () => {
  const before = { rows: [{ id: 'a', n: 1 }], at: null }
  expect(keepSame(before, { rows: [{ id: 'a', n: 1 }], at: null })).toBe(before)
})

test('only what changed is new', () => {
  const before = [
    { id: 'a', n: 1 },
    { id: 'b', n: 1 },
  ]
  const after = keepSame(before, [
    { id: 'a', n: 1 },
    { id: 'b', n: 2 },
  ])
  expect(after).toEqual([
    { id: 'a', n: 1 },
    { id: 'b', n: 2 },
  ])
  expect(after[0]).toBe(before[0])
  expect(after[1]).not.toBe(before[1])
})

test('things with an id keep themselves when one is put in before them', () => {
  const before = [{ id: 'a' }, { id: 'b' }]
  const after = keepSame(before, [{ id: 'new' }, { id: 'a' }, { id: 'b' }])
  expect(after[1]).toBe(before[0])
  expect(after[2]).toBe(before[1])
})

test('a field that went away, or came, is a change', () => {
  const before: { readonly a: number; readonly b?: number } = { a: 1, b: 2 }
  expect(keepSame<typeof before>(before, { a: 1 })).toEqual({ a: 1 })
  expect(keepSame<typeof before>({ a: 1 }, before)).toEqual({ a: 1, b: 2 })
})

test('a moved block renews its own row and leaves the others', () => {
  const before = layoutWith([block('game', 't2', '18:00', '19:00'), block('class', 'room', '18:00', '19:00')])
  const after = keepSame(
    before,
    layoutWith([block('game', 't2', '18:00', '20:00'), block('class', 'room', '18:00', '19:00')]),
  )
  const changed = after.rows.filter((row, index) => row !== before.rows[index]).map(({ id }) => id)
  // The hall counts its tables and the half is shaded by them.
  expect(changed).toEqual(['hall', 'half', 't2'])
})
