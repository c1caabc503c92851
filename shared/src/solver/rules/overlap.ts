import { partsOf } from '../lanes.ts'
import { UNPLACED, type Problem, isBanned } from '../problem.ts'
import type { Finding, SolverRule } from './define.ts'

/**
 * Two activities in one space at once. The engine's plans can not break it; the referee looks all the same, and reasons
 * name it. Same word as in the house's own catalogue.
 */
export const spaceOverlap: SolverRule = {
  id: 'space-overlap',
  level: 'hard',
  summary: 'A space holds one activity at a time.',
  explain: (problem, place) =>
    clashes(problem, place, (activity, slot) => {
      const space = Math.floor(place[activity]! / problem.slots)
      const w = problem.wishOf[activity]!
      const lanes = [...problem.laneList.subarray(problem.laneAt[w], problem.laneAt[w + 1])]
      return lanes.map((lane) => ({
        key: `${lane} ${space} ${slot}`,
        params: { space: problem.spec.spaces[space]!, slot },
      }))
    }),
  kernel: () => null,
}

/** An instructor, a class or a curriculum at two activities at once. */
export const personOverlap: SolverRule = {
  id: 'person-overlap',
  level: 'hard',
  summary: 'A person or a class is at one activity at a time.',
  explain: (problem, place) =>
    clashes(problem, place, (activity, slot) =>
      [...new Set(problem.spec.wishes[problem.wishOf[activity]!]!.groups)].flatMap((g) =>
        partsOf(problem.spec, problem.wishOf[activity]!).map((part) => ({
          key: `${g} ${part} ${slot}`,
          params: { group: problem.spec.groups[g]!.id, slot },
        })),
      ),
    ),
  kernel: () => null,
}

/** A place that was never offered: outside the hours, too small, without the features, banned. */
export const admissible: SolverRule = {
  id: 'not-offered',
  level: 'hard',
  summary: 'An activity stands only where its wish may stand.',
  explain({ spec, slots, wishOf }, place) {
    return [...place].flatMap((at, activity) => {
      const wish = spec.wishes[wishOf[activity]!]!
      const start = at % slots
      const space = (at - start) / slots
      const isOffered =
        at === UNPLACED ||
        (wish.options.some((option) => option.space === space && option.start === start) &&
          spec.bans?.some((ban) => ban.wish === wishOf[activity] && isBanned(ban, space, start)) !== true)
      return isOffered
        ? []
        : [{ cost: 1, activities: [activity], params: { wish: wish.id, space: spec.spaces[space] ?? String(space) } }]
    })
  },
  kernel: () => null,
}

type Holding = { readonly key: string; readonly params: Finding['params'] }

/** Everything that is held twice, once for each slot. */
function clashes(
  { duration, slots }: Problem,
  place: Int32Array,
  holdings: (activity: number, slot: number) => readonly Holding[],
): readonly Finding[] {
  const held = new Map<string, { readonly params: Finding['params']; readonly activities: number[] }>()
  place.forEach((at, activity) => {
    if (at === UNPLACED) return
    for (let k = 0; k < duration[activity]!; k++) {
      for (const { key, params } of holdings(activity, (at % slots) + k)) {
        const there = held.get(key)
        if (there === undefined) held.set(key, { params, activities: [activity] })
        else there.activities.push(activity)
      }
    }
  })
  return [...held.values()].flatMap(({ params, activities }) =>
    activities.length > 1 ? [{ cost: activities.length - 1, activities, params }] : [],
  )
}
