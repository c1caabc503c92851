import type { Constraint, Level, Match } from '../constraints/define.ts'
import type { ConstraintId } from '../constraints/index.ts'
import type { Facts } from '../domain/facts.ts'
import type { Params } from '../domain/message.ts'
import type { WaivableBy } from '../domain/role.ts'

/** A breach as it is told: which rule, how bad, who could set it aside, and which of the asked claims it concerns. */
export interface Violation {
  readonly constraint: ConstraintId
  readonly level: Level
  readonly penalty: number
  readonly waivableBy: WaivableBy
  /** Ids of the asked claims in it; those already held are not named to the asker. */
  readonly claimIds: readonly string[]
  readonly params: Params
}

/** The weight that holds under a policy. Hard rules are never weighed. */
export function weightOf(rule: Pick<Constraint, 'id' | 'level' | 'weight'>, { policy }: Facts): number {
  return rule.level === 'hard' ? rule.weight : (policy.weights[rule.id] ?? rule.weight)
}

export function violationOf(
  rule: Constraint,
  { by, params }: Match,
  claimIds: readonly string[],
  facts: Facts,
): Violation {
  return {
    // the registry is the only source of rules, so a rule's id is one of its ids
    constraint: rule.id as ConstraintId,
    level: rule.level,
    penalty: by * weightOf(rule, facts),
    waivableBy: rule.waivableBy,
    claimIds,
    params,
  }
}
