import { bondRule } from './bond-rule.ts'

/**
 * The way from one space to the next must fit between two activities of a group on one day; each slot that it lacks costs.
 * Whether two stand too close is a product of two choices, so there are no rows: an exact solver does not see the rule, its
 * bound stays below, and what it proposes is weighed again before it is taken.
 */
export const way = bondRule({
  kind: 'way',
  id: 'way-between',
  summary: 'Between two activities of a group lies the time that the way from space to space takes.',
  count(_, standing, { spec }) {
    const missing = standing.flatMap((a) =>
      standing.map((b) =>
        a.day === b.day && a.end <= b.start
          ? Math.max(0, (spec.ways?.[a.space]?.[b.space] ?? 0) - (b.start - a.end))
          : 0,
      ),
    )
    const units = missing.reduce((sum, slots) => sum + slots, 0)
    return { units, params: { count: units } }
  },
  books({ spec, slots, startOf, spaceOf, dayOfPlace }, bonds) {
    const ways = spec.ways ?? []
    const longest = Math.max(0, ...ways.map((row) => Math.max(0, ...row)))
    const width = slots + 1
    // places by the slot at which who stands there starts, and ends; a group is at one place at a time
    const starts = new Int32Array(bonds.length * width).fill(-1)
    const ends = new Int32Array(bonds.length * width).fill(-1)
    return {
      step(k, place, length, sign) {
        const row = k * width
        const start = startOf[place]!
        const end = start + length
        if (sign === -1) {
          starts[row + start] = -1
          ends[row + end] = -1
        }
        let missing = 0
        for (let slot = Math.max(0, start - longest); slot <= start; slot++) {
          const other = ends[row + slot]!
          if (other < 0 || dayOfPlace[other] !== dayOfPlace[place]) continue
          missing += Math.max(0, ways[spaceOf[other]!]![spaceOf[place]!]! - (start - slot))
        }
        for (let slot = end; slot <= Math.min(slots, end + longest); slot++) {
          const other = starts[row + slot]!
          if (other < 0 || dayOfPlace[other] !== dayOfPlace[place]) continue
          missing += Math.max(0, ways[spaceOf[place]!]![spaceOf[other]!]! - (slot - end))
        }
        if (sign === 1) {
          starts[row + start] = place
          ends[row + end] = place
        }
        return sign * missing * bonds[k]!.weight
      },
      mostGain: (k) => bonds[k]!.weight * longest * (longest + 1),
    }
  },
})
