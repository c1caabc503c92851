import type { Problem } from '../problem.ts'

/** Of each party: slots asked for, earlier seasons counted in, and slots that it already had. 0 asked: nobody of it wishes anything now. */
export interface Asked {
  readonly asked: readonly number[]
  readonly had: readonly number[]
}

/** What every party asks for and had, by number. */
export function askedOf({ spec }: Problem): Asked {
  const now: number[] = Array.from({ length: Math.max(-1, ...spec.wishes.map(({ party }) => party)) + 1 }, () => 0)
  for (const { party, count, duration } of spec.wishes) if (party >= 0) now[party] = now[party]! + count * duration
  return {
    asked: now.map((slots, party) => (slots === 0 ? 0 : slots + (spec.parties?.[party]?.asked ?? 0))),
    had: now.map((slots, party) => (slots === 0 ? 0 : (spec.parties?.[party]?.had ?? 0))),
  }
}

/** Slots of each party in a plan, what it had before counted in. */
export function gotOf({ spec, wishOf }: Problem, had: readonly number[], place: Int32Array): number[] {
  const got = [...had]
  place.forEach((at, activity) => {
    const { party, duration } = spec.wishes[wishOf[activity]!]!
    if (party >= 0 && at >= 0) got[party] = got[party]! + duration
  })
  return got
}
