import { describe, expect, test } from 'vitest'
import type { BlockWire } from '@gongyue/shared/api/board.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { mondayOf, roomSheets, weekTable } from '../../web/src/pages/print/sheets.ts'
import { draftOf, wireOf } from '../../web/src/pages/screens/duty-draft.ts'

const space = (id: string, parentId: string | null, atomIds: readonly string[]) =>
  ({ id, code: id, parentId, atomIds, name: { 'zh-CN': id, en: id } }) as unknown as SpaceWire // what sheets read
const SPACES = [
  space('theatre', null, ['th']),
  space('hall', null, ['t1', 't2']),
  space('t1', 'hall', ['t1']),
  space('t2', 'hall', ['t2']),
]

const block = (id: string, spaceId: string, from: string, more: Partial<BlockWire> = {}) =>
  ({
    ...{ id, spaceId, kind: 'reservation', state: 'confirmed', title: id },
    ...{ start: `2026-12-02T${from}:00+08:00`, end: `2026-12-02T22:00:00+08:00` },
    ...more,
  }) as unknown as BlockWire // likewise

describe('day sheets', () => {
  const blocks = [
    block('late', 't1', '19:00'),
    block('early', 't2', '09:00'),
    block('gone', 'theatre', '10:00', { state: 'cancelled' }),
    block('absent', 'theatre', '10:00', { state: 'no-show' }),
    block('asked', 'theatre', '10:00', { kind: 'request', state: 'pending' }),
  ]
  const told = (code: string | null) =>
    roomSheets(blocks, SPACES, code).map((sheet) => [sheet.space.id, sheet.blocks.map(({ id }) => id)])

  test('parts are on the sheet of their hall, by the clock; rooms without anything have none', () => {
    expect(told(null)).toEqual([['hall', ['early', 'late']]])
  })

  test('one place has what shares an atom with it', () => {
    expect(told('t1')).toEqual([['t1', ['late']]])
    expect(told('theatre')).toEqual([['theatre', []]])
  })

  test('a place that is not there falls back to all', () => {
    expect(told('gone')).toEqual(told(null))
  })
})

test('a week begins on its Monday', () => {
  expect(['2026-11-30', '2026-12-02', '2026-12-06', '2026-12-07'].map(mondayOf)).toEqual([
    ...['2026-11-30', '2026-11-30', '2026-11-30', '2026-12-07'],
  ])
})

test('the timetable has a column for each day and a row for each part of it', () => {
  const blocks = ['08:00', '11:59', '12:00', '17:29', '17:30'].map((from) => block(from, 'theatre', from))
  const table = weekTable(blocks, '2026-11-30')
  const told = Object.entries(table).map(([part, days]) => [part, days.map((day) => day.map(({ id }) => id))])
  expect(told).toEqual([
    ['morning', [[], [], ['08:00', '11:59'], [], [], [], []]],
    ['afternoon', [[], [], ['12:00', '17:29'], [], [], [], []]],
    ['evening', [[], [], ['17:30'], [], [], [], []]],
  ])
})

test('addresses are parted by whatever people type, and each counts once', () => {
  const wire = wireOf({ time: '07:00', daysAhead: 1, to: ' a@b.cn，c@d.cn; a@b.cn、e@f.cn\n' })
  expect(wire).toEqual({ time: '07:00', daysAhead: 1, addresses: ['a@b.cn', 'c@d.cn', 'e@f.cn'] })
  expect(draftOf(wire, 3)).toEqual({ key: 3, time: '07:00', daysAhead: 1, to: 'a@b.cn c@d.cn e@f.cn' })
})
