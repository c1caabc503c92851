import type { ProblemSpec } from './problem.ts'

/**
 * Who may stand in one space at once. A space has one lane or more; a wish holds some of them, and two wishes stand in each
 * other's way where they hold one together. Without sharing and without parts of the season there is one lane, held by all.
 */
export interface Lanes {
  readonly count: number
  /** Lanes of each wish, ascending. */
  readonly of: readonly (readonly number[])[]
}

/** Parts of the season in which a wish takes place, ascending. */
export function partsOf(spec: ProblemSpec, wish: number): readonly number[] {
  const all = Array.from({ length: spec.parts ?? 1 }, (_, part) => part)
  return spec.wishes[wish]!.parts?.toSorted((a, b) => a - b) ?? all
}

/**
 * Cuts a season where somebody begins or ends: the parts of each date range, half-open, and how many parts there are. Two
 * ranges that meet have a part in common, others have none.
 */
export function partsOfRanges(ranges: readonly { readonly from: number; readonly until: number }[]): {
  readonly parts: number
  readonly of: readonly (readonly number[])[]
} {
  const cuts = [...new Set(ranges.flatMap(({ from, until }) => [from, until]))].toSorted((a, b) => a - b)
  const of = ranges.map(({ from, until }) =>
    cuts.slice(0, -1).flatMap((cut, part) => (cut >= from && cut < until ? [part] : [])),
  )
  return { parts: Math.max(1, cuts.length - 1), of }
}

/**
 * The lanes of a spec. In each part of the season the wishes that may share with nobody hold every lane; among the others
 * each lane is a set of wishes of which no two may share, made greedily until every such pair is in one.
 */
export function lanesOf(spec: ProblemSpec): Lanes {
  const shares = new Map<number, Set<number>>()
  for (const link of spec.links ?? []) {
    if (link.kind !== 'may-share') continue
    for (const a of link.wishes)
      for (const b of link.wishes) if (a !== b) shares.set(a, (shares.get(a) ?? new Set()).add(b))
  }
  const of: number[][] = spec.wishes.map(() => [])
  let count = 0
  for (let part = 0; part < (spec.parts ?? 1); part++) {
    const here = spec.wishes.flatMap((_, w) => (partsOf(spec, w).includes(part) ? [w] : []))
    const sharers = here.filter((w) => shares.has(w))
    const cliques = cover(sharers, (a, b) => shares.get(a)?.has(b) !== true)
    const lanes = Math.max(1, cliques.length)
    for (const w of here)
      if (!shares.has(w)) of[w]!.push(...Array.from({ length: lanes }, (_, lane) => count + lane))
      else cliques.forEach((clique, lane) => clique.includes(w) && of[w]!.push(count + lane))
    count += lanes
  }
  return { count, of }
}

/** Sets of members that clash pairwise, so that every clashing pair, and every member, is in one. */
function cover(members: readonly number[], clash: (a: number, b: number) => boolean): readonly (readonly number[])[] {
  const cliques: number[][] = []
  const together = (a: number, b: number): boolean => cliques.some((set) => set.includes(a) && set.includes(b))
  for (const a of members) {
    const open = members.filter((b) => b !== a && clash(a, b) && !together(a, b))
    const isAlone = open.length === 0 && !cliques.some((set) => set.includes(a))
    for (const seed of isAlone ? [a] : open) {
      if (seed !== a && together(a, seed)) continue
      const set = seed === a ? [a] : [a, seed]
      for (const c of members) if (!set.includes(c) && set.every((b) => clash(b, c))) set.push(c)
      cliques.push(set)
    }
  }
  return cliques
}
