import { expect, test } from 'vitest'
import { arrivalText, readArrivalText } from '@gongyue/shared/domain/arrival-code.ts'
import { limitsReached, ranksOf } from '@gongyue/shared/domain/competition.ts'
import { nextInLine, placeFor, type Asking, type Seats } from '@gongyue/shared/domain/enrolment.ts'

test('every limit that is reached is told; one that is null binds nobody', () => {
  const seats = { all: 10, ofGroup: 3, ofBranch: null }
  expect(limitsReached({ all: 9, ofGroup: 2, ofBranch: 99 }, seats)).toEqual([])
  expect(limitsReached({ all: 10, ofGroup: 3, ofBranch: 99 }, seats)).toEqual(['competition', 'group'])
})

test('equal scores share a rank, and the next is as far behind as there are before it', () => {
  const scores = new Map([
    ['a', 90],
    ['b', 95],
    ['c', 90],
    ['d', null],
    ['e', 80],
  ])
  expect([...ranksOf(scores)]).toEqual([
    ['a', 2],
    ['b', 1],
    ['c', 2],
    ['d', null],
    ['e', 4],
  ])
})

test('a code of the door is read back, with or without the picture, and not for another programme', () => {
  const text = arrivalText('facility', 'programme', '012345')
  expect([text.length, /^\d+$/.test(text)]).toEqual([16, true])
  expect(readArrivalText(text, 'facility', 'programme')).toEqual({ kind: 'code', code: '012345' })
  expect(readArrivalText(' 012 345', 'facility', 'programme')).toEqual({ kind: 'code', code: '012345' })
  expect(readArrivalText(text, 'facility', 'other')).toEqual({ kind: 'other-programme' })
  expect(readArrivalText(text, 'elsewhere', 'programme')).toEqual({ kind: 'other-programme' })
  expect(readArrivalText('20261202012345', 'facility', 'programme')).toEqual({ kind: 'unreadable' })
})

const balanced = (difference: number | null): Seats => ({
  capacity: 10,
  ofBranch: () => null,
  groups: {
    seats: new Map([
      ['m', 3],
      ['w', null],
    ]),
    difference,
  },
})
const asking = (...all: readonly (readonly [string, Asking['state']])[]): readonly Asking[] =>
  all.map(([group, state], i) => ({ id: String(i), partyId: null, group, state }))

test('a group has its seats, and no more than so many more than another', () => {
  expect(placeFor(null, asking(['m', 'enrolled'], ['m', 'enrolled'], ['m', 'offered']), balanced(null), 'm')).toEqual({
    kind: 'group-full',
    ahead: 0,
  })
  expect(placeFor(null, asking(['m', 'enrolled'], ['m', 'waiting']), balanced(1), 'm')).toEqual({
    kind: 'group-full',
    ahead: 1,
  })
  expect(placeFor(null, asking(['m', 'enrolled']), balanced(1), 'w')).toEqual({ kind: 'free' })
})

test('whoever waits for the balance is next as soon as the other group has come, also when that was next too', () => {
  const all = asking(['m', 'enrolled'], ['m', 'waiting'], ['w', 'waiting'])
  expect(nextInLine(all, balanced(1)).map(({ id }) => id)).toEqual(['2', '1'])
})
