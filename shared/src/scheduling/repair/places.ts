import type { Claim } from '../../domain/claim.ts'
import type { Facts } from '../../domain/facts.ts'
import { canStandIn, heldBy, type Space } from '../../domain/space.ts'
import { gridLineFrom, gridLineUntil } from '../../time/grid.ts'
import { MINUTE, minutesOf, overlaps } from '../../time/interval.ts'
import { addDays, daysBetween, instantAt, localDateOf, minuteOfDayAt, type LocalDate } from '../../time/wall.ts'
import { possibleStarts } from '../occupancy.ts'
import type { Board } from './board.ts'
import { meets } from './jobs.ts'
import { isSamePlace, priceOf, type Target } from './price.ts'
import type { Booking, Job } from './problem.ts'

/** One thing that could become of a job. */
export interface Option extends Target {
  readonly cost: number
  /** Bookings that must make room first; most options need none. */
  readonly lifts: readonly Booking[]
}

/** How far to look. */
export interface Reach {
  /** Days after its own date; before it, half as many. */
  readonly days: number
  /** How many bookings may make room for one job; 0: nobody else is touched. */
  readonly lifts: number
}

/**
 * Where a job could go, the cheapest first: it passes the rules on the board as it stands, or would if a few smaller bookings made room.
 * Conditions count as read, as in all searches. Giving it up is the last option of a booking that was hit; whoever only makes room has no such option.
 */
export function optionsOf(job: Job, board: Board, reach: Reach): readonly Option[] {
  const { facts } = board
  const found: Option[] = []
  const counts = new Map<string, number>()
  let free = 0
  let blocked = 0
  for (const { claim, cost } of candidates(job, board, reach)) {
    if (free >= ENOUGH.free) break
    const sort = `${claim.spaceId} ${localDateOf(claim.during.start, facts.timeZone)}`
    const count = counts.get(sort) ?? 0
    if (count >= ENOUGH.aDay) continue
    if (board.admits(claim)) {
      found.push({ claim, cost, atTheEnd: false, lifts: [] })
      counts.set(sort, count + 1)
      free++
    } else if (reach.lifts > 0 && blocked < ENOUGH.blocked) {
      const lifts = liftedFor(claim, job, board, reach.lifts)
      if (!lifts) continue
      found.push({ claim, cost, atTheEnd: false, lifts })
      blocked++
    }
  }
  if (job.makesRoom) return found
  const skip: Target = { claim: null, atTheEnd: false }
  return [...found, { ...skip, cost: priceOf(job, skip, facts), lifts: [] }]
}

/**
 * Where a booking could go that makes room for another, the cheapest first. It is asked while others are up in the air, so that only the search can
 * say what fits; bookings that would have to make room in turn are named.
 */
export function roomOptionsOf(job: Job, board: Board, reach: Reach): readonly Option[] {
  const movable = [...board.movable.values()].filter(({ claim }) => claim.id !== job.id)
  return candidates(job, board, { ...reach, days: Math.min(reach.days, 3) })
    .map(({ claim, cost }) => ({
      claim,
      cost,
      atTheEnd: false,
      lifts: movable.filter((other) => meets(other.claim, claim)),
    }))
    .filter(({ lifts }) => lifts.length <= reach.lifts && lifts.every(({ people }) => people <= job.people))
    .slice(0, ENOUGH.free)
}

/** Dates after the last one of a series, in its rhythm, one for each week in which the rules allow it. */
export function endOptions(job: Job, board: Board, last: number, count: number): readonly Option[] {
  const { facts } = board
  const { during, spaceId } = job.origin
  const space = facts.spaces.get(spaceId)
  if (!space) return []
  const minute = minuteOfDayAt(during.start, facts.timeZone)
  const date = localDateOf(during.start, facts.timeZone)
  const past = daysBetween(date, localDateOf(last, facts.timeZone))
  const firstWeek = Math.floor(past / 7) + 1
  const found: Option[] = []
  for (let week = firstWeek; week < firstWeek + WEEKS_AFTER && found.length < count; week++) {
    const claim = movedTo(job.origin, space, instantAt(addDays(date, week * 7), minute, facts.timeZone), facts)
    if (isAway(job, claim) || !board.admits(claim)) continue
    const target: Target = { claim, atTheEnd: true }
    found.push({ ...target, cost: priceOf(job, target, facts), lifts: [] })
  }
  return found
}

