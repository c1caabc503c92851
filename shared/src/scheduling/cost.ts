import { constraints } from '../constraints/index.ts'
import type { Claim } from '../domain/claim.ts'
import type { Facts } from '../domain/facts.ts'
import { weightOf } from './violation.ts'

/**
 * Prices of getting less than was asked, in the steps of the soft rules. Leaving people out is dearest: half of them cost as much as two days'
 * delay.
 */
export const PRICE = { shorterQuarter: 3, changeover: 6, secondSpace: 14, everybodyLeftOut: 64 } as const

const SOFT = constraints.filter(({ level }) => level === 'soft').filter((rule) => rule.shape === 'per-claim')

/** What the soft rules say of claims, each by itself; zero or more. */
export function softCost(claims: readonly Claim[], facts: Facts): number {
  let cost = 0
  for (const claim of claims)
    for (const rule of SOFT) cost += (rule.match(claim, facts)?.by ?? 0) * weightOf(rule, facts)
  return cost
}
