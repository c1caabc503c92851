import type { Problem } from '../problem.ts'
import type { Layout } from '../rows.ts'
import { askedOf, gotOf } from './asked.ts'
import type { SolverRule } from './define.ts'

/**
 * Every party's share of what it asked for, earlier seasons counted in. A party with share s costs (1 − s)⁴ of the weight (each slot rounded): the
 * same slot is worth more to whoever has less, all the way up, and not to the lowest alone as in `fairness`.
 */
export const shares: SolverRule = {
  id: 'even-shares',
  level: 'soft',
  summary: 'Parties have shares of what they asked for that are as even as can be, earlier seasons counted in.',
  explain(problem, place) {
    const { asked, had } = askedOf(problem)
    const weight = problem.spec.weights.shares ?? 0
    if (weight === 0) return []
    const got = gotOf(problem, had, place)
    return asked.flatMap((slots, party) => {
      const missing = Array.from({ length: Math.max(0, slots - got[party]!) }, (_, k) => got[party]! + k)
      const cost = missing.reduce((sum, k) => sum + gainOf(weight, k, slots), 0)
      const params = { party, share: slots === 0 ? 100 : Math.round((100 * got[party]!) / slots) }
      return cost > 0 ? [{ cost, activities: [], params }] : []
    })
  },
  kernel(problem) {
    const { spec, wishOf, duration } = problem
    if ((spec.weights.shares ?? 0) === 0) return null
    const { asked, had } = askedOf(problem)
    const prices = pricesOf(problem)
    const got = Int32Array.from(had)
    const partyOf = wishOf.map((w) => spec.wishes[w]!.party)
    const change = (party: number, slots: number): number =>
      prices[party]![got[party]! + slots]! - prices[party]![got[party]!]!
    const settle = (party: number, slots: number): number => {
      if (party < 0) return 0
      const cost = change(party, slots)
      got[party] = got[party]! + slots
      return cost
    }
    return {
      atRest: asked.reduce((sum, slots, party) => (slots === 0 ? sum : sum + prices[party]![had[party]!]!), 0),
      move(activity, from, to) {
        const party = partyOf[activity]!
        if (party < 0 || from < 0 === to < 0) return 0
        return change(party, from < 0 ? duration[activity]! : -duration[activity]!)
      },
      take: (activity) => settle(partyOf[activity]!, -duration[activity]!),
      put: (activity) => settle(partyOf[activity]!, duration[activity]!),
      // a step from place to place leaves every share as it was
      mostGain: () => 0,
    }
  },
  rows: shareRows,
}

/** How steeply the price of a share rises towards nothing: with 2 the lowest gain hardly more than others (`DECISIONS.md`). */
const STEEP = 4

/** What one slot more takes off for a party that has `got` of `asked`: whole, and never more than the slot before. */
function gainOf(weight: number, got: number, asked: number): number {
  return Math.round(weight * ((1 - got / asked) ** STEEP - (1 - (got + 1) / asked) ** STEEP))
}

/** Of each party, the cost at every number of slots. */
function pricesOf(problem: Problem): readonly Int32Array[] {
  const weight = problem.spec.weights.shares ?? 0
  return askedOf(problem).asked.map((asked) => {
    const prices = new Int32Array(asked + 1)
    for (let got = asked - 1; got >= 0; got--) prices[got] = prices[got + 1]! + gainOf(weight, got, asked)
    return prices
  })
}

/**
 * One column for each slot more that a party may get, worth what that slot takes off. The gains never grow from slot to slot,
 * so the program fills the first ones first.
 */
function shareRows({ problem, draft, fixed, wishes, columnsOf }: Layout): number {
  const { spec, duration, firstOf } = problem
  if ((spec.weights.shares ?? 0) === 0) return 0
  const { asked, had } = askedOf(problem)
  const prices = pricesOf(problem)
  const got = gotOf(problem, had, fixed)
  const moving = new Map<number, { column: number; length: number }[]>()
  for (const w of wishes) {
    const { party } = spec.wishes[w]!
    if (party < 0) continue
    const own = columnsOf.get(w)!.map(({ column }) => ({ column, length: duration[firstOf[w]!]! }))
    moving.set(party, [...(moving.get(party) ?? []), ...own])
  }
  return asked.reduce((sum, slots, party) => {
    if (slots === 0) return sum
    const price = prices[party]!
    const list = moving.get(party) ?? []
    if (list.length > 0) {
      const steps = Array.from({ length: slots - got[party]! }, (_, k) =>
        draft.column(price[got[party]! + k + 1]! - price[got[party]! + k]!, 0, 1, false),
      )
      draft.row(
        0,
        0,
        [...steps, ...list.map(({ column }) => column)],
        [...steps.map(() => 1), ...list.map(({ length }) => -length)],
      )
    }
    return sum + price[got[party]!]!
  }, 0)
}
