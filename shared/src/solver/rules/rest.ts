import type { Problem } from '../problem.ts'
import { addExcess, bondRule, sidesOf } from './bond-rule.ts'

/**
 * Rest between activities of one day. Each holds its slots and, after them, those of its rest, as far as the day goes; what is
 * held twice is a slot of rest that is missing.
 */
export const rest = bondRule({
  kind: 'gap',
  id: 'rest-between',
  summary: 'Between two activities of one day lie at least so many slots.',
  count({ limit }, standing, { spec, dayFirst }) {
    const held = standing.flatMap(({ start, end, day }) => {
      const until = Math.min(end + limit, dayFirst[day]! + spec.days[day]!)
      return Array.from({ length: until - start }, (_, k) => start + k)
    })
    const units = held.length - new Set(held).size
    return { units, params: { least: limit, count: units } }
  },
  books(problem, bonds) {
    const { slots, startOf } = problem
    const held = new Int32Array(bonds.length * slots)
    return {
      step(k, place, length, sign) {
        const { limit, weight } = bonds[k]!
        const row = k * slots
        let twice = 0
        for (let slot = startOf[place]!, end = endOf(problem, place, length + limit); slot < end; slot++) {
          const before = held[row + slot]!
          held[row + slot] = before + sign
          if ((sign === 1 ? before : before - 1) > 0) twice++
        }
        return sign * twice * weight
      },
      mostGain: (k, length) => bonds[k]!.weight * (length + bonds[k]!.limit),
    }
  },
  rows(layout, { limit, weight, wishes }) {
    const { problem } = layout
    const { columns, settled } = sidesOf(layout, wishes)
    const fixed = new Int32Array(problem.slots)
    const open: { column: number; factor: number }[][] = Array.from({ length: problem.slots }, () => [])
    const each = (place: number, length: number, mark: (slot: number) => void): void => {
      for (let slot = problem.startOf[place]!, end = endOf(problem, place, length + limit); slot < end; slot++)
        mark(slot)
    }
    for (const { place, length } of settled) each(place, length, (slot) => fixed[slot]!++)
    for (const { place, length, column } of columns)
      each(place, length, (slot) => open[slot]!.push({ column, factor: 1 }))
    return open.reduce((sum, terms, slot) => sum + addExcess(layout, weight, fixed[slot]!, 1, terms), 0)
  },
})

/** The slot after the last of those that begin with a place, within its day. */
function endOf({ startOf, dayOfPlace, dayFirst, spec }: Problem, place: number, length: number): number {
  const day = dayOfPlace[place]!
  return Math.min(startOf[place]! + length, dayFirst[day]! + spec.days[day]!)
}
