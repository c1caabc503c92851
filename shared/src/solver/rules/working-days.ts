import { UNPLACED } from '../problem.ts'
import type { Layout } from '../rows.ts'
import type { SolverRule } from './define.ts'

/** A course is spread over at least so many days. Days count once a lecture stands there. */
export const workingDays: SolverRule = {
  id: 'spread-over-days',
  level: 'soft',
  summary: 'The activities of one wish spread over at least as many days as it asks for.',
  explain({ spec, slots, dayOfSlot, firstOf }, place) {
    if (spec.weights.workingDays === 0) return []
    return spec.wishes.flatMap((wish, w) => {
      const activities = range(firstOf[w]!, firstOf[w + 1]!)
      const placed = activities.filter((activity) => place[activity] !== UNPLACED)
      const days = new Set(placed.map((activity) => dayOfSlot[place[activity]! % slots])).size
      const short = wish.minDays - days
      return short > 0
        ? [{ cost: short * spec.weights.workingDays, activities, params: { wish: wish.id, least: wish.minDays, days } }]
        : []
    })
  },
  kernel({ spec, days, wishes, wishOf, dayOfPlace }) {
    const weight = spec.weights.workingDays
    if (weight === 0 || spec.wishes.every(({ minDays }) => minDays === 0)) return null
    const least = Int32Array.from(spec.wishes, ({ minDays }) => minDays)
    const onDay = new Int32Array(wishes * days)
    const used = new Int32Array(wishes)
    return {
      atRest: weight * least.reduce((sum, each) => sum + each, 0),
      move(activity, from, to) {
        const w = wishOf[activity]!
        const a = from === UNPLACED ? -1 : dayOfPlace[from]!
        const b = to === UNPLACED ? -1 : dayOfPlace[to]!
        if (a === b) return 0
        const gone = a >= 0 && onDay[w * days + a] === 1 ? 1 : 0
        const come = b >= 0 && onDay[w * days + b] === 0 ? 1 : 0
        if (gone === come) return 0
        const short = least[w]! - used[w]!
        return weight * (Math.max(0, short + gone - come) - Math.max(0, short))
      },
      take(activity, from) {
        const w = wishOf[activity]!
        const left = --onDay[w * days + dayOfPlace[from]!]!
        if (left > 0) return 0
        return used[w]!-- <= least[w]! ? weight : 0
      },
      put(activity, to) {
        const w = wishOf[activity]!
        const now = ++onDay[w * days + dayOfPlace[to]!]!
        if (now > 1) return 0
        return used[w]!++ < least[w]! ? -weight : 0
      },
      mostGain: () => weight,
    }
  },
  rows: dayRows,
}

/** A day counts as used when something stands on it; each day short of the least costs the weight. */
function dayRows({ problem, draft, fixed, columnsOf }: Layout): number {
  const { spec, firstOf, dayOfPlace } = problem
  const weight = spec.weights.workingDays
  let constant = 0
  spec.wishes.forEach(({ minDays }, w) => {
    if (minDays === 0 || weight === 0) return
    const settled = new Set(
      range(firstOf[w]!, firstOf[w + 1]!).flatMap((i) => (fixed[i] === UNPLACED ? [] : [dayOfPlace[fixed[i]!]!])),
    )
    const columns = columnsOf.get(w) ?? []
    const openDays = new Set(columns.map(({ place }) => dayOfPlace[place]!).filter((day) => !settled.has(day)))
    const need = minDays - settled.size
    if (need <= 0) return
    if (openDays.size === 0) {
      constant += weight * need
      return
    }
    const short = draft.column(weight, 0, need, false)
    const used = [...openDays].map((day) => {
      const column = draft.column(0, 0, 1, false)
      const there = columns.filter(({ place }) => dayOfPlace[place] === day).map((entry) => entry.column)
      draft.row(-Infinity, 0, [column, ...there], [1, ...there.map(() => -1)])
      return column
    })
    draft.row(need, Infinity, [short, ...used], [1, ...used.map(() => 1)])
  })
  return constant
}

function range(from: number, until: number): readonly number[] {
  return Array.from({ length: until - from }, (_, k) => from + k)
}
