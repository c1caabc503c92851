import { UNPLACED, type Problem } from './problem.ts'
import { lotsOf } from './lots.ts'

/** How many want what a wish wants, and how those who have it compare. */
export interface Contest {
  /** Slots of the week at which the wish could start, ascending. */
  readonly starts: readonly number[]
  /** Wishes that would take a place of it, the wish itself among them, and how many of them have one there. */
  readonly wanting: number
  readonly got: number
  /** Parties among those who have one that had a smaller share of what they asked for in earlier seasons. */
  readonly hadLess: number
  /** Parties among them with the same share, where the lot was better. */
  readonly byLot: number
}

/** Who contends for the places of a wish in a plan. */
export function contestOf(problem: Problem, place: Int32Array, wish: number): Contest {
  const { spec, places, optionAt, options, firstOf, slots } = problem
  const wanted = new Uint8Array(places)
  const own = options.subarray(optionAt[wish], optionAt[wish + 1])
  for (const at of own) wanted.fill(1, at, at + spec.wishes[wish]!.duration)
  const touches = (at: number, length: number): boolean => {
    for (let k = 0; k < length; k++) if (wanted[at + k] === 1) return true
    return false
  }
  const rivals = spec.wishes.flatMap(({ duration }, w) => {
    if (w !== wish && !shareLane(problem, wish, w)) return []
    const wants = options.subarray(optionAt[w], optionAt[w + 1]).some((at) => touches(at, duration))
    if (!wants && w !== wish) return []
    const standing = place.subarray(firstOf[w], firstOf[w + 1])
    return [{ w, has: standing.some((at) => at !== UNPLACED && touches(at, duration)) }]
  })
  const winners = rivals.filter(({ w, has }) => has && w !== wish)
  const mine = spec.wishes[wish]!.party
  const parties = new Set(winners.map(({ w }) => spec.wishes[w]!.party).filter((party) => party >= 0 && party !== mine))
  const lots = lotsOf(spec)
  const lot = (party: number): number => lots[party] ?? 0
  const compared = mine < 0 ? [] : [...parties]
  return {
    starts: [...new Set([...own].map((at) => at % slots))].toSorted((a, b) => a - b),
    wanting: rivals.length,
    got: rivals.filter(({ has }) => has).length,
    hadLess: compared.filter((party) => earlier(problem, party) < earlier(problem, mine)).length,
    byLot: compared.filter((party) => earlier(problem, party) === earlier(problem, mine) && lot(party) > lot(mine))
      .length,
  }
}

/** The share that a party had of what it asked for in earlier seasons; 0 where it asked for nothing. */
function earlier({ spec }: Problem, party: number): number {
  const { had = 0, asked = 0 } = spec.parties?.[party] ?? {}
  return asked === 0 ? 0 : had / asked
}

function shareLane({ laneAt, laneList }: Problem, a: number, b: number): boolean {
  const lanes = laneList.subarray(laneAt[a], laneAt[a + 1])
  return laneList.subarray(laneAt[b], laneAt[b + 1]).some((lane) => lanes.includes(lane))
}
