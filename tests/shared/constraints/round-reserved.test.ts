import { expect, test } from 'vitest'
import { roundReserved } from '@gongyue/shared/constraints/round-reserved.ts'
import type { RoundHold } from '@gongyue/shared/domain/facts.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse, at } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

/** Fridays from six to nine in classroom 201, all December; applications until the 20th. */
const round = (changes: Partial<RoundHold> = {}): RoundHold => ({
  ...{ id: 'spring', name: '冬季分配', opensAt: at('2026-12-01', '08:00'), closesAt: at('2026-12-20', '18:00') },
  ...{ from: '2026-12-01', until: '2026-12-31', spaceIds: ['classroom-201'] },
  windows: [{ weekday: 5, from: 1080, until: 1260 }],
  ...changes,
})
const asked = (
  held: RoundHold,
  from = '19:00',
  to = '20:00',
  words: { space?: string; on?: string; now?: number } = {},
) => {
  const { space = 'classroom-201', on, now } = words
  const facts = { ...aHouse(now === undefined ? {} : { now }), rounds: [held] }
  return roundReserved.match(aClaim({ space, from, to, ...(on !== undefined && { on }) }), facts)
}

test('what lies in the times, dates and spaces of a round is reserved; what touches them from outside is not', () => {
  expect(asked(round())?.by).toBe(60)
  expect(asked(round(), '17:00', '18:00')).toBeNull()
  expect(asked(round(), '17:00', '18:30')?.by).toBe(30)
  expect(asked(round(), '21:00', '21:30')).toBeNull()
  expect(asked(round(), '19:00', '20:00', { on: '2026-12-05' })).toBeNull()
  expect(asked(round({ from: '2026-12-05' }))).toBeNull()
  expect(asked(round({ until: '2026-12-03' }))).toBeNull()
  expect(asked(round(), '19:00', '20:00', { space: 'classroom-202' })).toBeNull()
})

test('a space that shares an atom with one of the round is reserved with it', () => {
  expect(asked(round(), '19:00', '20:00', { space: 'classroom-201-202' })?.by).toBe(60)
})

test('before a round opens nothing is held; after its closing the way out is another', () => {
  expect(asked(round(), '19:00', '20:00', { now: at('2026-12-01', '07:59') })).toBeNull()
  expect(asked(round())?.params.wayOut).toMatchObject({ en: 'apply there, under “My orders → Season”' })
  const late = asked(round({ closesAt: at('2026-12-02', '09:00') }))
  expect(late?.params.wayOut).toMatchObject({ en: expect.stringContaining('applications are closed') })
})

test('a house without rounds has nothing against it', () => {
  expect(roundReserved.match(aClaim(), aHouse())).toBeNull()
})

test('the sentence says which round, until when one may apply, and what else is possible', () => {
  expect(sentencesOf('round-reserved', asked(round()))).toEqual([
    '【classroom-201】在 12月1日 周二 至 12月31日 周四 的每周固定分配时段由“冬季分配”统一分配（申请截止 12月20日 周日 18:00）：请在“我的预约 → 季度申报”里申请；也可改选分配时段以外的时间，或其他场地',
    'the weekly times of classroom-201 from Tue 1 Dec to Thu 31 Dec are given out in “冬季分配” (applications until Sun 20 Dec 18:00): apply there, under “My orders → Season”; or choose a time outside them, or another space',
  ])
})
