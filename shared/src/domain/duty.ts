import type { Interval } from '../time/interval.ts'

/** One booking as the caretakers see it. Instants are epoch milliseconds. */
export interface DutyBooking {
  readonly spaceId: string
  readonly during: Interval
  /** With set-up and strike. */
  readonly held: Interval
  readonly title: string
  readonly partyName: string
  readonly headcount: number
  readonly features: readonly string[]
}

/** One line of the duty list; small places of one hall that need no hands are one line together. */
export interface DutyRow extends DutyBooking {
  /** How many bookings it stands for. */
  readonly count: number
}

/** What the list must know of a place. */
export interface DutySpace {
  readonly id: string
  readonly parentId: string | null
  readonly kind: string
}

/**
 * Who opens and sets up what when, in the order in which the work falls. Tables and gym places have nothing to set up: the hall they are in
 * is opened once, from the first of them to the last, and the people of all of them are added up.
 */
export function dutyRows(bookings: readonly DutyBooking[], spaces: ReadonlyMap<string, DutySpace>): readonly DutyRow[] {
  const halls = new Map<string, DutyRow>()
  const rows: DutyRow[] = []
  for (const booking of bookings) {
    const space = spaces.get(booking.spaceId)
    if (space === undefined || !SMALL.has(space.kind) || space.parentId === null) {
      rows.push({ ...booking, count: 1 })
      continue
    }
    const hall = topOf(space, spaces)
    const known = halls.get(hall)
    halls.set(hall, known === undefined ? lineOf(hall, booking) : joined(known, booking))
  }
  return [...rows, ...halls.values()].toSorted(
    (a, b) => a.held.start - b.held.start || a.during.start - b.during.start || (a.spaceId < b.spaceId ? -1 : 1),
  )
}

const SMALL: ReadonlySet<string> = new Set(['table', 'gym-place'])

function topOf(space: DutySpace, spaces: ReadonlyMap<string, DutySpace>): string {
  let top = space
  for (let above = spaces.get(top.parentId ?? ''); above !== undefined; above = spaces.get(top.parentId ?? ''))
    top = above
  return top.id
}

/** A table's booker is no business of the caretaker's. */
function lineOf(spaceId: string, { during, held, headcount, features }: DutyBooking): DutyRow {
  return { spaceId, during, held, title: '', partyName: '', headcount, features, count: 1 }
}

function joined(row: DutyRow, { during, held, headcount, features }: DutyBooking): DutyRow {
  return {
    ...row,
    during: around(row.during, during),
    held: around(row.held, held),
    headcount: row.headcount + headcount,
    features: [...new Set([...row.features, ...features])],
    count: row.count + 1,
  }
}

function around(one: Interval, other: Interval): Interval {
  return { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) }
}
