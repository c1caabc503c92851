import { constraints, type ConstraintId } from '../constraints/index.ts'
import type { Constraint } from '../constraints/define.ts'
import type { Claim } from '../domain/claim.ts'
import type { Snapshot } from '../domain/facts.ts'
import { createScoreIndex } from './score-index.ts'
import type { Violation } from './violation.ts'

/** `notes` are soft breaches, and hard ones that a named officer set aside. */
export type Verdict =
  | { readonly kind: 'fits'; readonly notes: readonly Violation[] }
  | { readonly kind: 'refused'; readonly violations: readonly Violation[] }

/** Rules that judge a single booking. */
export const BOOKING_RULES: readonly Constraint[] = (constraints as readonly Constraint[]) // none is for the season only, as yet
  .filter(({ appliesTo }) => appliesTo !== 'season')

/**
 * The one checker: form, desk, approval, import and repair ask it alike. **All** breaches at once, never the first only.
 * @param waived rules that an officer sets aside; whether that officer may is the caller's business, `space-overlap` never is
 */
export function check(
  claims: readonly Claim[],
  { facts, claims: held }: Snapshot,
  waived: ReadonlySet<ConstraintId> = NONE,
): Verdict {
  const index = createScoreIndex(facts, BOOKING_RULES, held)
  for (const claim of claims) index.insert(claim)
  return verdictOf(index.explain(), waived)
}

/** Soft breaches never refuse; the others do unless set aside. */
export function verdictOf(found: readonly Violation[], waived: ReadonlySet<ConstraintId> = NONE): Verdict {
  const violations = found.filter(
    ({ level, constraint, waivableBy }) => level !== 'soft' && (waivableBy === 'nobody' || !waived.has(constraint)),
  )
  return violations.length > 0 ? { kind: 'refused', violations } : { kind: 'fits', notes: found }
}

const NONE: ReadonlySet<ConstraintId> = new Set()
