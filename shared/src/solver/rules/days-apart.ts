import type { Bond } from '../bonds.ts'
import type { Layout } from '../rows.ts'
import { addExcess, addMark, bondRule, byKey, sidesOf } from './bond-rule.ts'

/** No two on days that follow each other: each pair of such days costs, however many stand on them. */
export const daysApart = bondRule({
  kind: 'days-apart',
  id: 'days-apart',
  summary: 'Linked activities are not on days that follow each other.',
  count({ round }, standing, { days }) {
    const used = new Set(standing.map(({ day }) => day))
    const units = pairsOf(days, round).filter(([a, b]) => used.has(a) && used.has(b)).length
    return { units, params: { count: units } }
  },
  books({ days, dayOfPlace }, bonds) {
    const here = new Int32Array(bonds.length * days)
    const beside = bonds.map(({ round }) => {
      const pairs = pairsOf(days, round)
      return Array.from({ length: days }, (_, day) =>
        pairs.flatMap(([a, b]) => (a === day ? [b] : b === day ? [a] : [])),
      )
    })
    return {
      step(k, place, _, sign) {
        const day = dayOfPlace[place]!
        const before = here[k * days + day]!
        here[k * days + day] = before + sign
        if ((sign === 1 ? before : before - 1) > 0) return 0
        let pairs = 0
        for (const other of beside[k]![day]!) if (here[k * days + other]! > 0) pairs++
        return sign * pairs * bonds[k]!.weight
      },
      mostGain: (k) => 2 * bonds[k]!.weight,
    }
  },
  rows(layout: Layout, { round, weight, wishes }: Bond) {
    const { problem } = layout
    const { columns, settled } = sidesOf(layout, wishes)
    const taken = new Set(settled.map(({ place }) => problem.dayOfPlace[place]!))
    const open = byKey(columns, ({ place }) => problem.dayOfPlace[place]!)
    const marks = new Map([...open].filter(([day]) => !taken.has(day)).map(([day, own]) => [day, addMark(layout, own)]))
    return pairsOf(problem.days, round).reduce((sum, pair) => {
      const fixed = pair.filter((day) => taken.has(day)).length
      const terms = pair.flatMap((day) => (marks.has(day) ? [{ column: marks.get(day)!, factor: 1 }] : []))
      return fixed + terms.length < 2 ? sum : sum + addExcess(layout, weight, fixed, 1, terms)
    }, 0)
  },
})

/** Days that follow each other. */
function pairsOf(days: number, round: boolean): readonly (readonly [number, number])[] {
  const pairs = Array.from({ length: Math.max(0, days - 1) }, (_, day) => [day, day + 1] as const)
  return round && days > 2 ? [...pairs, [days - 1, 0]] : pairs
}
