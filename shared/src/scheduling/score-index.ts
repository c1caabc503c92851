import type { Constraint, PerClaim, PerGroup, PerPair } from '../constraints/define.ts'
import type { Claim } from '../domain/claim.ts'
import type { Facts } from '../domain/facts.ts'
import { penalised, plus, ZERO, type Score } from './score.ts'
import { violationOf, weightOf, type Violation } from './violation.ts'

/**
 * A set of claims that knows its score. Quick, because inserting looks only at claims that share a bucket or a group with the new one;
 * a property test shows that it equals the slow answer of {@link evaluate} after any inserts and removes.
 *
 * The background (what is already held) is never judged by itself: only breaches that involve an inserted claim count.
 */
export interface ScoreIndex {
  /** Throws when a claim with this id is already in. */
  insert(claim: Claim): void
  /** Throws when no claim with this id is in. */
  remove(id: string): void
  /** What inserting would add to the score; changes nothing. */
  peek(claim: Claim): Score
  /** Every breach that inserting would add or worsen; changes nothing. */
  peekExplain(claim: Claim): readonly Violation[]
  score(): Score
  /** Every breach among the inserted claims and between them and the background, in the order of the registry. */
  explain(): readonly Violation[]
}

export function createScoreIndex(
  facts: Facts,
  rules: readonly Constraint[],
  background: readonly Claim[] = [],
): ScoreIndex {
  const inserted = new Map<string, Claim>()
  const pairs = rules
    .filter((rule) => rule.shape === 'per-pair')
    .map((rule) => ({ rule, cells: cellsOf((claim) => rule.buckets(claim, facts)) }))
  const groups = rules
    .filter((rule) => rule.shape === 'per-group')
    .map((rule) => ({ rule, cells: cellsOf((claim) => rule.groups(claim, facts)) }))
  const singles = rules.filter((rule) => rule.shape === 'per-claim')
  for (const claim of background) for (const { cells } of [...pairs, ...groups]) cells.add(claim)
  let total = ZERO

  const peek = (claim: Claim): Score => {
    let sum = ZERO
    for (const rule of singles) sum = plus(sum, singleScore(rule, claim, facts))
    for (const { rule, cells } of pairs)
      for (const other of cells.near(claim)) sum = plus(sum, pairScore(rule, claim, other, facts))
    for (const { rule, cells } of groups)
      for (const key of cells.keys(claim)) {
        const members = cells.at(key)
        const before = members.some(({ id }) => inserted.has(id)) ? groupScore(rule, members, key, facts) : ZERO
        sum = plus(sum, minus(groupScore(rule, [...members, claim], key, facts), before))
      }
    return sum
  }

  return {
    insert(claim) {
      if (inserted.has(claim.id)) throw new Error(`claim ${claim.id} is already in the index`)
      total = plus(total, peek(claim))
      inserted.set(claim.id, claim)
      for (const { cells } of [...pairs, ...groups]) cells.add(claim)
    },
    remove(id) {
      const claim = inserted.get(id)
      if (!claim) throw new Error(`claim ${id} is not in the index`)
      inserted.delete(id)
      for (const { cells } of [...pairs, ...groups]) cells.drop(claim)
      total = minus(total, peek(claim))
    },
    peek,
    peekExplain(claim) {
      const found: Violation[] = []
      for (const rule of singles) pushMatch(found, rule, rule.match(claim, facts), [claim.id], facts)
      for (const { rule, cells } of pairs)
        for (const other of cells.near(claim))
          pushMatch(found, rule, rule.match(claim, other, facts), idsIn([claim, other], inserted, claim.id), facts)
      for (const { rule, cells } of groups)
        for (const key of cells.keys(claim)) {
          const members = [...cells.at(key), claim]
          pushMatch(found, rule, rule.match(members, key, facts), idsIn(members, inserted, claim.id), facts)
        }
      return found
    },
    score: () => total,
    explain() {
      const found: Violation[] = []
      for (const rule of rules) {
        if (rule.shape === 'per-claim')
          for (const claim of inserted.values()) pushMatch(found, rule, rule.match(claim, facts), [claim.id], facts)
        if (rule.shape === 'per-pair') {
          const cells = pairs.find((one) => one.rule === rule)?.cells
          for (const claim of inserted.values())
            for (const other of cells?.near(claim) ?? [])
              if (!inserted.has(other.id) || claim.id < other.id)
                pushMatch(found, rule, rule.match(claim, other, facts), idsIn([claim, other], inserted), facts)
        }
        if (rule.shape === 'per-group') {
          const cells = groups.find((one) => one.rule === rule)?.cells
          const keys = new Set([...inserted.values()].flatMap((claim) => cells?.keys(claim) ?? []))
          for (const key of keys) {
            const members = cells?.at(key) ?? []
            pushMatch(found, rule, rule.match(members, key, facts), idsIn(members, inserted), facts)
          }
        }
      }
      return found
    },
  }
}

