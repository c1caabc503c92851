import type { Dice } from './dice.ts'
import { type Plan, isFree, put, take } from './plan.ts'
import { UNPLACED } from './problem.ts'

/**
 * A first plan: pins, then wishes with the fewest ways first, each to its cheapest free place; then, for `tries` steps,
 * whatever is left takes the place that costs least and puts out who stands there. Who was put out often is dear to put
 * out again (the conflict statistics of UniTime), so that the search does not go in circles. Keeps the cheapest plan seen.
 * `stop` ends it with what has a place by then.
 */
export function construct(plan: Plan, dice: Dice, tries: number, stop: () => boolean = () => false): void {
  const { problem, place, score } = plan
  const { pinned, wishOf, optionAt, options, cost, places } = problem
  for (let i = 0; i < pinned.length; i++) if (pinned[i] !== UNPLACED && place[i] === UNPLACED) put(plan, i, pinned[i]!)
  const waiting = [...place.keys()].filter((i) => place[i] === UNPLACED)
  const ways = (i: number): number => optionAt[wishOf[i]! + 1]! - optionAt[wishOf[i]!]!
  const worth = (i: number): number => problem.unplaced[i]! / problem.duration[i]!
  waiting.sort((a, b) => ways(a) - ways(b) || worth(b) - worth(a) || a - b)
  for (const i of waiting) {
    if (stop()) return
    const w = wishOf[i]!
    let best = UNPLACED
    let least = Infinity
    for (let k = optionAt[w]!; k < optionAt[w + 1]!; k++) {
      const to = options[k]!
      if (cost[w * places + to]! >= least) break
      if (!isFree(plan, i, to)) continue
      const change = plan.kernel.move(i, UNPLACED, to)
      if (change < least) {
        least = change
        best = to
      }
    }
    if (best !== UNPLACED && least < 0) put(plan, i, best)
  }
  const ousted = new Int32Array(problem.activities)
  const kept = Int32Array.from(place)
  let keptCost = score.cost
  const left = waiting.filter((i) => place[i] === UNPLACED && ways(i) > 0)
  for (let step = 0; step < tries && left.length > 0 && !stop(); step++) {
    const at = dice.below(left.length)
    const i = left[at]!
    const w = wishOf[i]!
    let best = UNPLACED
    let least = Infinity
    const count = ways(i)
    const looks = Math.min(count, 200)
    for (let look = 0; look < looks; look++) {
      const to = options[optionAt[w]! + (looks === count ? look : dice.below(count))]!
      const price = priceOf(plan, i, to, ousted)
      if (price < least || (price === least && price < Infinity && dice.below(2) === 0)) {
        least = price
        best = to
      }
    }
    if (best === UNPLACED) continue
    left[at] = left.at(-1)!
    left.pop()
    for (const who of standing(plan, i, best)) {
      take(plan, who)
      ousted[who]!++
      left.push(who)
    }
    put(plan, i, best)
    if (score.cost < keptCost) {
      keptCost = score.cost
      kept.set(place)
    }
  }
  for (let i = 0; i < place.length; i++) if (place[i] !== UNPLACED && place[i] !== kept[i]) take(plan, i)
  for (let i = 0; i < place.length; i++) if (place[i] === UNPLACED && kept[i] !== UNPLACED) put(plan, i, kept[i]!)
}

/** Who stands in the way of an activity at a place, each once. */
export function standing({ problem, inSpace, withGroup }: Plan, activity: number, to: number): readonly number[] {
  const { wishOf, startOf, groupAt, groupList, slots } = problem
  const length = problem.duration[activity]!
  const found: number[] = []
  const add = (who: number): void => {
    if (who !== -1 && who !== activity && !found.includes(who)) found.push(who)
  }
  const w = wishOf[activity]!
  for (let lane = problem.laneAt[w]!; lane < problem.laneAt[w + 1]!; lane++)
    for (let k = 0; k < length; k++) add(inSpace[problem.laneList[lane]! * problem.places + to + k]!)
  for (let g = groupAt[w]!; g < groupAt[w + 1]!; g++)
    for (let k = 0; k < length; k++) add(withGroup[groupList[g]! * slots + startOf[to]! + k]!)
  return found
}

/** What a place costs to an unplaced activity when those who stand there go, more for those who went often. */
function priceOf(plan: Plan, i: number, to: number, ousted: Int32Array): number {
  const { problem } = plan
  let price = problem.cost[problem.wishOf[i]! * problem.places + to]!
  for (const who of standing(plan, i, to)) {
    if (problem.pinned[who] !== UNPLACED) return Infinity
    price += problem.unplaced[who]! * (1 + ousted[who]!)
  }
  return price
}
