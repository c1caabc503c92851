import { describe, expect, test } from 'vitest'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import { findOffers, type Wish } from '@gongyue/shared/scheduling/offers.ts'
import { held } from '../support/claims.ts'
import { aHouse, at, span } from '../support/house.ts'
import { summary } from '../support/summary.ts'

const wished = (
  words: Partial<Wish> & { readonly headcount?: number; readonly features?: readonly string[] },
): Wish => {
  const { headcount = 2, features = [], ...rest } = words
  return {
    claim: { id: 'wish', partyId: 'branch-1', personId: 'wang', headcount, features },
    minutes: 60,
    spaceIds: ['table-01'],
    windows: [span('18:00', '21:00')],
    ...rest,
  }
}
const offers = (wish: Wish, claims: readonly Claim[] = [], facts: Facts = aHouse(), limit = 20) =>
  findOffers(wish, { facts, claims }, limit).map(summary)

describe('a time within a window', () => {
  test('is the first that is free', () => {
    expect(offers(wished({}))).toEqual(['0 table-01 12-04 18:00–19:00'])
    expect(offers(wished({}), [held({ from: '18:00', to: '19:30' })])).toEqual(['6 table-01 12-04 19:30–20:30'])
  })

  test('lies wholly inside: a window as long as the booking is enough, a shorter one is not', () => {
    expect(offers(wished({ windows: [span('19:00', '20:00')] }))).toEqual(['0 table-01 12-04 19:00–20:00'])
    expect(offers(wished({ windows: [span('19:00', '19:59')] }))).toEqual([])
  })

  test('starts on the grid though the window does not', () => {
    expect(offers(wished({ windows: [span('18:10', '21:00')] }))).toEqual(['2 table-01 12-04 18:30–19:30'])
  })

  test('is not sooner than the notice, nor in the past', () => {
    const facts = aHouse({ now: at('2026-12-04', '18:40') })
    expect(offers(wished({}), [], facts)).toEqual(['8 table-01 12-04 20:00–21:00'])
    expect(offers(wished({ windows: [span('17:00', '19:00')] }), [], facts)).toEqual([])
  })

  test('is not beyond the horizon', () => {
    const days = ['2026-12-09', '2026-12-10'].map((date) => span('18:00', '21:00', date))
    expect(offers(wished({ windows: days }))).toEqual(['0 table-01 12-09 18:00–19:00'])
  })

  test('of several days is offered for each, two of a day at most, five of a space', () => {
    const week = { start: at('2026-12-03', '00:00'), end: at('2026-12-08', '24:00') }
    expect(
      offers(wished({ windows: [week], spaceIds: ['gym'] }), [held({ space: 'gym', from: '11:00', to: '12:00' })]),
    ).toEqual([
      '35 gym 12-03 08:30–09:30',
      '51 gym 12-04 08:30–09:30',
      '65 gym 12-04 12:00–13:00',
      '67 gym 12-05 08:30–09:30',
      '83 gym 12-06 08:30–09:30',
    ])
  })
})

describe('spaces', () => {
  test('that are too small, out of use, lack a feature or are unknown are left out', () => {
    expect(offers(wished({ headcount: 5, spaceIds: ['table-01', 'gone'] }))).toEqual([])
    expect(offers(wished({ features: ['projector'], spaceIds: ['gym', 'classroom-201'] }))).toEqual([
      '4 classroom-201 12-04 18:00–19:00',
    ])
  })

  test('of fitting size come first', () => {
    expect(offers(wished({ headcount: 30, spaceIds: ['theatre', 'classroom-201-202', 'classroom-201'] }))).toEqual([
      '0 classroom-201 12-04 18:00–19:00',
      '1 classroom-201-202 12-04 18:00–19:00',
      '4 theatre 12-04 18:00–19:00',
    ])
  })

  test('that the party may not book are left out', () => {
    const wish = wished({ spaceIds: ['theatre'], headcount: 300 })
    expect(offers({ ...wish, claim: { ...wish.claim, partyId: 'partner' } })).toEqual([])
    expect(offers(wish)).toHaveLength(1)
  })

  test('of one hall are one answer for one hour, not twelve', () => {
    expect(offers(wished({ spaceIds: ['table-01', 'table-02', 'table-03'] }))).toHaveLength(1)
  })
})

test('no more than asked for, and each passes the check of an order', () => {
  const wish = wished({ headcount: 2, spaceIds: [...aHouse().spaces.keys()], windows: [span('08:00', '22:00')] })
  const snapshot = { facts: aHouse(), claims: [held({ space: 'tables', from: '08:30', to: '12:00' })] }
  expect(findOffers(wish, snapshot, 3)).toHaveLength(3)
  expect(findOffers(wish, snapshot, 0)).toEqual([])
  const all = findOffers(wish, snapshot, 50)
  expect(all.map(({ claims }) => check(claims, snapshot).kind)).toEqual(all.map(() => 'fits'))
  expect(all.length).toBeGreaterThan(5)
})
