import type { Claim } from '../domain/claim.ts'
import type { Facts } from '../domain/facts.ts'
import { localDateOf } from '../time/wall.ts'
import type { ScoreIndex } from './score-index.ts'

/** What could stand in the place of one claim. The lower the cost, the nearer to what was asked. */
export interface Change {
  readonly claims: readonly Claim[]
  readonly cost: number
}

/** Tries candidates cheapest first and gives those that fit, no more of one family than {@link ENOUGH}. */
export function* findCheapest(
  candidates: readonly Change[],
  index: ScoreIndex,
  limit: number,
  facts: Facts,
  family: (claims: readonly Claim[], facts: Facts) => string = familyOf,
): Generator<Change, undefined> {
  const given = new Map<string, number>()
  const timesGiven = (sort: string) => given.get(sort) ?? 0
  let count = 0
  for (const candidate of candidates.toSorted((a, b) => a.cost - b.cost)) {
    if (count >= limit) return
    const { claims } = candidate
    const kin = family(claims, facts)
    const start = claims[0]?.during.start ?? 0
    if (timesGiven(kin) >= ENOUGH.ofFamily) continue
    const hour = `${kin} ${start}`
    const day = `${kin} ${localDateOf(start, facts.timeZone)}`
    if (timesGiven(hour) >= ENOUGH.anHour || timesGiven(day) >= ENOUGH.aDay || !allFit(index, claims)) continue
    for (const sort of [kin, day, hour]) given.set(sort, timesGiven(sort) + 1)
    count++
    yield candidate
  }
}

/** Twelve tables at one hour are one answer, not twelve; and no family of spaces fills the whole list. */
const ENOUGH = { anHour: 1, aDay: 2, ofFamily: 5 } as const

/** The tables of one hall are a family, so is a room by itself, and so are all answers in several spaces. */
function familyOf(claims: readonly Claim[], { spaces }: Facts): string {
  const { spaceId = '' } = claims[0] ?? {}
  const space = spaces.get(spaceId)
  if (claims.length > 1) return 'several'
  return space?.parentId ? `${space.kind} of ${space.parentId}` : spaceId
}

/** Together, not only one by one: two halves may break a quota that each keeps. */
function allFit(index: ScoreIndex, claims: readonly Claim[]): boolean {
  const put: Claim[] = []
  let good = true
  for (const claim of claims) {
    good = index.admits(claim)
    if (!good) break
    index.insert(claim)
    put.push(claim)
  }
  for (const { id } of put) index.remove(id)
  return good
}
