import type { Claim } from '../../domain/claim.ts'
import { diceOf } from '../../solver/dice.ts'
import { check } from '../check.ts'
import type { Violation } from '../violation.ts'
import { createBoard, type Board } from './board.ts'
import { differs, familyOf } from './differ.ts'
import { meets, workOf, type Work } from './jobs.ts'
import { endOptions, optionsOf, roomOptionsOf, type Option } from './places.ts'
import { planOf, type Plan, type Strategy } from './plan.ts'
import { isSamePlace } from './price.ts'
import { type Booking, type Cause, type Job, type RepairSnapshot } from './problem.ts'
import { cheapest } from './search.ts'
import { togetherOf } from './together.ts'

/** How far a repair may go. The same seed and numbers give the same plans. */
export interface RepairOptions {
  readonly limit?: number
  readonly seed?: number
  /** Options looked at in one pass of the search. */
  readonly nodes?: number
  /** Days after its own date on which a booking may be held; before it, half as many. */
  readonly days?: number
  /** How long a chain of bookings may be that make room; 0 touches nobody else. */
  readonly chain?: number
  /** Asked now and then; true ends the search with the plans so far. */
  readonly stop?: () => boolean
  /** Told of each plan as it is found, unranked. */
  readonly onPlan?: (plan: Plan) => void
}

/** Plans, the gentlest first; or why a priority order can not stand even when everybody makes room. */
export type Repaired =
  | {
      readonly kind: 'plans'
      readonly plans: readonly Plan[]
      readonly jobs: readonly Job[]
      readonly running: readonly Booking[]
    }
  | { readonly kind: 'refused'; readonly asked: readonly Claim[]; readonly violations: readonly Violation[] }

/**
 * Ranked ways out of a collision. Each is a whole: all that was hit gets a place or is given up, whoever makes room gets one too, and the checker has
 * passed all of it together. What is fixed, has begun, or belongs to another facility is never touched.
 */
export function repair(snapshot: RepairSnapshot, cause: Cause, options: RepairOptions = {}): Repaired {
  const { limit = 5, seed = 1, nodes = 4000, chain = 2, stop = () => false, onPlan } = options
  const work = workOf(snapshot, cause)
  const { jobs, first, running } = work
  const board = boardOf(snapshot, work, chain)
  for (const job of first) {
    if (!board.admits(job.origin)) return refusalOf(snapshot, work)
    board.put(job.origin, null)
  }
  const plans: Plan[] = []
  const keep = (plan: Plan | null) => {
    if (!plan) return
    plans.push(plan)
    onPlan?.(plan)
  }
  if (jobs.length === 0) keep(planOf('least', new Map(), 0, work, snapshot))
  const splitsBefore = splitsWith(board, jobs)
  const all = optionsTable(work, snapshot, board, { days: jobs.length > SMALL ? 7 : 14, chain, ...options })

  const search = (
    strategy: Strategy,
    optionsFor: (job: Job) => readonly Option[],
    some: readonly Job[] = jobs,
  ): void => {
    if (some.length === 0 || (stop() && plans.length > 0)) return
    const isLarge = some.length > SMALL
    const known = new Map<string, readonly Option[]>()
    const ranked = (job: Job) => {
      const made = known.get(job.id) ?? optionsFor(job).toSorted((a, b) => a.cost - b.cost)
      known.set(job.id, made)
      return made
    }
    const found = cheapest({
      board,
      jobs: some,
      optionsOf: ranked,
      chain,
      nodes: isLarge ? Math.min(nodes, 12 * some.length) : nodes,
      rounds: isLarge ? ROUNDS : 0,
      dice: diceOf(seed),
      stop,
    })
    if (!found) return
    const prices = [...found.chosen.values()].reduce((sum, { option }) => sum + option.cost, 0)
    const outcome = new Map([...found.chosen].map(([id, { job, option }]) => [id, { job, target: option }]))
    keep(planOf(strategy, outcome, found.cost - prices - splitsBefore, work, snapshot))
  }
  const alone = (job: Job) => all(job).filter(({ lifts }) => lifts.length === 0)
  const among = (fits: (job: Job, option: Option) => boolean) => (job: Job) =>
    alone(job).filter((option) => option.claim === null || fits(job, option))

  search('nobody-else', alone)
  if (jobs.some((job) => all(job).some(({ lifts }) => lifts.length > 0))) {
    search('least', all)
    search('with-others', (job) => {
      const own = all(job)
      if (own.every(({ lifts }) => lifts.length === 0)) return own
      return own.map((option) => (option.lifts.length > 0 ? option : { ...option, cost: option.cost + ALONE }))
    })
  }
  const together = togetherOf(jobs, alone, board)
  if (together) {
    for (const { claim } of together.lifted) board.take(claim.id)
    search('together', together.optionsOf, together.jobs)
    for (const { claim, series } of together.lifted) board.put(claim, series)
  }
  search(
    'same-time',
    among(({ origin }, { claim }) => claim?.during.start === origin.during.start),
  )
  search(
    'same-space',
    among(({ origin }, { claim, atTheEnd }) => claim?.spaceId === origin.spaceId && !atTheEnd),
  )
  if (jobs.some((job) => all(job).some(({ atTheEnd }) => atTheEnd)))
    search(
      'at-the-end',
      among((job, option) => option.atTheEnd || isAsAsked(job, option)),
    )
  for (let again = 0; again < AGAIN && rankedFrom(plans, limit, work).length < limit; again++) {
    const used = new Set(plans.flatMap(({ changes }) => changes.map(({ id, to }) => sortOf(id, to, work))))
    search('another', (job) =>
      alone(job).map((option) =>
        isAsAsked(job, option) || !used.has(sortOf(job.id, option.claim, work))
          ? option
          : { ...option, cost: option.cost + USED },
      ),
    )
  }
  search('cancel', among(isAsAsked))
  return { kind: 'plans', plans: rankedFrom(plans, limit, work), jobs, running }
}

