export const ENROLMENT_STATES = ['enrolled', 'waiting', 'offered', 'withdrawn', 'expired'] as const
export type EnrolmentState = (typeof ENROLMENT_STATES)[number]

export const MARKS = ['present', 'late', 'absent', 'excused'] as const
export type Mark = (typeof MARKS)[number]

export const PROGRAMME_STATES = ['draft', 'published', 'cancelled'] as const
export type ProgrammeState = (typeof PROGRAMME_STATES)[number]

/** Where a programme stands in its year: what people ask it for, derived from its dates and never set by hand. */
export const PROGRAMME_PHASES = [
  'draft',
  'upcoming',
  'open',
  'full',
  'closed',
  'running',
  'ended',
  'cancelled',
] as const
export type ProgrammePhase = (typeof PROGRAMME_PHASES)[number]

/** What places depend on. Instants are epoch milliseconds. */
export interface Places {
  readonly state: ProgrammeState
  readonly opensAt: number
  readonly closesAt: number
  /** Of its sessions; null while none is planned. */
  readonly firstStart: number | null
  readonly lastEnd: number | null
  readonly capacity: number
  /** Places taken or offered. */
  readonly taken: number
}

/** The phase at a moment. Who enrols late while it runs is enrolled by the desk. */
export function phaseOf(
  { state, opensAt, closesAt, firstStart, lastEnd, capacity, taken }: Places,
  now: number,
): ProgrammePhase {
  if (state !== 'published') return state
  if (lastEnd !== null && lastEnd <= now) return 'ended'
  if (now < opensAt) return 'upcoming'
  if (now < closesAt) return taken < capacity ? 'open' : 'full'
  return firstStart !== null && firstStart <= now ? 'running' : 'closed'
}

/** One who asks for a place, in the order of asking. */
export interface Asking {
  readonly id: string
  readonly partyId: string | null
  /** Of a programme with groups: which one. */
  readonly group?: string | null
  readonly state: EnrolmentState
}

/** How many places there are, for all and for one branch. */
export interface Seats {
  readonly capacity: number
  /** Null: no limit. */
  readonly ofBranch: (partyId: string) => number | null
  /** Null where there are no groups. */
  readonly groups?: GroupSeats | null
}

/** Seats by group, and how many more of one than of another may have one. */
export interface GroupSeats {
  readonly seats: ReadonlyMap<string, number | null>
  /** Null: groups need no balance. */
  readonly difference: number | null
}

/** Whether a place is free for somebody of this branch, and if not, what stands in the way. */
export type PlaceAnswer =
  | { readonly kind: 'free' }
  | { readonly kind: 'full'; readonly ahead: number }
  | { readonly kind: 'branch-full'; readonly seats: number; readonly ahead: number }
  /** The group has its seats, or so many more than another that one of that has to come first. */
  | { readonly kind: 'group-full'; readonly ahead: number }

/** An offered place is taken until its time is over; the line is told by how many wait before. */
export function placeFor(
  partyId: string | null,
  all: readonly Asking[],
  seats: Seats,
  group: string | null = null,
): PlaceAnswer {
  const taken = all.filter(takesPlace)
  const waiting = all.filter(({ state }) => state === 'waiting')
  const limit = partyId === null ? null : seats.ofBranch(partyId)
  const ofBranch = taken.filter((one) => one.partyId === partyId).length
  if (limit !== null && ofBranch >= limit)
    return { kind: 'branch-full', seats: limit, ahead: waiting.filter((one) => one.partyId === partyId).length }
  if (taken.length >= seats.capacity) return { kind: 'full', ahead: waiting.length }
  if (group !== null && seats.groups && !hasRoom(group, taken, seats.groups))
    return { kind: 'group-full', ahead: waiting.filter((one) => one.group === group).length }
  return { kind: 'free' }
}

/** Whether one more of a group keeps to its seats and to the balance. */
function hasRoom(group: string, taken: readonly Asking[], { seats, difference }: GroupSeats): boolean {
  const count = (name: string) => taken.filter((one) => one.group === name).length
  const own = seats.get(group) ?? null
  if (own !== null && count(group) >= own) return false
  if (difference === null) return true
  const least = Math.min(...[...seats.keys()].filter((name) => name !== group).map(count))
  return count(group) + 1 - least <= difference
}

/**
 * Who of those waiting is next for the free places, in the order of asking: a branch or a group that has its share is passed over. Where groups
 * are balanced, a place given to one group may make room for another, so the line is gone through again until nobody is next.
 */
export function nextInLine(all: readonly Asking[], seats: Seats): readonly Asking[] {
  const next: Asking[] = []
  for (let found = true; found;) {
    found = false
    for (const one of all) {
      if (one.state !== 'waiting' || next.includes(one)) continue
      const seen = all.map((other) => (next.includes(other) ? { ...other, state: 'offered' as const } : other))
      if (seen.filter(takesPlace).length >= seats.capacity) return next
      if (placeFor(one.partyId, seen, seats, one.group ?? null).kind !== 'free') continue
      next.push(one)
      found = true
    }
    if (!seats.groups) return next
  }
  return next
}

function takesPlace({ state }: Asking): boolean {
  return state === 'enrolled' || state === 'offered'
}

/** Share of the sessions held so far that somebody came to, in percent, rounded down; `excused` counts for nothing either way. */
export function attendancePercent(marks: readonly Mark[]): number | null {
  const counted = marks.filter((mark) => mark !== 'excused')
  if (counted.length === 0) return null
  return Math.floor((counted.filter((mark) => mark === 'present' || mark === 'late').length * 100) / counted.length)
}
