import { describe, expect, test } from 'vitest'
import { covers, routeOf, type ApprovalRule, type Route } from '@gongyue/shared/domain/policy.ts'
import { aHouse, aPolicy, at, minute, span } from '../support/house.ts'

const { dayTypes, timeZone } = aHouse()
const daytime: ApprovalRule = {
  spaces: ['classroom'],
  parties: ['branch', 'partner'],
  when: { days: ['workday', 'make-up-workday'], from: minute('08:30'), until: minute('17:30') },
  route: 'direct',
}

function route(approvals: readonly ApprovalRule[], words: Partial<Parameters<typeof routeOf>[0]> = {}): Route {
  const asked = { space: 'classroom', party: 'branch', during: span('14:00', '16:00'), ...words } as const
  return routeOf(asked, aPolicy({ approvals }), dayTypes, timeZone)
}

describe('the way to a booking', () => {
  test('is by approval where no rule covers it', () => {
    expect(route([])).toBe('approval')
    expect(route([daytime], { space: 'theatre' })).toBe('approval')
    expect(route([daytime], { party: 'person' })).toBe('approval')
  })

  test('is what the first rule that covers it says', () => {
    const closed: ApprovalRule = { spaces: 'any', parties: ['partner'], when: 'any', route: 'approval' }
    expect(route([daytime, closed], { party: 'partner' })).toBe('direct')
    expect(route([closed, daytime], { party: 'partner' })).toBe('approval')
    expect(route([closed, daytime])).toBe('direct')
  })

  test('is direct only when the whole booking lies inside; both ends belong to it', () => {
    expect(route([daytime], { during: span('08:30', '17:30') })).toBe('direct')
    expect(route([daytime], { during: span('08:29', '10:00') })).toBe('approval')
    expect(route([daytime], { during: span('16:00', '17:31') })).toBe('approval')
    expect(route([daytime], { during: { start: at('2026-12-04', '14:00'), end: at('2026-12-05', '14:00') } })).toBe(
      'approval',
    )
  })

  test('reads the kind of day on which it starts', () => {
    expect(route([daytime], { during: span('14:00', '16:00', '2026-12-05') })).toBe('approval')
    expect(route([daytime], { during: span('14:00', '16:00', '2026-10-01') })).toBe('approval')
    expect(route([daytime], { during: span('14:00', '16:00', '2026-10-10') })).toBe('direct')
  })

  test('may be direct until midnight', () => {
    const allDay: ApprovalRule = { ...daytime, when: { days: 'any', from: 0, until: 1440 } }
    expect(route([allDay], { during: span('22:00', '24:00') })).toBe('direct')
    expect(route([allDay], { during: { start: at('2026-12-04', '23:00'), end: at('2026-12-05', '00:01') } })).toBe(
      'approval',
    )
  })
})

test('"any" covers everything, a list what it names', () => {
  expect([covers('any', 1), covers([1, 2], 2), covers([1, 2], 3), covers([], 1)]).toEqual([true, true, false, false])
})
