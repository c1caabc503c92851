import { expect, test } from 'vitest'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Person } from '@gongyue/shared/domain/person.ts'
import { findSubstitutes } from '@gongyue/shared/scheduling/substitutes.ts'
import { aClaim, held, type ClaimWords } from '../support/claims.ts'
import { aHouse, span } from '../support/house.ts'

const teacher = (id: string, changes: Partial<Person> = {}): Person => ({
  id,
  name: id,
  kind: 'instructor',
  skills: ['pottery'],
  partyId: null,
  hours: [],
  absences: [],
  minutesADay: null,
  restMinutes: null,
  daysAWeek: null,
  active: true,
  ...changes,
})
const withTeachers = (...people: readonly Person[]): Facts =>
  aHouse({ people: new Map(people.map((person) => [person.id, person])) })

const session = aClaim({ people: ['lost'], skills: ['pottery'], standing: 'held' })
const busy = (id: string, words: ClaimWords): Claim => held({ id, space: 'gym', ...words })
const ranked = (facts: Facts, claims: readonly Claim[] = [], known: readonly string[] = []) =>
  findSubstitutes({ claim: session, missing: 'lost', known: new Set(known) }, { facts, claims: [session, ...claims] })

test('who is free, can do it and may is offered; who is not, is not', () => {
  const facts = withTeachers(
    teacher('lost'),
    teacher('free'),
    teacher('busy'),
    teacher('away', { absences: [{ id: 'ill', during: span('08:00', '22:00'), reason: '' }] }),
    teacher('unskilled', { skills: ['tea'] }),
    teacher('stage-hand', { kind: 'technician' }),
    teacher('gone', { active: false }),
    teacher('tired', { minutesADay: 90 }),
  )
  const claims = [
    busy('a', { people: ['busy'], from: '19:30', to: '20:30' }),
    busy('b', { people: ['tired'], from: '09:00', to: '10:00' }),
  ]
  expect(ranked(facts, claims).map(({ personId }) => personId)).toEqual(['free'])
})

test('whoever knows the class comes first, then colleagues, then who is in the house that day, then who has least to do', () => {
  const facts = withTeachers(
    teacher('lost'),
    teacher('stranger', { partyId: 'partner' }),
    teacher('quiet'),
    teacher('loaded'),
    teacher('here'),
    teacher('knows', { partyId: 'partner' }),
  )
  const claims = [
    busy('a', { people: ['loaded'], on: '2026-12-01' }),
    busy('b', { people: ['here'], from: '09:00', to: '10:00' }),
    busy('c', { people: ['quiet'], on: '2026-12-08' }),
  ]
  expect(ranked(facts, claims, ['knows'])).toEqual([
    {
      personId: 'knows',
      cost: 30,
      reasons: [
        { key: 'teaches-this-class', params: {} },
        { key: 'other-partner', params: {} },
        { key: 'sessions-that-week', params: { count: 0 } },
      ],
    },
    {
      personId: 'here',
      cost: 41,
      reasons: [
        { key: 'same-partner', params: {} },
        { key: 'here-that-day', params: {} },
        { key: 'sessions-that-week', params: { count: 1 } },
      ],
    },
    {
      personId: 'quiet',
      cost: 50,
      reasons: [
        { key: 'same-partner', params: {} },
        { key: 'sessions-that-week', params: { count: 0 } },
      ],
    },
    {
      personId: 'loaded',
      cost: 51,
      reasons: [
        { key: 'same-partner', params: {} },
        { key: 'sessions-that-week', params: { count: 1 } },
      ],
    },
    {
      personId: 'stranger',
      cost: 70,
      reasons: [
        { key: 'other-partner', params: {} },
        { key: 'sessions-that-week', params: { count: 0 } },
      ],
    },
  ])
})

test('what stands there already is not judged: its room, its notice, its heads', () => {
  const facts = { ...withTeachers(teacher('lost'), teacher('free')), now: session.during.start - 60_000 }
  expect(
    findSubstitutes(
      { claim: { ...session, headcount: 900 }, missing: 'lost', known: new Set() },
      { facts, claims: [] },
    ).map(({ personId }) => personId),
  ).toEqual(['free'])
})

test('a session of two keeps the other one, who may have the skill that is asked for', () => {
  const facts = withTeachers(
    teacher('lost'),
    teacher('stays', { skills: ['pottery', 'kiln'] }),
    teacher('free', { skills: [] }),
  )
  const claim = { ...session, people: ['lost', 'stays'], skills: ['pottery', 'kiln'] }
  const found = findSubstitutes({ claim, missing: 'lost', known: new Set() }, { facts, claims: [claim] })
  expect(found.map(({ personId }) => personId)).toEqual(['free'])
})
