import { type Descent, LUCK, ROUND, couplings, exclusions, luckTable, reachable, startsOf } from './descent.ts'
import { type Plan, become, lay, lift, put, shift, take } from './plan.ts'
import { BARRED, UNPLACED } from './problem.ts'

/** Long because its steps share one set of arrays: what is taken apart is slower by half. */

/**
 * Where a step goes: up to SPACE another slot of the same space, up to SLOT another space at the same slot, up to SIBLING
 * another slot in the space of another activity of the wish, else any option. A slot in which two or more are in the way is
 * drawn again REDRAWS times; CHAINS: how many of the steps that stay blocked become Kempe chains of at most LONGEST + 1.
 * Measured on the seven public timetables: RESULTS.md.
 */
const SPACE = 0.4
const SLOT = 0.5
const SIBLING = 0.8
const REDRAWS = 3
const CHAINS = 0.2
const LONGEST = 6
/** How many may be put out for one, and in how many places each of those then looks. */
const MOST_OUT = 3
const LOOKS = 10

/**
 * Annealing of activities that all take one slot, each alone in its space. Steps: an activity goes to another place; two change
 * slots or spaces; a Kempe chain changes two slots; whoever has no place puts others out. Rules are asked before the
 * plan's own lists change.
 */
export function annealUnits(plan: Plan, { hot, cold, dice, pace, onBest }: Descent): { tries: number; best: number } {
  const { problem, kernel, place, inSpace, withGroup, clashes, score } = plan
  const {
    cost,
    places,
    slots,
    spaces,
    wishes,
    pinned,
    wishOf,
    firstOf,
    optionAt,
    options,
    groupAt,
    groupList,
    startOf,
  } = problem
  const excluded = exclusions(problem)
  const coupled = couplings(problem)
  const { startAt, starts } = startsOf(problem)
  const movable = Int32Array.from(
    [...pinned.keys()].filter((i) => pinned[i] === UNPLACED && optionAt[wishOf[i]! + 1]! > optionAt[wishOf[i]!]!),
  )
  const near = new Int32Array(wishes)
  const best = Int32Array.from(place)
  let bestCost = score.cost
  let told = bestCost
  const mostGain = Float64Array.from({ length: wishes }, (_, w) => kernel.mostGain(w))
  const logs = luckTable()
  const stamp = new Int32Array(problem.activities)
  let stamped = 0
  const chain = new Int32Array(LONGEST + 2)
  const target = new Int32Array(LONGEST + 2)
  const origin = new Int32Array(LONGEST + 2)
  const recent = new Int32Array(16).fill(-1)
  movable.filter((i) => place[i] === UNPLACED).forEach((i, k) => recent.fill(i, k & 15, (k & 15) + 1))
  let outs = 0
  let tries = 0
  let temperature = hot

  /** Puts `i` where `who` is and `who` where it then may go; both keep to two slots. */
  const swap = (i: number, who: number, from: number, to: number, limit: number): boolean => {
    const w = wishOf[i]!
    const v = wishOf[who]!
    const back = place[who]!
    const home = startOf[from]!
    const there = back === to ? from : from + (back - startOf[back]!) - (from - home)
    const unary = cost[v * places + there]!
    if (unary === BARRED) return false
    if (unary - cost[v * places + back]! - mostGain[v]! - mostGain[w]! > limit) return false
    const occupant = inSpace[there]!
    if (occupant !== -1 && occupant !== i && occupant !== who) return false
    const isRelated = excluded[w * wishes + v] === 1
    const slot = startOf[back]!
    if (slot !== home && clashes[v * slots + home]! - (isRelated ? 1 : 0) !== 0) return false
    if (coupled[w * wishes + v] === 0) {
      const change = kernel.move(i, from, to) + kernel.move(who, back, there)
      if (change > limit) return false
      take(plan, i)
      take(plan, who)
      put(plan, i, to)
      put(plan, who, there)
      return true
    }
    let change = kernel.take(i, from) + kernel.take(who, back)
    change += kernel.put(i, to) + kernel.put(who, there)
    if (change <= limit) {
      lift(plan, i, from)
      lift(plan, who, back)
      lay(plan, i, to)
      lay(plan, who, there)
      score.cost += change
      return true
    }
    kernel.take(i, to)
    kernel.take(who, there)
    kernel.put(i, from)
    kernel.put(who, back)
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
      if (cost[w * places + to] === BARRED || pinned[who] !== UNPLACED) return false
      origin[at] = from
      target[at] = to
      const occupant = inSpace[to]!
      if (occupant !== -1 && stamp[occupant] !== stamped) {
        if (length > LONGEST) return false
        stamp[occupant] = stamped
        chain[length++] = occupant
      }
      if (clashes[w * slots + other] === 0) continue
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
    for (let k = 0; k < length; k++) change += kernel.take(chain[k]!, origin[k]!)
    for (let k = 0; k < length; k++) change += kernel.put(chain[k]!, target[k]!)
    if (change <= limit) {
      for (let k = 0; k < length; k++) lift(plan, chain[k]!, origin[k]!)
      for (let k = 0; k < length; k++) lay(plan, chain[k]!, target[k]!)
      score.cost += change
      return true
    }
    for (let k = 0; k < length; k++) kernel.take(chain[k]!, target[k]!)
    for (let k = 0; k < length; k++) kernel.put(chain[k]!, origin[k]!)
    return false
  }

  /** Who of the group mates of `w` stands at `start`. */
  const mate = (w: number, start: number): number => {
    for (let g = groupAt[w]!, end = groupAt[w + 1]!; g < end; g++) {
      const who = withGroup[groupList[g]! * slots + start]!
      if (who !== -1) return who
    }
    return -1
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
      if (from === UNPLACED) {
        const to = options[optionAt[w]! + dice.below(near[w]!)]!
        if (!enter(i, to, temperature * logs[dice.below(LUCK)]!)) continue
      } else {
        const kind = dice.share()
        const home = startOf[from]!
        const row = w * places
        let to: number
        if (kind < SLOT && kind >= SPACE) {
          // another space at the same slot
          to = home + dice.below(spaces) * slots
          if (to === from) continue
          const unary = cost[row + to]!
          if (unary === BARRED) continue
          const limit = temperature * logs[dice.below(LUCK)]!
          if (unary - cost[row + from]! - mostGain[w]! > limit) continue
          const who = inSpace[to]!
          if (who === -1) {
            if (kernel.move(i, from, to) > limit) continue
            shift(plan, i, from, to)
          } else {
            if (wishOf[who] === w || pinned[who] !== UNPLACED) continue
            if (!swap(i, who, from, to, limit)) continue
          }
        } else {
          let slot = home
          let base = from - home
          if (kind < SPACE) {
            slot = starts[startAt[w]! + dice.below(startAt[w + 1]! - startAt[w]!)]!
          } else if (kind < SIBLING) {
            const sibling = place[firstOf[w]! + dice.below(firstOf[w + 1]! - firstOf[w]!)]!
            if (sibling === UNPLACED) continue
            base = sibling - startOf[sibling]!
            slot = starts[startAt[w]! + dice.below(startAt[w + 1]! - startAt[w]!)]!
          } else {
            to = options[optionAt[w]! + dice.below(near[w]!)]!
            slot = startOf[to]!
            base = to - slot
          }
          const crowd = w * slots
          let redraws = REDRAWS
          while ((slot === home || clashes[crowd + slot]! > 1) && redraws-- > 0)
            slot = starts[startAt[w]! + dice.below(startAt[w + 1]! - startAt[w]!)]!
          if (slot === home) continue
          to = base + slot
          const unary = cost[row + to]!
          if (unary === BARRED) continue
          const limit = temperature * logs[dice.below(LUCK)]!
          if (unary - cost[row + from]! - mostGain[w]! > limit) continue
          const clash = clashes[crowd + slot]!
          const there = inSpace[to]!
          if (clash > 1) {
            if (dice.share() >= CHAINS || !kempe(i, slot, limit)) continue
          } else if (clash === 0 && there === -1) {
            if (kernel.move(i, from, to) > limit) continue
            shift(plan, i, from, to)
          } else {
            const who = clash === 0 ? there : mate(w, slot)
            if (clash === 1 && there !== -1 && there !== who) {
              if (dice.share() >= CHAINS || !kempe(i, slot, limit)) continue
            } else {
              if (pinned[who] !== UNPLACED || wishOf[who] === w) continue
              if (!swap(i, who, from, to, limit) && (dice.share() >= CHAINS || !kempe(i, slot, limit))) continue
            }
          }
        }
      }
      if (score.cost < bestCost) {
        bestCost = score.cost
        best.set(place)
      }
    }
  }
  if (score.cost > bestCost) become(plan, best)
  return { tries, best: bestCost }

  /** Puts an unplaced one in; who is in the way looks for another free place, or is left out. */
  function enter(i: number, to: number, limit: number): boolean {
    let change = 0
    let length = 0
    for (;;) {
      const there = inSpace[to]!
      const who = there !== -1 ? there : mate(wishOf[i]!, startOf[to]!)
      if (who === -1) break
      if (length >= MOST_OUT || pinned[who] !== UNPLACED) {
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
          if (there === found || inSpace[there] !== -1 || clashes[w * slots + startOf[there]!] !== 0) continue
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
    return false
  }
}
