import type { Doing, PresencePlaceWire, PresenceWire } from '@gongyue/shared/api/live.ts'

/** What one page says of itself; travels between the processes as it is. */
export interface Sighting {
  readonly facilityId: string
  readonly userId: string
  readonly name: string
  readonly page: string
  readonly doing: Doing
  readonly place: PresencePlaceWire | null
}

/** Who does what, by facility. */
export interface PresenceBook {
  /** Writes a sighting down; true when the list of its facility is another one now. */
  readonly see: (sighting: Sighting, now: number) => boolean
  /** Forgets pages that were not heard of; gives the facilities whose lists changed. */
  readonly forget: (now: number) => readonly string[]
  /** Everybody once, by name. */
  readonly list: (facilityId: string) => readonly PresenceWire[]
}

/** A page that was not heard of for so long is gone. */
export const PRESENCE_MS = 25_000

/** Pages that are kept of one facility at most: nobody can fill the memory with made-up ones. */
const MOST_PAGES = 500

/** Several pages of one user are one person, who does what the busiest and latest of them does. */
export function createPresenceBook(): PresenceBook {
  const facilities = new Map<string, { readonly pages: Map<string, Seen>; told: string }>()

  const changed = (facilityId: string): boolean => {
    const facility = facilities.get(facilityId)
    if (!facility) return false
    const told = JSON.stringify(listOf(facility.pages))
    if (told === facility.told) return false
    facility.told = told
    return true
  }

  return {
    see: ({ facilityId, ...sighting }, now) => {
      const facility = facilities.get(facilityId) ?? { pages: new Map<string, Seen>(), told: '[]' }
      facilities.set(facilityId, facility)
      const key = `${sighting.userId} ${sighting.page}`
      const { doing, place } = sighting
      facility.pages.delete(key)
      if (doing !== 'away' && place !== null && facility.pages.size < MOST_PAGES)
        facility.pages.set(key, { ...sighting, doing, place, until: now + PRESENCE_MS })
      return changed(facilityId)
    },
    forget: (now) => {
      for (const { pages } of facilities.values())
        for (const [key, { until }] of pages) if (until <= now) pages.delete(key)
      return [...facilities.keys()].filter(changed)
    },
    list: (facilityId) => listOf(facilities.get(facilityId)?.pages ?? new Map()),
  }
}

interface Seen extends PresenceWire {
  readonly page: string
  /** Milliseconds of the process. */
  readonly until: number
}

const BUSY: Readonly<Record<PresenceWire['doing'], number>> = { viewing: 0, editing: 1, moving: 2 }

function listOf(pages: ReadonlyMap<string, Seen>): readonly PresenceWire[] {
  const people = new Map<string, Seen>()
  // The latest comes last, see above: it wins where both are equally busy.
  for (const seen of pages.values()) {
    const other = people.get(seen.userId)
    if (!other || BUSY[seen.doing] >= BUSY[other.doing]) people.set(seen.userId, seen)
  }
  return [...people.values()]
    .map(({ userId, name, doing, place }) => ({ userId, name, doing, place }))
    .toSorted((a, b) => (a.userId < b.userId ? -1 : 1))
}
