import { describe, expect, test } from 'vitest'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { reasonText } from '@gongyue/shared/i18n/text.ts'
import { findAlternatives } from '@gongyue/shared/scheduling/alternatives.ts'
import { aClaim, held } from '../support/claims.ts'
import { aHouse, aPolicy, at, span, withParty, withSpace } from '../support/house.ts'
import { TABLES } from '../support/spaces.ts'
import { summary } from '../support/summary.ts'

/** Answers in one line each, cheapest first, with their reasons. */
function answers(
  asked: readonly Claim[],
  claims: readonly Claim[],
  facts: Facts = aHouse(),
  search = { limit: 20, days: 14 },
): readonly string[] {
  return findAlternatives(asked, { facts, claims }, search).map((one) =>
    [summary(one), ...one.reasons.map((reason) => reasonText(reason, 'en', facts.timeZone))].join('; '),
  )
}

const first = { limit: 1, days: 14 }
const gym = aClaim({ space: 'gym' })

describe('one answer of each kind', () => {
  test('another time near: later, earlier', () => {
    expect(answers([gym], [held({ space: 'gym' })]).slice(0, 2)).toEqual([
      '5 gym 12-04 18:00–19:00; 1 h earlier',
      '5 gym 12-04 20:00–21:00; 1 h later',
    ])
  })

  test('another day', () => {
    const allDay = held({ space: 'gym', from: '08:30', to: '21:30' })
    expect(answers([gym], [allDay]).slice(0, 2)).toEqual([
      '17 gym 12-05 19:00–20:00; 1 day later',
      '17 gym 12-03 19:00–20:00; 1 day earlier',
    ])
  })

  test('another space at the same time', () => {
    expect(answers([aClaim()], [held()], aHouse(), first)).toEqual([
      '1 table-02 12-04 19:00–20:00; in table-02 instead; at the same time',
    ])
  })

  test('a shorter stay', () => {
    const gap = [
      held({ id: 'a', space: 'gym', from: '08:30', to: '19:00' }),
      held({ id: 'b', space: 'gym', from: '20:00', to: '21:30' }),
    ]
    expect(answers([aClaim({ space: 'gym', from: '19:00', to: '21:00' })], gap, aHouse(), first)).toEqual([
      '13 gym 12-04 19:00–20:00; shortened to 1 h; at the same time',
    ])
  })

  test('a stay as long as the space is lent for', () => {
    expect(answers([aClaim({ from: '18:00', to: '21:00' })], [], aHouse(), first)).toEqual([
      '12 table-01 12-04 18:00–20:00; shortened to 2 h; at the same time',
    ])
    expect(answers([aClaim({ from: '19:00', to: '19:30' })], [], aHouse(), first)).toEqual([
      '0 table-01 12-04 19:00–20:00; lengthened to 1 h; at the same time',
    ])
  })

  test('the grid', () => {
    expect(answers([aClaim({ from: '19:10', to: '20:00' })], [], aHouse(), first)).toEqual([
      '1 table-01 12-04 19:00–20:00; 10 min earlier; lengthened to 1 h',
    ])
    expect(answers([aClaim({ from: '19:00', to: '20:10' })], [], aHouse(), first)).toEqual([
      '0 table-01 12-04 19:00–20:30; lengthened to 1 h 30 min; at the same time',
    ])
  })

  test('two spaces side by side', () => {
    const facts = aHouse({ policy: aPolicy({ quotas: [] }) })
    const halls = ['tables', 'tables-left', 'tables-right'].reduce(
      (house, id) => withSpace(id, { bookable: false }, house),
      facts,
    )
    const found = findAlternatives([aClaim({ headcount: 8 })], { facts: halls, claims: [] }, first)
    expect(found.map(summary)).toEqual(['15 table-01 12-04 19:00–20:00 + table-02 12-04 19:00–20:00'])
    expect(found[0]?.claims.map(({ id, headcount }) => [id, headcount])).toEqual([
      ['asked', 4],
      ['asked+1', 4],
    ])
    expect(found[0]?.reasons).toEqual([
      { key: 'side-by-side', params: { count: 2 } },
      { key: 'same-time', params: {} },
    ])
  })

  test('no two spaces where each may be had but not both', () => {
    const quotas = [{ per: 'party-day', spaces: ['table'], parties: 'any', unit: 'bookings', limit: 1 } as const]
    const facts = aHouse({ policy: aPolicy({ quotas }) })
    const found = findAlternatives([aClaim({ headcount: 8 })], { facts, claims: [] }, { limit: 20, days: 0 })
    expect(found.map(({ claims }) => claims.length)).toEqual(found.map(() => 1))
    expect(found.length).toBeGreaterThan(1)
  })

  test('a changeover in the middle', () => {
    const facts = ['rehearsal-a', 'rehearsal-b'].reduce(
      (house, id) => withSpace(id, { setUpMinutes: 0, strikeMinutes: 0 }, house),
      aHouse(),
    )
    const claims = [
      held({ id: 'a', space: 'rehearsal-a', from: '14:00', to: '21:30', facts }),
      held({ id: 'b', space: 'rehearsal-b', from: '08:30', to: '14:00', facts }),
    ]
    const asked = aClaim({ space: 'rehearsal-a', from: '12:30', to: '15:30', headcount: 40, facts })
    expect(answers([asked], claims, facts).slice(0, 3)).toEqual([
      '6 rehearsal-a 12-04 11:00–14:00; 1 h 30 min earlier',
      '7 rehearsal-b 12-04 14:00–17:00; in rehearsal-b instead; 1 h 30 min later',
      '7 rehearsal-a 12-04 12:30–14:00 + rehearsal-b 12-04 14:00–15:30; changing over to rehearsal-b at 14:00; at the same time',
    ])
  })

  test('no changeover where one space is free for the whole time', () => {
    const facts = aHouse({ policy: aPolicy({ quotas: [] }) })
    const asked = aClaim({ from: '18:00', to: '20:00' })
    const found = findAlternatives(
      [asked],
      { facts, claims: [held({ from: '19:30', to: '20:00' })] },
      { limit: 50, days: 0 },
    )
    expect(found.every(({ claims }) => claims.length === 1)).toBe(true)
    expect(found.map(summary)).toContain('1 table-02 12-04 18:00–20:00')
  })

  test('fewer people, where nothing larger is to be had', () => {
    const asked = aClaim({ space: 'theatre', from: '14:00', to: '16:00', headcount: 900 })
    expect(answers([asked], []).slice(0, 2)).toEqual([
      '22 theatre 12-04 14:00–16:00; for 600 people; at the same time',
      '38 theatre 12-05 14:00–16:00; 1 day later; for 600 people',
    ])
    expect(answers([{ ...asked, headcount: 1201 }], [])).toEqual([])
  })

  test('fewer people come behind another space for all', () => {
    const asked = aClaim({ space: 'classroom-201', headcount: 60 })
    expect(answers([asked], [], aHouse(), { limit: 3, days: 0 })).toEqual([
      '4 classroom-201-202 12-04 19:00–20:00; in classroom-201-202 instead; at the same time',
      '12 rehearsal 12-04 19:00–20:00; in rehearsal instead; at the same time',
      '12 rehearsal-a 12-04 19:00–20:00; in rehearsal-a instead; at the same time',
    ])
  })

  test('before and after what the party has, where it may have no more at one moment', () => {
    const ours = ['rehearsal-a', 'classroom-201', 'gym-02'].map((space) =>
      held({ id: space, space, partyId: 'branch-1', from: '18:30', to: '20:30' }),
    )
    expect(answers([aClaim({ space: 'gym-01', headcount: 1 })], ours).slice(0, 2)).toEqual([
      '6 gym-01 12-04 20:30–21:30; 1 h 30 min later',
      '6 gym-01 12-04 17:30–18:30; 1 h 30 min earlier',
    ])
  })
})

