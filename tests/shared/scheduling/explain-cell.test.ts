import { describe, expect, test } from 'vitest'
import { explainCell } from '@gongyue/shared/scheduling/explain-cell.ts'
import { aClaim, held, type ClaimWords } from '../support/claims.ts'
import { aHouse, aPolicy, at, minute, openRow, span } from '../support/house.ts'

const stops = (words: ClaimWords, facts = aHouse(), claims = [held({ from: '18:00', to: '19:30' })]) =>
  explainCell(aClaim({ facts, ...words }), { facts, claims }).stops.map(({ violation, until }) => [
    violation.constraint,
    until,
  ])

describe('until when a rule stands in the way', () => {
  test('a taken space: until it is given back', () => {
    expect(stops({})).toEqual([['space-overlap', at('2026-12-04', '19:30')]])
  })

  test('a closure: until it ends', () => {
    const closures = [{ id: 'repairs', spaceId: 'tables', during: span('08:00', '20:00'), reason: '检修' }]
    expect(stops({}, aHouse({ closures }), [])).toEqual([['closure', at('2026-12-04', '20:00')]])
  })

  test('opening hours: until it opens next', () => {
    expect(stops({ from: '07:00', to: '08:00' })).toEqual([['opening-hours', at('2026-12-04', '08:30')]])
    expect(stops({ from: '21:30', to: '22:30' })).toEqual([['opening-hours', at('2026-12-05', '08:30')]])
  })

  test('opening hours of a space that opens no more: nobody knows', () => {
    const facts = aHouse({ hours: [openRow('tables', '08:30', '21:30', { until: '2026-12-03' })] })
    expect(stops({}, facts, [])).toEqual([['opening-hours', null]])
  })

  test('the horizon: until the day opens for booking', () => {
    expect(stops({ on: '2026-12-11' })).toEqual([['horizon', at('2026-12-04', '00:00')]])
  })

  test('where waiting does not help there is no until', () => {
    expect(stops({ from: '18:00', to: '19:00', headcount: 5 }, aHouse({ now: at('2026-12-04', '17:30') }), [])).toEqual(
      [
        ['capacity', null],
        ['notice', null],
      ],
    )
  })
})

test('all reasons are told, each with who could set it aside', () => {
  const { verdict, stops: all } = explainCell(aClaim({ headcount: 5, from: '19:10', to: '20:10' }), {
    facts: aHouse(),
    claims: [held()],
  })
  expect(verdict).toBe('refused')
  expect(all.map(({ violation }) => [violation.constraint, violation.waivableBy])).toEqual([
    ['space-overlap', 'nobody'],
    ['capacity', 'manager'],
    ['start-grid', 'staff'],
  ])
})

test('a free cell has no reasons, even when it is not what was wished for', () => {
  const wish = { spaceId: 'gym', start: at('2026-12-04', '18:00') }
  expect(explainCell(aClaim({ wish }), { facts: aHouse(), claims: [] })).toEqual({
    verdict: 'fits',
    route: 'direct',
    stops: [],
  })
})

describe('the way to a booking', () => {
  const when = { days: ['workday'], from: minute('08:30'), until: minute('17:30') } as const
  const policy = aPolicy({ approvals: [{ spaces: ['classroom'], parties: ['branch'], when, route: 'direct' }] })
  const routeOf = (words: ClaimWords) =>
    explainCell(aClaim({ space: 'classroom-201', ...words }), { facts: aHouse({ policy }), claims: [] }).route

  test('is direct where the policy says so for this space, time and kind of party', () => {
    expect(routeOf({ from: '14:00', to: '15:00' })).toBe('direct')
    expect(routeOf({ from: '19:00', to: '20:00' })).toBe('approval')
    expect(routeOf({ from: '14:00', to: '15:00', partyId: 'partner' })).toBe('approval')
  })

  test('is by approval for nobody in particular', () => {
    expect(routeOf({ from: '14:00', to: '15:00', partyId: '' })).toBe('approval')
  })
})
