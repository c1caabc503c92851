import { expect, test } from 'vitest'
import { aHouse, at, minute, withPerson, withSpace } from '../support/house.ts'
import { aPin, aSeason, aSection, allocated, told, tried } from '../support/season.ts'

const evening = (weekday: 1 | 2 | 3 | 4 | 5, from: string, until: string, rank: 'primary' | 'secondary' = 'primary') =>
  ({ weekday, from: minute(from), until: minute(until), rank }) as const

test('two wishes for one evening get a room each; the third is told what stands there and what would have worked', () => {
  const sections = ['choir', 'dance', 'tea'].map((id) =>
    aSection(id, { partyId: id === 'tea' ? 'branch-2' : 'branch-1' }),
  )
  const plan = allocated(aSeason({ sections }))
  expect(told(plan)).toHaveLength(2)
  const [unmet] = plan.evaluation.unmet
  expect(plan.evaluation.unmet).toHaveLength(1)
  expect([unmet?.options, unmet?.taken]).toEqual([2, 2])
  expect(unmet?.reasons[0]).toEqual({ key: 'taken', params: { options: 2, taken: 2 } })
  expect(unmet?.competitors.map(({ options }) => options)).toEqual([1, 1])
  // the same evening has no room for ninety minutes beside the other: another day is nearest
  expect(unmet?.wouldHaveWorked[0]?.changes).toEqual(['day'])
  expect(plan.evaluation.score.hard).toBe(0)
})

test('two parties that meet at one scarce evening share it: nobody gets both', () => {
  const sections = ['a', 'b'].flatMap((party) =>
    [1, 2].map((k) => aSection(`${party}${k}`, { partyId: party === 'a' ? 'branch-1' : 'branch-2' })),
  )
  const plan = allocated(aSeason({ sections, round: { spaceIds: ['classroom-201', 'classroom-202'] } }))
  expect(new Set(told(plan).map((line) => line[0]))).toEqual(new Set(['a', 'b']))
})

test('who had less before goes first', () => {
  const sections = [aSection('rich'), aSection('poor', { partyId: 'branch-2' })]
  const before = new Map([
    ['branch-1', { had: 60, asked: 60 }],
    ['branch-2', { had: 0, asked: 60 }],
  ])
  const plan = allocated(aSeason({ sections, before, round: { spaceIds: ['classroom-201'] } }))
  expect(told(plan)).toEqual(['poor 0 classroom-201 5 19:00–20:30'])
})

test('full length first, the shortest as a second chance, and asked amounts are met or told', () => {
  const sections = [
    aSection('long', { minMinutes: 60, maxMinutes: 120, times: [evening(5, '18:00', '21:00')] }),
    aSection('other', { minMinutes: 60, maxMinutes: 120, times: [evening(5, '18:00', '21:00')], partyId: 'branch-2' }),
    aSection('third', { minMinutes: 60, maxMinutes: 60, times: [evening(5, '18:00', '21:00')], partyId: 'partner' }),
  ]
  const plan = allocated(aSeason({ sections, round: { spaceIds: ['classroom-201'] } }))
  expect(plan.evaluation.allocations.map(({ sectionId, place }) => [sectionId, place.until - place.from])).toHaveLength(
    2,
  )
  expect(plan.evaluation.unmet).toHaveLength(1)
  const total = plan.evaluation.allocations.reduce((sum, { place }) => sum + place.until - place.from, 0)
  expect(total).toBe(180)
})

test('twice a week is on two days, apart and in one room if it can be', () => {
  const times = [evening(1, '18:00', '21:00'), evening(2, '18:00', '21:00'), evening(4, '18:00', '21:00')]
  const plan = allocated(
    aSeason({ sections: [aSection('choir', { timesAWeek: 2, times, apart: true, sameSpace: true, sameTime: true })] }),
  )
  const [one, other] = plan.evaluation.allocations
  expect([
    [1, 4],
    [2, 4],
  ]).toContainEqual([one?.place.weekday, other?.place.weekday].toSorted())
  expect(one?.place.spaceId).toBe(other?.place.spaceId)
  expect(one?.place.from).toBe(other?.place.from)
})

test('sections whose dates do not meet share a time', () => {
  const sections = [
    aSection('spring', { until: '2027-04-18' }),
    aSection('summer', { from: '2027-04-19', partyId: 'branch-2' }),
  ]
  expect(told(allocated(aSeason({ sections, round: { spaceIds: ['classroom-201'] } })))).toEqual([
    'spring 0 classroom-201 5 19:00–20:30',
    'summer 0 classroom-201 5 19:00–20:30',
  ])
})

test('a time whose dates are mostly gone is not offered, with that as the reason; some lost dates are told', () => {
  const shut = (from: string, until: string) => ({
    ...{ id: from, spaceId: 'classroom-201', reason: '检修' },
    during: { start: at(from, '00:00'), end: at(until, '24:00') },
  })
  const one = aSection('choir', { spaceIds: ['classroom-201'] })
  const mostly = allocated(
    aSeason({ sections: [one], facts: aHouse({ closures: [shut('2027-03-01', '2027-05-01')] }) }),
  )
  expect(told(mostly)).toEqual([])
  expect(mostly.evaluation.unmet[0]?.reasons.slice(0, 2)).toMatchObject([
    { key: 'no-place-fits' },
    { key: 'dates-lost', params: { dates: 16, lost: 9, time: '19:00–20:30' } },
  ])
  const some = allocated(aSeason({ sections: [one], facts: aHouse({ closures: [shut('2027-03-01', '2027-03-10')] }) }))
  expect(some.evaluation.allocations.map(({ dates, lost }) => [dates, lost])).toEqual([[16, 1]])
})

