import { leftOutCost } from '../conditions.ts'
import { lotsOf } from '../lots.ts'
import { UNPLACED } from '../problem.ts'
import type { SolverRule } from './define.ts'

/** A wish left out. The plan without anything is the worst plan, not a broken one. */
export const unplaced: SolverRule = {
  id: 'unplaced',
  level: 'medium',
  summary: 'Every wish has a place.',
  explain({ spec, wishOf }, place) {
    const lots = lotsOf(spec)
    return [...place].flatMap((at, activity) => {
      const wish = spec.wishes[wishOf[activity]!]!
      const cost = leftOutCost(wish) + (lots[wish.party] ?? 0)
      return at === UNPLACED && cost > 0 ? [{ cost, activities: [activity], params: { wish: wish.id } }] : []
    })
  },
  kernel({ unplaced: cost }) {
    return {
      atRest: cost.reduce((sum, each) => sum + each, 0),
      move: (activity, from, to) => (to === UNPLACED ? cost[activity]! : 0) - (from === UNPLACED ? cost[activity]! : 0),
      take: (activity) => cost[activity]!,
      put: (activity) => -cost[activity]!,
      mostGain: () => 0,
    }
  },
}
