import { expect, test } from 'vitest'
import { branchDaily } from '@gongyue/shared/constraints/branch-daily.ts'
import { aClaim, held, type ClaimWords } from '../support/claims.ts'
import { aHouse, aPolicy, at } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const house = aHouse()
const group = '1 branch-1 2026-12-04'
const ours = (id: string, words: ClaimWords = {}) => aClaim({ id, personId: id, ...words })

test('a table of a branch is counted for that branch on the day it starts', () => {
  expect(branchDaily.groups(aClaim(), house)).toEqual([group])
  expect(branchDaily.groups(aClaim({ personId: '' }), house)).toEqual([group])
})

test('other spaces, other kinds of party and nobody are not counted', () => {
  expect(branchDaily.groups(aClaim({ space: 'gym-01' }), house)).toEqual([])
  expect(branchDaily.groups(aClaim({ partyId: 'partner' }), house)).toEqual([])
  expect(branchDaily.groups(aClaim({ partyId: '' }), house)).toEqual([])
})

test('two of a day are the share, a third is one too many, whoever of the branch asks', () => {
  const two = [ours('li'), ours('wang', { space: 'table-02' })]
  expect(branchDaily.match(two, group, house)).toBeNull()
  expect(branchDaily.match([...two, ours('zhao', { from: '09:00', to: '10:00' })], group, house)).toEqual({
    by: 1,
    params: {
      limit: { 'zh-CN': '2 次', en: '2 bookings' },
      total: { 'zh-CN': '3 次', en: '3 bookings' },
      day: at('2026-12-04', '00:00'),
    },
  })
})

test('what is held and what waits for an answer counts alike', () => {
  const three = [held({ partyId: 'branch-1' }), ours('b', { standing: 'pending' }), ours('c')]
  expect(branchDaily.match(three, group, house)?.by).toBe(1)
})

test('a share in minutes adds up minutes', () => {
  const quota = { per: 'party-day', spaces: 'any', parties: 'any', unit: 'minutes', limit: 90 } as const
  const facts = aHouse({ policy: aPolicy({ quotas: [quota] }) })
  const members = [ours('a'), ours('b', { from: '20:00', to: '21:00' })]
  expect(branchDaily.match(members.slice(0, 1), '0 branch-1 2026-12-04', facts)).toBeNull()
  expect(branchDaily.match(members, '0 branch-1 2026-12-04', facts)).toMatchObject({
    by: 30,
    params: { total: { 'zh-CN': '120 分钟', en: '120 minutes' } },
  })
})

test('a group of another policy is misuse', () => {
  expect(() => branchDaily.match([ours('a')], '9 branch-1 2026-12-04', house)).toThrow(
    'group "9 branch-1 2026-12-04" names no quota of policy 1',
  )
})

test('it says the share and what it would come to', () => {
  const three = [ours('a'), ours('b'), ours('c')]
  expect(sentencesOf('branch-daily', branchDaily.match(three, group, house))).toEqual([
    '每个单位每天在这类场地最多 2 次，12月4日 周五加上这次共 3 次',
    'One party may have 2 bookings a day in this kind of space; with this it would be 3 bookings on Fri 4 Dec',
  ])
})
