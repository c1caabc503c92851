import { type Descent, LUCK, ROUND, couplings, luckTable, reachable } from './descent.ts'
import { type Plan, become, inLanes, put, take } from './plan.ts'
import { BARRED, UNPLACED } from './problem.ts'

/** Long because its steps share one set of arrays: what is taken apart is slower by half. */

/**
 * Where a step goes: up to SPACE another slot of the same space, up to SLOT another space at the same slot, up to SIBLING
 * the space of another activity of the wish, else any option. Measured on packed weeks: RESULTS.md.
 */
const SPACE = 0.4
const SLOT = 0.5
const SIBLING = 0.8
/** How many may be put out for one, and in how many places each of those then looks. */
const MOST_OUT = 3
const LOOKS = 10

/**
 * Annealing of activities of any length. Steps: an activity goes to another place; two change places; whoever stands in the way is
 * put out, when that is worth it, and looks for another place.
 */
export function annealSpans(plan: Plan, { hot, cold, dice, pace, onBest }: Descent): { tries: number; best: number } {
  const { problem, kernel, place, inSpace, withGroup, clashes, score } = plan
  const {
    cost,
    places,
    slots,
    wishOf,
    firstOf,
    duration,
    optionAt,
    options,
    groupAt,
    groupList,
    startOf,
    spaceOf,
    pinned,
  } = problem
  const coupled = couplings(problem)
  const hasGroup = Int32Array.from({ length: problem.wishes }, (_, w) => (groupAt[w + 1]! > groupAt[w]! ? 1 : 0))
  const movable = Int32Array.from(
    [...pinned.keys()].filter((i) => pinned[i] === UNPLACED && optionAt[wishOf[i]! + 1]! > optionAt[wishOf[i]!]!),
  )
  // where spaces are shared, who stands in the way is asked lane by lane
  const shared = problem.lanes > 1
  const near = new Int32Array(problem.wishes)
  const best = Int32Array.from(place)
  let bestCost = score.cost
  let told = bestCost
  const mostGain = Float64Array.from({ length: problem.wishes }, (_, w) => kernel.mostGain(w))
  const logs = luckTable()
  const out = new Int32Array(MOST_OUT)
  const origin = new Int32Array(MOST_OUT)
  const target = new Int32Array(MOST_OUT)
  // those who are left out are tried more often than others
  const recent = new Int32Array(16).fill(-1)
  movable.filter((i) => place[i] === UNPLACED).forEach((i, k) => recent.fill(i, k & 15, (k & 15) + 1))
  let outs = 0
  let tries = 0
  let temperature = hot

  /** A slot at which `w` might start. */
  const someStart = (w: number): number => startOf[options[optionAt[w]! + dice.below(near[w]!)]!]!

  /** Looks at who stands in the way of `i` at `to`; -1 nobody, -2 several, else the one. */
  const blocker = (i: number, to: number): number => {
    const length = duration[i]!
    const w = wishOf[i]!
    const start = startOf[to]!
    if (length === 1 && !shared) {
      const there = inSpace[to]!
      const from = place[i]!
      const clash =
        clashes[w * slots + start]! - (hasGroup[w]! & (from !== UNPLACED && startOf[from] === start ? 1 : 0))
      if (clash === 0) return there === i ? -1 : there
      if (clash > 1) return -2
      for (let g = groupAt[w]!, end = groupAt[w + 1]!; g < end; g++) {
        const who = withGroup[groupList[g]! * slots + start]!
        if (who !== -1 && who !== i) return there === -1 || there === who || there === i ? who : -2
      }
      return -2
    }
    let who = -1
    if (shared) who = inLanes(plan, i, to, -1)
    else
      for (let k = 0; k < length; k++) {
        const there = inSpace[to + k]!
        if (there !== -1 && there !== i && there !== who) {
          if (who !== -1) return -2
          who = there
        }
      }
    if (who === -2) return -2
    for (let g = groupAt[w]!, end = groupAt[w + 1]!; g < end; g++) {
      const row = groupList[g]! * slots + start
      for (let k = 0; k < length; k++) {
        const there = withGroup[row + k]!
        if (there !== -1 && there !== i && there !== who) {
          if (who !== -1) return -2
          who = there
        }
      }
    }
    return who
  }

  /** Whether `j` may stand at `to` once `i` has left: only groups and spaces at that slot. */
  const freeBut = (j: number, to: number, i: number): boolean => {
    const length = duration[j]!
    if (shared) {
      if (inLanes(plan, j, to, i) !== -1) return false
    } else
      for (let k = 0; k < length; k++) {
        const there = inSpace[to + k]!
        if (there !== -1 && there !== i && there !== j) return false
      }
    const w = wishOf[j]!
    const start = startOf[to]!
    for (let g = groupAt[w]!, end = groupAt[w + 1]!; g < end; g++) {
      const row = groupList[g]! * slots + start
      for (let k = 0; k < length; k++) {
        const there = withGroup[row + k]!
        if (there !== -1 && there !== i && there !== j) return false
      }
    }
    return true
  }

  /** `i` takes the place of `j`, and `j` that of `i`, as far as their lengths let them. */
  const swap = (i: number, j: number, from: number, to: number, limit: number): boolean => {
    const back = place[j]!
    const v = wishOf[j]!
    const w = wishOf[i]!
    if (cost[v * places + from] === BARRED) return false
    if (cost[v * places + from]! - cost[v * places + back]! - mostGain[v]! - mostGain[w]! > limit) return false
    if (!freeBut(j, from, i)) return false
    // where nothing couples the two, what each would change alone adds up
    if (coupled[w * problem.wishes + v] === 0 && kernel.move(i, from, to) + kernel.move(j, back, from) > limit)
      return false
    let change = take(plan, i) + take(plan, j)
    change += put(plan, i, to)
    if (!freeBut(j, from, j)) {
      take(plan, i)
      put(plan, i, from)
      put(plan, j, back)
      return false
    }
    change += put(plan, j, from)
    if (change <= limit) return true
    take(plan, i)
    take(plan, j)
    put(plan, i, from)
    put(plan, j, back)
    return false
  }

  for (;;) {
    const done = pace(tries)
    if (bestCost < told) {
      told = bestCost
      onBest?.(best, bestCost, tries)
    }
    if (done >= 1 || movable.length === 0) break
    temperature = problem.spec.grain * hot * (cold / hot) ** done
    reachable(problem, temperature, near)
    for (let round = 0; round < ROUND; round++) {
      tries++
      let i = movable[dice.below(movable.length)]!
      if (score.unplaced > 0 && (round & 15) === 0) {
        const again = recent[dice.below(16)]!
        if (again >= 0 && place[again] === UNPLACED) i = again
      }
      const from = place[i]!
      const w = wishOf[i]!
      let to: number
      const kind = dice.share()
      if (from === UNPLACED || kind >= SIBLING) {
        to = options[optionAt[w]! + dice.below(near[w]!)]!
      } else if (kind < SPACE) {
        to = from - startOf[from]! + someStart(w)
      } else if (kind < SLOT) {
        to = startOf[from]! + dice.below(problem.spaces) * slots
      } else {
        const sibling = place[firstOf[w]! + dice.below(firstOf[w + 1]! - firstOf[w]!)]!
        if (sibling === UNPLACED) continue
        to = someStart(w) + spaceOf[sibling]! * slots
      }
      const unary = cost[w * places + to]!
      if (to === from || unary === BARRED) continue
      const limit = temperature * logs[dice.below(LUCK)]!
      if (from !== UNPLACED && unary - cost[w * places + from]! - mostGain[w]! > limit) continue
      const who = blocker(i, to)
      if (who === -1) {
        const change = kernel.move(i, from, to)
        if (change > limit) continue
        if (from !== UNPLACED) take(plan, i)
        put(plan, i, to)
      } else {
        const isSwapped = who >= 0 && from !== UNPLACED && pinned[who] === UNPLACED && swap(i, who, from, to, limit)
        if (!isSwapped && !push(i, to, limit)) continue
      }
      if (score.cost < bestCost) {
        bestCost = score.cost
        best.set(place)
      }
    }
  }
  if (score.cost > bestCost) become(plan, best)
  return { tries, best: bestCost }

  /** Puts `i` in and out who is in the way; each of those looks for another free place, or is left out. */
  function push(i: number, to: number, limit: number): boolean {
    const home = place[i]!
    let change = home === UNPLACED ? 0 : take(plan, i)
    let length = 0
    for (;;) {
      let who = blocker(i, to)
      if (who === -1) break
      if (who === -2) who = first(i, to)
      if (length >= MOST_OUT || pinned[who] !== UNPLACED) {
        change = Infinity
        break
      }
      out[length] = who
      origin[length++] = place[who]!
      change += take(plan, who)
    }
    if (change < Infinity) {
      change += put(plan, i, to)
      for (let k = 0; k < length; k++) {
        const who = out[k]!
        const w = wishOf[who]!
        let found = UNPLACED
        let least = 0
        for (let look = 0; look < LOOKS; look++) {
          const there = options[optionAt[w]! + dice.below(near[w]!)]!
          if (there === found || blocker(who, there) !== -1) continue
          const gain = kernel.move(who, UNPLACED, there)
          if (gain < least) {
            least = gain
            found = there
          }
        }
        target[k] = found
        if (found !== UNPLACED) change += put(plan, who, found)
      }
      if (change <= limit) {
        for (let k = 0; k < length; k++) if (target[k] === UNPLACED) recent[outs++ & 15] = out[k]!
        return true
      }
      for (let k = 0; k < length; k++) if (target[k] !== UNPLACED) take(plan, out[k]!)
      take(plan, i)
    }
    while (length-- > 0) put(plan, out[length]!, origin[length]!)
    if (home !== UNPLACED) put(plan, i, home)
    return false
  }

  function first(i: number, to: number): number {
    const length = duration[i]!
    const w = wishOf[i]!
    for (let lane = problem.laneAt[w]!; lane < problem.laneAt[w + 1]!; lane++)
      for (let k = 0; k < length; k++) {
        const there = inSpace[problem.laneList[lane]! * places + to + k]!
        if (there !== -1 && there !== i) return there
      }
    for (let g = groupAt[w]!; g < groupAt[w + 1]!; g++)
      for (let k = 0; k < length; k++) {
        const there = withGroup[groupList[g]! * slots + startOf[to]! + k]!
        if (there !== -1 && there !== i) return there
      }
    return -1
  }
}
