import { BARRED, UNPLACED } from '../problem.ts'
import type { SolverRule } from './define.ts'

/** What a place is worth to the one who gets it: distance from the wished time, room fit, seats short. One table, made by the adapter. */
export const preference: SolverRule = {
  id: 'preference',
  level: 'soft',
  summary: 'A place costs what it is worse than the best one that was asked for.',
  explain({ spec, slots, spaces, wishOf }, place) {
    return [...place].flatMap((at, activity) => {
      const wish = spec.wishes[wishOf[activity]!]!
      if (at === UNPLACED) return []
      const start = at % slots
      const space = (at - start) / slots
      const costs = wish.options.filter((option) => option.space === space && option.start === start).map((o) => o.cost)
      const cost = space < spaces && costs.length > 0 ? Math.round(Math.min(...costs) * (wish.weight ?? 1)) : BARRED
      return cost > 0 ? [{ cost, activities: [activity], params: { wish: wish.id, cost } }] : []
    })
  },
  kernel({ cost, wishOf, places }) {
    const at = (activity: number, place: number): number =>
      place === UNPLACED ? 0 : cost[wishOf[activity]! * places + place]!
    // the price of change is in the same table: see `change.ts`
    return {
      atRest: 0,
      move: (activity, from, to) => at(activity, to) - at(activity, from),
      take: (activity, from) => -at(activity, from),
      put: at,
      // the engine compares these costs itself, before anything else
      mostGain: () => 0,
    }
  },
}
