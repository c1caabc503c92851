import { expect, test } from 'vitest'
import { dutyRows, type DutyBooking } from '@gongyue/shared/domain/duty.ts'

const SPACES = new Map(
  [
    { id: 'hall', parentId: null, kind: 'table-hall' },
    { id: 'south', parentId: 'hall', kind: 'table-hall' },
    { id: 't1', parentId: 'south', kind: 'table' },
    { id: 't2', parentId: 'hall', kind: 'table' },
    { id: 'room', parentId: null, kind: 'classroom' },
    { id: 'lone', parentId: null, kind: 'table' },
  ].map((space) => [space.id, space] as const),
)

const booking = (spaceId: string, start: number, end: number, more: Partial<DutyBooking> = {}): DutyBooking => ({
  ...{
    spaceId,
    during: { start, end },
    held: { start, end },
    title: '会议',
    partyName: '某工会',
    headcount: 4,
    features: [],
  },
  ...more,
})

test('in the order in which the work falls: set-up before start', () => {
  const rows = dutyRows([booking('room', 10, 20), booking('hall', 11, 12, { held: { start: 5, end: 15 } })], SPACES)
  expect(rows.map(({ spaceId }) => spaceId)).toEqual(['hall', 'room'])
})

test('tables of one hall are one line without names; the hall itself is a line of its own', () => {
  const rows = dutyRows(
    [
      booking('t1', 10, 20, { features: ['sound'] }),
      booking('t2', 30, 40, { headcount: 2 }),
      booking('hall', 50, 60, { title: '球赛' }),
    ],
    SPACES,
  )
  expect(rows).toEqual([
    {
      ...{ spaceId: 'hall', during: { start: 10, end: 40 }, held: { start: 10, end: 40 }, title: '', partyName: '' },
      ...{ headcount: 6, features: ['sound'], count: 2 },
    },
    expect.objectContaining({ title: '球赛', count: 1 }),
  ])
})

test('a table without a hall, and a place nobody knows, stand for themselves', () => {
  const rows = dutyRows([booking('lone', 1, 2), booking('gone', 3, 4)], SPACES)
  expect(rows.map(({ spaceId, title, count }) => [spaceId, title, count])).toEqual([
    ['lone', '会议', 1],
    ['gone', '会议', 1],
  ])
})
