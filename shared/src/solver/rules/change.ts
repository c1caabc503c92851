import { UNPLACED } from '../problem.ts'
import type { SolverRule } from './define.ts'

/** What was published should stay: every activity that stands elsewhere now costs what its wish says. */
export const published: SolverRule = {
  id: 'change-of-published',
  level: 'soft',
  summary: 'What was published keeps its place.',
  explain({ spec, slots, wishOf }, place) {
    return [...place].flatMap((at, activity) => {
      const { id, had } = spec.wishes[wishOf[activity]!]!
      if (at === UNPLACED || had === undefined || had.change === 0) return []
      const start = at % slots
      const stays = had.places.some((old) => old.start === start && old.space === (at - start) / slots)
      return stays ? [] : [{ cost: had.change, activities: [activity], params: { wish: id } }]
    })
  },
  // a price on places: it stands in their table, where `preference` and the columns of an exact solver read it
  kernel: () => null,
}
