import type { Problem } from '../problem.ts'
import { compactness } from './compactness.ts'
import type { Kernel, SolverRule } from './define.ts'
import { fairness } from './fairness.ts'
import { admissible, personOverlap, spaceOverlap } from './overlap.ts'
import { preference } from './preference.ts'
import { sameSpace } from './same-space.ts'
import { unplaced } from './unplaced.ts'
import { workingDays } from './working-days.ts'

/** What no plan of the engine breaks, because it can not be written there. */
export const hardRules: readonly SolverRule[] = [spaceOverlap, personOverlap, admissible]

/** Every rule that has a cost, medium first. */
export const costRules: readonly SolverRule[] = [unplaced, preference, compactness, workingDays, sameSpace, fairness]

/**
 * All rules that a problem asks for as one kernel. Each rule has a line of its own in every function, and always the same
 * one: a call in one place to one function is what the engine inlines. A loop over the rules costs three times as much.
 */
export function kernelOf(problem: Problem): Kernel {
  const kernels = costRules.map((rule) => rule.kernel(problem))
  const [a, b, c, d, e, f] = kernels as unknown as Row // one entry for each rule above
  return {
    move(activity, from, to) {
      let change = 0
      if (a !== null) change += a.move(activity, from, to)
      if (b !== null) change += b.move(activity, from, to)
      if (c !== null) change += c.move(activity, from, to)
      if (d !== null) change += d.move(activity, from, to)
      if (e !== null) change += e.move(activity, from, to)
      if (f !== null) change += f.move(activity, from, to)
      return change
    },
    take(activity, from) {
      let change = 0
      if (a !== null) change += a.take(activity, from)
      if (b !== null) change += b.take(activity, from)
      if (c !== null) change += c.take(activity, from)
      if (d !== null) change += d.take(activity, from)
      if (e !== null) change += e.take(activity, from)
      if (f !== null) change += f.take(activity, from)
      return change
    },
    put(activity, to) {
      let change = 0
      if (a !== null) change += a.put(activity, to)
      if (b !== null) change += b.put(activity, to)
      if (c !== null) change += c.put(activity, to)
      if (d !== null) change += d.put(activity, to)
      if (e !== null) change += e.put(activity, to)
      if (f !== null) change += f.put(activity, to)
      return change
    },
    mostGain: (wish) => kernels.reduce((sum, kernel) => sum + (kernel?.mostGain(wish) ?? 0), 0),
  }
}

type Row = readonly [Kernel | null, Kernel | null, Kernel | null, Kernel | null, Kernel | null, Kernel | null]
