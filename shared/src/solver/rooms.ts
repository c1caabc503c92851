import { type Plan, isFree, put, take } from './plan.ts'
import { BARRED, UNPLACED } from './problem.ts'

/** Rounds over all times, at most: what one match frees the next may use. */
const ROUNDS = 10
/** A place that can not be had. */
const CLOSED = 1e12

/**
 * Rooms at fixed times, exactly: those who stand at one time for as long exchange their spaces, or take free ones, in the
 * cheapest way there is (an assignment). Nobody's time changes. Never gets worse; answers what was gained.
 */
export function matchRooms(plan: Plan): number {
  const began = plan.score.cost
  for (let round = 0; round < ROUNDS; round++) {
    const before = plan.score.cost
    for (const activities of sameTimes(plan)) match(plan, activities)
    if (plan.score.cost === before) break
  }
  return began - plan.score.cost
}

/** Those who may move, by when they start and how long they stay. */
function sameTimes({ problem, place }: Plan): readonly (readonly number[])[] {
  const lists = new Map<number, number[]>()
  place.forEach((at, activity) => {
    if (at === UNPLACED || problem.pinned[activity] !== UNPLACED) return
    const key = problem.startOf[at]! + problem.slots * problem.duration[activity]!
    const list = lists.get(key)
    if (list === undefined) lists.set(key, [activity])
    else list.push(activity)
  })
  return [...lists.values()]
}

function match(plan: Plan, activities: readonly number[]): void {
  const { problem, place, score, kernel } = plan
  // who shares may be more than there are rooms
  if (activities.length > problem.spaces) return
  const before = score.cost
  const homes = activities.map((activity) => place[activity]!)
  const start = problem.startOf[homes[0]!]!
  for (const activity of activities) take(plan, activity)
  const prices = activities.map((activity) =>
    Float64Array.from({ length: problem.spaces }, (_, space) => {
      const to = space * problem.slots + start
      const isBarred = problem.cost[problem.wishOf[activity]! * problem.places + to] === BARRED
      return isBarred || !isFree(plan, activity, to) ? CLOSED : kernel.move(activity, UNPLACED, to)
    }),
  )
  const chosen = assign(prices, problem.spaces)
  const isOpen = chosen.every((space, k) => prices[k]![space]! < CLOSED)
  activities.forEach((activity, k) => put(plan, activity, isOpen ? chosen[k]! * problem.slots + start : homes[k]!))
  if (score.cost <= before) return
  // some were coupled with each other, so that what each costs alone did not add up
  for (const activity of activities) take(plan, activity)
  activities.forEach((activity, k) => put(plan, activity, homes[k]!))
}

/**
 * The cheapest assignment of rows to columns, one each; there are at least as many columns. The Hungarian method by shortest
 * augmenting paths (Jonker and Volgenant, "A shortest augmenting path algorithm", Computing 38, 1987).
 */
export function assign(prices: readonly Float64Array[], columns: number): readonly number[] {
  const rows = prices.length
  const ofRow = new Float64Array(rows)
  const ofColumn = new Float64Array(columns)
  const owner = new Int32Array(columns).fill(-1)
  for (let row = 0; row < rows; row++) {
    const distance = new Float64Array(columns).fill(Infinity)
    const from = new Int32Array(columns).fill(-1)
    const done = new Uint8Array(columns)
    let at = -1
    let current = row
    let walked = 0
    // the shortest way from the row to a column that nobody owns
    for (;;) {
      let next = -1
      for (let column = 0; column < columns; column++) {
        if (done[column] === 1) continue
        const way = walked + prices[current]![column]! - ofRow[current]! - ofColumn[column]!
        if (way < distance[column]!) {
          distance[column] = way
          from[column] = at
        }
        if (next === -1 || distance[column]! < distance[next]!) next = column
      }
      walked = distance[next]!
      done[next] = 1
      at = next
      if (owner[next] === -1) break
      current = owner[next]!
    }
    ofRow[row] = ofRow[row]! + walked
    for (let column = 0; column < columns; column++) {
      if (done[column] === 0 || column === at) continue
      const slack = walked - distance[column]!
      ofRow[owner[column]!] = ofRow[owner[column]!]! + slack
      ofColumn[column] = ofColumn[column]! - slack
    }
    while (at !== -1) {
      const previous = from[at]!
      owner[at] = previous === -1 ? row : owner[previous]!
      at = previous
    }
  }
  const chosen = Array.from({ length: rows }, () => -1)
  owner.forEach((row, column) => {
    if (row !== -1) chosen[row] = column
  })
  return chosen
}
