import { type Draft, type Mip, draftMip } from './mip.ts'
import { BARRED, UNPLACED, type Problem } from './problem.ts'
import { costRules } from './rules/index.ts'

/** What a rule needs to write its rows: who is free to move, who stands where, and the columns there are. */
export interface Layout {
  readonly problem: Problem
  readonly draft: Draft
  /** Activities of each wish that are free to move. */
  readonly free: readonly number[]
  /** Wishes with a free activity. */
  readonly wishes: readonly number[]
  /** Place of each activity that stays; UNPLACED for free ones and those left out. */
  readonly fixed: Int32Array
  /** Of a wish, its columns: 1 if one of its activities stands there. */
  readonly columnsOf: ReadonlyMap<number, readonly { readonly place: number; readonly column: number }[]>
}

/** The program of moving some activities while all others stay, and how to read its solution. */
export interface Rows {
  readonly mip: Mip
  /** A column for each place of each wish. */
  readonly columnsOf: Layout['columnsOf']
  /** The places of all activities under a solution. */
  decode(values: Float64Array): Int32Array
  /** Columns of a plan, for a warm start; only those of places. */
  readonly constant: number
}

/**
 * Writes the rows of every rule for the activities in `free`. Alike activities share columns, so that the program has no
 * symmetry among them. With `kept`, by option, only those and the present places have a column. `constant` is what the rest costs: cost of the plan = cost of the solution + constant.
 */
export function rowsOf(problem: Problem, place: Int32Array, free: readonly number[], kept?: Uint8Array): Rows {
  const { wishOf, startOf, duration, cost, places, optionAt, options, slots, groupAt, groupList, firstOf } = problem
  const draft = draftMip()
  // where the lanes of each wish begin
  const lanes = problem.spec.wishes.map((_, w) =>
    [...problem.laneList.subarray(problem.laneAt[w], problem.laneAt[w + 1])].map((lane) => lane * places),
  )
  const isFree = new Uint8Array(problem.activities)
  const counts = new Map<number, number>()
  for (const i of free) {
    if (problem.pinned[i] !== UNPLACED) continue
    isFree[i] = 1
    counts.set(wishOf[i]!, (counts.get(wishOf[i]!) ?? 0) + 1)
  }
  const fixed = place.map((at, i) => (isFree[i] === 1 ? UNPLACED : at))
  const spaceTaken = new Uint8Array(problem.lanes * places)
  const groupTaken = new Uint8Array(problem.groups * slots)
  fixed.forEach((at, i) => {
    if (at === UNPLACED) return
    for (let k = 0; k < duration[i]!; k++) {
      for (const row of lanesOf(wishOf[i]!)) spaceTaken[row + at + k] = 1
      for (let g = groupAt[wishOf[i]!]!; g < groupAt[wishOf[i]! + 1]!; g++)
        groupTaken[groupList[g]! * slots + startOf[at]! + k] = 1
    }
  })
  const columnsOf = new Map<number, { place: number; column: number }[]>()
  const bySpace = new Map<number, number[]>()
  const byGroup = new Map<number, number[]>()
  let constant = 0
  const wishes = [...counts.keys()].toSorted((a, b) => a - b)
  for (const w of wishes) {
    const first = firstOf[w]!
    const length = duration[first]!
    const leftOut = problem.unplaced[first]!
    const list: { place: number; column: number }[] = []
    for (let o = optionAt[w]!; o < optionAt[w + 1]!; o++) {
      const to = options[o]!
      const unary = cost[w * places + to]!
      if (unary === BARRED || isTaken(w, to, length)) continue
      if (kept !== undefined && kept[o] === 0 && !isPresent(w, to)) continue
      const column = draft.column(unary - leftOut, 0, 1, true)
      list.push({ place: to, column })
      for (let k = 0; k < length; k++) {
        for (const row of lanesOf(w)) append(bySpace, row + to + k, column)
        for (let g = groupAt[w]!; g < groupAt[w + 1]!; g++)
          append(byGroup, groupList[g]! * slots + startOf[to]! + k, column)
      }
    }
    columnsOf.set(w, list)
    const count = counts.get(w)!
    constant += leftOut * count
    if (list.length > 0)
      draft.row(
        -Infinity,
        count,
        list.map(({ column }) => column),
        ones(list.length),
      )
  }
  // who stands on the same slots of a space and of a group is a row of the same kind: one of them
  for (const columns of distinct([...bySpace.values(), ...byGroup.values()]))
    if (columns.length > 1) draft.row(-Infinity, 1, columns, ones(columns.length))
  fixed.forEach((at, i) => {
    if (at !== UNPLACED) constant += cost[wishOf[i]! * places + at]!
    else if (isFree[i] === 0) constant += problem.unplaced[i]!
  })
  const layout: Layout = { problem, draft, free, wishes, fixed, columnsOf }
  for (const rule of costRules) constant += rule.rows?.(layout) ?? 0
  return {
    mip: draft.done(),
    columnsOf,
    constant,
    decode(values) {
      const out = Int32Array.from(fixed)
      for (const w of wishes) {
        const chosen = columnsOf.get(w)!.filter(({ column }) => values[column]! > 0.5)
        let next = 0
        for (let i = firstOf[w]!; i < firstOf[w + 1]! && next < chosen.length; i++)
          if (isFree[i] === 1) out[i] = chosen[next++]!.place
      }
      return out
    },
  }

  function lanesOf(w: number): readonly number[] {
    return lanes[w] ?? []
  }

  function isPresent(w: number, to: number): boolean {
    for (let i = firstOf[w]!; i < firstOf[w + 1]!; i++) if (place[i] === to) return true
    return false
  }

  function isTaken(w: number, to: number, length: number): boolean {
    for (let k = 0; k < length; k++) {
      for (const row of lanesOf(w)) if (spaceTaken[row + to + k] === 1) return true
      for (let g = groupAt[w]!; g < groupAt[w + 1]!; g++)
        if (groupTaken[groupList[g]! * slots + startOf[to]! + k] === 1) return true
    }
    return false
  }
}

function append(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

function ones(length: number): readonly number[] {
  return Array.from({ length }, () => 1)
}

/** Rows without those that say the same. */
function distinct(rows: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return [...new Map(rows.map((row) => [row.join(), row])).values()]
}
