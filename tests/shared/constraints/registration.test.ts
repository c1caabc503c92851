import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Constraint, Match, PerClaim, PerGroup, PerPair } from '@gongyue/shared/constraints/define.ts'
import { constraintOf, constraints } from '@gongyue/shared/constraints/index.ts'
import { branchDaily } from '@gongyue/shared/constraints/branch-daily.ts'
import { capacity } from '@gongyue/shared/constraints/capacity.ts'
import { roomFit } from '@gongyue/shared/constraints/room-fit.ts'
import { spaceOverlap } from '@gongyue/shared/constraints/space-overlap.ts'
import { weightOf } from '@gongyue/shared/scheduling/violation.ts'
import { faultsOf, faultsOfRegistry, type Fault } from '../support/examine.ts'
import { aHouse, aPolicy } from '../support/house.ts'

const rules: readonly Constraint[] = constraints
const here = new URL('.', import.meta.url)
const source = new URL('../../../shared/src/constraints/', import.meta.url)
const testFiles = readdirSync(here)

/** What lies beside the rules and is none. */
const NOT_RULES = ['define.ts', 'index.ts', 'outings.ts', 'people.ts', 'quota.ts', 'soft.ts']

describe('every registered rule', () => {
  test.each(rules.map((rule) => [rule.id, rule] as const))('%s passes the suite', (_, rule) => {
    expect(faultsOf(rule, testFiles)).toEqual([])
  })

  test('stands once in the registry, hard rules first', () => {
    expect(faultsOfRegistry(rules)).toEqual([])
  })

  test('has a file named after it, and every file is registered', () => {
    const files = readdirSync(source).filter((file) => !NOT_RULES.includes(file))
    expect(files.toSorted()).toEqual(rules.map(({ id }) => `${id}.ts`).toSorted())
  })

  test('is found by its id, and nothing is found by another', () => {
    expect(rules.map(({ id }) => constraintOf(id))).toEqual(rules)
    expect(constraintOf('toString')).toBeUndefined()
  })

  test('names no clock in its source', () => {
    const clocks = readdirSync(source).filter((file) =>
      /Date\.now|new Date\(\)|performance|Temporal|DateTime/.test(readFileSync(new URL(file, source), 'utf8')),
    )
    expect(clocks).toEqual([])
  })

  test('that nobody may set aside is one that the database guards', () => {
    expect(rules.filter(({ waivableBy }) => waivableBy === 'nobody').map(({ id }) => id)).toEqual([
      'space-overlap',
      'person-overlap',
      'equipment-overlap',
    ])
  })
})

test('a policy weighs what is soft as it likes, and what is hard not at all', () => {
  const weights = Object.fromEntries(rules.map(({ id }) => [id, 7]))
  const facts = aHouse({ policy: aPolicy({ weights }) })
  expect(rules.map((rule) => [rule.level, weightOf(rule, facts)])).toEqual(
    rules.map(({ level, weight }) => [level, level === 'hard' ? weight : 7]),
  )
})

describe('a rule that is wrong in one way is caught for it', () => {
  const single: PerClaim = capacity
  const pair: PerPair = spaceOverlap
  const group: PerGroup = branchDaily
  const singleWith = (changes: Partial<PerClaim>): PerClaim => ({ ...single, ...changes })
  const pairWith = (changes: Partial<PerPair>): PerPair => ({ ...pair, ...changes })
  const groupWith = (changes: Partial<PerGroup>): PerGroup => ({ ...group, ...changes })
  let calls = 0

  test.each<readonly [Fault, string, Constraint]>([
    ['id-not-kebab-case', 'a capital letter', singleWith({ id: 'Capacity' })],
    ['no-test-file', 'a new name', singleWith({ id: 'capacity-of-lungs' })],
    ['no-summary', 'a blank one', singleWith({ summary: ' ' })],
    ['weight-not-whole', 'a half', singleWith({ weight: 0.5 })],
    ['never-matches', 'all is well', singleWith({ match: () => null })],
    ['by-not-whole', 'a half', singleWith({ match: changed(single, ({ params }) => ({ by: 0.5, params })) })],
    ['by-not-whole', 'nothing', singleWith({ match: changed(single, ({ params }) => ({ by: 0, params })) })],
    [
      'parameter-unused',
      'a name too many',
      singleWith({ match: changed(single, ({ by, params }) => ({ by, params: { ...params, holder: 'branch 2' } })) }),
    ],
    [
      'placeholder-not-given',
      'a number too few',
      singleWith({ match: changed(single, ({ by, params: { space = '' } }) => ({ by, params: { space } })) }),
    ],
    ['not-pure', 'it counts', singleWith({ match: changed(single, (match) => ({ ...match, by: ++calls })) })],
    [
      'not-pure',
      'it writes into the claim',
      singleWith({ match: (claim, facts) => single.match(Object.assign(claim, { headcount: 9999 }), facts) }),
    ],
    [
      'not-pure',
      'it writes into the facts',
      singleWith({
        match: (claim, facts) => {
          Reflect.get(facts.spaces, 'delete').call(facts.spaces, claim.spaceId)
          return single.match(claim, facts)
        },
      }),
    ],
    [
      'reads-the-clock',
      'by the year',
      singleWith({ match: changed(single, (match) => ({ ...match, by: new Date().getFullYear() })) }),
    ],
    [
      'not-symmetric',
      'the first of the pair is told',
      pairWith({
        match: (a, b, facts) => {
          const match = pair.match(a, b, facts)
          return match && { ...match, by: 1 + (a.headcount % 100) }
        },
      }),
    ],
    ['not-bucketed', 'no buckets', pairWith({ buckets: () => [] })],
    [
      'not-bucketed',
      'only the half-day of the start',
      pairWith({
        buckets: ({ atomIds, held }) => atomIds.map((atom) => `${atom} ${Math.floor(held.start / 43_200_000)}`),
      }),
    ],
    ['not-concerned', 'each by itself', pairWith({ concerns: ({ id }) => [id] })],
    ['not-concerned', 'by person what is counted by party', groupWith({ concerns: ({ personId }) => [personId] })],
    [
      'order-of-members',
      'the day of whoever comes first',
      groupWith({
        match: (members, key, facts) => {
          const match = group.match(members, key, facts)
          return match && { ...match, params: { ...match.params, day: members[0]?.during.start ?? 0 } }
        },
      }),
    ],
  ])('%s: %s', (fault, _, rule) => {
    expect(faultsOf(rule, [...testFiles, 'Capacity.test.ts'])).toEqual([fault])
  })

  test('the rule as it is passes', () => {
    expect([single, pair, group].map((rule) => faultsOf(rule, testFiles))).toEqual([[], [], []])
  })

  test('a list with a rule twice, or a hard one behind a soft one', () => {
    expect(faultsOfRegistry([capacity, roomFit, spaceOverlap, roomFit])).toEqual([
      'room-fit twice',
      'space-overlap after a softer one',
    ])
  })
})

function changed(rule: PerClaim, change: (match: Match) => Match): PerClaim['match'] {
  return (claim, facts) => {
    const match = rule.match(claim, facts)
    return match && change(match)
  }
}
