import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import type { WholeDecision } from '@gongyue/db/queries/decision-records.ts'
import { judgeLines } from '../orders/judge-lines.ts'

/** What the rules say when they are asked again. */
export interface Replayed {
  readonly same: boolean
  readonly verdict: 'fits' | 'refused'
  readonly violations: readonly Violation[]
}

/** Asks the rules of now with the policy, the facts and the bookings of that day, by the clock of that day. */
export function replay({
  asked,
  around,
  facts,
  factsVersion,
  askedAt,
  decidedAt,
  waivers,
  ...told
}: WholeDecision): Replayed {
  // each named a rule of the house when it was given
  const waived = new Set(waivers.map(({ constraint }) => constraint as ConstraintId))
  const lines = { claims: asked, placedAt: askedAt, held: around, house: { factsVersion, facts }, waived }
  const verdict = judgeLines(lines, decidedAt)
  const violations = verdict.kind === 'refused' ? verdict.violations : []
  const then = told.kind === 'refused' ? 'refused' : 'fits'
  return {
    same: verdict.kind === then && breaches(violations) === breaches(then === 'refused' ? told.violations : []),
    verdict: verdict.kind,
    violations,
  }
}

function breaches(violations: readonly Violation[]): string {
  return violations
    .map(({ constraint, claimIds, penalty }) => `${constraint} ${claimIds.join()} ${penalty}`)
    .toSorted()
    .join('\n')
}
