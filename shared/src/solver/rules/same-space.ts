import { UNPLACED } from '../problem.ts'
import type { Layout } from '../rows.ts'
import type { SolverRule } from './define.ts'

/** All activities of one wish meet in one space: who comes every week should not have to ask where. */
export const sameSpace: SolverRule = {
  id: 'same-space-for-series',
  level: 'soft',
  summary: 'The activities of one wish are all in the same space.',
  explain({ spec, slots, firstOf }, place) {
    if (spec.weights.sameSpace === 0) return []
    return spec.wishes.flatMap((wish, w) => {
      const activities = Array.from({ length: firstOf[w + 1]! - firstOf[w]! }, (_, k) => firstOf[w]! + k)
      const placed = activities.filter((activity) => place[activity] !== UNPLACED)
      const spaces = new Set(placed.map((activity) => Math.floor(place[activity]! / slots))).size
      return wish.sameSpace && spaces > 1 && spec.weights.sameSpace > 0
        ? [{ cost: (spaces - 1) * spec.weights.sameSpace, activities: placed, params: { wish: wish.id, spaces } }]
        : []
    })
  },
  kernel({ spec, spaces, wishes, wishOf, spaceOf }) {
    const weight = spec.weights.sameSpace
    if (weight === 0 || spec.wishes.every((wish) => !wish.sameSpace)) return null
    const each = Int32Array.from(spec.wishes, (wish) => (wish.sameSpace ? weight : 0))
    const inSpace = new Int32Array(wishes * spaces)
    const used = new Int32Array(wishes)
    return {
      atRest: 0,
      move(activity, from, to) {
        const w = wishOf[activity]!
        const a = from === UNPLACED ? -1 : spaceOf[from]!
        const b = to === UNPLACED ? -1 : spaceOf[to]!
        if (a === b) return 0
        const before = used[w]!
        let after = before
        if (a >= 0 && inSpace[w * spaces + a] === 1) after--
        if (b >= 0 && inSpace[w * spaces + b] === 0) after++
        return each[w]! * (Math.max(1, after) - Math.max(1, before))
      },
      take(activity, from) {
        const w = wishOf[activity]!
        const left = --inSpace[w * spaces + spaceOf[from]!]!
        if (left > 0) return 0
        return --used[w]! > 0 ? -each[w]! : 0
      },
      put(activity, to) {
        const w = wishOf[activity]!
        const now = ++inSpace[w * spaces + spaceOf[to]!]!
        if (now > 1) return 0
        return ++used[w]! > 1 ? each[w]! : 0
      },
      mostGain: (w) => each[w]!,
    }
  },
  rows: spaceRows,
}

/** A space counts as used when something stands in it; each beyond the first costs the weight. */
function spaceRows({ problem, draft, fixed, columnsOf }: Layout): number {
  const { spec, firstOf, spaceOf } = problem
  const weight = spec.weights.sameSpace
  let constant = 0
  spec.wishes.forEach((wish, w) => {
    if (!wish.sameSpace || weight === 0) return
    const own = [...fixed.subarray(firstOf[w], firstOf[w + 1])].filter((at) => at !== UNPLACED)
    const settled = new Set(own.map((at) => spaceOf[at]!))
    const columns = (columnsOf.get(w) ?? []).filter(({ place }) => !settled.has(spaceOf[place]!))
    constant += weight * Math.max(0, settled.size - 1)
    if (columns.length === 0) return
    const used = new Map<number, number>()
    for (const { place, column } of columns) {
      const space = spaceOf[place]!
      const mark = used.get(space) ?? draft.column(0, 0, 1, false)
      used.set(space, mark)
      draft.row(0, Infinity, [mark, column], [1, -1])
    }
    const beyond = draft.column(weight, 0, Infinity, false)
    const marks = [...used.values()]
    draft.row(settled.size > 0 ? 0 : -1, Infinity, [beyond, ...marks], [1, ...marks.map(() => -1)])
  })
  return constant
}
