import { expect, test } from 'vitest'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import { findMakeUps, type LostSession } from '@gongyue/shared/scheduling/make-up.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { aClaim, held } from '../support/claims.ts'
import { aHouse, at, FRIDAY, openRow, span, withPerson } from '../support/house.ts'

const evening = aClaim({ space: 'classroom-201', from: '19:00', to: '21:00', headcount: 20, people: ['chen'] })
const lost = (changes: Partial<LostSession> = {}): LostSession => ({
  claim: evening,
  spaceIds: ['classroom-201', 'classroom-202'],
  from: '2026-12-07',
  until: '2026-12-11',
  busy: [[], [], []],
  ...changes,
})
const told = (found: ReturnType<typeof findMakeUps>) =>
  found.map(({ claim, canCome, cost }) => [
    claim.spaceId,
    formatInstant(claim.during.start, 'Asia/Shanghai').slice(5, 16),
    canCome,
    cost,
  ])

test('the usual room at the usual hour on the nearest day comes first', () => {
  expect(told(findMakeUps(lost(), { facts: aHouse(), claims: [] }, 3))).toEqual([
    ['classroom-201', '12-07T19:00', 3, 6],
    ['classroom-201', '12-08T19:00', 3, 8],
    ['classroom-201', '12-09T19:00', 3, 10],
  ])
})

test('that most can come weighs more than the day, the hour and the room', () => {
  const monday = { start: at('2026-12-07', '18:00'), end: at('2026-12-07', '21:00') }
  const found = findMakeUps(lost({ busy: [[monday], [], []], until: '2026-12-07' }), { facts: aHouse(), claims: [] }, 2)
  expect(told(found)).toEqual([
    ['classroom-201', '12-07T16:00', 3, 18],
    ['classroom-202', '12-07T16:00', 3, 38],
  ])
})

test('a taken room, an instructor elsewhere or away, and hours in which it is shut are passed over', () => {
  const facts = withPerson('chen', {
    absences: [{ id: 'leave', during: span('00:00', '24:00', '2026-12-08'), reason: '' }],
  })
  const claims: readonly Claim[] = [
    held({ id: 'a', space: 'classroom-201', on: '2026-12-07', from: '08:30', to: '21:30' }),
    held({ id: 'b', space: 'gym', on: '2026-12-07', from: '18:30', to: '20:00', people: ['chen'] }),
  ]
  const found = findMakeUps(lost({ until: '2026-12-08' }), { facts, claims }, 9)
  expect(told(found)).toEqual([['classroom-202', '12-07T16:30', 3, 36]])
})

test('starts on the grid, however crooked the gap begins', () => {
  const claims = [held({ id: 'a', space: 'classroom-201', on: '2026-12-07', from: '08:30', to: '18:50' })]
  const found = findMakeUps(lost({ until: '2026-12-07', spaceIds: ['classroom-201'] }), { facts: aHouse(), claims }, 1)
  expect(told(found)).toEqual([['classroom-201', '12-07T19:00', 3, 6]])
})

test('nothing fits where nothing is open', () => {
  const facts = aHouse({ hours: [openRow('gym', '08:30', '21:30')] })
  expect(findMakeUps(lost(), { facts, claims: [] }, 5)).toEqual([])
})

test('the session that was lost does not stand in its own way', () => {
  const standing = { ...evening, standing: 'held' } as const
  const found = findMakeUps(
    lost({ from: FRIDAY, until: FRIDAY, claim: standing }),
    { facts: aHouse(), claims: [standing] },
    1,
  )
  expect(told(found)).toEqual([['classroom-201', '12-04T19:00', 3, 0]])
})
