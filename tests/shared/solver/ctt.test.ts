import { parseCtt } from '@gongyue/shared/solver/ctt/parse.ts'
import { cttSolution, cttSpec } from '@gongyue/shared/solver/ctt/problem.ts'
import { problemOf } from '@gongyue/shared/solver/problem.ts'
import { countedBudget, solve } from '@gongyue/shared/solver/solve.ts'
import { expect, test, vi } from 'vitest'
import { judgeCtt } from './ctt-checker.ts'
import { makeCtt } from './instances.ts'

// arithmetic only: a full machine may take its time
vi.setConfig({ testTimeout: 180_000 })

test.each([1, 2, 3])('timetable %i is solved without a hard fault and costs what the checker counts', (seed) => {
  const text = makeCtt(seed)
  const problem = problemOf(cttSpec(parseCtt(text)))
  const outcome = solve(problem, { seed, budget: countedBudget(1_500_000, 0), stop: () => false })
  const verdict = judgeCtt(text, cttSolution(problem, outcome.places))
  expect(outcome.unplaced).toBe(0)
  expect(verdict.hard).toEqual([])
  expect(verdict.cost).toBe(outcome.cost)
})

test('the same seed makes the same timetable, another seed another', () => {
  const problem = problemOf(cttSpec(parseCtt(makeCtt(2))))
  const plan = (seed: number): readonly number[] => [
    ...solve(problem, { seed, budget: countedBudget(200_000, 0), stop: () => false }).places,
  ]
  expect(plan(7)).toEqual(plan(7))
  expect(plan(8)).not.toEqual(plan(7))
})

test('blanks, tabs, blank lines and carriage returns mean nothing', () => {
  const text = makeCtt(1, { courses: 5, curricula: 2 })
  const odd = `\uFEFF${text.replaceAll('\n', ' \r\n\r\n').replaceAll(' ', '\t ').replace('Courses:', 'Courses :')}`
  expect(parseCtt(odd)).toEqual(parseCtt(text))
})

test('the extended format is read for what this formulation counts', () => {
  const text = makeCtt(1, { courses: 5, curricula: 2 })
  const lines = text.split('\n')
  const widened = lines.map((line) =>
    /^c\d+ t/.test(line) ? `${line} 1` : /^r\d+ \d+$/.test(line) ? `${line} 0` : line,
  )
  const extended = widened
    .join('\n')
    .replace('Curricula: 2', 'Curricula: 2\nMin_Max_Daily_Lectures: 2 4')
    .replace(/Constraints: (\d+)/, 'UnavailabilityConstraints: $1\nRoomConstraints: 1')
    .replace('END.', 'ROOM_CONSTRAINTS:\nc0 r0\n\nEND.')
  expect(parseCtt(extended)).toEqual(parseCtt(text))
})

test('a section without entries may be there or not', () => {
  const text = makeCtt(1, { courses: 5, curricula: 0 })
  const [head = ''] = text.split('UNAVAILABILITY_CONSTRAINTS:')
  const none = head.replace(/Constraints: \d+/, 'Constraints: 0')
  const withWords = parseCtt(`${none}UNAVAILABILITY_CONSTRAINTS:\n\nEND.\n`)
  expect(withWords.unavailable).toEqual([])
  expect(withWords.curricula).toEqual([])
  expect(parseCtt(none.replace('CURRICULA:', ''))).toEqual(withWords)
})

test('a lecture that can have no place is left out, and all others stand', () => {
  const text =
    'Name: tight\nCourses: 1\nRooms: 1\nDays: 1\nPeriods_per_day: 2\nCurricula: 0\nConstraints: 1\n' +
    'COURSES:\na t 2 1 10\nROOMS:\nr 20\nCURRICULA:\nUNAVAILABILITY_CONSTRAINTS:\na 0 1\nEND.\n'
  const problem = problemOf(cttSpec(parseCtt(text)))
  const outcome = solve(problem, { seed: 1, budget: countedBudget(20_000, 0), stop: () => false })
  expect(outcome.unplaced).toBe(1)
  expect(cttSolution(problem, outcome.places)).toBe('a r 0 0\n')
})

test.each([
  ['a course that ends early', (text: string) => text.slice(0, text.indexOf('ROOMS')), 'the file ends where'],
  [
    'a count that is no number',
    (text: string) => text.replace(/Rooms: \d+/, 'Rooms: many'),
    'the header Rooms is "many"',
  ],
  [
    'a missing section',
    (text: string) => text.replace('CURRICULA:', 'OTHERS:'),
    'the section CURRICULA should begin at',
  ],
])('%s is said to be wrong', (_, spoil, message) => {
  expect(() => parseCtt(spoil(makeCtt(1)))).toThrow(message)
})

test('the checker sees each kind of hard fault', () => {
  const text = [
    'Name: tiny\nCourses: 2\nRooms: 1\nDays: 2\nPeriods_per_day: 2\nCurricula: 1\nConstraints: 1\n',
    'COURSES:\na t 2 2 10\nb u 1 1 30\n\nROOMS:\nr 20\n\nCURRICULA:\nq 2 a b\n',
    'UNAVAILABILITY_CONSTRAINTS:\na 1 1\n\nEND.\n',
  ].join('\n')
  expect(judgeCtt(text, 'a r 0 0\na r 0 1\nb r 1 0\n')).toEqual({
    hard: [],
    seats: 10,
    days: 5,
    alone: 2,
    rooms: 0,
    cost: 17,
  })
  expect(judgeCtt(text, 'a r 0 0\na r 1 1\nb r 0 0\n').hard).toEqual([
    'a and b are both in r at 0 0',
    'a and b can not be together at 0 0',
    'a is not available at 1 1',
  ])
  expect(judgeCtt(text, 'a r 0 0\nb x 0 1\n').hard).toEqual(['a has 1 of 2 lectures', 'there is no room x'])
})
