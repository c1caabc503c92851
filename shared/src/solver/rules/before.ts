import type { Bond } from '../bonds.ts'
import type { Layout } from '../rows.ts'
import { addExcess, addMark, bondRule, sidesOf } from './bond-rule.ts'

/** Precedence in the week: each later activity that starts before the last of the earlier ones has ended costs. */
export const before = bondRule({
  kind: 'before',
  id: 'in-order',
  summary: 'Some activities come after others within the week.',
  count(_, standing) {
    const end = Math.max(0, ...standing.filter(({ isLater }) => !isLater).map((one) => one.end))
    const units = standing.filter(({ isLater, start }) => isLater && start < end).length
    return { units, params: { count: units } }
  },
  books({ spec, slots, startOf }, bonds) {
    // how many of the earlier end before each slot, and how many of the later start at it
    const ends = new Int32Array(bonds.length * (slots + 1))
    const starts = new Int32Array(bonds.length * (slots + 1))
    const last = new Int32Array(bonds.length)
    return {
      step(k, place, length, sign, isLater) {
        const row = k * (slots + 1)
        const start = startOf[place]!
        const { weight } = bonds[k]!
        if (isLater) {
          starts[row + start] = starts[row + start]! + sign
          return start < last[k]! ? sign * weight : 0
        }
        const end = start + length
        ends[row + end] = ends[row + end]! + sign
        const was = last[k]!
        let now = Math.max(was, end)
        while (now > 0 && ends[row + now] === 0) now--
        last[k] = now
        let late = 0
        for (let slot = Math.min(was, now); slot < Math.max(was, now); slot++) late += starts[row + slot]!
        return now > was ? weight * late : -weight * late
      },
      mostGain(k, _, isLater) {
        const { weight, later } = bonds[k]!
        return isLater ? weight : weight * later.reduce((sum, w) => sum + spec.wishes[w]!.count, 0)
      },
    }
  },
  rows: orderRows,
})

/** For each later column a charge when an earlier one ends after its start: one mark for each end, and those after it. */
function orderRows(layout: Layout, { weight, wishes, later }: Bond): number {
  const { startOf, slots } = layout.problem
  const earlier = sidesOf(layout, wishes)
  const after = sidesOf(layout, later)
  const end = Math.max(0, ...earlier.settled.map(({ place, length }) => startOf[place]! + length))
  const marks = new Map<number, number>()
  /** 1 when one of the earlier who may move ends after the slot; -1 where none can. */
  const markAfter = (slot: number): number => {
    const known = marks.get(slot)
    if (known !== undefined) return known
    const own = earlier.columns.filter(({ place, length }) => startOf[place]! + length > slot)
    const mark = own.length === 0 ? -1 : addMark(layout, own)
    marks.set(slot, mark)
    return mark
  }
  let constant = 0
  const charge = (slot: number, column: number | null): void => {
    const own = column === null ? [] : [{ column, factor: 1 }]
    const mark = slot < end || slot >= slots ? -1 : markAfter(slot)
    const isLate = slot < end
    if (!isLate && mark === -1) return
    const terms = isLate ? own : [...own, { column: mark, factor: 1 }]
    constant += addExcess(layout, weight, (isLate ? 1 : 0) + (column === null ? 1 : 0), 1, terms)
  }
  for (const { place } of after.settled) charge(startOf[place]!, null)
  for (const { place, column } of after.columns) charge(startOf[place]!, column)
  return constant
}
