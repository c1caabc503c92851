import { expect, test } from 'vitest'
import { concurrent } from '@gongyue/shared/constraints/concurrent.ts'
import { aClaim, type ClaimWords } from '../support/claims.ts'
import { aHouse, at } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const house = aHouse()
const group = '2 branch-1 2026-12-04'
const ours = (words: ClaimWords) => aClaim({ id: `${words.space} ${words.from}`, ...words })
const atSeven = ['table-01', 'gym-01', 'rehearsal-a', 'classroom-201'].map((space) => ours({ space }))

test('every space of a branch is counted, of other kinds of party none', () => {
  expect(concurrent.groups(aClaim({ space: 'theatre' }), house)).toEqual([group])
  expect(concurrent.groups(aClaim({ partyId: 'partner' }), house)).toEqual([])
  expect(concurrent.groups(aClaim({ partyId: '' }), house)).toEqual([])
})

test('three at one moment are allowed, a fourth is one too many', () => {
  expect(concurrent.match(atSeven.slice(0, 3), group, house)).toBeNull()
  expect(concurrent.match(atSeven, group, house)).toEqual({
    by: 1,
    params: { limit: 3, total: 4, day: at('2026-12-04', '00:00') },
  })
})

test('a fourth that starts as the others end is at another moment', () => {
  const after = ours({ space: 'gym', from: '20:00', to: '21:00' })
  expect(concurrent.match([...atSeven.slice(0, 3), after], group, house)).toBeNull()
  const minuteSooner = { ...after, during: { ...after.during, start: after.during.start - 60_000 } }
  expect(concurrent.match([...atSeven.slice(0, 3), minuteSooner], group, house)?.by).toBe(1)
})

test('a booking across midnight counts on both days, each by its own part', () => {
  const across = {
    ...ours({ space: 'gym' }),
    during: { start: at('2026-12-03', '23:00'), end: at('2026-12-04', '19:30') },
  }
  expect(concurrent.groups(across, house)).toEqual(['2 branch-1 2026-12-03', group])
  expect(concurrent.match([...atSeven.slice(0, 3), across], group, house)?.params.total).toBe(4)
  expect(concurrent.match([...atSeven.slice(0, 3), across], '2 branch-1 2026-12-03', house)).toBeNull()
})

test('it says how many it would be', () => {
  expect(sentencesOf('concurrent', concurrent.match(atSeven, group, house))).toEqual([
    '每个单位同一时刻最多使用 3 处场地，12月4日 周五会达到 4 处',
    'One party may use 3 spaces at the same moment; it would be 4 on Fri 4 Dec',
  ])
})
