import { describe, expect, test } from 'vitest'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import {
  cellKey,
  cellsOf,
  columnsOf,
  groupsOf,
  passing,
  slotOf,
  weeksOf,
  type TermDate,
  type TermFilter,
} from '../../web/src/pages/term/grid.ts'
import { dateWire } from './series-server.ts'

const ALL: TermFilter = { weekday: null, band: 'all', spaceId: null, find: '' }
const at = (key: string, from: string, until: string, spaceId = 'room', title = '书法班'): TermDate => ({
  seriesId: `series ${title}`,
  title,
  partyName: '班务组',
  date: dateWire(key, { spaceId, start: `${key}T${from}:00+08:00`, end: `${key}T${until}:00+08:00` }),
})
// what the grid does not read is left out
const space = (id: string, kind: SpaceWire['kind'], bookable = true) => ({ id, kind, bookable }) as SpaceWire

const MONDAY = '2026-12-07'
const evening = at('2026-12-08', '19:00', '20:30')
const morning = at('2026-12-09', '09:00', '12:00', 'hall', '太极')
const late = at('2026-12-13', '22:30', '24:00')

describe('the term grid', () => {
  test('has a row for every week that the days touch', () => {
    expect(weeksOf('2026-12-13', '2026-12-21')).toEqual(['2026-12-07', '2026-12-14', '2026-12-21'])
  })

  test('sifts by weekday, by part of the day with both edges, by place and by name', () => {
    const dates = [evening, morning, late]
    const titles = (filter: Partial<TermFilter>) =>
      passing(dates, { ...ALL, ...filter }).map((one) => dates.indexOf(one))
    expect(titles({ weekday: 2 })).toEqual([0])
    expect(titles({ band: 'morning' })).toEqual([1])
    // it ends at noon, and noon is afternoon
    expect(titles({ band: 'afternoon' })).toEqual([])
    expect(titles({ band: 'evening' })).toEqual([0, 2])
    expect(titles({ spaceId: 'hall' })).toEqual([1])
    expect(titles({ find: ' 太极 ' })).toEqual([1])
  })

  test('places side by side; what is booked by the piece only where a series is', () => {
    const spaces = [
      space('room', 'classroom'),
      space('hall', 'rehearsal'),
      space('t1', 'table'),
      space('t2', 'table'),
      space('old', 'classroom', false),
    ]
    const columns = columnsOf(spaces, [at(MONDAY, '09:00', '10:00', 't2')], ALL)
    expect(columns.map(({ id }) => id)).toEqual(['room', 'hall', 't2'])
    expect(groupsOf(columns, (id) => spaces.find((one) => one.id === id)?.kind ?? 'gym')).toEqual([
      { kind: 'classroom', count: 1 },
      { kind: 'rehearsal', count: 1 },
      { kind: 'table', count: 1 },
    ])
  })

  test('one place: its weekdays side by side, each date under its own', () => {
    const filter = { ...ALL, spaceId: 'room' }
    const columns = columnsOf([], [], filter)
    expect(columns.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => `room ${day}`))
    const cells = cellsOf(passing([late, evening, morning], filter), columns)
    expect([...cells]).toEqual([
      [cellKey(MONDAY, 'room 7'), [late]],
      [cellKey(MONDAY, 'room 2'), [evening]],
    ])
  })

  test('a cell is sorted by start, and an empty one begins something new in the part of the day that is looked at', () => {
    const columns = columnsOf([space('room', 'classroom')], [], ALL)
    expect(cellsOf([late, evening], columns).get(cellKey(MONDAY, 'room'))).toEqual([evening, late])
    const [column] = columns
    expect(column && slotOf(MONDAY, column, { ...ALL, weekday: 3, band: 'afternoon' })).toEqual({
      spaceId: 'room',
      start: '2026-12-09T14:00',
      end: '2026-12-09T15:30',
    })
  })
})
