import type { ViolationWire } from '@gongyue/shared/api/problem.ts'
import { mayWaive, type Role } from '@gongyue/shared/domain/role.ts'
import type { Waiver } from './model.ts'

/** A broken hard rule as the officer meets it. */
export interface Obstacle {
  readonly violation: ViolationWire
  readonly waivable: boolean
}

/** What stands between a request and its acceptance: hard rules only, each once; the rest are remarks. */
export function obstaclesOf(violations: readonly ViolationWire[], roles: readonly Role[]): readonly Obstacle[] {
  const seen = new Set<string>()
  return violations.flatMap((violation) => {
    if (violation.level !== 'hard' || seen.has(violation.constraint)) return []
    seen.add(violation.constraint)
    return [{ violation, waivable: mayWaive(roles, violation.waivableBy) }]
  })
}

/** Reasons typed so far, by constraint; a rule without an entry is not set aside. */
export type WaiverDraft = Readonly<Record<string, string>>

/** The shortest reason the record takes. */
export const WAIVER_REASON_MIN = 2

/**
 * Whether the officer may press accept: every obstacle is set aside with a reason. Soft remarks never stand in the way.
 * `wanting`: reasons are missing or too short; `barred`: a rule stands that this officer can not set aside.
 */
export type Readiness =
  | { readonly kind: 'ready'; readonly waivers: readonly Waiver[] }
  | { readonly kind: 'wanting'; readonly constraints: readonly string[] }
  | { readonly kind: 'barred' }

export function readinessOf(obstacles: readonly Obstacle[], draft: WaiverDraft): Readiness {
  if (obstacles.some(({ waivable }) => !waivable)) return { kind: 'barred' }
  const wanting = obstacles
    .map(({ violation }) => violation.constraint)
    .filter((constraint) => (draft[constraint]?.trim().length ?? 0) < WAIVER_REASON_MIN)
  if (wanting.length > 0) return { kind: 'wanting', constraints: wanting }
  return {
    kind: 'ready',
    waivers: obstacles.map(({ violation: { constraint } }) => ({
      constraint,
      reason: draft[constraint]?.trim() ?? '',
    })),
  }
}
