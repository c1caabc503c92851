import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closure } from '@gongyue/shared/constraints/closure.ts'
import { openingHours } from '@gongyue/shared/constraints/opening-hours.ts'
import { spaceOverlap } from '@gongyue/shared/constraints/space-overlap.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import { heldBy, type Space } from '@gongyue/shared/domain/space.ts'
import { createOccupancy, possibleStarts } from '@gongyue/shared/scheduling/occupancy.ts'
import { aClaim, held, someClaims } from '../support/claims.ts'
import { aHouse, at, FRIDAY, openRow, span } from '../support/house.ts'

const spaceOf = (id: string): Space => {
  const space = aHouse().spaces.get(id)
  if (!space) throw new Error(`no space ${id}`)
  return space
}
const starts = (id: string, minutes: number, claims: readonly Claim[] = [], facts = aHouse()) =>
  possibleStarts(spaceOf(id), FRIDAY, minutes, createOccupancy(claims), facts)

describe('possible starts', () => {
  test('of an empty day reach from opening to one length before closing', () => {
    expect(starts('table-01', 60)).toEqual([span('08:30', '20:30')])
  })

  test('end before what is taken and go on after it; both ends count', () => {
    expect(starts('table-01', 60, [held()])).toEqual([span('08:30', '18:00'), span('20:00', '20:30')])
  })

  test('leave room for set-up and strike of both', () => {
    const taken = held({ space: 'rehearsal-a', from: '14:00', to: '16:00' })
    expect(starts('rehearsal-a', 60, [taken])).toEqual([span('08:30', '12:30'), span('16:30', '20:30')])
  })

  test('of the whole keep clear of every part', () => {
    const parts = [
      held({ id: 'a', space: 'table-01', from: '10:00', to: '12:00' }),
      held({ id: 'b', space: 'table-12' }),
    ]
    expect(starts('tables', 60, parts)).toEqual([
      span('08:30', '09:00'),
      span('12:00', '18:00'),
      span('20:00', '20:30'),
    ])
  })

  test('keep clear of closures with the people, not with the set-up', () => {
    const closures = [{ id: 'drill', spaceId: null, during: span('12:00', '14:00'), reason: '消防演练' }]
    expect(starts('rehearsal-a', 60, [], aHouse({ closures }))).toEqual([
      span('08:30', '11:00'),
      span('14:00', '20:30'),
    ])
  })

  test('a booking as long as the day has one, a longer one none, a closed day none', () => {
    expect(starts('table-01', 780)).toEqual([span('08:30', '08:30')])
    expect(starts('table-01', 781)).toEqual([])
    expect(starts('table-01', 60, [], aHouse({ hours: [] }))).toEqual([])
  })

  test('do not mind requests', () => {
    expect(starts('table-01', 60, [held({ standing: 'pending' })])).toEqual([span('08:30', '20:30')])
  })

  test('mind what the order itself asks for beside', () => {
    const occupancy = createOccupancy([held({ from: '09:00', to: '10:00' })], [aClaim()])
    expect(possibleStarts(spaceOf('table-01'), FRIDAY, 60, occupancy, aHouse())).toEqual([
      span('10:00', '18:00'),
      span('20:00', '20:30'),
    ])
  })
})

test('the starts are exactly those at which hours, closures and what is held agree, minute by minute', () => {
  const facts = aHouse({
    hours: [
      openRow('tables', '08:30', '12:00'),
      openRow('tables', '13:00', '21:30'),
      openRow('rehearsal', '09:00', '18:00'),
    ],
    closures: [{ id: 'repairs', spaceId: 'tables-left', during: span('15:05', '16:00'), reason: '检修' }],
  })
  const length = fc.integer({ min: 10, max: 240 })
  fc.assert(
    fc.property(
      someClaims(facts),
      fc.constantFrom('table-01', 'tables', 'rehearsal-a'),
      length,
      (claims, id, minutes) => {
        const space = spaceOf(id)
        const others = claims.map((claim) => ({
          ...claim,
          standing: claim.standing === 'asked' ? ('held' as const) : claim.standing,
        }))
        const gaps = possibleStarts(space, FRIDAY, minutes, createOccupancy(others), facts)
        for (let start = at(FRIDAY, '08:00'); start < at(FRIDAY, '22:00'); start += 60_000) {
          const during = { start, end: start + minutes * 60_000 }
          const claim = { ...aClaim({ space: id }), during, held: heldBy(space, during) }
          const isPossible =
            openingHours.match(claim, facts) === null &&
            closure.match(claim, facts) === null &&
            others.every((other) => spaceOverlap.match(claim, other, facts) === null)
          const isOffered = gaps.some((gap) => gap.start <= start && start <= gap.end)
          if (isOffered !== isPossible)
            throw new Error(`at ${new Date(start).toISOString()}: offered ${isOffered}, possible ${isPossible}`)
        }
        expect(gaps.every(({ start, end }) => start <= end)).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
})
