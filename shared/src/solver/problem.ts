import { type Bond, bondsOf } from './bonds.ts'
import { type Ban, type DegreeFor, type Limits, type Link, type Party, leftOutCost } from './conditions.ts'
import { lanesOf, partsOf } from './lanes.ts'
import { lotsOf } from './lots.ts'

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
  /** How much its costs count against those of others; 1 when absent. */
  readonly weight?: number
  /** Parts of the season in which it takes place; all when absent. Wishes without a common part never stand in each other's way. */
  readonly parts?: readonly number[]
  /** Where its activities stood in a published plan, and what each costs that stands elsewhere now. */
  readonly had?: {
    readonly places: readonly { readonly space: number; readonly start: number }[]
    readonly change: number
  }
}

/** Somebody or something that holds one activity at a time. */
export interface Group {
  readonly id: string
  /** Whether activities of its day that stand alone cost something. */
  readonly compact: boolean
  readonly limits?: Limits
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
  /**
   * What is lost, for each party, when it has nothing of what it asked for; with a share s it is (1 − s)⁴ of that. Whoever
   * has less gains more by the same slot: the lowest are lifted first.
   */
  readonly shares?: number
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
  readonly bans?: readonly Ban[]
  readonly links?: readonly Link[]
  /** Into how many parts the season is cut, where not all wishes take the whole of it; 1 when absent. See `partsOfRanges`. */
  readonly parts?: number
  /** By party: what it had in earlier seasons. Parties without an entry had, and asked for, nothing. */
  readonly parties?: readonly Party[]
  /** Slots that the way takes from a space to another, for groups that mind it. */
  readonly ways?: readonly (readonly number[])[]
  /** Free stretches between two activities of a space, shorter than so many slots: nobody can use them. */
  readonly gaps?: { readonly shorter: number; readonly level: Exclude<DegreeFor, 'required'> }
  /** The published seed by which ties between parties are broken. */
  readonly lot?: number
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
  /** How many may stand in one space at once if all agree; 1 where nobody shares. Who stands in a space: `plan.ts`. */
  readonly lanes: number
  readonly laneAt: Int32Array
  readonly laneList: Int32Array
  /** Parts of the season. A group counts once for each part: `groups`, `groupList` and what is made of them say group × parts + part. */
  readonly parts: number
  /** Links and limits as the rules take them. */
  readonly bonds: readonly Bond[]
  /** Cost of each place for each wish, with its weight and the price of change; BARRED where it may not be. */
  readonly cost: Int32Array
  /** Places of each wish, cheapest first. */
  readonly optionAt: Int32Array
  readonly options: Int32Array
  readonly groupAt: Int32Array
  readonly groupList: Int32Array
  /** Wishes that share a group with a wish, itself among them if it has a group. */
  readonly relatedAt: Int32Array
  readonly relatedList: Int32Array
  /** Wishes whose activities a rule may couple with those of a wish: the related, those linked with it, all where useless gaps cost. */
  readonly coupledAt: Int32Array
  readonly coupledList: Int32Array
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
  const packed = wishes.map((wish, w) => {
    const row = w * places
    const had = new Set(wish.had?.places.map(({ space, start }) => space * slots + start))
    for (const option of wish.options) {
      const last = option.start + wish.duration - 1
      if (dayOfSlot[option.start] === undefined || dayOfSlot[last] !== dayOfSlot[option.start] || !(option.cost >= 0))
        throw new Error(
          `wish ${wish.id} can not start at slot ${option.start} for ${wish.duration} slots at cost ${option.cost}`,
        )
      const place = option.space * slots + option.start
      const change = wish.had === undefined || had.has(place) ? 0 : wish.had.change
      cost[row + place] = Math.min(Math.round(option.cost * (wish.weight ?? 1)) + change, cost[row + place]!)
    }
    const own = new Set(wish.options.map(({ space, start }) => space * slots + start))
    return { row, own }
  })
  for (const ban of spec.bans ?? [])
    for (const place of packed[ban.wish]!.own)
      if (isBanned(ban, Math.floor(place / slots), place % slots)) packed[ban.wish]!.own.delete(place)
  const options = packed.map(({ row, own }, w) => {
    for (let place = 0; place < places; place++) if (!own.has(place)) cost[row + place] = BARRED
    const list = [...own]
    return list.toSorted((a, b) => cost[w * places + a]! - cost[w * places + b]! || a - b)
  })
  const parts = spec.parts ?? 1
  const groupLists = wishes.map(({ groups }, w) =>
    [...new Set(groups)].flatMap((g) => partsOf(spec, w).map((part) => g * parts + part)),
  )
  const related = together(groupLists, spec.groups.length * parts)
  const bonds = bondsOf(spec)
  const bound: number[][] = wishes.map(() => [])
  bonds.forEach(({ wishes: own, later }, b) => {
    for (const w of new Set([...own, ...later])) bound[w]!.push(b)
  })
  const linked = together(bound, bonds.length)
  // where useless gaps cost, any two may be neighbours in a space
  const coupled = related.map((list, w) =>
    spec.gaps === undefined
      ? [...new Set([...list, ...linked[w]!])].toSorted((a, b) => a - b)
      : wishes.map((_, other) => other),
  )
  const lanes = lanesOf(spec)
  const lots = lotsOf(spec)
  const pinned = new Int32Array(activities).fill(UNPLACED)
  for (const { wish, nth, space, start } of spec.pins) pinned[firstOf[wish]! + nth] = space * slots + start
  return {
    spec,
    activities,
    spaces: spaces.length,
    slots,
    days: spec.days.length,
    wishes: wishes.length,
    groups: spec.groups.length * parts,
    places,
    spaceOf: Int32Array.from({ length: places }, (_, place) => Math.floor(place / slots)),
    startOf,
    dayOfPlace: startOf.map((start) => dayOfSlot[start]!),
    dayOfSlot,
    dayFirst,
    wishOf,
    firstOf,
    duration: wishOf.map((w) => wishes[w]!.duration),
    unplaced: wishOf.map((w) => leftOutCost(wishes[w]!) + (lots[wishes[w]!.party] ?? 0)),
    lanes: lanes.count,
    laneAt: offsets(lanes.of.map(({ length }) => length)),
    laneList: Int32Array.from(lanes.of.flat()),
    parts,
    bonds,
    cost,
    optionAt: offsets(options.map(({ length }) => length)),
    options: Int32Array.from(options.flat()),
    groupAt: offsets(groupLists.map(({ length }) => length)),
    groupList: Int32Array.from(groupLists.flat()),
    relatedAt: offsets(related.map(({ length }) => length)),
    relatedList: Int32Array.from(related.flat()),
    coupledAt: offsets(coupled.map(({ length }) => length)),
    coupledList: Int32Array.from(coupled.flat()),
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

/** Whether a ban closes a place. */
export function isBanned(ban: Ban, space: number, start: number): boolean {
  return (ban.space === undefined || ban.space === space) && (ban.start === undefined || ban.start === start)
}

/** Of each list, all lists that have an entry in common with it, ascending; itself among them if it has any. */
function together(lists: readonly (readonly number[])[], entries: number): readonly (readonly number[])[] {
  const members: number[][] = Array.from({ length: entries }, () => [])
  lists.forEach((list, k) => {
    for (const entry of list) members[entry]!.push(k)
  })
  return lists.map((list) => [...new Set(list.flatMap((entry) => members[entry]!))].toSorted((a, b) => a - b))
}
