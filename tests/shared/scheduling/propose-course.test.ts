import { expect, test } from 'vitest'
import { proposeCourse, type WantedCourse } from '@gongyue/shared/scheduling/propose-course.ts'
import { held } from '../support/claims.ts'
import { aHouse, span, withPerson } from '../support/house.ts'

const tuesday = [span('19:00', '20:30', '2026-12-08'), span('19:00', '20:30', '2026-12-15')]
const thursday = [span('19:00', '20:30', '2026-12-10'), span('19:00', '20:30', '2026-12-17')]
const wanted = (changes: Partial<WantedCourse> = {}): WantedCourse => ({
  partyId: 'federation',
  least: 2,
  capacity: 20,
  skills: ['pottery'],
  slots: [tuesday, thursday],
  votes: [[0], [0, 1], [1], [1]],
  spaceIds: ['classroom-201', 'classroom-202', 'classroom-201-202'],
  ...changes,
})
const house = aHouse()

test('the time that serves most comes first, in the smallest room that is free, with who can teach', () => {
  expect(proposeCourse(wanted(), { facts: house, claims: [] })).toEqual([
    { slot: 1, spaceId: 'classroom-201', personId: 'chen', serves: 3 },
    { slot: 0, spaceId: 'classroom-201', personId: 'chen', serves: 2 },
  ])
})

test('a time that too few can make is none', () => {
  expect(proposeCourse(wanted({ least: 3 }), { facts: house, claims: [] }).map(({ slot }) => slot)).toEqual([1])
  expect(proposeCourse(wanted({ least: 4 }), { facts: house, claims: [] })).toEqual([])
})

test('a room that is taken on one of the dates is no room for the course', () => {
  const claims = [held({ id: 'a', space: 'classroom-201', on: '2026-12-17', from: '20:00', to: '21:00' })]
  expect(proposeCourse(wanted(), { facts: house, claims }).map(({ slot, spaceId }) => [slot, spaceId])).toEqual([
    [1, 'classroom-202'],
    [0, 'classroom-201'],
  ])
})

test('without anybody who can teach every session a guest is needed', () => {
  const facts = withPerson('chen', {
    absences: [{ id: 'leave', during: span('00:00', '24:00', '2026-12-17'), reason: '' }],
  })
  expect(proposeCourse(wanted(), { facts, claims: [] }).map(({ slot, personId }) => [slot, personId])).toEqual([
    [1, null],
    [0, 'chen'],
  ])
  expect(proposeCourse(wanted({ skills: ['chess'] }), { facts: house, claims: [] })[0]?.personId).toBeNull()
})

test('no more are served than there are places', () => {
  expect(proposeCourse(wanted({ capacity: 2 }), { facts: house, claims: [] }).map(({ serves }) => serves)).toEqual([
    2, 2,
  ])
})
