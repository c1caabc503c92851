import type { Claim } from '../../domain/claim.ts'
import type { Facts } from '../../domain/facts.ts'
import { minuteOfDayAt, localDateOf, weekdayOf } from '../../time/wall.ts'
import { softCost } from '../cost.ts'
import type { Job } from './problem.ts'

/**
 * What a change costs, in the steps of the soft rules (a quarter of an hour is one, a day sixteen). Judged by eye; a plan's parts tell how its
 * cost came about.
 */
export const PRICE = {
  /** Each change at all. */
  change: 2,
  /** Ten people who must learn of another room; of another time, twice that. */
  tenPeople: 1,
  /** Told to the public before. */
  announced: 20,
  /** A booking to which nothing had happened. */
  makesRoom: 24,
  /** A date given up: more than a week's delay. */
  skipped: 120,
  /** A date given up and held after the last one. */
  atTheEnd: 40,
  /** Each further weekday, hour or room within one series. */
  split: 8,
} as const

/** A part of a plan's cost, by name. */
export type PartKey =
  | 'distance'
  | 'changes'
  | 'people'
  | 'announced'
  | 'makes-room'
  | 'skipped'
  | 'at-the-end'
  | 'split'

/** Where a job goes: a place, a place after the last date of its series, or nowhere. */
export interface Target {
  readonly claim: Claim | null
  readonly atTheEnd: boolean
}

/** The price of one target by parts; the sum is what the search compares. A new date at its own place costs nothing. */
export function partsOf(
  job: Job,
  { claim, atTheEnd }: Target,
  facts: Facts,
): Readonly<Partial<Record<PartKey, number>>> {
  const tens = Math.ceil(job.people / 10)
  const told = {
    ...(job.announced && { announced: PRICE.announced }),
    ...(job.makesRoom && { 'makes-room': PRICE.makesRoom }),
  }
  if (!claim) return { skipped: PRICE.skipped, people: 4 * tens * PRICE.tenPeople, ...told }
  if (atTheEnd) {
    const here = { ...claim, wish: { spaceId: claim.wish.spaceId, start: claim.during.start } }
    const distance = softCost([here], facts)
    return { 'at-the-end': PRICE.atTheEnd, people: 2 * tens * PRICE.tenPeople, distance, ...told }
  }
  const distance = softCost([claim], facts)
  if (isSamePlace(claim, job.origin)) return { distance }
  const times = claim.during.start === job.origin.during.start ? 1 : 2
  return { distance, changes: PRICE.change, people: times * tens * PRICE.tenPeople, ...told }
}

/** The sum of the parts. */
export function priceOf(job: Job, target: Target, facts: Facts): number {
  return Object.values(partsOf(job, target, facts)).reduce((sum, part) => sum + part, 0)
}

/** Weekday, clock time and room: what the people of a class know by heart. */
export function patternOf({ spaceId, during }: Claim, { timeZone }: Facts): string {
  return `${spaceId} ${weekdayOf(localDateOf(during.start, timeZone))} ${minuteOfDayAt(during.start, timeZone)}`
}

/** What a series costs that no longer is one rhythm. */
export function splitCost(patterns: Iterable<string>): number {
  return Math.max(0, new Set(patterns).size - 1) * PRICE.split
}

export function isSamePlace(a: Claim, b: Claim): boolean {
  return a.spaceId === b.spaceId && a.during.start === b.during.start && a.during.end === b.during.end
}
