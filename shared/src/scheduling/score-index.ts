import type { Constraint, Match, PerGroup } from '../constraints/define.ts'
import type { Claim } from '../domain/claim.ts'
import type { Facts } from '../domain/facts.ts'
import { createCells, type Cells } from './cells.ts'
import { minus, penalised, plus, ZERO, type Score } from './score.ts'
import { violationOf, weightOf, type Violation } from './violation.ts'

/**
 * A set of claims that knows its score. Quick, because inserting looks only at claims that share a bucket or a group with the new one;
 * a property test shows that it equals the slow answer of {@link evaluate} after any inserts and removes.
 *
 * The background (what is already held) is never judged by itself: only what the inserted claims add counts. A group that the background
 * has already brought over its limit counts by as much as it grows.
 *
 * Ids are unique, over the background too, and neither facts nor claims change while the index lives.
 */
export interface ScoreIndex {
  /** Throws when a claim with this id is already in. */
  insert(claim: Claim): void
  /** Throws when no claim with this id is in. */
  remove(id: string): void
  /** What inserting would add to the score; changes nothing. */
  peek(claim: Claim): Score
  /** Whether inserting would break neither a hard nor a medium rule; looks no further than the first that it would. */
  admits(claim: Claim): boolean
  /** Every breach that inserting would add or worsen; changes nothing. */
  peekExplain(claim: Claim): readonly Violation[]
  score(): Score
  /** Every breach among the inserted claims and between them and the background, in the order of the registry. */
  explain(): readonly Violation[]
}

/**
 * An empty index over a background.
 *
 * @param keepsScore - false for a search that puts and takes a hundred thousand times and never asks for the score: then it throws
 */
export function createScoreIndex(
  facts: Facts,
  rules: readonly Constraint[],
  background: readonly Claim[] = [],
  keepsScore = true,
): ScoreIndex {
  const inserted = new Map<string, Claim>()
  const judges = rules.map((rule) => judgeOf(rule, facts, background, inserted))
  let score = ZERO

  const peek = (claim: Claim): Score => {
    let sum = ZERO
    for (const { rule, added } of judges) {
      const by = added(claim)
      if (by !== 0) sum = plus(sum, penalised(rule.level, by * weightOf(rule, facts)))
    }
    return sum
  }

  return {
    insert(claim) {
      if (inserted.has(claim.id)) throw new Error(`claim ${claim.id} is already in the index`)
      if (keepsScore) score = plus(score, peek(claim))
      inserted.set(claim.id, claim)
      for (const { cells } of judges) cells?.add(claim)
    },
    remove(id) {
      const claim = inserted.get(id)
      if (!claim) throw new Error(`claim ${id} is not in the index`)
      inserted.delete(id)
      for (const { cells } of judges) cells?.drop(claim)
      if (keepsScore) score = minus(score, peek(claim))
    },
    peek,
    admits: (claim) => judges.every(({ rule, added }) => rule.level === 'soft' || added(claim) <= 0),
    peekExplain: (claim) =>
      judges.flatMap(({ rule, breaches }) =>
        breaches([claim], claim).map(({ match, members }) =>
          violationOf(rule, match, idsIn(members, inserted, claim), facts),
        ),
      ),
    score: () => {
      if (!keepsScore) throw new Error('this index keeps no score. Maybe peek at a claim instead.')
      return score
    },
    explain: () =>
      judges.flatMap(({ rule, breaches }) =>
        breaches([...inserted.values()], null).map(({ match, members }) =>
          violationOf(rule, match, idsIn(members, inserted, null), facts),
        ),
      ),
  }
}

/** The slow answer, written apart from the index: every rule over every claim, pair and group, without buckets. The referee. */
export function evaluate(
  claims: readonly Claim[],
  facts: Facts,
  rules: readonly Constraint[],
  background: readonly Claim[] = [],
): Score {
  const all = [...background, ...claims]
  const asked = new Set(claims)
  return rules.reduce((sum, rule) => {
    let by = 0
    if (rule.shape === 'per-claim') for (const claim of claims) by += byOf(rule.match(claim, facts))
    if (rule.shape === 'per-pair')
      all.forEach((a, i) => {
        for (const b of all.slice(i + 1)) if (asked.has(a) || asked.has(b)) by += byOf(rule.match(a, b, facts))
      })
    if (rule.shape === 'per-group')
      for (const key of new Set(claims.flatMap((claim) => rule.groups(claim, facts)))) {
        const membersIn = (some: readonly Claim[]) => some.filter((claim) => rule.groups(claim, facts).includes(key))
        const before = byOf(groupMatch(rule, membersIn(background), key, facts))
        by += Math.max(0, byOf(groupMatch(rule, membersIn(all), key, facts)) - before)
      }
    return plus(sum, penalised(rule.level, by * weightOf(rule, facts)))
  }, ZERO)
}

