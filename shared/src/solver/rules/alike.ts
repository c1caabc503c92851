import type { Bond } from '../bonds.ts'
import type { Problem } from '../problem.ts'
import type { Layout } from '../rows.ts'
import type { Books } from './bond-kernel.ts'
import { addExcess, addMark, bondRule, byKey, sidesOf } from './bond-rule.ts'
import type { SolverRule } from './define.ts'

type Likeness = 'same-space' | 'same-start' | 'same-time' | 'same-day'

/** What two activities have in common when they are alike: a number for each place. */
function likenessOf({ spaceOf, startOf, dayOfPlace, dayFirst }: Problem, kind: Likeness): Int32Array {
  if (kind === 'same-space') return spaceOf
  if (kind === 'same-time') return startOf
  if (kind === 'same-day') return dayOfPlace
  return startOf.map((start, place) => start - dayFirst[dayOfPlace[place]!]!)
}

/**
 * Activities that should be alike: each different one beyond `limit` costs. Against it: each beyond the first in the same
 * space, slot or day costs.
 */
function alike(kind: Likeness, id: string, summary: string): SolverRule {
  return bondRule({
    ...{ kind, id, summary },
    count({ against, limit }, standing, { dayFirst }) {
      const keys = standing.map(({ space, start, day }) => {
        if (kind === 'same-space') return space
        if (kind === 'same-time') return start
        return kind === 'same-day' ? day : start - dayFirst[day]!
      })
      const different = new Set(keys).size
      const units = against ? keys.length - different : Math.max(0, different - limit)
      return { units, params: { count: different, most: against ? keys.length : limit } }
    },
    books: (problem, bonds) => booksOf(problem, bonds, likenessOf(problem, kind)),
    rows: (layout, bond) => rowsFor(layout, bond, likenessOf(layout.problem, kind)),
  })
}

function booksOf({ spaces, slots }: Problem, bonds: readonly Bond[], likeness: Int32Array): Books {
  const width = Math.max(spaces, slots)
  const here = new Int32Array(bonds.length * width)
  const different = new Int32Array(bonds.length)
  const against = Uint8Array.from(bonds, (bond) => (bond.against ? 1 : 0))
  const limit = Int32Array.from(bonds, (bond) => bond.limit)
  const weight = Float64Array.from(bonds, (bond) => bond.weight)
  return {
    step(k, place, _, sign) {
      const cell = k * width + likeness[place]!
      const before = here[cell]!
      here[cell] = before + sign
      const others = sign === 1 ? before : before - 1
      if (against[k] === 1) return others > 0 ? sign * weight[k]! : 0
      if (others > 0) return 0
      const was = different[k]!
      different[k] = was + sign
      return weight[k]! * (Math.max(0, was + sign - limit[k]!) - Math.max(0, was - limit[k]!))
    },
    mostGain: (k) => weight[k]!,
  }
}

function rowsFor(layout: Layout, { against, limit, weight, wishes }: Bond, likeness: Int32Array): number {
  const { columns, settled } = sidesOf(layout, wishes)
  const open = byKey(columns, ({ place }) => likeness[place]!)
  const closed = byKey(settled, ({ place }) => likeness[place]!)
  if (against)
    return [...new Set([...open.keys(), ...closed.keys()])].reduce((sum, key) => {
      const terms = (open.get(key) ?? []).map(({ column }) => ({ column, factor: 1 }))
      return sum + addExcess(layout, weight, closed.get(key)?.length ?? 0, 1, terms)
    }, 0)
  const marks = [...open].filter(([key]) => !closed.has(key)).map(([, entries]) => addMark(layout, entries))
  const terms = marks.map((column) => ({ column, factor: 1 }))
  return addExcess(layout, weight, closed.size, limit, terms)
}

/** One room for all of them; against it, no room twice. */
export const linkSameSpace = alike(
  'same-space',
  'linked-spaces',
  'Linked activities are in the same space, or in different ones.',
)

/** The same time each week: the same slot of their days. */
export const linkSameStart = alike(
  'same-start',
  'linked-starts',
  'Linked activities start at the same time of the day, or at different ones.',
)

/** They meet together: the same slot of the week. */
export const linkSameTime = alike(
  'same-time',
  'linked-times',
  'Linked activities take place at once, or never at once.',
)

/** On one day, or on at most so many; against it, each on a day of its own. */
export const linkSameDay = alike(
  'same-day',
  'linked-days',
  'Linked activities, or those of a group, are on so many days at most, or on different days.',
)
