import type { PerClaim } from '../../constraints/define.ts'
import type { ConstraintId } from '../../constraints/index.ts'
import type { Claim } from '../../domain/claim.ts'
import type { Facts } from '../../domain/facts.ts'
import { BOOKING_RULES } from '../check.ts'
import { violationOf, type Violation } from '../violation.ts'

/**
 * What a promise that stands breaks today, each by itself: its room was shut since, its hours changed, its teacher is away. Rules about the making of
 * a booking (notice, horizon, conditions) do not look back; two promises on one atom are kept apart by the floor.
 */
export function brokenRules(claim: Claim, waived: ReadonlySet<string>, facts: Facts): readonly Violation[] {
  return STANDING_RULES.flatMap((rule) => {
    if (waived.has(rule.id)) return []
    const match = rule.match(claim, facts)
    return match ? [violationOf(rule, match, [claim.id], facts)] : []
  })
}

/** Whether a rule is about the house's people. */
export function isAboutPeople(constraint: ConstraintId): boolean {
  return ABOUT_PEOPLE.has(constraint)
}

const isPerClaim = (rule: (typeof BOOKING_RULES)[number]): rule is PerClaim => rule.shape === 'per-claim'

const STANDING_RULES: readonly PerClaim[] = BOOKING_RULES.filter(isPerClaim).filter(
  ({ level, waivableBy, appliesTo, id }) =>
    level === 'hard' &&
    id !== 'eligibility' &&
    !(appliesTo === 'booking' && waivableBy === 'staff' && !id.startsWith('person')),
)

const ABOUT_PEOPLE: ReadonlySet<string> = new Set(
  BOOKING_RULES.filter(({ topic }) => topic === 'people').map(({ id }) => id),
)
