import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import { check, type Verdict } from '@gongyue/shared/scheduling/check.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'

/** Open lines of one order, and all that stands around them. */
export interface OpenLines {
  readonly claims: readonly Claim[]
  /** When the order was placed, in epoch milliseconds. */
  readonly placedAt: number
  readonly held: readonly Claim[]
  readonly house: House
  readonly waived?: ReadonlySet<ConstraintId>
}

/**
 * Puts open lines to the checker again, as of the moment when they were asked for: who asked in time is not refused because the office took its
 * time. A line that has begun meanwhile is late all the same.
 */
export function judgeLines({ claims, placedAt, held, house, waived }: OpenLines, now: number): Verdict {
  const asked = check(claims, { facts: factsAt(house, placedAt), claims: held }, waived)
  const begun = claims.filter(({ during }) => during.start <= now)
  const late = check(begun, { facts: factsAt(house, now), claims: [] }, waived)
  if (late.kind === 'fits') return asked
  if (asked.kind === 'fits') return late
  const untold = late.violations.filter((one) => !asked.violations.some((told) => sameBreach(one, told)))
  return { kind: 'refused', violations: [...asked.violations, ...untold] }
}

function sameBreach(one: Violation, other: Violation): boolean {
  return one.constraint === other.constraint && one.claimIds.join() === other.claimIds.join()
}
