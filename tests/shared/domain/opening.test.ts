import { describe, expect, test } from 'vitest'
import type { Closure } from '@gongyue/shared/domain/facts.ts'
import { closuresOf, openSpans } from '@gongyue/shared/domain/opening.ts'
import { aHouse, openRow, span, withSpace } from '../support/house.ts'

const FRIDAY = '2026-12-04'
const SATURDAY = '2026-12-05'
const rows = (...hours: readonly ReturnType<typeof openRow>[]) => aHouse({ hours })

describe('opening hours', () => {
  test('of a day are those of its kind', () => {
    expect(openSpans('gym', FRIDAY, aHouse())).toEqual([span('08:30', '21:30')])
    expect(openSpans('gym', SATURDAY, aHouse())).toEqual([span('08:30', '21:00', SATURDAY)])
    expect(openSpans('gym', '2026-10-01', aHouse())).toEqual([span('08:30', '17:00', '2026-10-01')])
    expect(openSpans('gym', '2026-10-10', aHouse())).toEqual([span('08:30', '21:30', '2026-10-10')])
  })

  test('of some weekdays hold on those', () => {
    const facts = rows(openRow('gym', '09:00', '17:00', { weekdays: [1, 5] }))
    expect(openSpans('gym', FRIDAY, facts)).toEqual([span('09:00', '17:00')])
    expect(openSpans('gym', '2026-12-03', facts)).toEqual([])
  })

  test('with a break are two spans; rows that touch or overlap are one', () => {
    const facts = rows(
      openRow('gym', '14:00', '18:00'),
      openRow('gym', '08:30', '12:00'),
      openRow('gym', '18:00', '20:00'),
      openRow('gym', '19:00', '21:30'),
    )
    expect(openSpans('gym', FRIDAY, facts)).toEqual([span('08:30', '12:00'), span('14:00', '21:30')])
  })

  test('reach to midnight', () => {
    expect(openSpans('gym', FRIDAY, rows(openRow('gym', '00:00', '24:00')))).toEqual([span('00:00', '24:00')])
  })

  test('on a day with a changed clock are those on the clock', () => {
    const facts = { ...rows(openRow('gym', '01:00', '04:00', { dayKind: 'weekend' })), timeZone: 'Europe/Berlin' }
    const [forward] = openSpans('gym', '2026-03-29', facts)
    const [back] = openSpans('gym', '2026-10-25', facts)
    expect([forward, back].map((open) => ((open?.end ?? 0) - (open?.start ?? 0)) / 3_600_000)).toEqual([2, 4])
  })
})

describe('dated hours', () => {
  const winter = { from: '2026-12-01', until: '2026-12-04' }

  test('replace the undated ones on the days they cover, both ends included', () => {
    const facts = rows(openRow('gym', '08:30', '21:30'), openRow('gym', '10:00', '16:00', winter))
    expect(openSpans('gym', '2026-11-30', facts)).toEqual([span('08:30', '21:30', '2026-11-30')])
    expect(openSpans('gym', '2026-12-01', facts)).toEqual([span('10:00', '16:00', '2026-12-01')])
    expect(openSpans('gym', FRIDAY, facts)).toEqual([span('10:00', '16:00')])
    expect(openSpans('gym', '2026-12-07', facts)).toEqual([span('08:30', '21:30', '2026-12-07')])
  })

  test('are a timetable of their own: a kind of day that they leave out is closed', () => {
    const facts = rows(
      openRow('gym', '08:30', '21:00', { dayKind: 'weekend' }),
      openRow('gym', '10:00', '16:00', { from: '2026-12-01', until: '2026-12-06' }),
    )
    expect(openSpans('gym', SATURDAY, facts)).toEqual([])
    expect(openSpans('gym', '2026-12-12', facts)).toEqual([span('08:30', '21:00', '2026-12-12')])
  })

  test('may have one end', () => {
    const facts = rows(openRow('gym', '08:30', '21:30'), openRow('gym', '10:00', '16:00', { from: FRIDAY }))
    expect(openSpans('gym', '2026-12-03', facts)).toEqual([span('08:30', '21:30', '2026-12-03')])
    expect(openSpans('gym', '2027-06-04', facts)).toEqual([span('10:00', '16:00', '2027-06-04')])
  })
})

