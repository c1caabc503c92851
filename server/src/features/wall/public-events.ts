import type { MoveRecord, ProgrammeRecord } from '@gongyue/db/queries/programme.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Name } from '@gongyue/shared/domain/names.ts'
import type { EventState } from '@gongyue/shared/domain/programme.ts'
import { publicTitle, type PublicTitle } from '@gongyue/shared/domain/public-title.ts'
import { holdsClaims } from '@gongyue/shared/domain/reservation.ts'
import type { Space } from '@gongyue/shared/domain/space.ts'
import { overlaps } from '@gongyue/shared/time/interval.ts'

/** A booking as strangers may know it. Nothing private goes past this point. */
export interface PublicEvent {
  readonly id: string
  readonly space: Space
  readonly start: number
  readonly end: number
  readonly heldFrom: number
  readonly heldUntil: number
  readonly state: EventState
  readonly title: PublicTitle
  readonly version: number
  readonly createdAt: number
  /** Where it went; null for what stands where it stood. */
  readonly movedTo: { readonly space: Space; readonly start: number; readonly end: number } | null
}

/** A place as strangers know it. */
export interface PlaceName {
  readonly code: string
  readonly name: Name
  /** The hall it is a part of. */
  readonly within: Name | null
}

/**
 * Takes from the bookings what is not for strangers. Who did not come is gone, as if never booked. That something was cancelled is told
 * of what had a public title, unless somebody else has the place by now.
 */
export function publicEvents(records: readonly ProgrammeRecord[], facts: Facts): readonly PublicEvent[] {
  const { spaces, policy } = facts
  const standing = records.filter(({ state }) => holdsClaims(state))
  return records.flatMap((record): readonly PublicEvent[] => {
    const { id, start, end, heldFrom, heldUntil, state, version, createdAt } = record
    const space = spaces.get(record.spaceId)
    if (space === undefined || state === 'no-show') return []
    const asked = { title: record.title, party: record.partyKind, space: space.kind }
    const title = publicTitle(asked, policy.publicity ?? [])
    if (state === 'cancelled') {
      const taken = standing.some((other) => overlaps(other, record) && share(spaces.get(other.spaceId), space))
      if (title.kind !== 'title' || taken) return []
    }
    return [{ id, space, start, end, heldFrom, heldUntil, state, title, version, createdAt, movedTo: null }]
  })
}

/** Public events that were moved away: whoever comes to the old place at the old time is told where to go. */
export function movedEvents(records: readonly MoveRecord[], facts: Facts): readonly PublicEvent[] {
  return records.flatMap((record) => {
    const to = facts.spaces.get(record.movedTo.spaceId)
    const { start, end } = record.movedTo
    return publicEvents([{ ...record, state: 'confirmed' }], facts)
      .filter(({ title }) => title.kind === 'title')
      .flatMap((event) => (to ? [{ ...event, state: 'moved' as const, movedTo: { space: to, start, end } }] : []))
  })
}

/** Whether two spaces have an atom in common. */
export function share(one: Space | undefined, other: Space): boolean {
  return one?.atomIds.some((atom) => other.atomIds.includes(atom)) ?? false
}

export function placeOf(space: Space, { spaces }: Facts): PlaceName {
  const top = topOf(space, spaces)
  return { code: space.code, name: space.name, within: top === space ? null : top.name }
}

/** The hall in which a space lies, or the space itself. */
export function topOf(space: Space, spaces: Facts['spaces']): Space {
  const above = space.parentId === null ? undefined : spaces.get(space.parentId)
  return above === undefined ? space : topOf(above, spaces)
}