describe('the list', () => {
  test('is varied: one table an hour, two times a day, five of a hall', () => {
    const starts = findAlternatives([aClaim()], { facts: aHouse(), claims: [held()] }, { limit: 50, days: 14 })
      .flatMap(({ claims }) => claims)
      .filter(({ spaceId }) => TABLES.includes(spaceId))
      .map(({ during }) => during.start)
    expect(starts).toEqual([
      at('2026-12-04', '19:00'),
      at('2026-12-04', '18:00'),
      at('2026-12-05', '19:00'),
      at('2026-12-03', '19:00'),
      at('2026-12-06', '19:00'),
    ])
  })

  test('is as long as asked for', () => {
    expect(answers([aClaim()], [held()], aHouse(), { limit: 3, days: 14 })).toHaveLength(3)
    expect(answers([aClaim()], [held()], aHouse(), { limit: 0, days: 14 })).toEqual([])
  })

  test('is empty for an order that fits, and for an order of nothing', () => {
    expect(answers([aClaim()], [])).toEqual([])
    expect(answers([], [held()])).toEqual([])
  })

  test('looks no further than asked', () => {
    const allDay = held({ space: 'gym', from: '08:30', to: '21:30' })
    expect(answers([gym], [allDay], aHouse(), { limit: 20, days: 0 })).toEqual([])
    expect(answers([gym], [allDay], aHouse(), { limit: 20, days: 1 })).toEqual([
      '17 gym 12-05 19:00–20:00; 1 day later',
    ])
  })
})

