import { expect, test } from 'vitest'
import { personRest } from '@gongyue/shared/constraints/person-rest.ts'
import { aClaim, held, type ClaimWords } from '../support/claims.ts'
import { withPerson } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const house = withPerson('chen', { restMinutes: 660 })
const chen = { people: ['chen'] }
const between = (late: ClaimWords, early: ClaimWords = { from: '19:00', to: '21:30' }) =>
  personRest.match(aClaim({ on: '2026-12-05', ...chen, ...late }), held({ ...chen, ...early }), house)

test('eleven hours between an evening and the next morning are enough, ten and a half are not', () => {
  expect(between({ from: '08:30', to: '10:00' })).toBeNull()
  expect(between({ from: '08:00', to: '10:00' })).toEqual({ by: 30, params: { person: '陈静', limit: 660, rest: 630 } })
})

test('two sessions of one day, or with a day between, need no rest', () => {
  expect(between({ on: '2026-12-04', from: '22:00', to: '23:00' })).toBeNull()
  expect(between({ on: '2026-12-06', from: '08:00', to: '09:00' })).toBeNull()
})

test('somebody else may come in the morning', () => {
  expect(between({ people: ['zhou'], from: '08:00', to: '09:00' })).toBeNull()
  expect(between({ people: [], from: '08:00', to: '09:00' })).toBeNull()
})

test('says how much rest is left', () => {
  expect(sentencesOf('person-rest', between({ from: '08:00', to: '10:00' }))).toEqual([
    '陈静两天之间至少休息 11 小时，这样只有 10 小时 30 分钟',
    '陈静 needs 11 h of rest between two days; this leaves 10 h 30 min',
  ])
})
