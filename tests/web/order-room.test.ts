import { expect, test } from 'vitest'
import { roomIn } from '../../web/src/pages/order/facts.ts'
import { cell } from './order-house.ts'

const grid = (...cells: ReturnType<typeof cell>[]) => ({ kind: 'ready', cells }) as const

test('free cells are counted, and of many parts the most at one time', () => {
  expect(
    roomIn(grid(cell('09:00', '10:00', { free: 3, of: 12 }), cell('10:00', '11:00', { free: 7, of: 12 }))),
  ).toEqual({
    kind: 'free',
    slots: 2,
    parts: 7,
  })
})

test('what rules the whole day out says more than one cell that is taken', () => {
  const day = grid(
    cell('08:00', '09:00', { state: 'past' }),
    cell('09:00', '10:00', { state: 'taken' }),
    cell('10:00', '11:00', { state: 'notice' }),
  )
  expect(roomIn(day)).toEqual({ kind: 'none', why: 'notice' })
})

test('a day without cells is closed; one not asked about is unknown', () => {
  expect([roomIn(grid()), roomIn({ kind: 'loading' })]).toEqual([{ kind: 'none', why: 'closed' }, { kind: 'unknown' }])
})
