import type { BlockWire } from '@gongyue/shared/api/board.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { addDays, clockOf, dayOf, type Day } from '../../text/when.ts'

/** The bookings of one hall or room on paper, in the order of the clock. */
export interface RoomSheet {
  readonly space: SpaceWire
  readonly blocks: readonly BlockWire[]
}

/** The hall in which each space lies, or the space itself. */
export function topOf(space: SpaceWire, spaces: readonly SpaceWire[]): SpaceWire {
  const above = spaces.find(({ id }) => id === space.parentId)
  return above ? topOf(above, spaces) : space
}

/** Bookings by hall or room, those with none left out, in the order of the house. `code` keeps one, with all that shares an atom with it. */
export function roomSheets(
  blocks: readonly BlockWire[],
  spaces: readonly SpaceWire[],
  code: string | null,
): readonly RoomSheet[] {
  const standing = standingOf(blocks)
  const byId = new Map(spaces.map((space) => [space.id, space] as const))
  const one = spaces.find((space) => space.code === code)
  if (one) {
    const shares = (id: string) => byId.get(id)?.atomIds.some((atom) => one.atomIds.includes(atom)) ?? false
    return [{ space: one, blocks: standing.filter(({ spaceId }) => shares(spaceId)) }]
  }
  return spaces
    .filter(({ parentId }) => parentId === null)
    .map((space) => ({
      space,
      blocks: standing.filter(({ spaceId }) => {
        const own = byId.get(spaceId)
        return own !== undefined && topOf(own, spaces) === space
      }),
    }))
    .filter((sheet) => sheet.blocks.length > 0)
}

/** What the house stands by, first come first; requests, holds and what was cancelled are not for paper. */
export function standingOf(blocks: readonly BlockWire[]): readonly BlockWire[] {
  return blocks
    .filter(({ kind, state }) => kind === 'reservation' && state !== 'cancelled' && state !== 'no-show')
    .toSorted((a, b) => (a.start === b.start ? (a.id < b.id ? -1 : 1) : a.start < b.start ? -1 : 1))
}

export const PARTS = ['morning', 'afternoon', 'evening'] as const
export type Part = (typeof PARTS)[number]

/** A timetable: for each part of the day, the seven days with what begins in it. */
export function weekTable(
  blocks: readonly BlockWire[],
  monday: Day,
): Readonly<Record<Part, readonly (readonly BlockWire[])[]>> {
  const days = Array.from({ length: 7 }, (_, at) => addDays(monday, at))
  const of = (part: Part) =>
    days.map((day) => standingOf(blocks).filter(({ start }) => dayOf(start) === day && partOf(clockOf(start)) === part))
  return { morning: of('morning'), afternoon: of('afternoon'), evening: of('evening') }
}

function partOf(clock: string): Part {
  if (clock < '12:00') return 'morning'
  return clock < '17:30' ? 'afternoon' : 'evening'
}

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, weekday === 0 ? -6 : 1 - weekday)
}