test('what a room does not suit is said by the rule itself', () => {
  const plan = allocated(aSeason({ sections: [aSection('rally', { headcount: 500 })] }))
  expect(plan.evaluation.unmet[0]?.reasons.map(({ key }) => key)).toEqual([
    'no-place-fits',
    'capacity',
    'capacity',
    'share',
  ])
})

test('a party gets no more minutes a week than the round allows; what is held back says so', () => {
  const sections = [1, 2, 3].map((day) => aSection(`s${day}`, { times: [evening(day as 1, '18:00', '21:00')] }))
  const plan = allocated(aSeason({ sections, round: { partyMinutes: 180 } }))
  expect(plan.evaluation.allocations.map(({ sectionId }) => sectionId)).toEqual(['s1', 's2'])
  expect(plan.evaluation.unmet[0]?.reasons[0]).toEqual({
    key: 'party-minutes',
    params: { party: '第一棉纺厂工会', most: 180 },
  })
})

test('one person leads one section at a time, and only when they work', () => {
  const sections = ['a', 'b'].map((id) => aSection(id, { personIds: ['chen'] }))
  const plan = allocated(aSeason({ sections }))
  expect(told(plan)).toHaveLength(1)
  expect(plan.evaluation.unmet[0]?.reasons.map(({ key }) => key)).toContain('person-taken')
  const hours = [{ weekdays: [1] as const, from: 0, until: 1440, validFrom: null, validUntil: null }]
  const away = allocated(aSeason({ sections: sections.slice(0, 1), facts: withPerson('chen', { hours }) }))
  expect(told(away)).toEqual([])
})

test('set-up and strike are kept free between two', () => {
  const facts = withSpace('classroom-201', { setUpMinutes: 30, strikeMinutes: 0 })
  const times = [evening(5, '18:00', '21:00')]
  const sections = ['a', 'b'].map((id) => aSection(id, { times }))
  const plan = allocated(aSeason({ sections, facts, round: { spaceIds: ['classroom-201'] } }))
  // three hours hold two of ninety minutes, but not with half an hour between them
  expect(told(plan)).toHaveLength(1)
})

test('pins stay, bans keep away, and pins that contradict each other are named', () => {
  const friday = { spaceId: 'classroom-202', weekday: 5, from: minute('18:00'), until: minute('19:30') } as const
  const one = aSection('a', { times: [evening(5, '18:00', '21:00')] })
  const other = aSection('b', { times: [evening(5, '18:00', '21:00')], partyId: 'branch-2' })
  const pinned = allocated(aSeason({ sections: [one, other], pins: [aPin('p1', 'a', friday)] }))
  expect(told(pinned)[0]).toBe('a 0 classroom-202 5 18:00–19:30')
  expect(pinned.evaluation.allocations[0]?.pinned).toBe(true)
  const ban = { ...aPin('p2', 'b', friday), kind: 'ban', nth: null, spaceId: null, from: null, until: null } as const
  const banned = allocated(aSeason({ sections: [other], pins: [ban] }))
  expect(banned.evaluation.unmet[0]?.reasons.map(({ key }) => key)).toEqual(['no-place-fits', 'banned', 'share'])
  const both = tried(aSeason({ sections: [one, other], pins: [aPin('p1', 'a', friday), aPin('p3', 'b', friday)] }))
  expect(both).toMatchObject({
    kind: 'contradiction',
    reasons: [{ key: 'pins-in-space', params: { title: '【a】', other: '【b】', weekday: { en: 'Friday' } } }],
  })
})

test('nobody asks: an empty plan that says so', () => {
  expect(allocated(aSeason())).toMatchObject({
    bound: 0,
    reasons: [{ key: 'no-applications' }],
    evaluation: { cost: 0 },
  })
})

test('the same inputs, seed and budget give the same plan; another plan is kept near at its price', () => {
  const times = [evening(1, '18:00', '21:00'), evening(3, '18:00', '21:00'), evening(5, '18:00', '21:00', 'secondary')]
  const sections = Array.from({ length: 16 }, (_, k) =>
    aSection(`s${k}`, { times, partyId: k % 2 === 0 ? 'branch-1' : 'branch-2', headcount: 5 + k }),
  )
  const season = aSeason({ sections })
  const plan = allocated(season)
  expect(told(allocated(season))).toEqual(told(plan))
  const without = {
    ...season,
    sections: sections.slice(1),
    base: { allocations: plan.evaluation.allocations, price: 100 },
  }
  const kept = told(allocated(without))
  const moved = kept.filter((line) => !told(plan).includes(line))
  // what was freed is given to one who had nothing, and at most one place goes to another party for fairness
  expect(moved.length).toBeLessThanOrEqual(2)
})
