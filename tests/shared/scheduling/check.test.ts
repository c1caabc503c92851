import { describe, expect, test } from 'vitest'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import { check, verdictOf, type Verdict } from '@gongyue/shared/scheduling/check.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { aClaim, held } from '../support/claims.ts'
import { aHouse, at, span } from '../support/house.ts'

function rulesIn(verdict: Verdict): readonly ConstraintId[] {
  return (verdict.kind === 'refused' ? verdict.violations : verdict.notes).map(({ constraint }) => constraint)
}

/** A partner asks at six for the theatre at seven, until past its closing, for a thousand people and a piano; it is being repaired, and taken. */
const wrong = {
  facts: aHouse({
    now: at('2026-12-04', '06:00'),
    closures: [{ id: 'repairs', spaceId: 'theatre', during: span('07:00', '08:00'), reason: '检修' }],
  }),
  claims: [held({ space: 'theatre', from: '12:00', to: '14:00' })],
}
const theatre = aClaim({
  space: 'theatre',
  from: '07:10',
  to: '21:50',
  partyId: 'partner',
  headcount: 1000,
  features: ['piano', 'stage'],
})

describe('a claim that breaks ten rules', () => {
  test('is told all of them at once, in the order of the registry', () => {
    const verdict = check([theatre], wrong)
    expect(verdict.kind).toBe('refused')
    expect(rulesIn(verdict)).toEqual([
      'space-overlap',
      'opening-hours',
      'closure',
      'capacity',
      'features',
      'duration',
      'start-grid',
      'notice',
      'eligibility',
      'booking-conditions',
    ])
  })

  test('is told by how much', () => {
    const verdict = check([theatre], wrong)
    const penalties = verdict.kind === 'refused' ? verdict.violations.map(({ penalty }) => penalty) : []
    expect(penalties).toEqual([240, 100, 50, 400, 1, 400, 30, 1370, 1, 1])
  })

  test('is told who could set each aside', () => {
    const verdict = check([theatre], wrong)
    const by = verdict.kind === 'refused' ? verdict.violations.map(({ waivableBy }) => waivableBy) : []
    expect(by).toEqual([
      ...['nobody', 'manager', 'manager', 'manager', 'staff'],
      ...['staff', 'staff', 'staff', 'manager', 'staff'],
    ])
  })
})

test('an order of three tables for one person breaks each counted rule once', () => {
  const tables = ['table-01', 'table-02', 'table-03', 'table-04'].map((space) => aClaim({ id: space, space }))
  const verdict = check(tables, { facts: aHouse(), claims: [] })
  expect(rulesIn(verdict)).toEqual(['member-daily', 'branch-daily', 'concurrent'])
  expect(verdict).toMatchObject({
    violations: [
      { penalty: 120, claimIds: ['table-01', 'table-02', 'table-03', 'table-04'] },
      { penalty: 2 },
      { penalty: 1 },
    ],
  })
})

describe('soft breaches', () => {
  test('never refuse and are noted', () => {
    const wish = { spaceId: 'table-01', start: at('2026-12-04', '18:00') }
    const verdict = check([aClaim({ space: 'tables', wish })], { facts: aHouse(), claims: [] })
    expect(verdict.kind).toBe('fits')
    expect(rulesIn(verdict)).toEqual(['preferred-time', 'preferred-space', 'room-fit'])
  })

  test('are left out of a refusal', () => {
    const verdict = check([aClaim({ space: 'tables', from: '21:30', to: '22:30' })], { facts: aHouse(), claims: [] })
    expect(rulesIn(verdict)).toEqual(['opening-hours'])
  })

  test('a claim without any has no notes', () => {
    expect(check([aClaim()], { facts: aHouse(), claims: [] })).toEqual({ kind: 'fits', notes: [] })
  })
})

describe('rules that an officer sets aside', () => {
  const late = aClaim({ from: '20:45', to: '21:45' })
  const empty = { facts: aHouse(), claims: [] }

  test('do not refuse, and stay on the record as notes', () => {
    const verdict = check([late], empty, new Set<ConstraintId>(['opening-hours', 'start-grid']))
    expect(verdict.kind).toBe('fits')
    expect(rulesIn(verdict)).toEqual(['opening-hours', 'start-grid'])
  })

  test('leave the others standing', () => {
    expect(rulesIn(check([late], empty, new Set<ConstraintId>(['opening-hours'])))).toEqual(['start-grid'])
  })

  test('are never the double booking: what the database forbids no officer can allow', () => {
    const waived = new Set<ConstraintId>(['space-overlap'])
    const verdict = check([aClaim()], { facts: aHouse(), claims: [held()] }, waived)
    expect(verdict.kind).toBe('refused')
    expect(rulesIn(verdict)).toEqual(['space-overlap'])
  })
})

test('an order of nothing fits', () => {
  expect(check([], { facts: aHouse(), claims: [held()] })).toEqual({ kind: 'fits', notes: [] })
})

test('a wish left unplaced refuses as a hard breach does', () => {
  const unplaced: Violation = {
    constraint: 'capacity',
    level: 'medium',
    penalty: 1,
    waivableBy: 'staff',
    claimIds: [],
    params: {},
  }
  expect(verdictOf([unplaced])).toEqual({ kind: 'refused', violations: [unplaced] })
})
