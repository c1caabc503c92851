import { type Mip, draftMip } from './mip.ts'
import type { Problem } from './problem.ts'
import { fairness } from './rules/fairness.ts'
import { shares } from './rules/shares.ts'

/** Sets of spaces that are counted, those with the most wishes first: each adds a row a slot. */
const MOST_SETS = 24

/**
 * A program that no plan costs less than, small enough for large seasons: spaces are thrown together. A wish has a column for
 * each start, at the price of its cheapest space then, and of the wishes that fit only into some spaces no more stand at once than
 * there are such spaces. Rules that ask in which space something stands are left out, as their costs are never below zero.
 * `null` where several may share a space, as then there is nothing to count.
 */
export function pooledRows(problem: Problem): { readonly mip: Mip; readonly constant: number } | null {
  const { wishes, slots, cost, places, optionAt, options, startOf, spaceOf } = problem
  const { firstOf, duration, groupAt, groupList, unplaced } = problem
  if (problem.lanes > 1) return null
  const draft = draftMip()
  const sets = spaceSets(problem)
  const columnsOf = new Map<number, { place: number; column: number }[]>()
  const byGroup = new Map<number, number[]>()
  const bySet = sets.map(() => Array.from({ length: slots }, (): number[] => []))
  let constant = 0
  const all = Array.from({ length: wishes }, (_, w) => w)
  for (const w of all) {
    const first = firstOf[w]!
    const count = firstOf[w + 1]! - first
    if (count === 0) continue
    constant += unplaced[first]! * count
    const cheapest = new Map<number, number>()
    const own = new Set<number>()
    for (let o = optionAt[w]!; o < optionAt[w + 1]!; o++) {
      const place = options[o]!
      own.add(spaceOf[place]!)
      // cheapest first
      if (!cheapest.has(startOf[place]!)) cheapest.set(startOf[place]!, place)
    }
    const around = sets.flatMap((set, s) => ([...own].every((space) => set.has(space)) ? [s] : []))
    const isAlone = groupAt[w + 1]! > groupAt[w]!
    const list = [...cheapest].map(([start, place]) => {
      const column = draft.column(cost[w * places + place]! - unplaced[first]!, 0, isAlone ? 1 : count, true)
      for (let slot = start; slot < start + duration[first]!; slot++) {
        for (const s of around) bySet[s]![slot]!.push(column)
        for (let g = groupAt[w]!; g < groupAt[w + 1]!; g++) append(byGroup, groupList[g]! * slots + slot, column)
      }
      return { place, column }
    })
    columnsOf.set(w, list)
    if (list.length > 0)
      atMost(
        count,
        list.map(({ column }) => column),
      )
  }
  for (const columns of byGroup.values()) if (columns.length > 1) atMost(1, columns)
  sets.forEach((set, s) => {
    for (const columns of bySet[s]!) if (columns.length > set.size) atMost(set.size, columns)
  })
  const free = Array.from({ length: problem.activities }, (_, i) => i)
  const fixed = new Int32Array(problem.activities).fill(-1)
  const layout = { problem, draft, free, wishes: [...columnsOf.keys()], fixed, columnsOf }
  // parties mind whether they have something, not where
  for (const rule of [fairness, shares]) constant += rule.rows?.(layout) ?? 0
  return { mip: draft.done(), constant }

  function atMost(count: number, columns: readonly number[]): void {
    draft.row(
      -Infinity,
      count,
      columns,
      columns.map(() => 1),
    )
  }
}

/** The sets of spaces that wishes can have, and that of all; those of most wishes when there are too many. */
function spaceSets({ wishes, optionAt, options, spaceOf, spaces }: Problem): readonly ReadonlySet<number>[] {
  const found = new Map<string, { readonly set: ReadonlySet<number>; wishes: number }>()
  for (let w = 0; w < wishes; w++) {
    const set = new Set([...options.subarray(optionAt[w], optionAt[w + 1])].map((place) => spaceOf[place]!))
    const key = [...set].toSorted((a, b) => a - b).join()
    const there = found.get(key)
    if (there === undefined) found.set(key, { set, wishes: 1 })
    else there.wishes++
  }
  const most = [...found.values()].toSorted((a, b) => b.wishes - a.wishes).slice(0, MOST_SETS)
  return [...most.map(({ set }) => set), new Set(Array.from({ length: spaces }, (_, space) => space))]
}

function append(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
