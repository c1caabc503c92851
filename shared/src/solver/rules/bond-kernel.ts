import type { Bond, BondKind } from '../bonds.ts'
import { type Problem, offsets } from '../problem.ts'
import type { Kernel } from './define.ts'

/** The books of one kind of bond: for the `k`-th bond of the kind. */
export interface Books {
  /** An activity comes to (`sign` 1) or leaves (−1) a place; the change of cost. `isLater`: the bond has it among the later ones. */
  step(k: number, place: number, length: number, sign: 1 | -1, isLater: boolean): number
  /** The most that one activity that moves elsewhere takes off the bond. */
  mostGain(k: number, length: number, isLater: boolean): number
}

/** Bonds of a kind that a problem has. */
export function bondsOfKind({ bonds }: Problem, kind: BondKind): readonly Bond[] {
  return bonds.filter((bond) => bond.kind === kind)
}

/**
 * A kernel over the bonds of some kinds. A step asks the books of each bond of its wish; what a move would change is found by
 * stepping there and back.
 */
export function bondKernel(
  problem: Problem,
  bonds: readonly Bond[],
  booksOf: (bonds: readonly Bond[]) => Books,
): Kernel | null {
  if (bonds.length === 0) return null
  const { wishOf, duration, firstOf } = problem
  const lists = problem.spec.wishes.map((_, w) =>
    bonds.flatMap(({ wishes, later }, k) => [
      ...(wishes.includes(w) ? [{ k, isLater: false }] : []),
      ...(later.includes(w) ? [{ k, isLater: true }] : []),
    ]),
  )
  const at = offsets(lists.map(({ length }) => length))
  const list = Int32Array.from(lists.flat(), ({ k }) => k)
  const side = Uint8Array.from(lists.flat(), ({ isLater }) => (isLater ? 1 : 0))
  const books = booksOf(bonds)
  const step = (activity: number, place: number, sign: 1 | -1): number => {
    const w = wishOf[activity]!
    let change = 0
    for (let entry = at[w]!; entry < at[w + 1]!; entry++)
      change += books.step(list[entry]!, place, duration[activity]!, sign, side[entry] === 1)
    return change
  }
  return {
    atRest: 0,
    move(activity, from, to) {
      const w = wishOf[activity]!
      if (at[w] === at[w + 1]) return 0
      let change = 0
      if (from >= 0) change += step(activity, from, -1)
      if (to >= 0) {
        change += step(activity, to, 1)
        step(activity, to, -1)
      }
      if (from >= 0) step(activity, from, 1)
      return change
    },
    take: (activity, from) => step(activity, from, -1),
    put: (activity, to) => step(activity, to, 1),
    mostGain: (w) =>
      lists[w]!.reduce((sum, { k, isLater }) => sum + books.mostGain(k, duration[firstOf[w]!] ?? 0, isLater), 0),
  }
}
