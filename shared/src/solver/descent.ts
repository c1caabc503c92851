import type { Dice } from './dice.ts'
import { type Problem, offsets } from './problem.ts'

/** How a descent runs. Temperatures are in grains of the problem. */
export interface Descent {
  readonly hot: number
  readonly cold: number
  readonly dice: Dice
  /** How much of the budget is used after so many tries: from 0 to 1, where it ends. */
  readonly pace: (tries: number) => number
  /** Called whenever a plan better than any before is found, at most once a round of tries. */
  readonly onBest?: (places: Int32Array, cost: number, tries: number) => void
}

/** Tries between two looks at the pace. */
export const ROUND = 16_384

/** Sizes of luck: the thresholds of Metropolis come from a table that stays in the nearest cache. */
export const LUCK = 2048

/** −ln of evenly spread chances: times the temperature, how much dearer a step may be. */
export function luckTable(): Float64Array {
  return Float64Array.from({ length: LUCK }, (_, k) => -Math.log((k + 0.5) / LUCK))
}

/** 1 for two wishes that share a group, or are one: never at the same slot. wishes × wishes. */
export function exclusions({ wishes, relatedAt, relatedList }: Problem): Uint8Array {
  return matrixOf(wishes, relatedAt, relatedList)
}

/** 1 for two wishes whose activities a rule may couple, or that are one. wishes × wishes. */
export function couplings({ spec, wishes, coupledAt, coupledList }: Problem): Uint8Array {
  // any two may be neighbours in a space
  if (spec.gaps !== undefined) return new Uint8Array(wishes * wishes).fill(1)
  return matrixOf(wishes, coupledAt, coupledList)
}

/** Slots at which each wish may start. */
export function startsOf({ wishes, optionAt, options, startOf }: Problem): {
  readonly startAt: Int32Array
  readonly starts: Int32Array
} {
  const lists = Array.from({ length: wishes }, (_, w) => [
    ...new Set(Array.from(options.subarray(optionAt[w], optionAt[w + 1]), (place) => startOf[place]!)),
  ])
  return { startAt: offsets(lists.map(({ length }) => length)), starts: Int32Array.from(lists.flat()) }
}

/** Of each wish, how many of its options, cheapest first, this temperature could ever take; at least one, if there is one. */
export function reachable(
  { spec, wishes, cost, places, optionAt, options }: Problem,
  now: number,
  near: Int32Array,
): void {
  const slack = Math.max(8 * spec.grain, now * 10)
  for (let w = 0; w < wishes; w++) {
    const begin = optionAt[w]!
    const end = optionAt[w + 1]!
    const least = begin < end ? cost[w * places + options[begin]!]! : 0
    let low = begin
    let high = end
    while (low < high) {
      const middle = (low + high) >> 1
      if (cost[w * places + options[middle]!]! <= least + slack) low = middle + 1
      else high = middle
    }
    near[w] = Math.max(Math.min(1, end - begin), low - begin)
  }
}

function matrixOf(size: number, at: Int32Array, list: Int32Array): Uint8Array {
  const matrix = new Uint8Array(size * size)
  for (let row = 0; row < size; row++) {
    matrix[row * size + row] = 1
    for (let k = at[row]!; k < at[row + 1]!; k++) matrix[row * size + list[k]!] = 1
  }
  return matrix
}
