import type { ProblemSpec, Wish } from './problem.ts'

/**
 * How much a condition matters, from "always" to "never". The first three ask for it, the last three for its contrary.
 * The scale is UniTime's, so that a timetabler knows it.
 */
export const DEGREES = [
  'required',
  'strongly-preferred',
  'preferred',
  'neutral',
  'discouraged',
  'strongly-discouraged',
  'prohibited',
] as const

export type Degree = (typeof DEGREES)[number]

/** What activities of some wishes have to do with each other. Only those that have a place count. */
export type Link =
  /**
   * They are alike in one thing: the space, the slot of the day, the slot of the week, the day; with `most`, they have at
   * most so many different ones (1 when absent). Against it (`discouraged` to `prohibited`): no two are alike.
   */
  | {
      readonly kind: 'same-space' | 'same-start' | 'same-time' | 'same-day'
      readonly level: Degree
      readonly wishes: readonly number[]
      readonly most?: number
    }
  /** No two stand on days that follow each other; with `round` the first day also follows the last. */
  | {
      readonly kind: 'days-apart'
      readonly level: DegreeFor
      readonly wishes: readonly number[]
      readonly round?: boolean
    }
  /** Those of `wishes` have ended before any of `later` starts. */
  | {
      readonly kind: 'before'
      readonly level: DegreeFor
      readonly wishes: readonly number[]
      readonly later: readonly number[]
    }
  /** Between two on one day lie at least so many slots; 0 says only that they do not meet in time. */
  | { readonly kind: 'gap'; readonly level: DegreeFor; readonly wishes: readonly number[]; readonly least: number }
  /** Any two of these wishes may stand in one space at once. Their options should be spaces that are large enough for it. */
  | { readonly kind: 'may-share'; readonly wishes: readonly number[] }

/** Conditions without a contrary are asked for, or not. */
export type DegreeFor = 'required' | 'strongly-preferred' | 'preferred' | 'neutral'

/** Places that a wish may not have: one space at any time, one start in any space, or both together. */
export interface Ban {
  readonly wish: number
  readonly space?: number
  readonly start?: number
}

/** What a group can bear. */
export interface Limits {
  /** Slots held on one day. */
  readonly slotsADay?: { readonly most: number; readonly level: DegreeFor }
  /** Days with anything at all. */
  readonly days?: { readonly most: number; readonly level: DegreeFor }
  /** Slots between two activities of one day. */
  readonly gap?: { readonly least: number; readonly level: DegreeFor }
  /** Whether the way from one space to the next (`ways` of the spec) must be walked between two activities. */
  readonly way?: { readonly level: DegreeFor }
}

/** What a party had of what it asked for in earlier seasons, in slots: its head start. */
export interface Party {
  readonly had: number
  readonly asked: number
}

/** Points of each degree, in grains of the problem. The hard ones have a price of their own: `priceOf`. */
const GRAINS: Readonly<Record<Degree, number>> = {
  ...{ required: 0, 'strongly-preferred': 4, preferred: 1, neutral: 0 },
  ...{ discouraged: 1, 'strongly-discouraged': 4, prohibited: 0 },
}

/** Whether a degree leaves no choice. */
export function isHard(degree: Degree): boolean {
  return degree === 'required' || degree === 'prohibited'
}

/** Whether a degree asks for the contrary. */
export function isAgainst(degree: Degree): boolean {
  return degree === 'discouraged' || degree === 'strongly-discouraged' || degree === 'prohibited'
}

/** The cost of one unit of a breach: a whole number, 0 for `neutral`. The only place where degrees become numbers. */
export function priceOf(spec: ProblemSpec, degree: Degree): number {
  if (isHard(degree)) return hardPrice(spec)
  return degree === 'neutral' ? 0 : Math.max(1, Math.round(GRAINS[degree] * spec.grain))
}

/**
 * More than the plan that gives nobody anything but the pinned costs: whatever is cheaper than that plan, and every plan
 * that is handed out is, breaks no hard condition.
 */
function hardPrice(spec: ProblemSpec): number {
  const known = hardPrices.get(spec)
  if (known !== undefined) return known
  const { wishes, weights, pins } = spec
  const { workingDays, fairness, shares = 0 } = weights
  const parties = new Set(wishes.map(({ party }) => party)).size
  const leftOut = wishes.reduce(
    (sum, wish) => sum + wish.count * (leftOutCost(wish) + spec.grain) + workingDays * wish.minDays,
    0,
  )
  const pinned = pins.reduce((sum, { wish }) => sum + dearest(wishes[wish]), 0)
  const price = Math.ceil(leftOut + pinned + fairness + (shares + spec.grain) * parties + 1)
  hardPrices.set(spec, price)
  return price
}

/** Asked for once for every condition, and the same for all of them. */
const hardPrices = new WeakMap<ProblemSpec, number>()

/** The most that a place costs a wish. */
function dearest(wish: Wish | undefined): number {
  const most = wish?.options.reduce((sum, { cost }) => Math.max(sum, cost), 0) ?? 0
  return Math.ceil(most * (wish?.weight ?? 1)) + (wish?.had?.change ?? 0)
}

/** What each activity of a wish costs when it is left out, its weight counted in. */
export function leftOutCost({ unplaced, weight = 1 }: Wish): number {
  return Math.round(unplaced * weight)
}
