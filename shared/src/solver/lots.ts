import { diceOf } from './dice.ts'
import type { ProblemSpec } from './problem.ts'

/**
 * What leaving out a wish costs more by the lot of its party: less than anything else that matters, so that it decides
 * between equals only. Everybody can draw it again from the published seed. Costs should be large against the number of
 * parties (a grain of 10 units a party or more); where they are not, some ties stay.
 */
export function lotsOf({ wishes, lot, grain }: ProblemSpec): readonly number[] {
  const parties = Math.max(-1, ...wishes.map(({ party }) => party)) + 1
  if (lot === undefined) return Array.from({ length: parties }, () => 0)
  const dice = diceOf(lot)
  const order = Array.from({ length: parties }, (_, party) => party)
  for (let k = parties - 1; k > 0; k--) {
    const other = dice.below(k + 1)
    const mine = order[k]!
    order[k] = order[other]!
    order[other] = mine
  }
  return order.map((rank) => Math.floor(((grain / 10) * rank) / Math.max(1, parties)))
}
