import type { Dice } from './dice.ts'
import type { MipLimits, SolveMip } from './mip.ts'
import { type Plan, become } from './plan.ts'
import { UNPLACED } from './problem.ts'
import { rowsOf } from './rows.ts'

/** How a search of large neighbourhoods runs. */
export interface Neighbourhoods {
  readonly solve: SolveMip
  readonly dice: Dice
  /** How much of the budget is used after so many neighbourhoods: from 0 to 1, where it ends. */
  readonly pace: (rounds: number) => number
  readonly stop: () => boolean
  /** Activities set free at a time, to begin with. */
  readonly size: number
  readonly seconds: number
  /** By option: 0 for those that are not worth a column. All are, when absent. */
  readonly kept?: Uint8Array | undefined
  readonly onBest?: (places: Int32Array, cost: number) => void
}

/** Options of all who are free at a time: more than these take the exact solver too long, and too much memory. */
const MOST_OPTIONS = 12_000

/**
 * Large neighbourhood search: some activities that have to do with each other are set free, all others stay, and the exact
 * solver places the free ones as well as can be. Never gets worse. The size follows what the solver can prove.
 */
export function improve(
  plan: Plan,
  { solve, dice, pace, stop, size, seconds, kept, onBest }: Neighbourhoods,
): { rounds: number; gains: number } {
  const { problem, place, score } = plan
  let rounds = 0
  let gains = 0
  const options = kept?.reduce((sum, is) => sum + is, 0) ?? problem.options.length
  const most = Math.max(8, (MOST_OPTIONS * problem.activities) / Math.max(1, options))
  // the whole at once is for when parts of it were proven
  let free = Math.min(size, most, Math.max(8, problem.activities / 2))
  for (;;) {
    const done = pace(rounds)
    // what is left must do for half of a usual one: the exact solver looks up too seldom to be stopped in time
    if (done >= 1 || 1 - done < (0.5 * done) / Math.max(1, rounds) || stop()) break
    const chosen = neighbourhood(plan, dice, Math.round(free))
    const before = score.cost
    const isProven = improveOnce(plan, chosen, { solve, seconds, nodes: 500, stop, kept })
    rounds++
    free = isProven ? Math.min(free * 1.05, most, problem.activities) : Math.max(8, free * 0.93)
    if (score.cost >= before) continue
    gains++
    onBest?.(place, score.cost)
  }
  return { rounds, gains }
}

/** Sets some activities as well as can be while all others stay. Answers whether that is proven to be the best. */
export function improveOnce(
  plan: Plan,
  chosen: readonly number[],
  { solve, kept, ...limits }: { readonly solve: SolveMip; readonly kept?: Uint8Array | undefined } & MipLimits,
): boolean {
  const { problem, place, score } = plan
  const rows = rowsOf(problem, place, chosen, kept)
  if (rows.mip.cost.length === 0) return true
  const start = warmStart(plan, chosen, rows.columnsOf, rows.mip.cost.length)
  const { status, values, cost } = solve(rows.mip, { gap: 1e-6, ...limits, start })
  const before = score.cost
  if (values !== undefined && cost !== undefined && Math.round(cost + rows.constant) < before) {
    const places = Int32Array.from(place)
    become(plan, rows.decode(values))
    // not every rule has rows: what the program gained may be lost to one of those
    if (score.cost > before) become(plan, places)
  }
  return status === 'optimal'
}

/** The current places as a solution, with what the solver fills in for other columns left to it. */
function warmStart(
  { problem, place }: Plan,
  chosen: readonly number[],
  columnsOf: ReadonlyMap<number, readonly { readonly place: number; readonly column: number }[]>,
  length: number,
): readonly number[] {
  const values = Array.from({ length }, () => 0)
  for (const i of chosen) {
    const column = columnsOf.get(problem.wishOf[i]!)?.find((entry) => entry.place === place[i])?.column
    if (column !== undefined) values[column] = 1
  }
  return values
}

/**
 * Activities that could take each other's places: a seed, mostly one that is left out or badly served, and those who stand
 * in its options, then those who stand in theirs, until there are enough.
 */
function neighbourhood(plan: Plan, dice: Dice, size: number): readonly number[] {
  const { problem, place, inSpace, withGroup } = plan
  const { wishOf, optionAt, options, startOf, duration, groupAt, groupList, slots, places, laneAt, laneList } = problem
  const chosen = new Set<number>()
  const queue: number[] = []
  const add = (i: number): void => {
    if (i < 0 || chosen.has(i) || problem.pinned[i] !== UNPLACED || chosen.size >= size) return
    chosen.add(i)
    queue.push(i)
  }
  const span = dice.below(3)
  if (span === 0) {
    // a stretch of time: everyone who stands there or wishes to
    const day = dice.below(problem.days)
    const wanting = [...place.keys()].filter((i) => {
      const w = wishOf[i]!
      const at = place[i]!
      if (at !== UNPLACED) return problem.dayOfPlace[at] === day
      return optionAt[w + 1]! > optionAt[w]! && problem.dayOfPlace[options[optionAt[w]!]!] === day
    })
    shuffle(wanting, dice)
    for (const i of wanting) add(i)
  }
  let next = 0
  while (chosen.size < Math.min(size, problem.activities)) {
    if (next >= queue.length) {
      add(dice.below(problem.activities))
      if (next >= queue.length) continue
    }
    const i = queue[next++]!
    const w = wishOf[i]!
    const count = optionAt[w + 1]! - optionAt[w]!
    const looks = count === 0 ? 0 : 12
    for (let look = 0; look < looks; look++) {
      const to = options[optionAt[w]! + Math.floor(dice.below(count) * dice.share())]!
      for (let k = 0; k < duration[i]!; k++) {
        for (let lane = laneAt[w]!; lane < laneAt[w + 1]!; lane++) add(inSpace[laneList[lane]! * places + to + k]!)
        for (let g = groupAt[w]!; g < groupAt[w + 1]!; g++) add(withGroup[groupList[g]! * slots + startOf[to]! + k]!)
      }
    }
    if (dice.below(2) === 0) add(leftOut(plan, dice))
  }
  return [...chosen]
}

function leftOut({ place }: Plan, dice: Dice): number {
  const from = dice.below(place.length)
  for (let k = 0; k < place.length; k++)
    if (place[(from + k) % place.length] === UNPLACED) return (from + k) % place.length
  return -1
}

function shuffle(list: number[], dice: Dice): void {
  for (let k = list.length - 1; k > 0; k--) {
    const other = dice.below(k + 1)
    const mine = list[k]!
    list[k] = list[other]!
    list[other] = mine
  }
}
