/** Where an activity is that has no place. */
export const UNPLACED = -1

/** The cost of a place that an activity may not have. Below it every cost is a wish, not a ban. */
export const BARRED = 0x3fffffff

/** One place a wish could have: a space and the slot at which it would start. `cost` ≥ 0 is what is lost against the best one. */
export interface Option {
  readonly space: number
  readonly start: number
  readonly cost: number
}

/** One thing wanted, `count` times alike: the lectures of a course, a weekly wish of a branch. */
export interface Wish {
  readonly id: string
  readonly count: number
  /** Slots held, all within one day. */
  readonly duration: number
  readonly options: readonly Option[]
  /** Those who can be at one place only: instructors, classes, curricula. */
  readonly groups: readonly number[]
  /** What each activity left out costs. */
  readonly unplaced: number
  /** Whose share of the season it counts to; -1 for nobody's. */
  readonly party: number
  /** Over how many days its activities should spread. */
  readonly minDays: number
  /** Whether more than one space for its activities costs something. */
  readonly sameSpace: boolean
}

/** Somebody or something that holds one activity at a time. */
export interface Group {
  readonly id: string
  /** Whether activities of its day that stand alone cost something. */
  readonly compact: boolean
}

/** An activity that must not move: of a wish, the `nth`. */
export interface Pin {
  readonly wish: number
  readonly nth: number
  readonly space: number
  readonly start: number
}

/** Cost per unit of each soft rule. */
export interface Weights {
  readonly compactness: number
  readonly workingDays: number
  readonly sameSpace: number
  /** What a share of 1 for the party served worst is worth against a share of 0. */
  readonly fairness: number
}

/** A season or a timetable as people write it. Slots are numbered through the days; costs are whole numbers. */
export interface ProblemSpec {
  /** Slots of each day. */
  readonly days: readonly number[]
  readonly spaces: readonly string[]
  readonly groups: readonly Group[]
  readonly wishes: readonly Wish[]
  readonly weights: Weights
  /** The cost of the smallest thing that matters: what temperatures are measured in. */
  readonly grain: number
  readonly pins: readonly Pin[]
}

/**
 * The same in typed arrays. A place is one number: space × slots + start. Activities of one wish are alike and stand together.
 * Lists of lists are flat: those of wish `w` stand from `at[w]` to `at[w + 1]`.
 */
export interface Problem {
  readonly spec: ProblemSpec
  readonly activities: number
  readonly spaces: number
  readonly slots: number
  readonly days: number
  readonly wishes: number
  readonly groups: number
  readonly places: number
  readonly spaceOf: Int32Array
  readonly startOf: Int32Array
  /** Day of a place, and of a slot. */
  readonly dayOfPlace: Int32Array
  readonly dayOfSlot: Int32Array
  readonly dayFirst: Int32Array
  /** Wish of an activity, and the first activity of a wish. */
  readonly wishOf: Int32Array
  readonly firstOf: Int32Array
  readonly duration: Int32Array
  readonly unplaced: Int32Array
  /** Cost of each place for each wish; BARRED where it may not be. */
  readonly cost: Int32Array
  /** Places of each wish, cheapest first. */
  readonly optionAt: Int32Array
  readonly options: Int32Array
  readonly groupAt: Int32Array
  readonly groupList: Int32Array
  /** Wishes that share a group with a wish, itself among them if it has a group. */
  readonly relatedAt: Int32Array
  readonly relatedList: Int32Array
  /** Where a pinned activity stands; UNPLACED for those that may move. */
  readonly pinned: Int32Array
}

/** Packs a spec. Throws where the spec contradicts itself in its numbers. */
export function problemOf(spec: ProblemSpec): Problem {
  const { wishes, spaces } = spec
  const slots = spec.days.reduce((sum, length) => sum + length, 0)
  const places = spaces.length * slots
  const dayFirst = Int32Array.from(spec.days, (_, day) => spec.days.slice(0, day).reduce((a, b) => a + b, 0))
  const dayOfSlot = Int32Array.from(spec.days.flatMap((length, day) => Array.from({ length }, () => day)))
  const startOf = Int32Array.from({ length: places }, (_, place) => place % slots)
  const firstOf = offsets(wishes.map(({ count }) => count))
  const activities = firstOf[wishes.length]!
  const wishOf = new Int32Array(activities)
  wishes.forEach((_, w) => wishOf.fill(w, firstOf[w], firstOf[w + 1]))
  const cost = new Int32Array(wishes.length * places).fill(BARRED)
  const packed = wishes.map(({ id, options, duration }, w) => {
    for (const option of options) {
      const last = option.start + duration - 1
      if (dayOfSlot[option.start] === undefined || dayOfSlot[last] !== dayOfSlot[option.start] || !(option.cost >= 0))
        throw new Error(`wish ${id} can not start at slot ${option.start} for ${duration} slots at cost ${option.cost}`)
      const place = option.space * slots + option.start
      cost[w * places + place] = Math.min(option.cost, cost[w * places + place]!)
    }
    const own = [...new Set(options.map(({ space, start }) => space * slots + start))]
    return own.toSorted((a, b) => cost[w * places + a]! - cost[w * places + b]! || a - b)
  })
  const groupLists = wishes.map(({ groups }) => [...new Set(groups)])
  const members: number[][] = spec.groups.map(() => [])
  groupLists.forEach((list, w) => {
    for (const g of list) members[g]!.push(w)
  })
  const related = groupLists.map((list) => [...new Set(list.flatMap((g) => members[g]!))].toSorted((a, b) => a - b))
  const pinned = new Int32Array(activities).fill(UNPLACED)
  for (const { wish, nth, space, start } of spec.pins) pinned[firstOf[wish]! + nth] = space * slots + start
  return {
    spec,
    activities,
    spaces: spaces.length,
    slots,
    days: spec.days.length,
    wishes: wishes.length,
    groups: spec.groups.length,
    places,
    spaceOf: Int32Array.from({ length: places }, (_, place) => Math.floor(place / slots)),
    startOf,
    dayOfPlace: startOf.map((start) => dayOfSlot[start]!),
    dayOfSlot,
    dayFirst,
    wishOf,
    firstOf,
    duration: wishOf.map((w) => wishes[w]!.duration),
    unplaced: wishOf.map((w) => wishes[w]!.unplaced),
    cost,
    optionAt: offsets(packed.map(({ length }) => length)),
    options: Int32Array.from(packed.flat()),
    groupAt: offsets(groupLists.map(({ length }) => length)),
    groupList: Int32Array.from(groupLists.flat()),
    relatedAt: offsets(related.map(({ length }) => length)),
    relatedList: Int32Array.from(related.flat()),
    pinned,
  }
}

/** The starts of lists of these lengths laid end to end, and the end of the last. */
export function offsets(lengths: readonly number[]): Int32Array {
  const at = new Int32Array(lengths.length + 1)
  lengths.forEach((length, k) => {
    at[k + 1] = at[k]! + length
  })
  return at
}
