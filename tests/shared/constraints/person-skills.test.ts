import { expect, test } from 'vitest'
import { personSkills } from '@gongyue/shared/constraints/person-skills.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const of = (people: readonly string[], skills: readonly string[]) =>
  personSkills.match(aClaim({ people, skills }), aHouse())

test('they may share the skills between them', () => {
  expect(of(['chen', 'zhou'], ['pottery', 'stage'])).toBeNull()
  expect(of(['chen'], ['pottery', 'tea'])).toBeNull()
  expect(of([], [])).toBeNull()
  expect(personSkills.match(aClaim(), aHouse())).toBeNull()
})

test('every missing skill counts and is named', () => {
  expect(of(['zhou'], ['pottery', 'stage', 'tea'])).toEqual({ by: 2, params: { missing: 'pottery、tea' } })
  expect(of(['gone'], ['tea'])).toEqual({ by: 1, params: { missing: 'tea' } })
})

test('says what is missing', () => {
  expect(sentencesOf('person-skills', of([], ['陶艺']))).toEqual(['还缺会这些的人：陶艺', 'Nobody on it knows: 陶艺'])
})
