import { partsOf } from '../lanes.ts'
import { UNPLACED, type Problem, offsets } from '../problem.ts'
import type { Layout } from '../rows.ts'
import type { SolverRule } from './define.ts'

/**
 * In the day of a group, a slot that is taken while both its neighbours are free stands alone: somebody comes in for one hour.
 * Activities of two slots or more never stand alone.
 */
export const compactness: SolverRule = {
  id: 'compactness',
  level: 'soft',
  summary: 'The activities of a group follow each other within a day.',
  explain(problem, place) {
    const { spec, slots, dayFirst, duration, wishOf } = problem
    const weight = spec.weights.compactness
    const parts = Array.from({ length: problem.parts }, (_, part) => part)
    return spec.groups.flatMap((group, g) => {
      if (!group.compact || weight === 0) return []
      return parts.flatMap((part) => {
        const members = [...place.keys()].filter(
          (activity) =>
            place[activity] !== UNPLACED &&
            spec.wishes[wishOf[activity]!]!.groups.includes(g) &&
            partsOf(spec, wishOf[activity]!).includes(part),
        )
        const taken = new Map(
          members.flatMap((activity) =>
            Array.from({ length: duration[activity]! }, (_, k) => [(place[activity]! % slots) + k, activity] as const),
          ),
        )
        return spec.days.flatMap((length, day) => {
          const first = dayFirst[day]!
          const alone = [...taken].filter(
            ([slot]) =>
              slot >= first &&
              slot < first + length &&
              (slot === first || !taken.has(slot - 1)) &&
              (slot === first + length - 1 || !taken.has(slot + 1)),
          )
          const params = { group: group.id, day: day + 1, count: alone.length }
          return alone.length > 0
            ? [{ cost: alone.length * weight, activities: alone.map(([, activity]) => activity), params }]
            : []
        })
      })
    })
  },
  kernel(problem) {
    const { spec, days, wishOf, dayOfPlace, startOf, dayFirst, duration, places } = problem
    const weight = spec.weights.compactness
    const { at, list } = compactGroups(problem)
    if (weight === 0 || list.length === 0) return null
    const taken = new Int32Array(problem.groups * days)
    const alone = aloneTable(Math.max(...spec.days), weight)
    const bit = Int32Array.from({ length: places }, (_, place) => startOf[place]! - dayFirst[dayOfPlace[place]!]!)
    const bitsOf = (activity: number, place: number): number => ((1 << duration[activity]!) - 1) << bit[place]!
    return {
      atRest: 0,
      move(activity, from, to) {
        const w = wishOf[activity]!
        const end = at[w + 1]!
        let change = 0
        if (from !== UNPLACED && to !== UNPLACED) {
          if (startOf[from] === startOf[to]) return 0
          const a = dayOfPlace[from]!
          const b = dayOfPlace[to]!
          const out = bitsOf(activity, from)
          const into = bitsOf(activity, to)
          if (a === b) {
            for (let k = at[w]!; k < end; k++) {
              const now = taken[list[k]! + a]!
              change += alone[(now & ~out) | into]! - alone[now]!
            }
            return change
          }
          for (let k = at[w]!; k < end; k++) {
            const row = list[k]!
            const nowA = taken[row + a]!
            const nowB = taken[row + b]!
            change += alone[nowA & ~out]! - alone[nowA]! + alone[nowB | into]! - alone[nowB]!
          }
          return change
        }
        const place = from === UNPLACED ? to : from
        if (place === UNPLACED) return 0
        const day = dayOfPlace[place]!
        const bits = bitsOf(activity, place)
        for (let k = at[w]!; k < end; k++) {
          const now = taken[list[k]! + day]!
          change += alone[now ^ bits]! - alone[now]!
        }
        return change
      },
      take(activity, from) {
        const w = wishOf[activity]!
        const day = dayOfPlace[from]!
        const bits = bitsOf(activity, from)
        let change = 0
        for (let k = at[w]!, end = at[w + 1]!; k < end; k++) {
          const row = list[k]! + day
          const now = taken[row]!
          taken[row] = now & ~bits
          change += alone[now & ~bits]! - alone[now]!
        }
        return change
      },
      put(activity, to) {
        const w = wishOf[activity]!
        const day = dayOfPlace[to]!
        const bits = bitsOf(activity, to)
        let change = 0
        for (let k = at[w]!, end = at[w + 1]!; k < end; k++) {
          const row = list[k]! + day
          const now = taken[row]!
          taken[row] = now | bits
          change += alone[now | bits]! - alone[now]!
        }
        return change
      },
      // one that no longer stands alone, and a neighbour on either side of where it goes
      mostGain: (w) => 3 * weight * (at[w + 1]! - at[w]!),
    }
  },
  rows: aloneRows,
}

