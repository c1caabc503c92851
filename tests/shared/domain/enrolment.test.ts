import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  attendancePercent,
  nextInLine,
  phaseOf,
  placeFor,
  type Asking,
  type EnrolmentState,
  type Places,
  type Seats,
} from '@gongyue/shared/domain/enrolment.ts'

const seats = (capacity: number, ofBranch: number | null = null): Seats => ({ capacity, ofBranch: () => ofBranch })
const asking = (...all: readonly (readonly [string, EnrolmentState])[]): readonly Asking[] =>
  all.map(([partyId, state], i) => ({ id: `${i}`, partyId: partyId === '' ? null : partyId, state }))

describe('the phase of a programme', () => {
  const places: Places = {
    state: 'published',
    opensAt: 10,
    closesAt: 20,
    firstStart: 30,
    lastEnd: 40,
    capacity: 2,
    taken: 1,
  }
  test.each([
    [9, 'upcoming'],
    [10, 'open'],
    [19, 'open'],
    [20, 'closed'],
    [29, 'closed'],
    [30, 'running'],
    [39, 'running'],
    [40, 'ended'],
  ] as const)('at %i it is %s', (now, phase) => expect(phaseOf(places, now)).toBe(phase))

  test('without a free place it is full while places can be asked for', () => {
    expect(phaseOf({ ...places, taken: 2 }, 15)).toBe('full')
    expect(phaseOf({ ...places, taken: 2 }, 25)).toBe('closed')
  })

  test('without sessions it can be open, and never runs or ends', () => {
    const bare = { ...places, firstStart: null, lastEnd: null }
    expect([9, 15, 25, 99].map((now) => phaseOf(bare, now))).toEqual(['upcoming', 'open', 'closed', 'closed'])
  })

  test('a draft is a draft and a cancelled one is cancelled, whatever the date', () => {
    expect(phaseOf({ ...places, state: 'draft' }, 99)).toBe('draft')
    expect(phaseOf({ ...places, state: 'cancelled' }, 15)).toBe('cancelled')
  })
})

describe('a place', () => {
  test('is free while there is one; an offered one is taken, a withdrawn one is not', () => {
    expect(placeFor('a', asking(['a', 'enrolled'], ['a', 'withdrawn'], ['a', 'expired']), seats(2))).toEqual({
      kind: 'free',
    })
    expect(placeFor('a', asking(['a', 'enrolled'], ['b', 'offered']), seats(2))).toEqual({ kind: 'full', ahead: 0 })
  })

  test('a full programme tells how many wait before', () => {
    expect(placeFor('a', asking(['a', 'enrolled'], ['b', 'waiting'], ['', 'waiting']), seats(1))).toEqual({
      kind: 'full',
      ahead: 2,
    })
  })

  test('a branch that has its share waits for one of its own', () => {
    const all = asking(['a', 'enrolled'], ['a', 'enrolled'], ['a', 'waiting'], ['b', 'waiting'])
    expect(placeFor('a', all, seats(9, 2))).toEqual({ kind: 'branch-full', seats: 2, ahead: 1 })
    expect(placeFor('b', all, seats(9, 2))).toEqual({ kind: 'free' })
    expect(placeFor(null, all, seats(9, 2))).toEqual({ kind: 'free' })
  })
})

describe('who is next', () => {
  test('the first who asked, as many as there are places', () => {
    const all = asking(['a', 'enrolled'], ['b', 'waiting'], ['c', 'waiting'], ['d', 'waiting'])
    expect(nextInLine(all, seats(3)).map(({ id }) => id)).toEqual(['1', '2'])
    expect(nextInLine(all, seats(1))).toEqual([])
  })

  test('a branch that has its share is passed over until one of its own goes', () => {
    const all = asking(['a', 'enrolled'], ['a', 'waiting'], ['b', 'waiting'])
    expect(nextInLine(all, seats(2, 1)).map(({ id }) => id)).toEqual(['2'])
  })

  test('never more than there are places, never more of a branch than its share, and nobody who could have one is left', () => {
    const someone = fc.record({
      partyId: fc.constantFrom('a', 'b', null),
      state: fc.constantFrom<EnrolmentState>('enrolled', 'waiting', 'offered', 'withdrawn'),
    })
    fc.assert(
      fc.property(
        fc.array(someone, { maxLength: 12 }),
        fc.nat(8),
        fc.integer({ min: 1, max: 4 }),
        (made, capacity, share) => {
          const all = made.map((one, i) => ({ ...one, id: `${i}` }))
          const limits = seats(capacity, share)
          const next = nextInLine(all, limits)
          const after = all.map((one) => (next.includes(one) ? { ...one, state: 'offered' as const } : one))
          const taken = (partyId: string | null) =>
            after.filter((one) => (one.state === 'enrolled' || one.state === 'offered') && one.partyId === partyId)
              .length
          const before = all.filter(({ state }) => state === 'enrolled' || state === 'offered').length
          expect(taken('a') + taken('b') + taken(null)).toBeLessThanOrEqual(Math.max(capacity, before))
          for (const partyId of ['a', 'b'])
            if (next.some((one) => one.partyId === partyId)) expect(taken(partyId)).toBeLessThanOrEqual(share)
          for (const one of after.filter(({ state }) => state === 'waiting'))
            expect(placeFor(one.partyId, after, limits).kind).not.toBe('free')
        },
      ),
    )
  })
})

test('attendance counts who was late and leaves out who was excused', () => {
  expect(attendancePercent(['present', 'late', 'absent'])).toBe(66)
  expect(attendancePercent(['present', 'excused'])).toBe(100)
  expect(attendancePercent(['excused'])).toBeNull()
  expect(attendancePercent([])).toBeNull()
})
