import { lanesOf, partsOf } from './lanes.ts'
import { type Pin, type ProblemSpec, isBanned, problemOf } from './problem.ts'
import { costRules } from './rules/index.ts'

/** Pins that can not be: alone, because their place is not offered or banned, or together. */
export type PinFault =
  | { readonly kind: 'not-offered' | 'banned'; readonly pin: Pin }
  | { readonly kind: 'space-overlap' | 'person-overlap' | 'pinned-twice'; readonly pins: readonly [Pin, Pin] }
  /** They break a hard condition: the rule's id, and whom it is about. */
  | { readonly kind: 'condition'; readonly rule: string; readonly subject: string; readonly pins: readonly Pin[] }

/** What is thrown instead of a plan when pins contradict something: all of it, by name. */
export class PinsContradict extends Error {
  readonly faults: readonly PinFault[]

  constructor(faults: readonly PinFault[]) {
    super(`${faults.length} pins or pairs of pins can not be: ${faults.map(({ kind }) => kind).join(', ')}`)
    this.name = 'PinsContradict'
    this.faults = faults
  }
}

/** Every fault among the pins of a spec; such a spec must not be solved. */
export function pinFaults(spec: ProblemSpec): readonly PinFault[] {
  if (spec.pins.length === 0) return []
  const alone = spec.pins.flatMap((pin): readonly PinFault[] => {
    const wish = spec.wishes[pin.wish]
    const isOffered = wish?.options.some(({ space, start }) => space === pin.space && start === pin.start) === true
    if (!isOffered || pin.nth < 0 || pin.nth >= wish.count) return [{ kind: 'not-offered', pin }]
    const closed = spec.bans?.some((ban) => ban.wish === pin.wish && isBanned(ban, pin.space, pin.start)) === true
    return closed ? [{ kind: 'banned', pin }] : []
  })
  const { of: lanes } = lanesOf(spec)
  const pairs = spec.pins.flatMap((a, k) =>
    spec.pins.slice(k + 1).flatMap((b): readonly PinFault[] => {
      const first = spec.wishes[a.wish]
      const second = spec.wishes[b.wish]
      if (first === undefined || second === undefined) return []
      if (a.wish === b.wish && a.nth === b.nth) return [{ kind: 'pinned-twice', pins: [a, b] }]
      if (a.start >= b.start + second.duration || b.start >= a.start + first.duration) return []
      if (a.space === b.space && meet(lanes[a.wish], lanes[b.wish])) return [{ kind: 'space-overlap', pins: [a, b] }]
      const isSameTime = meet(partsOf(spec, a.wish), partsOf(spec, b.wish))
      return isSameTime && meet(first.groups, second.groups) ? [{ kind: 'person-overlap', pins: [a, b] }] : []
    }),
  )
  return alone.length + pairs.length > 0 ? [...alone, ...pairs] : brokenBy(spec)
}

/** Hard conditions that the pins break by themselves, which no other activity can mend. */
function brokenBy(spec: ProblemSpec): readonly PinFault[] {
  const problem = problemOf(spec)
  if (!problem.bonds.some(({ isHard }) => isHard)) return []
  return costRules.flatMap((rule) =>
    rule.explain(problem, problem.pinned).flatMap(({ level, activities, params }): readonly PinFault[] => {
      if (level !== 'hard') return []
      const pins = spec.pins.filter(({ wish, nth }) => activities.includes(problem.firstOf[wish]! + nth))
      return [
        { kind: 'condition', rule: rule.id, subject: typeof params['who'] === 'string' ? params['who'] : '', pins },
      ]
    }),
  )
}

function meet(a: readonly number[] = [], b: readonly number[] = []): boolean {
  return a.some((one) => b.includes(one))
}
