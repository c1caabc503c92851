import { UNPLACED } from '../problem.ts'
import type { Layout } from '../rows.ts'
import { askedOf, gotOf } from './asked.ts'
import type { SolverRule } from './define.ts'

/** The party served worst: of the slots it asked for, the share it has, earlier seasons counted in. The plan is as fair as that share. */
export const fairness: SolverRule = {
  id: 'fairness',
  level: 'soft',
  summary: 'The party served worst has as large a share of what it asked for as can be.',
  explain(problem, place) {
    const { spec } = problem
    const { asked, had } = askedOf(problem)
    if (spec.weights.fairness === 0 || asked.length === 0) return []
    const got = gotOf(problem, had, place)
    const least = Math.min(...asked.map((slots, party) => (slots === 0 ? 1 : got[party]! / slots)))
    const cost = spec.weights.fairness - Math.round(spec.weights.fairness * least)
    return cost > 0 ? [{ cost, activities: [], params: { share: Math.round(least * 100) } }] : []
  },
  kernel(problem) {
    const { spec, wishOf, duration } = problem
    const weight = spec.weights.fairness
    const { asked, had } = askedOf(problem)
    if (weight === 0 || asked.length === 0) return null
    const partyOf = wishOf.map((w) => spec.wishes[w]!.party)
    const got = Int32Array.from(had)
    const shares = Float64Array.from(asked, (slots, party) => (slots === 0 ? 1 : had[party]! / slots))
    let least = Math.min(...shares)
    let cost = weight - Math.round(weight * least)
    /** The cost if `party` had `slots` slots. */
    const costIf = (party: number, slots: number): number => {
      const share = slots / asked[party]!
      const now = shares[party]!
      if (share >= least && now > least) return cost
      let low = share
      for (let p = 0; p < shares.length; p++) if (p !== party && shares[p]! < low) low = shares[p]!
      return weight - Math.round(weight * low)
    }
    const settle = (party: number, slots: number): number => {
      const before = cost
      got[party] = slots
      const share = slots / asked[party]!
      const now = shares[party]!
      shares[party] = share
      if (share >= least && now > least) return 0
      least = 1
      for (let p = 0; p < shares.length; p++) if (shares[p]! < least) least = shares[p]!
      cost = weight - Math.round(weight * least)
      return cost - before
    }
    return {
      atRest: cost,
      move(activity, from, to) {
        const party = partyOf[activity]!
        if (party < 0 || (from === UNPLACED) === (to === UNPLACED)) return 0
        return costIf(party, got[party]! + (from === UNPLACED ? duration[activity]! : -duration[activity]!)) - cost
      },
      take(activity) {
        const party = partyOf[activity]!
        return party < 0 ? 0 : settle(party, got[party]! - duration[activity]!)
      },
      put(activity) {
        const party = partyOf[activity]!
        return party < 0 ? 0 : settle(party, got[party]! + duration[activity]!)
      },
      mostGain: () => 0,
    }
  },
  rows: shareRows,
}

/** `share` ≤ what each party has / what it asked for, and every unit of it is worth the weight. */
function shareRows({ problem, draft, fixed, wishes, columnsOf }: Layout): number {
  const { spec, duration, firstOf } = problem
  const weight = spec.weights.fairness
  const { asked, had } = askedOf(problem)
  if (weight === 0 || asked.length === 0) return 0
  const got = gotOf(problem, had, fixed)
  const moving = new Map<number, { column: number; length: number }[]>()
  for (const w of wishes) {
    const { party } = spec.wishes[w]!
    if (party < 0) continue
    const own = columnsOf.get(w)!.map(({ column }) => ({ column, length: duration[firstOf[w]!]! }))
    moving.set(party, [...(moving.get(party) ?? []), ...own])
  }
  const settled = asked.flatMap((slots, party) => (slots > 0 && !moving.has(party) ? [got[party]! / slots] : []))
  const share = draft.column(-weight, 0, Math.min(1, ...settled), false)
  for (const [party, list] of moving) {
    const factors = [asked[party]!, ...list.map(({ length }) => -length)]
    draft.row(-Infinity, got[party]!, [share, ...list.map(({ column }) => column)], factors)
  }
  return weight
}
