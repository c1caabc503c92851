import { addDays, daysBetween, instantAt, localDateOf, minuteOfDayAt } from '../../time/wall.ts'
import type { Board } from './board.ts'
import { movedTo, type Option } from './places.ts'
import { PRICE, priceOf } from './price.ts'
import { jobOf, type Booking, type Job } from './problem.ts'

/** A plan in which whole series move: the dates that were hit, and all that follow. */
export interface Together {
  readonly jobs: readonly Job[]
  /** The following dates, to be lifted before the search and put back after it. */
  readonly lifted: readonly Booking[]
  readonly optionsOf: (job: Job) => readonly Option[]
}

/** The new rhythm of each series that was hit; null when there is no series, or none of them finds one. */
export function togetherOf(
  jobs: readonly Job[],
  optionsOf: (job: Job) => readonly Option[],
  board: Board,
): Together | null {
  const rhythms = new Map<string, Option | null>()
  const lifted: Booking[] = []
  const extra: Job[] = []
  for (const [series, own] of Map.groupBy(jobs, (job) => job.series)) {
    if (series === null || rhythms.size >= LARGEST) continue
    const from = Math.min(...own.map(({ origin }) => origin.during.start))
    const following = [...board.movable.values()].filter(
      (one) => one.series === series && one.claim.during.start > from,
    )
    const more = following.map((booking) => jobOf(booking))
    const dates = [...own, ...more]
    if (dates.length < 2) continue
    for (const { claim } of following) board.take(claim.id)
    const rhythm = bestRhythm(dates, own, optionsOf, board)
    if (rhythm) {
      for (const job of dates) rhythms.set(job.id, optionIn(rhythm, job, board))
      lifted.push(...following)
      extra.push(...more)
    }
    for (const { claim } of following) board.put(claim, series)
  }
  if (rhythms.size === 0) return null
  const added = new Set(extra.map(({ id }) => id))
  return {
    jobs: [...jobs, ...extra],
    lifted,
    optionsOf: (job) => {
      const own = rhythms.get(job.id)
      if (own === undefined) return optionsOf(job)
      const fallback = added.has(job.id) ? [staying(job)] : optionsOf(job)
      return own ? [own, ...fallback.map((one) => ({ ...one, cost: one.cost + OUT_OF_STEP }))] : fallback
    },
  }
}

/** Room, days from the old one, and clock time. */
interface Rhythm {
  readonly spaceId: string
  readonly days: number
  readonly minute: number
}

/** Dates looked at, however many series were hit. */
const LARGEST = 400
/** A date leaves the rhythm of its series only when it must. */
const OUT_OF_STEP = 500

/** The rhythm that costs least over all dates; half of them must be able to keep it. */
function bestRhythm(
  dates: readonly Job[],
  own: readonly Job[],
  optionsOf: (job: Job) => readonly Option[],
  board: Board,
): Rhythm | null {
  const { timeZone } = board.facts
  const guesses = new Map<string, Rhythm>()
  for (const job of own.slice(0, 3))
    for (const { claim, atTheEnd } of optionsOf(job)) {
      if (!claim || atTheEnd) continue
      const days = daysBetween(
        localDateOf(job.origin.during.start, timeZone),
        localDateOf(claim.during.start, timeZone),
      )
      const minute = minuteOfDayAt(claim.during.start, timeZone)
      if (Math.abs(days) <= 6)
        guesses.set(`${claim.spaceId} ${days} ${minute}`, { spaceId: claim.spaceId, days, minute })
    }
  let best: Rhythm | null = null
  let least = Infinity
  for (const guess of guesses.values()) {
    let cost = 0
    let kept = 0
    for (const job of dates) {
      const option = optionIn(guess, job, board)
      cost += option?.cost ?? PRICE.skipped / 2
      if (option) kept++
      if (cost >= least) break
    }
    if (cost < least && kept * 2 >= dates.length && !isOld(guess, dates, board)) [best, least] = [guess, cost]
  }
  return best
}

function isOld({ spaceId, days, minute }: Rhythm, dates: readonly Job[], { facts }: Board): boolean {
  return (
    days === 0 &&
    dates.every(
      ({ origin }) => origin.spaceId === spaceId && minuteOfDayAt(origin.during.start, facts.timeZone) === minute,
    )
  )
}

function optionIn({ spaceId, days, minute }: Rhythm, job: Job, board: Board): Option | null {
  const { facts } = board
  const space = facts.spaces.get(spaceId)
  if (!space) return null
  const date = addDays(localDateOf(job.origin.during.start, facts.timeZone), days)
  const claim = movedTo(job.origin, space, instantAt(date, minute, facts.timeZone), facts)
  if (job.away.some((span) => span.start < claim.during.end && claim.during.start < span.end) || !board.admits(claim))
    return null
  return { claim, atTheEnd: false, cost: priceOf(job, { claim, atTheEnd: false }, facts), lifts: [] }
}

function staying(job: Job): Option {
  return { claim: job.origin, atTheEnd: false, cost: 0, lifts: [] }
}
