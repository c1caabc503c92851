import type { Dice } from './dice.ts'
import { type Plan, inLanes, put, take } from './plan.ts'
import { BARRED, UNPLACED, type Problem } from './problem.ts'

/** Long because its steps share one set of arrays: what is taken apart is slower by half. */

/** How a descent runs. Temperatures are in grains of the problem. */
export interface Descent {
  readonly hot: number
  readonly cold: number
  readonly dice: Dice
  /** How much of the budget is used after so many tries: from 0 to 1, where it ends. */
  readonly pace: (tries: number) => number
  /** Called whenever a plan better than any before is found, at most once a round of tries. */
  readonly onBest?: (places: Int32Array, cost: number, tries: number) => void
  /** The only activities that set out by themselves; others move when they are in the way. All, when absent. */
  readonly only?: readonly number[]
}

/**
 * Where a step goes: up to SPACE another slot of the same space, up to SLOT another space at the same slot, up to SIBLING
 * the space of another activity of the wish, else any option. CHAINS: how many of the blocked steps become Kempe chains.
 * Measured on the seven public timetables and the packed week: RESULTS.md.
 */
const SPACE = 0.4
const SLOT = 0.5
const SIBLING = 0.8
const CHAINS = 0.2
/** How many may be put out for one, and in how many places each of those then looks. */
const MOST_OUT = 3
const LOOKS = 10
/** Tries between two looks at the pace. */
const ROUND = 16_384
/** Sizes of luck: the thresholds of Metropolis come from a table that stays in the nearest cache. */
const LUCK = 2048
/** Longest Kempe chain that is tried. */
const LONGEST = 6

/**
 * Simulated annealing on a whole plan. Steps: an activity goes to another place; two change places; a Kempe chain changes
 * two slots; whoever stands in the way is put out, when that is worth it. The threshold of Metropolis is drawn before a
 * step is weighed, so that hopeless ones are dropped early. Ends with the best plan in `plan`.
 */