describe('a part without hours of its own', () => {
  test('follows the whole', () => {
    expect(openSpans('table-01', FRIDAY, aHouse())).toEqual([span('08:30', '21:30')])
    const nested = withSpace('table-01', { parentId: 'tables-left' })
    expect(openSpans('table-01', FRIDAY, nested)).toEqual([span('08:30', '21:30')])
  })

  test('keeps its own where it has some', () => {
    const facts = rows(openRow('tables', '08:30', '21:30'), openRow('table-01', '18:00', '20:00'))
    expect(openSpans('table-01', FRIDAY, facts)).toEqual([span('18:00', '20:00')])
    expect(openSpans('table-02', FRIDAY, facts)).toEqual([span('08:30', '21:30')])
  })

  test('follows the whole again when its own season is over', () => {
    const season = { from: '2026-12-01', until: '2026-12-03' }
    const facts = rows(openRow('tables', '08:30', '21:30'), openRow('table-01', '18:00', '20:00', season))
    expect(openSpans('table-01', '2026-12-03', facts)).toEqual([span('18:00', '20:00', '2026-12-03')])
    expect(openSpans('table-01', FRIDAY, facts)).toEqual([span('08:30', '21:30')])
  })

  test('is closed when nobody above has hours', () => {
    expect(openSpans('table-01', FRIDAY, rows(openRow('gym', '08:30', '21:30')))).toEqual([])
    expect(openSpans('gone', FRIDAY, aHouse())).toEqual([])
  })
})

describe('closures', () => {
  const shut = (id: string, spaceId: string | null, from = '10:00'): Closure => ({
    id,
    spaceId,
    during: span(from, '22:00'),
    reason: '检修',
  })
  const idsFor = (spaceId: string, ...closures: readonly Closure[]) =>
    closuresOf(spaceId, aHouse({ closures })).map(({ id }) => id)

  test('of a hall shut its halves and tables, of a table the hall and its half', () => {
    expect(idsFor('table-12', shut('hall', 'tables'))).toEqual(['hall'])
    expect(idsFor('tables-left', shut('hall', 'tables'))).toEqual(['hall'])
    expect(idsFor('tables', shut('table', 'table-12'))).toEqual(['table'])
    expect(idsFor('tables-right', shut('table', 'table-12'))).toEqual(['table'])
  })

  test('of a table leave the next table and the other half open', () => {
    expect(idsFor('table-11', shut('table', 'table-12'))).toEqual([])
    expect(idsFor('tables-left', shut('table', 'table-12'))).toEqual([])
  })

  test('of the facility shut everything; those of a space nobody knows shut nothing', () => {
    expect(idsFor('gym-01', shut('all', null), shut('gone', 'gone'))).toEqual(['all'])
  })

  test('come in the order in which they start', () => {
    expect(idsFor('gym', shut('b', 'gym', '12:00'), shut('c', null, '18:00'), shut('a', 'gym-03', '09:00'))).toEqual([
      'a',
      'b',
      'c',
    ])
  })
})

describe('what was once worked out', () => {
  test('holds for facts of another moment, and not for another table', () => {
    const facts = aHouse()
    const spans = openSpans('gym', FRIDAY, facts)
    expect(openSpans('gym', FRIDAY, { ...facts, now: facts.now + 1 })).toBe(spans)
    const closedOnFridays = { ...facts, hours: [openRow('gym', '09:00', '17:00', { weekdays: [1] })] }
    expect(openSpans('gym', FRIDAY, closedOnFridays)).toEqual([])
    const worked = {
      ...facts.dayTypes,
      special: new Map([[FRIDAY, { date: FRIDAY, kind: 'legal-holiday', name: '宫庆' } as const]]),
    }
    expect(openSpans('gym', FRIDAY, { ...facts, dayTypes: worked })).toEqual([span('08:30', '17:00')])
    expect(openSpans('gym', FRIDAY, { ...facts, timeZone: 'Europe/Berlin' })).not.toEqual(spans)
    expect(openSpans('gym-01', FRIDAY, withSpace('gym-01', { parentId: null }, facts))).toEqual([])
  })
})
