import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { vi } from 'vitest'
import type { Constraint, Match, PerGroup, PerPair } from '@gongyue/shared/constraints/define.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { aPair, someClaim } from './claims.ts'
import { frozen } from './frozen.ts'
import { aStrictHouse } from './strict-house.ts'

/** What can be wrong with a rule whatever it is about. */
export type Fault =
  | 'id-not-kebab-case'
  | 'no-summary'
  | 'no-test-file'
  | 'never-matches'
  | 'by-not-whole'
  | 'weight-not-whole'
  | 'parameter-unused'
  | 'placeholder-not-given'
  | 'not-pure'
  | 'reads-the-clock'
  | 'not-symmetric'
  | 'not-bucketed'
  | 'not-concerned'
  | 'order-of-members'

/**
 * The suite that every rule passes by being registered: its words, then thousands of claims over a house in which every rule is broken now and
 * then. Facts and claims are frozen.
 */
export function faultsOf(rule: Constraint, testFiles: readonly string[]): readonly Fault[] {
  const facts = frozen(aStrictHouse())
  if (!isPure(rule, facts)) return ['not-pure'] // what it says the next time is anybody's guess
  const matches = matchesOf(rule, facts)
  const faults = new Set<Fault>()
  const note = (fault: Fault, isFault: boolean) => isFault && faults.add(fault)
  note('id-not-kebab-case', !/^[a-z]+(-[a-z]+)*$/.test(rule.id))
  note('no-summary', rule.summary.trim() === '')
  note('no-test-file', !testFiles.includes(`${rule.id}.test.ts`))
  note('weight-not-whole', !Number.isInteger(rule.weight) || rule.weight < 1)
  note('never-matches', matches.length === 0)
  note('by-not-whole', !matches.every(({ by }) => Number.isInteger(by) && by >= 1))
  note(
    'parameter-unused',
    matches.some((match) => unusedIn(match, rule)),
  )
  note(
    'placeholder-not-given',
    matches.some((match) => missingIn(match, rule)),
  )
  note('reads-the-clock', !isTimeless(rule, facts))
  if (rule.shape === 'per-pair') {
    note('not-symmetric', !holds(aPair(facts), ([a, b]) => same(rule.match(a, b, facts), rule.match(b, a, facts))))
    note(
      'not-bucketed',
      !holds(
        aPair(facts),
        ([a, b]) => rule.match(a, b, facts) === null || meet(cells(rule, a, facts), cells(rule, b, facts)),
      ),
    )
  }
  if (rule.shape === 'per-group')
    note('order-of-members', !holds(someMembers(facts), (members) => isOrderless(rule, members, facts)))
  if (rule.shape !== 'per-claim')
    note(
      'not-concerned',
      !holds(
        aPair(facts),
        ([a, b]) => !meet(cells(rule, a, facts), cells(rule, b, facts)) || meet(rule.concerns(a), rule.concerns(b)),
      ),
    )
  return [...faults]
}

/** What can be wrong with a list of rules. */
export function faultsOfRegistry(rules: readonly Constraint[]): readonly string[] {
  const ids = rules.map(({ id }) => id)
  const levels = rules.map(({ level }) => ['hard', 'medium', 'soft'].indexOf(level))
  return [
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${id} twice`),
    ...ids.filter((_, i) => (levels[i] ?? 0) < (levels[i - 1] ?? 0)).map((id) => `${id} after a softer one`),
  ]
}

const RUNS = 600

function holds<T>(arbitrary: fc.Arbitrary<T>, predicate: (value: T) => boolean): boolean {
  return !fc.check(fc.property(arbitrary, predicate), { numRuns: RUNS }).failed
}

/** What the rule finds among some claims, by itself and under its own cells. */
function matchesOf(rule: Constraint, facts: Facts): readonly Match[] {
  return fc.sample(aPair(facts), { numRuns: RUNS, seed: 17 }).flatMap((pair) => findIn(rule, pair, facts) ?? [])
}

function findIn(rule: Constraint, pair: readonly [Claim, Claim], facts: Facts): Match | null {
  const [a, b] = pair
  if (rule.shape === 'per-claim') return rule.match(a, facts)
  if (rule.shape === 'per-pair') return rule.match(a, b, facts)
  const key = rule.groups(a, facts)[0]
  return key === undefined
    ? null
    : rule.match(
        pair.filter((claim) => rule.groups(claim, facts).includes(key)),
        key,
        facts,
      )
}

function isPure(rule: Constraint, facts: Facts): boolean {
  return holds(aPair(facts).map(frozen), (pair) => same(findIn(rule, pair, facts), findIn(rule, pair, facts)))
}

function isTimeless(rule: Constraint, facts: Facts): boolean {
  const pairs = fc.sample(aPair(facts), { numRuns: RUNS, seed: 23 })
  const findings = (now: number) => {
    vi.useFakeTimers({ now })
    return pairs.map((pair) => findIn(rule, pair, facts))
  }
  try {
    return same(findings(Date.parse('1911-10-10T00:00:00Z')), findings(Date.parse('2999-02-28T23:59:59Z')))
  } finally {
    vi.useRealTimers()
  }
}

function isOrderless(rule: PerGroup, claims: readonly Claim[], facts: Facts): boolean {
  return [...new Set(claims.flatMap((claim) => rule.groups(claim, facts)))].every((key) => {
    const members = claims.filter((claim) => rule.groups(claim, facts).includes(key))
    return same(rule.match(members, key, facts), rule.match(members.toReversed(), key, facts))
  })
}

function someMembers(facts: Facts): fc.Arbitrary<readonly Claim[]> {
  return fc.array(someClaim(facts), { minLength: 2, maxLength: 12 })
}

function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)(?::\w+)?\}/g)].map(([, key]) => key ?? '')
}

function unusedIn({ params }: Match, { messages, clearsAt }: Constraint): boolean {
  const used = [...Object.values(messages).flatMap(placeholdersOf), clearsAt]
  return Object.keys(params).some((key) => !used.includes(key))
}

function missingIn({ params }: Match, { messages }: Constraint): boolean {
  return Object.values(messages)
    .flatMap(placeholdersOf)
    .some((key) => params[key] === undefined)
}

function cells(rule: PerPair | PerGroup, claim: Claim, facts: Facts): readonly string[] {
  return rule.shape === 'per-pair' ? rule.buckets(claim, facts) : rule.groups(claim, facts)
}

function meet(some: readonly string[], others: readonly string[]): boolean {
  return some.some((one) => others.includes(one))
}

function same(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one, other)
}