/** A claim at another place; who is booked with it (people, equipment) comes along. */
export function movedTo(claim: Claim, space: Space, start: number, facts: Facts): Claim {
  const during = { start, end: start + (claim.during.end - claim.during.start) }
  const before = facts.spaces.get(claim.spaceId)?.atomIds ?? []
  const along = claim.atomIds.filter((atomId) => !before.includes(atomId))
  return {
    ...claim,
    spaceId: space.id,
    atomIds: [...space.atomIds, ...along],
    during,
    held: heldBy(space, during),
    conditions: { ...claim.conditions, [space.id]: space.conditionsVersion },
  }
}

/** How many options of a job are worth trying, and how many of them in one space on one day. */
const ENOUGH = { free: 72, blocked: 24, aDay: 8 } as const
/** How long after its end a series may be prolonged. */
const WEEKS_AFTER = 12
/** Minutes around the wished hour in which every grid line is tried. */
const NEAR = 120

/** Guesses, the cheapest first; the rules have the last word. */
function candidates(
  job: Job,
  board: Board,
  { days, lifts }: Reach,
): readonly { readonly claim: Claim; readonly cost: number }[] {
  const { facts } = board
  const { origin } = job
  const today = localDateOf(facts.now, facts.timeZone)
  const date = localDateOf(origin.during.start, facts.timeZone)
  const dates = [date]
  for (let offset = 1; offset <= days; offset++) {
    dates.push(addDays(date, offset))
    if (offset <= days / 2 && addDays(date, -offset) >= today) dates.push(addDays(date, -offset))
  }
  const found: { claim: Claim; cost: number }[] = []
  for (const space of spacesFor(job, facts))
    for (const day of dates)
      for (const start of startsOn(day, space, job, board, lifts)) {
        const claim = movedTo(origin, space, start, facts)
        if (isAway(job, claim) || (!job.isNew && isSamePlace(claim, origin))) continue
        found.push({ claim, cost: priceOf(job, { claim, atTheEnd: false }, facts) })
      }
  return found.toSorted((a, b) => a.cost - b.cost || a.claim.during.start - b.claim.during.start)
}

function spacesFor({ origin }: Job, facts: Facts): readonly Space[] {
  const asked = facts.spaces.get(origin.spaceId)
  return [...facts.spaces.values()].filter(
    ({ id, bookable, kind, capacity, features }) =>
      bookable &&
      (id === origin.spaceId ||
        (capacity >= origin.headcount &&
          (!asked || canStandIn(asked.kind, kind)) &&
          origin.features.every((feature) => features.includes(feature)))),
  )
}

/** In each gap the start nearest to the wished hour and both ends; near that hour on its own day every line of the grid. */
function startsOn(date: LocalDate, space: Space, { origin }: Job, board: Board, lifts: number): Iterable<number> {
  const { facts } = board
  const { timeZone } = facts
  const minutes = minutesOf(origin.during)
  const wished = minuteOfDayAt(origin.during.start, timeZone)
  const grid = space.gridMinutes
  const aim = instantAt(date, Math.min(1440, Math.round(wished / grid) * grid), timeZone)
  const earliest = facts.now + space.noticeMinutes * MINUTE
  const starts = new Set<number>()
  const isOwnDay = date === localDateOf(origin.during.start, timeZone)
  const occupancies = lifts > 0 ? [board.asItStands, board.fixedOnly] : [board.asItStands]
  for (const occupancy of occupancies)
    for (const gap of possibleStarts(space, date, minutes, occupancy, facts)) {
      const low = gridLineFrom(Math.max(gap.start, earliest), grid, timeZone)
      const high = gridLineUntil(gap.end, grid, timeZone)
      if (low > high) continue
      starts.add(Math.min(Math.max(aim, low), high))
      if (!isOwnDay) continue
      starts.add(low)
      starts.add(high)
      for (let start = aim - NEAR * MINUTE; start <= aim + NEAR * MINUTE; start += grid * MINUTE)
        if (low <= start && start <= high) starts.add(start)
    }
  return starts
}

/** The few smaller bookings without which a claim would pass the rules; null when there are too many, or others stand in the way. */
function liftedFor(claim: Claim, job: Job, board: Board, limit: number): readonly Booking[] | null {
  const way = board.inTheWay(claim)
  if (way.length === 0 || way.length > limit) return null
  if (way.some(({ people, claim: other }) => people > job.people || other.id === job.id)) return null
  for (const { claim: other } of way) board.take(other.id)
  const admitted = board.admits(claim)
  for (const { claim: other, series } of way) board.put(other, series)
  return admitted ? way : null
}

function isAway({ away }: Job, { during }: Claim): boolean {
  return away.some((span) => overlaps(span, during))
}
