import { expect, test } from 'vitest'
import { crewSkills } from '@gongyue/shared/constraints/crew-skills.ts'
import { sentencesOf } from '../support/sentences.ts'
import { aClaim } from '../support/claims.ts'
import { aSendingHouse, aVisit } from '../support/outreach.ts'

const house = aSendingHouse()
const needs = (crew: readonly { readonly skill: string; readonly count: number }[], people: readonly string[]) =>
  crewSkills.match(aVisit({ people, visit: { needs: { crew, kits: [], vehicle: false } } }), house)

test('as many as it takes, nobody counted twice', () => {
  expect(needs([{ skill: 'pottery', count: 1 }], ['chen'])).toBeNull()
  expect(needs([{ skill: 'pottery', count: 2 }], ['chen'])).toEqual({ by: 1, params: { missing: 'pottery × 1' } })
  // she knows both, and is one
  const both = [
    { skill: 'tea', count: 1 },
    { skill: 'pottery', count: 1 },
  ]
  expect(needs(both, ['chen'])?.by).toBe(1)
})

test('each takes what nobody else can do', () => {
  const both = [
    { skill: 'pottery', count: 1 },
    { skill: 'stage', count: 1 },
  ]
  expect(needs(both, ['zhou', 'chen'])).toBeNull()
  expect(needs(both, [])?.by).toBe(2)
})

test('a booking of a room takes no crew', () => {
  expect(crewSkills.match(aClaim(), house)).toBeNull()
})

test('says who is missing', () => {
  expect(sentencesOf('crew-skills', needs([{ skill: 'pottery', count: 2 }], ['zhou']))).toEqual([
    '所选时间还派不出这些人：pottery × 2',
    'At this time there is nobody to send for: pottery × 2',
  ])
})
