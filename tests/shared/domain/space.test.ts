import { describe, expect, test } from 'vitest'
import { FEATURES, featureNames } from '@gongyue/shared/domain/feature.ts'
import { canStandIn, heldBy, SPACE_KINDS } from '@gongyue/shared/domain/space.ts'
import { span } from '../support/house.ts'

describe('standing in', () => {
  test('is mutual, and everything stands in for itself', () => {
    for (const one of SPACE_KINDS) {
      expect(canStandIn(one, one)).toBe(true)
      expect(SPACE_KINDS.filter((other) => canStandIn(one, other) !== canStandIn(other, one))).toEqual([])
    }
  })

  test('a table is answered by a table or a hall of them, a stage by what has room for one', () => {
    const standIns = (kind: (typeof SPACE_KINDS)[number]) => SPACE_KINDS.filter((other) => canStandIn(kind, other))
    expect(standIns('table')).toEqual(['table-hall', 'table'])
    expect(standIns('gym-place')).toEqual(['gym', 'gym-place'])
    expect(standIns('theatre')).toEqual(['theatre', 'square', 'rehearsal', 'classroom', 'exhibition'])
  })
})

test('a booking holds its set-up before and its strike after', () => {
  expect(heldBy({ setUpMinutes: 60, strikeMinutes: 15 }, span('14:00', '16:00'))).toEqual(span('13:00', '16:15'))
  expect(heldBy({ setUpMinutes: 0, strikeMinutes: 0 }, span('14:00', '16:00'))).toEqual(span('14:00', '16:00'))
})

test('features are named in every language, in the order asked', () => {
  expect(featureNames(['piano', 'stage'])).toEqual({ 'zh-CN': '钢琴、舞台', en: 'piano, stage' })
  expect(featureNames([])).toEqual({ 'zh-CN': '', en: '' })
  expect(Object.values(FEATURES).filter((name) => name['zh-CN'] === '' || name.en === '')).toEqual([])
})
