import { expect, test } from 'vitest'
import { noShowPoints } from '@gongyue/shared/constraints/no-show-points.ts'
import type { NoShowPoint } from '@gongyue/shared/domain/attendance.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse, aPolicy, at, NOW } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const wang: NoShowPoint = { partyId: 'branch-1', personId: 'wang', points: 1, expiresAt: at('2026-12-10', '08:00') }
const later: NoShowPoint = { ...wang, expiresAt: at('2026-12-20', '08:00') }
const ofParty: NoShowPoint = { ...wang, personId: null, points: 2 }

const asked = (noShows: readonly NoShowPoint[], words = {}, facts = aHouse({ noShows })) =>
  noShowPoints.match(aClaim({ facts, ...words }), facts)

test('one no-show is forgiven, the second bars until the older one is forgotten', () => {
  expect(asked([wang])).toBeNull()
  expect(asked([later, wang])).toEqual({
    by: 1,
    params: {
      who: { 'zh-CN': '预约人', en: 'the member' },
      points: 2,
      limit: 2,
      until: at('2026-12-10', '08:00'),
    },
  })
})

test('with more points than the limit one waits until enough of them are forgotten', () => {
  expect(asked([wang, later, { ...wang, points: 2, expiresAt: at('2026-12-15', '08:00') }])).toMatchObject({
    by: 3,
    params: { points: 4, until: at('2026-12-15', '08:00') },
  })
})

test('a point counts until the very moment in which it expires', () => {
  const now = { ...wang, expiresAt: NOW }
  expect(asked([now, later])).toBeNull()
  expect(asked([{ ...now, expiresAt: NOW + 1 }, later])).toMatchObject({ by: 1 })
})

test('a member answers for the member, not for colleagues nor for the branch', () => {
  expect(asked([wang, later], { personId: 'li' })).toBeNull()
  expect(asked([wang, later], { personId: '' })).toBeNull()
  expect(asked([ofParty])).toBeNull()
})

test('what staff book for a party is the party’s own', () => {
  expect(asked([ofParty], { personId: '' })?.params).toMatchObject({ who: '第一棉纺厂工会', points: 2 })
  expect(asked([ofParty], { personId: '', partyId: 'branch-2' })).toBeNull()
})

test('the limit is the policy’s, and nobody has points where none are noted', () => {
  const facts = aHouse({ noShows: [wang], policy: aPolicy({ attendance: { pointLimit: 1 } }) })
  expect(asked([], {}, facts)).toMatchObject({ by: 1, params: { limit: 1 } })
  const { noShows: _, ...without } = aHouse()
  expect(asked([], {}, without)).toBeNull()
})

test('it is said with the way out', () => {
  expect(sentencesOf('no-show-points', asked([wang, later]))).toEqual([
    '预约人已有 2 分未到场记录（满 2 分暂停预约），12月10日 周四 08:00 后可再预约；如记录有误，请到前台申诉撤销',
    'the member has 2 points for no-shows (no bookings from 2 on) and may book again after Thu 10 Dec 08:00; if one is wrong, the front desk can lift it',
  ])
})
