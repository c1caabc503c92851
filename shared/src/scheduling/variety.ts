import type { Claim } from '../domain/claim.ts'
import type { Facts } from '../domain/facts.ts'
import { localDateOf } from '../time/wall.ts'
import type { ScoreIndex } from './score-index.ts'

/** What could stand in the place of one claim. The lower the cost, the nearer to what was asked. */
export interface Change {
  readonly claims: readonly Claim[]
  readonly cost: number
}

/** Tries candidates cheapest first and gives those that fit, no more of one sort than variety allows. */
export function* findCheapest(
  candidates: readonly Change[],
  index: ScoreIndex,
  limit: number,
  facts: Facts,
): Generator<Change, undefined> {
  const given = new Map<string, number>()
  let count = 0
  for (const candidate of candidates.toSorted((a, b) => a.cost - b.cost)) {
    if (count >= limit) return
    const sorts = sortsOf(candidate, facts)
    if (sorts.some(([key, most]) => (given.get(key) ?? 0) >= most)) continue
    if (!allFit(index, candidate.claims)) continue
    for (const [key] of sorts) given.set(key, (given.get(key) ?? 0) + 1)
    count++
    yield candidate
  }
}

/** Whether a claim may go in as things stand. */
export function fits(index: ScoreIndex, claim: Claim): boolean {
  const { hard, medium } = index.peek(claim)
  return hard === 0 && medium === 0
}

/**
 * What a candidate is an example of, and how many of that sort are enough: twelve tables at one hour are one answer, not twelve; and no space
 * fills the whole list.
 */
function sortsOf({ claims }: Change, facts: Facts): readonly (readonly [key: string, most: number])[] {
  const first = claims[0]
  if (!first) return []
  const space = facts.spaces.get(first.spaceId)
  const family = claims.length > 1 ? 'several' : space?.parentId ? `${space.parentId} ${space.kind}` : first.spaceId
  return [
    [`${family} ${first.during.start}`, 1],
    [`${family} ${localDateOf(first.during.start, facts.timeZone)}`, 2],
    [family, 5],
  ]
}

/** Together, not only one by one: two halves may break a quota that each keeps. */
function allFit(index: ScoreIndex, claims: readonly Claim[]): boolean {
  const put: Claim[] = []
  let good = true
  for (const claim of claims) {
    good = fits(index, claim)
    if (!good) break
    index.insert(claim)
    put.push(claim)
  }
  for (const { id } of put) index.remove(id)
  return good
}
