import { addExcess, bondRule, byKey, sidesOf } from './bond-rule.ts'

/** A group holds at most so many slots a day; each beyond costs. */
export const dayLoad = bondRule({
  kind: 'day-load',
  id: 'slots-a-day',
  summary: 'A group holds at most so many slots on one day.',
  count({ limit }, standing, { days }) {
    const units = Array.from({ length: days }, (_, day) => {
      const load = standing.filter((one) => one.day === day).reduce((sum, { start, end }) => sum + end - start, 0)
      return Math.max(0, load - limit)
    }).reduce((a, b) => a + b, 0)
    return { units, params: { most: limit, count: units } }
  },
  books({ days, dayOfPlace }, bonds) {
    const load = new Int32Array(bonds.length * days)
    return {
      step(k, place, length, sign) {
        const { limit, weight } = bonds[k]!
        const cell = k * days + dayOfPlace[place]!
        const before = load[cell]!
        const now = before + sign * length
        load[cell] = now
        return weight * (Math.max(0, now - limit) - Math.max(0, before - limit))
      },
      mostGain: (k, length) => bonds[k]!.weight * length,
    }
  },
  rows(layout, { limit, weight, wishes }) {
    const { dayOfPlace } = layout.problem
    const { columns, settled } = sidesOf(layout, wishes)
    const open = byKey(columns, ({ place }) => dayOfPlace[place]!)
    const closed = byKey(settled, ({ place }) => dayOfPlace[place]!)
    return [...new Set([...open.keys(), ...closed.keys()])].reduce((sum, day) => {
      const fixed = (closed.get(day) ?? []).reduce((load, { length }) => load + length, 0)
      const terms = (open.get(day) ?? []).map(({ column, length }) => ({ column, factor: length }))
      return sum + addExcess(layout, weight, fixed, limit, terms)
    }, 0)
  },
})
