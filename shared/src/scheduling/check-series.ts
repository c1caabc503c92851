import type { ConstraintId } from '../constraints/index.ts'
import type { Claim } from '../domain/claim.ts'
import type { Snapshot } from '../domain/facts.ts'
import { BOOKING_RULES, verdictOf, type Verdict } from './check.ts'
import { createScoreIndex } from './score-index.ts'

/** What the rules say of one date of a series. */
export interface CheckedDate {
  readonly claim: Claim
  readonly verdict: Verdict
}

/**
 * Checks a whole series in one pass: every date with all its reasons, beside what stands and beside the dates before it that fit. Where the dates
 * themselves are too many for a limit, the first ones have it.
 */
export function checkSeries(
  claims: readonly Claim[],
  { facts, claims: held }: Snapshot,
  waived: ReadonlySet<ConstraintId>,
): readonly CheckedDate[] {
  const index = createScoreIndex(facts, BOOKING_RULES, held)
  return claims.map((claim) => {
    const verdict = verdictOf(index.peekExplain(claim), waived)
    if (verdict.kind === 'fits') index.insert(claim)
    return { claim, verdict }
  })
}
