import type { Claim } from '../../domain/claim.ts'
import type { Facts } from '../../domain/facts.ts'
import { closuresOf } from '../../domain/opening.ts'
import { overlaps } from '../../time/interval.ts'
import { jobOf, type Booking, type Cause, type Job, type RepairSnapshot } from './problem.ts'

/** What a cause comes to. */
export interface Work {
  /** The facts as they will be: the closure in. */
  readonly facts: Facts
  readonly jobs: readonly Job[]
  /** Placed before all others, where it asks to be: the priority order. */
  readonly first: readonly Job[]
  /** Hit, and going on already: nobody is moved out of a running session. */
  readonly running: readonly Booking[]
}

/** Who has to move for a cause, in the order of their starts. */
export function workOf({ facts: before, claims, bookings }: RepairSnapshot, cause: Cause): Work {
  const facts = cause.kind === 'closure' ? withClosure(before, cause.closure) : before
  const known = bookings.filter(({ claim }) => facts.spaces.has(claim.spaceId))
  if (cause.kind === 'refused-series')
    return { facts, jobs: cause.claims.map((claim) => newJob(claim, 'new', cause.people)), first: [], running: [] }
  const hit = known.filter(hitBy(cause, facts)).toSorted(byStart)
  const away = cause.kind === 'absence' ? cause.away : []
  const consent = cause.kind === 'priority'
  return {
    facts,
    jobs: hit.filter(({ fixed }) => !fixed).map((booking) => jobOf(booking, { away, consent })),
    first: cause.kind === 'priority' ? cause.claims.map((claim) => newJob(claim, 'first', claim.headcount)) : [],
    running: hit.filter(({ fixed, claim }) => fixed && isLive(claim, claims)),
  }
}

function hitBy(cause: Exclude<Cause, { kind: 'refused-series' }>, facts: Facts): (booking: Booking) => boolean {
  switch (cause.kind) {
    case 'closure':
      return ({ claim }) =>
        claim.during.end > facts.now &&
        overlaps(claim.during, cause.closure.during) &&
        closuresOf(claim.spaceId, facts).some(({ id }) => id === cause.closure.id)
    case 'priority':
      return ({ claim }) => cause.claims.some((asked) => meets(asked, claim))
    case 'absence':
    case 'conflict':
      return ({ claim }) => claim.during.end > facts.now && cause.ids.includes(claim.id)
  }
}

/** Whether two promises want one atom at one time, set-up and strike included. */
export function meets(a: Claim, b: Claim): boolean {
  return overlaps(a.held, b.held) && a.atomIds.some((atomId) => b.atomIds.includes(atomId))
}

function isLive({ id }: Claim, claims: readonly Claim[]): boolean {
  return claims.some((claim) => claim.id === id && claim.standing === 'held')
}

function withClosure(facts: Facts, closure: Facts['closures'][number]): Facts {
  if (facts.closures.some(({ id }) => id === closure.id)) return facts
  return { ...facts, closures: [...facts.closures, closure] }
}

function newJob(claim: Claim, series: string, people: number): Job {
  const origin = { ...claim, standing: 'asked' as const, wish: { spaceId: claim.spaceId, start: claim.during.start } }
  return jobOf({ claim: origin, series, people, announced: false, fixed: false }, { isNew: true })
}

function byStart(a: Booking, b: Booking): number {
  return a.claim.during.start - b.claim.during.start || (a.claim.id < b.claim.id ? -1 : 1)
}
