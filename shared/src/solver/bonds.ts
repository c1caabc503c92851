import { type DegreeFor, type Link, isAgainst, isHard, priceOf } from './conditions.ts'
import { partsOf } from './lanes.ts'
import type { ProblemSpec } from './problem.ts'

/** What a bond asks: a link of the same name, or a limit of a group in one part of the season. */
export type BondKind = Exclude<Link['kind'], 'may-share'> | 'day-load' | 'way'

/**
 * A condition in numbers: links and the limits of groups come down to a few kinds, each a rule. `limit` is what the kind
 * counts against: how many different ones, how many slots.
 */
export interface Bond {
  readonly kind: BondKind
  /** Cost of one unit of a breach, > 0. */
  readonly weight: number
  readonly isHard: boolean
  /** Asks that no two are alike instead. */
  readonly against: boolean
  readonly limit: number
  readonly round: boolean
  readonly wishes: readonly number[]
  readonly later: readonly number[]
  /** Whom it is told of: ids of wishes, or of a group. */
  readonly subject: string
  /** Index of the link in the spec; -1 for a limit of a group. */
  readonly link: number
}

/** Every bond that a spec asks for. */
export function bondsOf(spec: ProblemSpec): readonly Bond[] {
  const links = (spec.links ?? []).flatMap((link, index): readonly Bond[] => {
    if (link.kind === 'may-share') return []
    const weight = priceOf(spec, link.level)
    const later = link.kind === 'before' ? link.later : []
    const subject = [...link.wishes, ...later].map((w) => spec.wishes[w]!.id).join(' · ')
    const limit = 'most' in link ? link.most : 'least' in link ? link.least : 1
    const bond = {
      kind: link.kind,
      weight,
      isHard: isHard(link.level),
      against: isAgainst(link.level),
      limit: limit ?? 1,
    }
    const round = link.kind === 'days-apart' && link.round === true
    return weight === 0 ? [] : [{ ...bond, round, wishes: [...new Set(link.wishes)], later, subject, link: index }]
  })
  const limits = spec.groups.flatMap(({ id, limits: own }, g): readonly Bond[] => {
    if (own === undefined) return []
    return Array.from({ length: spec.parts ?? 1 }, (_, part) => {
      const wishes = spec.wishes.flatMap(({ groups }, w) =>
        groups.includes(g) && partsOf(spec, w).includes(part) ? [w] : [],
      )
      const bond = (kind: BondKind, limit: number, level: DegreeFor): readonly Bond[] => {
        const weight = priceOf(spec, level)
        const common = { kind, weight, isHard: isHard(level), against: false, limit, round: false }
        return weight === 0 || wishes.length === 0 ? [] : [{ ...common, wishes, later: [], subject: id, link: -1 }]
      }
      return [
        ...(own.slotsADay === undefined ? [] : bond('day-load', own.slotsADay.most, own.slotsADay.level)),
        ...(own.days === undefined ? [] : bond('same-day', own.days.most, own.days.level)),
        ...(own.gap === undefined ? [] : bond('gap', own.gap.least, own.gap.level)),
        ...(own.way === undefined ? [] : bond('way', 0, own.way.level)),
      ]
    }).flat()
  })
  return [...links, ...limits]
}
