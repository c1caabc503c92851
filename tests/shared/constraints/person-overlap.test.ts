import { expect, test } from 'vitest'
import { personOverlap } from '@gongyue/shared/constraints/person-overlap.ts'
import { aClaim, held, type ClaimWords } from '../support/claims.ts'
import { aHouse, at } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const chen = { people: ['chen'] }
const between = (asked: ClaimWords, taken: ClaimWords) =>
  personOverlap.match(aClaim({ ...chen, ...asked }), held({ ...chen, space: 'gym', ...taken }), aHouse())

test('one after the other is possible, to the minute', () => {
  expect(between({ from: '19:00', to: '20:00' }, { from: '20:00', to: '21:00' })).toBeNull()
  expect(between({ from: '19:00', to: '20:00' }, { from: '18:00', to: '19:00' })).toBeNull()
})

test('a shared minute is refused, whichever rooms they are in', () => {
  expect(between({ from: '19:00', to: '20:00' }, { from: '19:59', to: '21:00' })).toEqual({
    by: 1,
    params: { people: '陈静', from: at('2026-12-04', '19:59'), until: at('2026-12-04', '21:00') },
  })
})

test("set-up and strike of the room are not the teacher's time", () => {
  expect(between({ space: 'rehearsal-a', from: '19:00', to: '20:00' }, { from: '18:00', to: '19:00' })).toBeNull()
})

test('all whom both want are named, and nobody else', () => {
  const both = { people: ['chen', 'zhou'] }
  expect(between(both, both)?.params.people).toBe('陈静、周强')
  expect(between(both, { people: ['zhou'] })?.params.people).toBe('周强')
  expect(between({}, { people: ['zhou'] })).toBeNull()
  expect(between({ people: [] }, {})).toBeNull()
})

test('what only waits for an answer takes nobody', () => {
  expect(between({}, { standing: 'pending' })).toBeNull()
})

test('says who, and until when', () => {
  expect(sentencesOf('person-overlap', between({}, { from: '19:00', to: '21:00' }))).toEqual([
    '陈静在 12月4日 周五 19:00 至 21:00 已有其他安排，请换人或换时间',
    '陈静 is engaged elsewhere from Fri 4 Dec 19:00 to 21:00; choose somebody else or another time',
  ])
})