describe('nothing is suggested', () => {
  test('in the past, or sooner than the notice', () => {
    const facts = aHouse({ now: at('2026-12-04', '18:40') })
    const found = answers([gym], [held({ space: 'gym' })], facts)
    expect(found[0]).toBe('5 gym 12-04 20:00–21:00; 1 h later')
    expect(found.filter((line) => line.includes(' 12-03 ') || line.includes('18:00'))).toEqual([])
    expect(answers([gym], [], facts, first)).toEqual(['5 gym 12-04 20:00–21:00; 1 h later'])
    const yesterday = answers([aClaim({ on: '2026-12-01' })], [])
    expect(yesterday[0]).toBe('16 table-01 12-02 19:00–20:00; 1 day later')
  })

  test('beyond the horizon', () => {
    const asked = aClaim({ on: '2026-12-10' })
    const days = answers([asked], []).map((line) => /table-\d\d (\S+)/.exec(line)?.[1])
    expect(days.filter((day) => day !== undefined)).toEqual(['12-09', '12-08', '12-07', '12-06', '12-05'])
  })

  test('for another use: a stage is no answer to a lost table', () => {
    const allDay = held({ space: 'tables', from: '08:30', to: '21:30' })
    const spaces = answers([aClaim()], [allDay]).map((line) => line.split(' ')[1])
    expect(new Set(spaces)).toEqual(new Set(['table-01', 'tables-left', 'tables']))
  })

  test('that the party may not book, or that lacks what is needed', () => {
    const asked = aClaim({ space: 'rehearsal', headcount: 100, features: ['sound'] })
    const allDay = [held({ space: 'rehearsal', from: '09:00', to: '21:00' })]
    const spacesFor = (claim: Claim) =>
      new Set(answers([claim], allDay, aHouse(), { limit: 20, days: 0 }).map((line) => line.split(' ')[1]))
    expect(spacesFor(asked)).toEqual(new Set(['theatre']))
    expect(spacesFor({ ...asked, partyId: 'partner' })).toEqual(new Set())
    expect(spacesFor({ ...asked, features: ['sound', 'mirror'] })).toEqual(new Set())
  })

  test('to a suspended party', () => {
    expect(answers([aClaim()], [held()], withParty('branch-1', { suspended: true }))).toEqual([])
  })

  test('in a space out of use', () => {
    const facts = withSpace('table-02', { bookable: false })
    expect(answers([aClaim()], [held()], facts, first)).toEqual([
      '1 table-03 12-04 19:00–20:00; in table-03 instead; at the same time',
    ])
  })

  test('while it is shut', () => {
    const closures = [{ id: 'drill', spaceId: null, during: span('17:00', '22:00'), reason: '消防演练' }]
    expect(answers([gym], [], aHouse({ closures }), first)).toEqual(['13 gym 12-04 16:00–17:00; 3 h earlier'])
  })
})

