import type { Problem } from '../problem.ts'
import { linkSameDay, linkSameSpace, linkSameStart, linkSameTime } from './alike.ts'
import { before } from './before.ts'
import { published } from './change.ts'
import { compactness } from './compactness.ts'
import { dayLoad } from './day-load.ts'
import { daysApart } from './days-apart.ts'
import type { Kernel, SolverRule } from './define.ts'
import { fairness } from './fairness.ts'
import { admissible, personOverlap, spaceOverlap } from './overlap.ts'
import { preference } from './preference.ts'
import { rest } from './rest.ts'
import { sameSpace } from './same-space.ts'
import { shares } from './shares.ts'
import { unplaced } from './unplaced.ts'
import { uselessGaps } from './useless-gaps.ts'
import { way } from './way.ts'
import { workingDays } from './working-days.ts'

/** What no plan of the engine breaks, because it can not be written there. */
export const hardRules: readonly SolverRule[] = [spaceOverlap, personOverlap, admissible]

/** What timetables and weeks ask for, medium first: each has a line of its own in the kernel. */
const usualRules = [unplaced, preference, compactness, workingDays, sameSpace, fairness] as const

/** Conditions that a problem may ask for besides. */
const furtherRules: readonly SolverRule[] = [
  ...[linkSameSpace, linkSameStart, linkSameTime, linkSameDay, daysApart, before, rest, dayLoad, way],
  ...[uselessGaps, shares, published],
]

/** Every rule that has a cost. */
export const costRules: readonly SolverRule[] = [...usualRules, ...furtherRules]

/**
 * All rules that a problem asks for as one kernel. Each usual rule has a line of its own in every function, and always the
 * same one: a call in one place to one function is what the engine inlines. A loop over the rules costs three times as much;
 * the further ones are in one, and who asks for none of them pays one look.
 */
export function kernelOf(problem: Problem): Kernel {
  const [a, b, c, d, e, f] = usualRules.map((rule) => rule.kernel(problem)) as unknown as Row // one entry for each rule above
  const further = allOf(furtherRules.map((rule) => rule.kernel(problem)).filter((kernel) => kernel !== null))
  return {
    atRest: [a, b, c, d, e, f, further].reduce((sum, kernel) => sum + (kernel?.atRest ?? 0), 0),
    move(activity, from, to) {
      let change = 0
      if (a !== null) change += a.move(activity, from, to)
      if (b !== null) change += b.move(activity, from, to)
      if (c !== null) change += c.move(activity, from, to)
      if (d !== null) change += d.move(activity, from, to)
      if (e !== null) change += e.move(activity, from, to)
      if (f !== null) change += f.move(activity, from, to)
      if (further !== null) change += further.move(activity, from, to)
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
      if (further !== null) change += further.take(activity, from)
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
      if (further !== null) change += further.put(activity, to)
      return change
    },
    mostGain: (wish) => [a, b, c, d, e, f, further].reduce((sum, kernel) => sum + (kernel?.mostGain(wish) ?? 0), 0),
  }
}

/** Several kernels as one; null for none. */
function allOf(kernels: readonly Kernel[]): Kernel | null {
  const [only] = kernels
  if (only === undefined) return null
  if (kernels.length === 1) return only
  const count = kernels.length
  return {
    atRest: kernels.reduce((sum, kernel) => sum + kernel.atRest, 0),
    move(activity, from, to) {
      let change = 0
      for (let k = 0; k < count; k++) change += kernels[k]!.move(activity, from, to)
      return change
    },
    take(activity, from) {
      let change = 0
      for (let k = 0; k < count; k++) change += kernels[k]!.take(activity, from)
      return change
    },
    put(activity, to) {
      let change = 0
      for (let k = 0; k < count; k++) change += kernels[k]!.put(activity, to)
      return change
    },
    mostGain: (wish) => kernels.reduce((sum, kernel) => sum + kernel.mostGain(wish), 0),
  }
}

type Row = readonly [Kernel | null, Kernel | null, Kernel | null, Kernel | null, Kernel | null, Kernel | null]
