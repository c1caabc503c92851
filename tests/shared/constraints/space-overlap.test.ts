import { describe, expect, test } from 'vitest'
import { spaceOverlap } from '@gongyue/shared/constraints/space-overlap.ts'
import { aClaim, held, type ClaimWords } from '../support/claims.ts'
import { aHouse, at } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const between = (asked: ClaimWords, taken: ClaimWords) => spaceOverlap.match(aClaim(asked), held(taken), aHouse())

test('touching is not overlapping', () => {
  expect(between({ from: '19:00', to: '20:00' }, { from: '20:00', to: '21:00' })).toBeNull()
  expect(between({ from: '19:00', to: '20:00' }, { from: '18:00', to: '19:00' })).toBeNull()
})

test('a shared minute is refused; it tells until when the space is taken, and by nobody', () => {
  expect(between({ from: '19:00', to: '20:00' }, { from: '19:59', to: '21:00' })).toEqual({
    by: 1,
    params: {
      space: { 'zh-CN': '【table-01】', en: 'table-01' },
      from: at('2026-12-04', '19:59'),
      until: at('2026-12-04', '21:00'),
    },
  })
})

test('every shared minute weighs', () => {
  expect(between({ from: '19:00', to: '21:00' }, { from: '18:30', to: '20:15' })?.by).toBe(75)
})

describe('set-up and strike', () => {
  test('of both must fit between two bookings', () => {
    const first = { space: 'rehearsal-a', from: '18:00', to: '19:00' }
    expect(between({ space: 'rehearsal-a', from: '19:30', to: '20:30' }, first)).toBeNull()
    expect(between({ space: 'rehearsal-a', from: '19:15', to: '20:15' }, first)).toMatchObject({
      by: 15,
      params: { from: at('2026-12-04', '17:45'), until: at('2026-12-04', '19:15') },
    })
  })
})

describe('the whole and its parts', () => {
  test.each([
    ['the hall and a table', 'tables', 'table-07', true],
    ['a table and the hall', 'table-07', 'tables', true],
    ['a half and a table in it', 'tables-left', 'table-06', true],
    ['a half and a table of the other', 'tables-left', 'table-07', false],
    ['the two halves', 'tables-left', 'tables-right', false],
    ['A and A+B', 'rehearsal-a', 'rehearsal', true],
    ['A and B', 'rehearsal-a', 'rehearsal-b', false],
    ['another room', 'theatre', 'gym', false],
  ])('%s', (_, one, other, meet) => {
    expect(between({ space: one }, { space: other }) !== null).toBe(meet)
  })

  test('are named after the space that is asked for', () => {
    expect(between({ space: 'tables' }, { space: 'table-07' })?.params.space).toEqual({
      'zh-CN': '【tables】',
      en: 'tables',
    })
  })
})

test('a request holds nothing and stands beside whatever is held or asked', () => {
  expect(between({ standing: 'pending' }, {})).toBeNull()
  expect(between({}, { standing: 'pending' })).toBeNull()
  expect(between({ standing: 'pending' }, { standing: 'pending' })).toBeNull()
})

test('two lines of one order may not hold one table either; the later line is told', () => {
  const [first, second] = [aClaim({ id: '1' }), aClaim({ id: '2', from: '19:30', to: '20:30' })]
  const told = { by: 30, params: { from: first.during.start, until: first.during.end } }
  expect(spaceOverlap.match(first, second, aHouse())).toMatchObject(told)
  expect(spaceOverlap.match(second, first, aHouse())).toMatchObject(told)
})

test('claims of one atom share a bucket in the half-day in which they meet, and end with it', () => {
  const evening = aClaim({ from: '19:00', to: '20:00' })
  const bucketOf = (instant: number) => `table-01 ${Math.floor(instant / 43_200_000)}`
  expect(spaceOverlap.buckets(evening, aHouse())).toEqual([bucketOf(evening.held.start)])
  const untilNoon = aClaim({ from: '19:00', to: '20:00' }) // 20:00 in Jining is noon in Greenwich
  expect(spaceOverlap.buckets(untilNoon, aHouse())).toHaveLength(1)
  const across = aClaim({ from: '19:00', to: '20:30' })
  expect(spaceOverlap.buckets(across, aHouse())).toEqual([bucketOf(across.held.start), bucketOf(across.held.end)])
})

test('it says from when until when', () => {
  expect(sentencesOf('space-overlap', between({}, { from: '18:00', to: '19:30' }))).toEqual([
    '【table-01】在 12月4日 周五 18:00 至 19:30 已有安排（含布置与撤场），请换时段或场地',
    'table-01 is taken from Fri 4 Dec 18:00 to 19:30 (set-up and strike included); choose another time or space',
  ])
})