/** Up to so many jobs the cheapest way is looked for until it is proven; beyond, a few at a time. */
const SMALL = 6
/** Beyond that, so many times. */
const ROUNDS = 8
/** How often another way is looked for. */
const AGAIN = 3
/** What an option that an earlier plan chose costs more while another way is looked for. */
const USED = 30
/** What an option that touches nobody costs more while a plan is looked for in which others make room. */
const ALONE = 60
/** Bookings that may be asked to make room: the nearest in time. */
const MOVABLE = 120

/** The gentlest first, each another answer than those before it. */
function rankedFrom(plans: readonly Plan[], limit: number, { facts }: Work): readonly Plan[] {
  const ranked: Plan[] = []
  for (const plan of plans.toSorted((a, b) => a.cost - b.cost)) {
    if (ranked.length === limit) break
    if (ranked.every((other) => differs(plan, other, facts))) ranked.push(plan)
  }
  return ranked.map((plan, i) => ({ ...plan, strategy: nameOf(plan, i === 0) }))
}

/** Only the first is the least; what was found on the way to it is named by what it does. */
function nameOf({ strategy, changes }: Plan, isFirst: boolean): Strategy {
  if (isFirst) return strategy === 'nobody-else' ? 'least' : strategy
  if (strategy !== 'least') return strategy
  return changes.some(({ reasons }) => reasons.some(({ key }) => key === 'makes-room')) ? 'with-others' : 'another'
}

function isAsAsked({ isNew, origin }: Job, { claim }: Option): boolean {
  return isNew && claim !== null && isSamePlace(claim, origin)
}

function sortOf(id: string, to: Claim | null, { facts }: Work): string {
  return to ? `${id} ${familyOf(to.spaceId, facts)} ${to.during.start}` : id
}

/** What lies still, what may make room (the rest of a series that was hit, and bookings of the same hours), and the rhythms of the series. */
function boardOf(snapshot: RepairSnapshot, { facts, jobs, first }: Work, chain: number): Board {
  const hit = new Set(jobs.map(({ id }) => id))
  const series = new Set(jobs.flatMap((job) => job.series ?? []))
  const ahead = snapshot.bookings.filter(
    ({ claim, fixed }) =>
      !fixed && !hit.has(claim.id) && facts.spaces.has(claim.spaceId) && claim.during.start > facts.now,
  )
  const isOwn = (booking: Booking) => booking.series !== null && series.has(booking.series)
  const away = ({ claim }: Booking) =>
    Math.min(...jobs.map(({ origin }) => Math.abs(origin.during.start - claim.during.start)), Infinity)
  const near =
    chain === 0
      ? []
      : ahead
          .filter((booking) => !isOwn(booking))
          .map((booking) => ({ booking, away: away(booking) }))
          .filter((one) => one.away < NEAR && first.every((job) => !meets(job.origin, one.booking.claim)))
          .toSorted((a, b) => a.away - b.away)
          .slice(0, MOVABLE)
          .map(({ booking }) => booking)
  const movable = [...ahead.filter(isOwn), ...near]
  const lifted = new Set([...hit, ...movable.map(({ claim }) => claim.id)])
  const rhythms = snapshot.bookings.filter((booking) => isOwn(booking) && !lifted.has(booking.claim.id))
  return createBoard(
    facts,
    snapshot.claims.filter(({ id }) => !lifted.has(id)),
    movable,
    rhythms.filter(({ claim }) => claim.during.start > facts.now),
  )
}

/** Half a day: who stands in the way of another hour of the same evening. In milliseconds. */
const NEAR = 12 * 3_600_000

/** What the rhythms cost while everything stands where it stood. */
function splitsWith(board: Board, jobs: readonly Job[]): number {
  const stood = jobs.filter(({ isNew }) => !isNew)
  for (const { origin, series } of stood) board.put(origin, series)
  const splits = board.splits()
  for (const { id } of stood) board.take(id)
  return splits
}

/** The options of each job, worked out once on the board as it was. */
function optionsTable(
  { jobs }: Work,
  { bookings }: RepairSnapshot,
  board: Board,
  { days, chain }: { readonly days: number; readonly chain: number },
): (job: Job) => readonly Option[] {
  const known = new Map<string, readonly Option[]>()
  const lasts = new Map<string, number>()
  const note = (series: string | null, start: number) => {
    if (series !== null) lasts.set(series, Math.max(lasts.get(series) ?? 0, start))
  }
  for (const { claim, series } of bookings) note(series, claim.during.start)
  for (const { origin, series } of jobs) note(series, origin.during.start)
  const reach = { days, lifts: chain > 0 ? 2 : 0 }
  for (const job of jobs) {
    const last = job.series === null ? undefined : lasts.get(job.series)
    const ends = last === undefined ? [] : endOptions(job, board, last, Math.min(8, jobs.length))
    known.set(job.id, [...optionsOf(job, board, reach), ...ends])
  }
  return (job) => {
    const before = known.get(job.id)
    if (before) return before
    const made = roomOptionsOf(job, board, reach)
    known.set(job.id, made)
    return made
  }
}

/** Why what has priority can not stand: everything but those who would give way. */
function refusalOf({ claims }: RepairSnapshot, { facts, jobs, first }: Work): Repaired {
  const hit = new Set(jobs.map(({ id }) => id))
  const asked = first.map(({ origin }) => origin)
  const verdict = check(asked, { facts, claims: claims.filter(({ id }) => !hit.has(id)) })
  return { kind: 'refused', asked, violations: verdict.kind === 'refused' ? verdict.violations : [] }
}