export function anneal(plan: Plan, { hot, cold, dice, pace, onBest, only }: Descent): { tries: number; best: number } {
  const { problem, kernel, place, inSpace, withGroup, clashes, score } = plan
  const { cost, places, slots, wishOf, firstOf, duration, optionAt, options, groupAt, groupList, startOf, spaceOf } =
    problem
  const related = relations(problem)
  const hasGroup = Int32Array.from({ length: problem.wishes }, (_, w) => (groupAt[w + 1]! > groupAt[w]! ? 1 : 0))
  const movable = Int32Array.from(
    (only ?? [...problem.pinned.keys()]).filter(
      (i) => problem.pinned[i] === UNPLACED && optionAt[wishOf[i]! + 1]! > optionAt[wishOf[i]!]!,
    ),
  )
  // where spaces are shared, who stands in the way is asked lane by lane
  const shared = problem.lanes > 1
  const uniform = !shared && movable.every((i) => duration[i] === 1)
  const near = new Int32Array(problem.wishes)
  const best = Int32Array.from(place)
  let bestCost = score.cost
  let told = bestCost
  const mostGain = Float64Array.from({ length: problem.wishes }, (_, w) => kernel.mostGain(w))
  const logs = Float64Array.from({ length: LUCK }, (_, k) => -Math.log((k + 0.5) / LUCK))
  const stamp = new Int32Array(problem.activities)
  let stamped = 0
  const chain = new Int32Array(LONGEST + 2)
  const target = new Int32Array(LONGEST + 2)
  const origin = new Int32Array(LONGEST + 2)
  // those who are left out are tried more often than others; in a small repair, half of the time
  const recent = new Int32Array(16).fill(-1)
  movable.filter((i) => place[i] === UNPLACED).forEach((i, k) => recent.fill(i, k & 15, (k & 15) + 1))
  const rarely = only === undefined ? 15 : 1
  let outs = 0
  let tries = 0
  let temperature = hot

  /** A slot at which `w` might start; where most slots are open to all, any. */
  const someStart = (w: number): number =>
    uniform ? dice.below(slots) : startOf[options[optionAt[w]! + dice.below(near[w]!)]!]!

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

  const swap = (i: number, j: number, from: number, to: number, limit: number): boolean => {
    const back = place[j]!
    // the one in the way goes to the place that is left: the whole place when it held this one, else its slot in its own space
    const there = back === to || !uniform ? from : startOf[from]! + spaceOf[back]! * slots
    if (cost[wishOf[j]! * places + there] === BARRED) return false
    if (
      cost[wishOf[j]! * places + there]! -
        cost[wishOf[j]! * places + back]! -
        mostGain[wishOf[j]!]! -
        mostGain[wishOf[i]!]! >
      limit
    )
      return false
    if (!freeBut(j, there, i)) return false
    if (uniform && related[wishOf[i]! * problem.wishes + wishOf[j]!] === 0) {
      // nothing couples the two, so what each would change alone adds up
      if (kernel.move(i, from, to) + kernel.move(j, back, there) > limit) return false
      take(plan, i)
      take(plan, j)
      put(plan, i, to)
      put(plan, j, there)
      return true
    }
    let change = take(plan, i) + take(plan, j)
    change += put(plan, i, to)
    if (duration[i] !== 1 || duration[j] !== 1) {
      if (!freeBut(j, there, j)) {
        take(plan, i)
        put(plan, i, from)
        put(plan, j, back)
        return false
      }
    }
    change += put(plan, j, there)
    if (change <= limit) return true
    take(plan, i)
    take(plan, j)
    put(plan, i, from)
    put(plan, j, back)
    return false
  }

  /** Changes the slots of `i` and of all who would then be in the way, to and fro. Everyone keeps the space. */
  const kempe = (i: number, slot: number, limit: number): boolean => {
    const home = startOf[place[i]!]!
    stamped++
    let length = 1
    chain[0] = i
    stamp[i] = stamped
    for (let at = 0; at < length; at++) {
      const who = chain[at]!
      const from = place[who]!
      const other = startOf[from] === home ? slot : home
      const to = from - startOf[from]! + other
      const w = wishOf[who]!
      if (cost[w * places + to] === BARRED || problem.pinned[who] !== UNPLACED) return false
      origin[at] = from
      target[at] = to
      const occupant = inSpace[to]!
      if (occupant !== -1 && stamp[occupant] !== stamped) {
        if (length > LONGEST) return false
        stamp[occupant] = stamped
        chain[length++] = occupant
      }
      for (let g = groupAt[w]!, end = groupAt[w + 1]!; g < end; g++) {
        const there = withGroup[groupList[g]! * slots + other]!
        if (there !== -1 && stamp[there] !== stamped) {
          if (length > LONGEST) return false
          stamp[there] = stamped
          chain[length++] = there
        }
      }
    }
    let change = 0
    for (let k = 0; k < length; k++) change += take(plan, chain[k]!)
    for (let k = 0; k < length; k++) change += put(plan, chain[k]!, target[k]!)
    if (change <= limit) return true
    for (let k = 0; k < length; k++) take(plan, chain[k]!)
    for (let k = 0; k < length; k++) put(plan, chain[k]!, origin[k]!)
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
    reach(temperature)
    for (let round = 0; round < ROUND; round++) {
      tries++
      let i = movable[dice.below(movable.length)]!
      if (score.unplaced > 0 && (round & rarely) === 0) {
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
      } else if (from === UNPLACED || !uniform) {
        if (who >= 0 && from !== UNPLACED && problem.pinned[who] === UNPLACED && swap(i, who, from, to, limit)) {
          // they changed places
        } else if (!push(i, to, limit)) continue
      } else if (who >= 0) {
        // two of one wish that change places are where they were
        if (problem.pinned[who] !== UNPLACED || wishOf[who] === w) continue
        if (!swap(i, who, from, to, limit)) {
          if (startOf[from] === startOf[to]) continue
          if (dice.share() >= CHAINS || !kempe(i, startOf[to]!, limit)) continue
        }
      } else {
        if (startOf[from] === startOf[to]) continue
        if (dice.share() >= CHAINS || !kempe(i, startOf[to]!, limit)) continue
      }
      if (score.cost < bestCost) {
        bestCost = score.cost
        best.set(place)
      }
    }
  }
  restore()
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
      if (length >= MOST_OUT || problem.pinned[who] !== UNPLACED) {
        change = Infinity
        break
      }
      chain[length] = who
      origin[length++] = place[who]!
      change += take(plan, who)
    }
    if (change < Infinity) {
      change += put(plan, i, to)
      for (let k = 0; k < length; k++) {
        const who = chain[k]!
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
        for (let k = 0; k < length; k++) if (target[k] === UNPLACED) recent[outs++ & 15] = chain[k]!
        return true
      }
      for (let k = 0; k < length; k++) if (target[k] !== UNPLACED) take(plan, chain[k]!)
      take(plan, i)
    }
    while (length-- > 0) put(plan, chain[length]!, origin[length]!)
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

  /** Options that this temperature could ever take. */
  function reach(now: number): void {
    const slack = Math.max(8 * problem.spec.grain, now * 10)
    for (let w = 0; w < problem.wishes; w++) {
      const begin = optionAt[w]!
      const end = optionAt[w + 1]!
      const least = begin < end ? cost[w * places + options[begin]!]! : 0
      let low = begin
      let high = end
      while (low < high) {
        const middle = (low + high) >> 1
        if (cost[w * places + options[middle]!]! <= least + slack) low = middle + 1
        else high = middle
      }
      near[w] = Math.max(Math.min(1, end - begin), low - begin)
    }
  }

  function restore(): void {
    if (score.cost <= bestCost) return
    for (let i = 0; i < place.length; i++) if (place[i] !== UNPLACED && place[i] !== best[i]) take(plan, i)
    for (let i = 0; i < place.length; i++) if (place[i] === UNPLACED && best[i] !== UNPLACED) put(plan, i, best[i]!)
  }
}

/** 1 for two wishes that share a group or a link, or are one: rules may couple their activities. wishes × wishes. */
function relations({ spec, wishes, coupledAt, coupledList }: Problem): Uint8Array {
  const related = new Uint8Array(wishes * wishes)
  // any two may be neighbours in a space
  if (spec.gaps !== undefined) return related.fill(1)
  for (let w = 0; w < wishes; w++) {
    related[w * wishes + w] = 1
    for (let r = coupledAt[w]!; r < coupledAt[w + 1]!; r++) related[w * wishes + coupledList[r]!] = 1
  }
  return related
}
