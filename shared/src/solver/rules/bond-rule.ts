import type { Bond, BondKind } from '../bonds.ts'
import type { Params } from '../../domain/message.ts'
import { UNPLACED, type Problem } from '../problem.ts'
import type { Layout } from '../rows.ts'
import { type Books, bondKernel, bondsOfKind } from './bond-kernel.ts'
import type { SolverRule } from './define.ts'

/** One placed activity of a bond, as an explanation reads it. */
export interface Standing {
  readonly activity: number
  readonly place: number
  readonly space: number
  /** Slot of the week at which it starts, and the one after its last. */
  readonly start: number
  readonly end: number
  readonly day: number
  readonly isLater: boolean
}

/** What a kind of bond has to say for itself; the rest is the same for all. */
export interface BondRule {
  readonly kind: BondKind
  readonly id: string
  readonly summary: string
  /** Units of breach, and what the sentence wants to know beyond `{who}`. From nothing but who stands where. */
  count(
    bond: Bond,
    standing: readonly Standing[],
    problem: Problem,
  ): { readonly units: number; readonly params: Params }
  books(problem: Problem, bonds: readonly Bond[]): Books
  rows?(layout: Layout, bond: Bond): number
}

/** Makes a rule of a kind of bond. */
export function bondRule(rule: BondRule): SolverRule {
  const { kind, id, summary } = rule
  return {
    ...{ id, level: 'soft', summary },
    explain(problem, place) {
      return bondsOfKind(problem, kind).flatMap((bond) => {
        const standing = standingIn(problem, bond, place)
        const { units, params } = rule.count(bond, standing, problem)
        if (units === 0) return []
        const activities = standing.map(({ activity }) => activity)
        const level = bond.isHard ? 'hard' : 'soft'
        return [{ cost: units * bond.weight, activities, params: { who: bond.subject, ...params }, level } as const]
      })
    },
    kernel: (problem) => bondKernel(problem, bondsOfKind(problem, kind), (bonds) => rule.books(problem, bonds)),
    ...(rule.rows === undefined
      ? {}
      : {
          rows: (layout: Layout) =>
            bondsOfKind(layout.problem, kind).reduce((sum, bond) => sum + (rule.rows?.(layout, bond) ?? 0), 0),
        }),
  }
}

/** Everybody of a bond who has a place. */
function standingIn(problem: Problem, bond: Bond, place: Int32Array): readonly Standing[] {
  const { firstOf, slots, duration, dayOfSlot } = problem
  const of = (wishes: readonly number[], isLater: boolean): readonly Standing[] =>
    wishes.flatMap((w) =>
      Array.from({ length: firstOf[w + 1]! - firstOf[w]! }, (_, k) => firstOf[w]! + k).flatMap((activity) => {
        const at = place[activity]!
        if (at === UNPLACED) return []
        const start = at % slots
        const space = (at - start) / slots
        return [
          { activity, place: at, space, start, end: start + duration[activity]!, day: dayOfSlot[start]!, isLater },
        ]
      }),
    )
  return [...of(bond.wishes, false), ...of(bond.later, true)]
}

/** Of a bond, in a program: the columns of those who may move, and the places of those who stay. */
export function sidesOf(
  { problem, fixed, columnsOf }: Layout,
  wishes: readonly number[],
): {
  readonly columns: readonly { readonly place: number; readonly column: number; readonly length: number }[]
  readonly settled: readonly { readonly place: number; readonly length: number }[]
} {
  const { firstOf, duration } = problem
  const length = (w: number): number => duration[firstOf[w]!] ?? 0
  return {
    columns: wishes.flatMap((w) => (columnsOf.get(w) ?? []).map((entry) => ({ ...entry, length: length(w) }))),
    settled: wishes.flatMap((w) =>
      [...fixed.subarray(firstOf[w], firstOf[w + 1])]
        .filter((place) => place !== UNPLACED)
        .map((place) => ({ place, length: length(w) })),
    ),
  }
}

/**
 * Adds the cost of whatever a sum has above a limit: `weight` × max(0, fixed + columns − limit). What it costs when no column
 * can change it is the answer.
 */
export function addExcess(
  { draft }: Layout,
  weight: number,
  fixed: number,
  limit: number,
  terms: readonly { readonly column: number; readonly factor: number }[],
): number {
  if (terms.length === 0) return weight * Math.max(0, fixed - limit)
  const over = draft.column(weight, 0, Infinity, false)
  const sum = new Map<number, number>([[over, -1]])
  for (const { column, factor } of terms) sum.set(column, (sum.get(column) ?? 0) + factor)
  draft.row(-Infinity, limit - fixed, [...sum.keys()], [...sum.values()])
  return 0
}

/** Columns by whatever they have in common. */
export function byKey<Entry>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => number,
): ReadonlyMap<number, readonly Entry[]> {
  const map = new Map<number, Entry[]>()
  for (const entry of entries) map.set(keyOf(entry), [...(map.get(keyOf(entry)) ?? []), entry])
  return map
}

/** A mark that is 1 as soon as one of some columns is: what is charged for the mark keeps it down otherwise. */
export function addMark({ draft }: Layout, columns: readonly { readonly column: number }[]): number {
  const mark = draft.column(0, 0, 1, false)
  for (const { column } of columns) draft.row(0, Infinity, [mark, column], [1, -1])
  return mark
}