describe('conditions', () => {
  const theatre = aClaim({ space: 'theatre', headcount: 300 })

  test('that were not read: the way out is to read them, and no answer is the question', () => {
    expect(answers([theatre], [])).toEqual([])
  })

  test('of an answer count as read: they are shown again before anything is booked', () => {
    const [answer] = findAlternatives([theatre], { facts: aHouse(), claims: [held({ space: 'theatre' })] }, first)
    expect(answer?.claims.map(({ conditions }) => conditions)).toEqual([{ theatre: 2 }])
  })

  test('not read of one line leave that line where it is while another gives way', () => {
    const lines = [{ ...theatre, id: '1' }, aClaim({ id: '2' })]
    expect(answers(lines, [held()], aHouse(), first)).toEqual([
      '1 theatre 12-04 19:00–20:00 + table-02 12-04 19:00–20:00; in table-02 instead; at the same time',
    ])
  })
})

describe('an order of several lines', () => {
  test('keeps the lines that fit, as they are and in their places', () => {
    const lines = [
      aClaim({ id: '1', space: 'gym', headcount: 4 }),
      aClaim({ id: '2' }),
      aClaim({ id: '3', space: 'rehearsal-a', headcount: 40 }),
    ]
    const [answer] = findAlternatives(lines, { facts: aHouse(), claims: [held()] }, first)
    expect(answer?.claims.map(({ id, spaceId }) => `${id} ${spaceId}`)).toEqual([
      '1 gym',
      '2 table-02',
      '3 rehearsal-a',
    ])
    expect(answer?.claims[0]).toBe(lines[0])
    expect(answer?.claims[2]).toBe(lines[2])
  })

  test('finds a place for each of two refused lines, and not the same one', () => {
    const facts = aHouse({ policy: aPolicy({ quotas: [] }) })
    const lines = [aClaim({ id: '1' }), aClaim({ id: '2', space: 'table-02' })]
    const taken = [held(), held({ id: 'held-2', space: 'table-02' })]
    expect(answers(lines, taken, facts, first)).toEqual([
      '2 table-03 12-04 19:00–20:00 + table-04 12-04 19:00–20:00; in table-03 instead; at the same time; in table-04 instead; at the same time',
    ])
  })

  test('that asks for one room twice moves the second', () => {
    const lines = ['1', '2'].map((id) => aClaim({ id, space: 'theatre', headcount: 400, conditions: { theatre: 2 } }))
    expect(answers(lines, [], aHouse(), { limit: 2, days: 14 })).toEqual([
      '12 theatre 12-04 19:00–20:00 + theatre 12-04 16:00–17:00; 3 h earlier',
      '16 theatre 12-04 19:00–20:00 + theatre 12-05 19:00–20:00; 1 day later',
    ])
  })

  test('that asks for one space too many at a moment moves the last', () => {
    const lines = ['gym-01', 'rehearsal-a', 'classroom-201', 'table-01'].map((space) =>
      aClaim({ id: space, space, headcount: 1 }),
    )
    expect(answers(lines, [], aHouse(), { limit: 2, days: 14 }).map((line) => line.split(' + ').at(-1))).toEqual([
      'table-01 12-04 20:00–21:00; 1 h later',
      'table-01 12-04 18:00–19:00; 1 h earlier',
    ])
  })

  test('has no answer when one line has none', () => {
    const lines = [aClaim({ id: '1' }), aClaim({ id: '2', space: 'theatre', headcount: 5000 })]
    expect(answers(lines, [held()])).toEqual([])
  })
})

test('on the day after a changed clock the hour on the clock is kept, and called the same', () => {
  const facts = aHouse({ timeZone: 'Europe/Berlin', now: Date.parse('2026-10-20T10:00:00+02:00') })
  const start = Date.parse('2026-10-24T19:00:00+02:00')
  const during = { start, end: start + 3_600_000 }
  const asked = { ...gym, during, held: during, wish: { spaceId: 'gym', start } }
  const allDay = { ...held({ space: 'gym' }), held: { start: start - 43_200_000, end: start + 21_600_000 } }
  const [answer] = findAlternatives([asked], { facts, claims: [allDay] }, first)
  expect(answer?.claims[0]?.during.start).toBe(Date.parse('2026-10-25T19:00:00+01:00'))
  expect(answer?.reasons).toEqual([{ key: 'days-later', params: { days: 1 } }])
})