/** The slow answer, written apart from the index: every rule over every claim, pair and group, without buckets. The referee. */
export function evaluate(
  claims: readonly Claim[],
  facts: Facts,
  rules: readonly Constraint[],
  background: readonly Claim[] = [],
): Score {
  let sum = ZERO
  const all = [...background, ...claims]
  const asked = new Set(claims)
  for (const rule of rules) {
    if (rule.shape === 'per-claim') for (const claim of claims) sum = plus(sum, singleScore(rule, claim, facts))
    if (rule.shape === 'per-pair')
      all.forEach((a, i) =>
        all
          .slice(i + 1)
          .forEach((b) => (sum = asked.has(a) || asked.has(b) ? plus(sum, pairScore(rule, a, b, facts)) : sum)),
      )
    if (rule.shape === 'per-group') {
      const keys = new Set(claims.flatMap((claim) => rule.groups(claim, facts)))
      for (const key of keys) {
        const members = all.filter((claim) => rule.groups(claim, facts).includes(key))
        sum = plus(sum, groupScore(rule, members, key, facts))
      }
    }
  }
  return sum
}

/** Claims by bucket or group key. A claim's keys are worked out once. */
function cellsOf(keysOf: (claim: Claim) => readonly string[]) {
  const cells = new Map<string, Claim[]>()
  return {
    keys: keysOf,
    at: (key: string): readonly Claim[] => cells.get(key) ?? [],
    add(claim: Claim) {
      for (const key of keysOf(claim)) {
        const cell = cells.get(key)
        if (cell) cell.push(claim)
        else cells.set(key, [claim])
      }
    },
    drop(claim: Claim) {
      for (const key of keysOf(claim)) {
        const cell = cells.get(key)
        cell?.splice(
          cell.findIndex(({ id }) => id === claim.id),
          1,
        )
      }
    },
    /** The claims that share a key, each once, itself left out. */
    near(claim: Claim): ReadonlySet<Claim> {
      const found = new Set<Claim>()
      for (const key of keysOf(claim))
        for (const other of cells.get(key) ?? []) if (other.id !== claim.id) found.add(other)
      return found
    },
  }
}

function singleScore(rule: PerClaim, claim: Claim, facts: Facts): Score {
  return scoreOf(rule, rule.match(claim, facts)?.by, facts)
}

function pairScore(rule: PerPair, a: Claim, b: Claim, facts: Facts): Score {
  return scoreOf(rule, rule.match(a, b, facts)?.by, facts)
}

function groupScore(rule: PerGroup, members: readonly Claim[], key: string, facts: Facts): Score {
  return scoreOf(rule, rule.match(members, key, facts)?.by, facts)
}

function scoreOf(rule: Constraint, by: number | undefined, facts: Facts): Score {
  return by === undefined ? ZERO : penalised(rule.level, by * weightOf(rule, facts))
}

function minus(a: Score, b: Score): Score {
  return { hard: a.hard - b.hard, medium: a.medium - b.medium, soft: a.soft - b.soft }
}

/** Only asked claims are named: who holds the time already is nobody's business here. */
function idsIn(members: Iterable<Claim>, inserted: ReadonlyMap<string, Claim>, candidate?: string): readonly string[] {
  return [...members].filter(({ id }) => id === candidate || inserted.has(id)).map(({ id }) => id)
}

function pushMatch(
  found: Violation[],
  rule: Constraint,
  match: ReturnType<PerClaim['match']>,
  claimIds: readonly string[],
  facts: Facts,
): void {
  if (match) found.push(violationOf(rule, match, claimIds, facts))
}