/** A slot of a group's day is alone when it is taken and its neighbours are not: alone ≥ taken − before − after. */
function aloneRows({ problem, draft, fixed, columnsOf }: Layout): number {
  const { spec, wishOf, startOf, duration, firstOf, dayFirst, dayOfSlot, slots, groups, groupAt, groupList } = problem
  const weight = spec.weights.compactness
  if (weight === 0) return 0
  let constant = 0
  // groups, each once for each part of the season
  const minds = (g: number): boolean => spec.groups[Math.floor(g / problem.parts)]!.compact
  const settled = Array.from({ length: groups }, () => new Uint8Array(slots))
  fixed.forEach((at, i) => {
    if (at === UNPLACED) return
    const start = startOf[at]!
    for (const g of groupList.subarray(groupAt[wishOf[i]!], groupAt[wishOf[i]! + 1]))
      settled[g]!.fill(1, start, start + duration[i]!)
  })
  const moving = new Map<number, (readonly number[])[]>()
  for (const [w, columns] of columnsOf) {
    for (const g of groupList.subarray(groupAt[w], groupAt[w + 1])) {
      if (!minds(g)) continue
      const bySlot = moving.get(g) ?? Array.from({ length: slots }, () => [])
      moving.set(g, bySlot)
      for (const { place, column } of columns)
        for (let k = 0; k < duration[firstOf[w]!]!; k++)
          bySlot[startOf[place]! + k] = [...bySlot[startOf[place]! + k]!, column]
    }
  }
  settled.forEach((taken, g) => {
    if (!minds(g)) return
    const bySlot = moving.get(g)
    for (let slot = 0; slot < slots; slot++) {
      const first = dayFirst[dayOfSlot[slot]!]!
      const last = first + spec.days[dayOfSlot[slot]!]! - 1
      const beside = [slot - 1, slot + 1].filter((other) => other >= first && other <= last)
      const own = bySlot?.[slot] ?? []
      if (beside.some((other) => taken[other] === 1) || (taken[slot] === 0 && own.length === 0)) continue
      const others = beside.flatMap((other) => bySlot?.[other] ?? [])
      if (taken[slot] === 1 && others.length === 0) constant += weight
      else {
        const alone = draft.column(weight, 0, 1, false)
        // one wish of two slots may stand on both: it counts on either side and cancels out
        const sum = new Map<number, number>([[alone, 1]])
        for (const column of own) sum.set(column, (sum.get(column) ?? 0) - 1)
        for (const column of others) sum.set(column, (sum.get(column) ?? 0) + 1)
        const entries = [...sum].filter(([, factor]) => factor !== 0)
        draft.row(
          taken[slot]!,
          Infinity,
          entries.map(([column]) => column),
          entries.map(([, factor]) => factor),
        )
      }
    }
  })
  return constant
}

/** Of each wish, the rows of the groups that mind: group × days. */
function compactGroups({ spec, days, parts, groupAt, groupList }: Problem): {
  readonly at: Int32Array
  readonly list: Int32Array
} {
  const lists = spec.wishes.map((_, w) =>
    [...groupList.subarray(groupAt[w], groupAt[w + 1])]
      .filter((g) => spec.groups[Math.floor(g / parts)]!.compact)
      .map((g) => g * days),
  )
  return { at: offsets(lists.map(({ length }) => length)), list: Int32Array.from(lists.flat()) }
}

/** For every pattern of a day, how many of its slots stand alone, times the weight. A day has at most 24 slots here. */
function aloneTable(length: number, weight: number): Int32Array {
  if (length > 24) throw new Error(`a day of ${length} slots is too long for compactness: 24 at most`)
  const table = new Int32Array(2 ** length)
  for (let pattern = 0; pattern < table.length; pattern++) {
    let left = pattern & ~(pattern << 1) & ~(pattern >> 1)
    let count = 0
    for (; left !== 0; left &= left - 1) count++
    table[pattern] = count * weight
  }
  return table
}
