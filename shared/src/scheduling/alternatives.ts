import type { Claim } from '../domain/claim.ts'
import type { Facts, Snapshot } from '../domain/facts.ts'
import { candidatesFor } from './candidates.ts'
import { BOOKING_RULES } from './check.ts'
import { reasonsOf, type Reason } from './reason.ts'
import { createScoreIndex, type ScoreIndex } from './score-index.ts'
import { findCheapest, type Change } from './variety.ts'

/** Something that fits instead, complete: all claims of the order, changed and unchanged. The lower the cost, the nearer to what was asked. */
export interface Alternative {
  readonly claims: readonly Claim[]
  readonly cost: number
  readonly reasons: readonly Reason[]
}

/** How many answers, and how far to look. */
export interface Search {
  readonly limit: number
  /** How many days after the asked one are looked at; before it, half as many (never before today). */
  readonly days: number
}

/**
 * What to do instead of a refused order, ranked: another time near, a sibling or another space, another day, a shorter stay, two spaces side
 * by side, fewer people. Every answer passes the same rules as the order itself; the cost is what the soft rules say of it, plus the price of
 * getting less than was asked.
 *
 * Conditions count as read here: those of another space are shown again before anything is booked, and for an order that lacks nothing else
 * the way out is to read them. So no answer is ever the question.
 */
export function findAlternatives(asked: readonly Claim[], snapshot: Snapshot, search: Search): readonly Alternative[] {
  const { facts, claims: held } = snapshot
  const index = createScoreIndex(facts, BOOKING_RULES, held)
  const lines = asked.map((claim) => withConditionsRead(claim, facts))
  const kept: Claim[] = []
  const broken = lines.filter((claim) => {
    if (!index.admits(claim)) return true
    index.insert(claim)
    kept.push(claim)
    return false
  })
  const [first, ...rest] = broken
  if (!first) return []
  const changesOf = (claim: Claim, beside: readonly Claim[], limit: number) =>
    findCheapest(candidatesFor(claim, beside, snapshot, search.days), index, limit, facts)
  const found: Alternative[] = []
  for (const change of changesOf(first, kept, search.limit)) {
    const others = besides(change, rest, kept, index, changesOf)
    if (!others) continue
    const changes = new Map([[first.id, change], ...others])
    found.push({
      claims: lines.flatMap((claim) => changes.get(claim.id)?.claims ?? [claim]),
      cost: [...changes.values()].reduce((sum, { cost }) => sum + cost, 0),
      reasons: lines.flatMap((claim) => reasonsOf(claim, changes.get(claim.id)?.claims ?? [], facts)),
    })
  }
  return found.toSorted((a, b) => a.cost - b.cost)
}

/**
 * The best change of each other refused claim beside the first one's.
 * @returns the changes by claim id; null when one of the claims has none
 */
function besides(
  change: Change,
  rest: readonly Claim[],
  kept: readonly Claim[],
  index: ScoreIndex,
  changesOf: (claim: Claim, beside: readonly Claim[], limit: number) => Iterator<Change, undefined>,
): ReadonlyMap<string, Change> | null {
  const put: Claim[] = []
  const insert = (claims: readonly Claim[]) => {
    for (const claim of claims) index.insert(claim)
    put.push(...claims)
  }
  insert(change.claims)
  const changes = new Map<string, Change>()
  for (const claim of rest) {
    const best = changesOf(claim, [...kept, ...put], 1).next().value
    if (!best) break
    changes.set(claim.id, best)
    insert(best.claims)
  }
  for (const { id } of put) index.remove(id)
  return changes.size === rest.length ? changes : null
}

function withConditionsRead(claim: Claim, { spaces }: Facts): Claim {
  const version = spaces.get(claim.spaceId)?.conditionsVersion ?? 0
  if ((claim.conditions[claim.spaceId] ?? 0) >= version) return claim
  return { ...claim, conditions: { ...claim.conditions, [claim.spaceId]: version } }
}
