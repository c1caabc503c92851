import { UNPLACED, type Option, type Problem, type ProblemSpec } from '../problem.ts'

/** A packed week as the benchmark files have it. Slots count through the days. */
export interface SeasonInstance {
  readonly S: number
  /** Slots of each day, and the first slot of each. */
  readonly days: readonly number[]
  readonly dayStart: readonly number[]
  readonly rooms: readonly { readonly cap: number; readonly f: readonly string[] }[]
  readonly reqs: readonly SeasonRequest[]
}

/** One request: `d` slots for `n` people of group `g`, within one of its windows, with instructor `instr` (-1 for none). */
export interface SeasonRequest {
  readonly d: number
  readonly n: number
  readonly g: number
  readonly okRooms: readonly number[]
  readonly wins: readonly { readonly lo: number; readonly hi: number; readonly ctr: number; readonly pref: number }[]
  readonly instr: number
  readonly w: number
}

/** Cost units to a unit of value: values have two decimals. */
export const CENTS = 100

/** The season as a problem, with what turns its costs back into values. */
export interface Season {
  readonly spec: ProblemSpec
  /** Value, in cents, of a plan that costs nothing: every request at its best and all groups served in full. */
  readonly perfect: number
}

/** What request, room and start are worth, in cents; 0 or less means the placement is not offered. */
export function valueOf(request: SeasonRequest, cap: number, start: number): number {
  const values = request.wins
    .filter(({ lo, hi }) => start >= lo && start <= hi)
    .map(({ ctr, pref }) =>
      Math.round(100 * request.w * (pref - Math.abs(start - ctr) * 0.5 - Math.min(2, (cap - request.n) / 60))),
    )
  return Math.max(0, ...values)
}

/** Turns an instance into a problem: values become costs against the best placement of each request. */
export function seasonOf(instance: SeasonInstance): Season {
  const instructors = [...new Set(instance.reqs.map(({ instr }) => instr).filter((instr) => instr >= 0))]
  const priced = instance.reqs.map((request) => {
    const placements = request.okRooms.flatMap((space) => {
      const starts = new Set(
        request.wins.flatMap(({ lo, hi }) => Array.from({ length: hi - lo + 1 }, (_, k) => lo + k)),
      )
      return [...starts].map((start) => ({ space, start, value: valueOf(request, instance.rooms[space]!.cap, start) }))
    })
    const offered = placements.filter(({ value, start }) => value > 0 && fitsDay(instance, start, request.d))
    const best = Math.max(0, ...offered.map(({ value }) => value))
    const options = offered.map(({ space, start, value }): Option => ({ space, start, cost: best - value }))
    return { request, best, options }
  })
  const total = priced.reduce((sum, { best }) => sum + best, 0)
  const lambda = Math.round((0.15 * total) / CENTS)
  return {
    perfect: total + lambda * CENTS,
    spec: {
      days: instance.days,
      spaces: instance.rooms.map((_, room) => `room ${room}`),
      groups: instructors.map((instr) => ({ id: `instructor ${instr}`, compact: false })),
      wishes: priced.map(({ request, best, options }, k) => ({
        id: `request ${k}`,
        count: 1,
        duration: request.d,
        options,
        groups: request.instr >= 0 ? [instructors.indexOf(request.instr)] : [],
        unplaced: best,
        party: request.g,
        minDays: 0,
        sameSpace: false,
      })),
      weights: { compactness: 0, workingDays: 0, sameSpace: 0, fairness: lambda * CENTS },
      // an hour off the best start for a wish of middling weight
      grain: 3 * CENTS,
      pins: [],
    },
  }
}

/** The plan as the benchmark writes it. */
export function seasonSolution(
  problem: Problem,
  place: Int32Array,
): readonly { request: number; room: number; start: number }[] {
  return [...place].flatMap((at, request) => {
    if (at === UNPLACED) return []
    const start = at % problem.slots
    return [{ request, room: (at - start) / problem.slots, start }]
  })
}

function fitsDay({ days, dayStart }: SeasonInstance, start: number, length: number): boolean {
  return dayStart.some((first, day) => start >= first && start + length <= first + days[day]!)
}
