import { expect, test } from 'vitest'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import type { Block } from '../../web/src/board/day.ts'
import {
  blocksIn,
  freeMinutes,
  lengthsFor,
  usualPeople,
  usualSpan,
  usualTitle,
} from '../../web/src/pages/board/booking/defaults.ts'
import { at, block, dayWith, PALACE, space, span, ZONE } from './board-day.ts'

const table = space('t1', { kind: 'table', capacity: 4, maxMinutes: 120 })
const around = (...blocks: readonly Block[]) => ({ day: dayWith(blocks), spaces: PALACE, zone: ZONE })

test('a table is for two and an hour of table tennis; a place in the gym for one', () => {
  expect(usualSpan(table, at('18:30'), around())).toEqual(span('18:30', '19:30'))
  expect([usualPeople(table), usualPeople(space('g', { capacity: 1 })), usualTitle('table')]).toEqual([
    2,
    1,
    'Table tennis',
  ])
})

test('the usual length ends where something stands in the way, whoever shares the floor', () => {
  const match = block('match', 'half', '19:15', '21:00')
  expect(usualSpan(table, at('18:30'), around(match))).toEqual(span('18:30', '19:15'))
  expect(freeMinutes(table, at('18:30'), around(match))).toBe(45)
  expect(freeMinutes(space('t3', { kind: 'table' }), at('18:30'), around(match))).toBe(210)
})

test('set-up and strike count on both sides', () => {
  const next = block('next', 'room', '20:00', '21:00', { held: span('19:30', '21:30') })
  const room = space('room', { setUpMinutes: 15, strikeMinutes: 15 })
  expect(freeMinutes(room, at('18:00'), around(next))).toBe(75)
  expect(freeMinutes(room, at('21:30'), around(next))).toBe(0)
  expect(freeMinutes(room, at('21:45'), around(next))).toBe(15)
})

test('what is shut, closed or taken is not free; what is cancelled or only asked for is', () => {
  const shut = dayWith([], { shuttings: [{ id: 's', spaceIds: ['t1'], during: span('19:00', '20:00'), reason: 'x' }] })
  expect(freeMinutes(table, at('18:30'), { day: shut, spaces: PALACE, zone: ZONE })).toBe(30)
  expect(freeMinutes(table, at('07:00'), around())).toBe(0)
  expect(freeMinutes(table, at('10:30'), around(block('now', 't1', '10:00', '11:00')))).toBe(0)
  const asked = block('asked', 't1', '10:00', '11:00', { kind: 'request', state: 'pending' })
  const gone = block('gone', 't1', '10:00', '11:00', { state: 'cancelled' })
  expect(freeMinutes(table, at('10:00'), around(asked, gone))).toBe(720)
})

test('a cell in a room of half hours means its half hour, or the next where the first is taken', () => {
  const room = space('room', { gridMinutes: 30 })
  expect(usualSpan(room, at('18:45'), around()).start).toBe(at('18:30'))
  expect(usualSpan(room, at('18:45'), around(block('b', 'room', '17:30', '18:45'))).start).toBe(at('19:00'))
  expect(usualSpan(room, at('18:15'), around(block('b', 'room', '10:00', '22:00'))).start).toBe(at('18:00'))
})

test('lengths: what is common and fits, all there is until the next, and what is chosen; never none', () => {
  expect(lengthsFor(table, 210, 60)).toEqual([30, 60, 90, 120])
  expect(lengthsFor(table, 75, 60)).toEqual([30, 60, 75])
  expect(lengthsFor(table, 80, 60)).toEqual([30, 60])
  expect(lengthsFor(table, 0, 60)).toEqual([30, 60, 90, 120])
  expect(lengthsFor(space('room'), 690, 120)).toEqual([30, 60, 90, 120, 180, 690])
})

test('who stands there', () => {
  const match = block('match', 'half', '19:00', '21:00')
  const away = block('away', 't3', '19:00', '21:00')
  expect(blocksIn(table, { start: at('18:30'), end: at('18:30') + 60 * MINUTE }, around(match, away))).toEqual([match])
})
