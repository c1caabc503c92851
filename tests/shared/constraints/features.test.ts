import { expect, test } from 'vitest'
import { features } from '@gongyue/shared/constraints/features.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const asked = (...needed: readonly string[]) =>
  features.match(aClaim({ space: 'rehearsal-a', features: needed }), aHouse())

test('nothing needed, or all there, is well', () => {
  expect(asked()).toBeNull()
  expect(asked('mirror', 'sound')).toBeNull()
})

test('every missing feature is named and counted', () => {
  expect(asked('mirror', 'piano', 'stage')).toEqual({
    by: 2,
    params: {
      space: { 'zh-CN': '【rehearsal-a】', en: 'rehearsal-a' },
      missing: { 'zh-CN': '钢琴、舞台', en: 'piano, stage' },
    },
  })
})

test('a feature the house has no word for stands for itself', () => {
  expect(asked('trapeze')?.params.missing).toEqual({ 'zh-CN': 'trapeze', en: 'trapeze' })
})

test('it says what is missing', () => {
  expect(sentencesOf('features', asked('piano', 'stage'))).toEqual([
    '【rehearsal-a】没有所需的：钢琴、舞台',
    'rehearsal-a lacks: piano, stage',
  ])
})