/** One breach and the claims that are in it. */
interface Breach {
  readonly match: Match
  readonly members: readonly Claim[]
}

/** One rule over one set of claims. */
interface Judge {
  readonly rule: Constraint
  readonly cells?: Cells
  /** By how much a claim that is not in would make it worse. */
  readonly added: (claim: Claim) => number
  /** The breaches that involve any of these; `candidate` is one that is looked at as if it were in. */
  readonly breaches: (claims: readonly Claim[], candidate: Claim | null) => readonly Breach[]
}

function judgeOf(
  rule: Constraint,
  facts: Facts,
  background: readonly Claim[],
  inserted: ReadonlyMap<string, Claim>,
): Judge {
  if (rule.shape === 'per-claim')
    return {
      rule,
      added: (claim) => byOf(rule.match(claim, facts)),
      breaches: (claims) => claims.flatMap((claim) => breachOf(rule.match(claim, facts), [claim])),
    }
  if (rule.shape === 'per-pair') {
    const cells = createCells(rule, (claim) => rule.buckets(claim, facts), background)
    return {
      rule,
      cells,
      added: (claim) => total(near(claim, cells), (other) => byOf(rule.match(claim, other, facts))),
      breaches: (claims, candidate) =>
        claims.flatMap((claim) =>
          [...near(claim, cells)]
            .filter((other) => candidate !== null || !inserted.has(other.id) || claim.id < other.id)
            .flatMap((other) => breachOf(rule.match(claim, other, facts), [claim, other])),
        ),
    }
  }
  const cells = createCells(rule, (claim) => rule.groups(claim, facts), background)
  const held = new Map<string, number>()
  const heldIn = (key: string): number => {
    const known = held.get(key)
    if (known !== undefined) return known
    const others = cells.at(key).filter(({ id }) => !inserted.has(id))
    const by = byOf(groupMatch(rule, others, key, facts))
    held.set(key, by)
    return by
  }
  /** What the members amount to beyond what the background alone does. */
  const grown = (members: readonly Claim[], key: string): Match | null => {
    const match = groupMatch(rule, members, key, facts)
    const by = byOf(match) - heldIn(key)
    return match && by > 0 ? { ...match, by } : null
  }
  return {
    rule,
    cells,
    added: (claim) =>
      total(cells.keys(claim), (key) => {
        const members = cells.at(key)
        const before = inserted.size === 0 ? 0 : byOf(grown(members, key))
        return byOf(grown([...members, claim], key)) - before
      }),
    breaches: (claims, candidate) =>
      [...new Set(claims.flatMap((claim) => cells.keys(claim)))].flatMap((key) => {
        const members = candidate === null ? cells.at(key) : [...cells.at(key), candidate]
        return breachOf(grown(members, key), members)
      }),
  }
}

/** A group that nobody is in breaks nothing. */
function groupMatch(rule: PerGroup, members: readonly Claim[], key: string, facts: Facts): Match | null {
  return members.length === 0 ? null : rule.match(members, key, facts)
}

function near(claim: Claim, cells: Cells): ReadonlySet<Claim> {
  const found = new Set<Claim>()
  for (const key of cells.keys(claim)) for (const other of cells.at(key)) if (other.id !== claim.id) found.add(other)
  return found
}

function total<T>(items: Iterable<T>, by: (item: T) => number): number {
  let sum = 0
  for (const item of items) sum += by(item)
  return sum
}

function byOf(match: Match | null): number {
  return match?.by ?? 0
}

function breachOf(match: Match | null, members: readonly Claim[]): readonly Breach[] {
  return match ? [{ match, members }] : []
}

/** Only asked claims are named: who holds the time already is nobody's business here. */
function idsIn(
  members: readonly Claim[],
  inserted: ReadonlyMap<string, Claim>,
  candidate: Claim | null,
): readonly string[] {
  return members.filter((claim) => claim === candidate || inserted.has(claim.id)).map(({ id }) => id)
}
