import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { onWall } from '@gongyue/shared/domain/programme.ts'
import type { Space } from '@gongyue/shared/domain/space.ts'
import type { WallEventWire } from '@gongyue/shared/api/wall.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { placeOf, share, topOf, type PlaceName, type PublicEvent } from './public-events.ts'

/** A line of the wall, with instants in epoch milliseconds. */
interface WallLine extends Pick<PublicEvent, 'start' | 'end' | 'state' | 'title' | 'movedTo'> {
  readonly place: PlaceName
  readonly count: number
}

/**
 * The lines of a wall in the order of the clock, then of the house. Private bookings of one hall at one time are one line: twelve tables
 * that say "booked" twelve times would push the programme off the wall.
 *
 * @param wanted - the spaces the wall is for; null for the whole house
 */
export function wallEvents(
  events: readonly PublicEvent[],
  facts: Facts,
  wanted: readonly Space[] | null,
  hours: number,
): readonly WallEventWire[] {
  const shown = events.filter(
    (event) =>
      onWall(event, facts.now, hours) && (wanted === null || wanted.some((space) => share(space, event.space))),
  )
  const lines = Map.groupBy(shown, (event) =>
    event.title.kind === 'title'
      ? `${event.id} ${event.state}`
      : JSON.stringify([topOf(event.space, facts.spaces).id, event.start, event.end, event.state, event.title]),
  )
  return [...lines.values()].flatMap((members) => lineOf(members, facts)).map((line) => toWire(line, facts))
}

function lineOf(members: readonly PublicEvent[], facts: Facts): readonly WallLine[] {
  const [first] = members
  if (first === undefined) return []
  const { start, end, state, title, space, movedTo } = first
  const place = placeOf(members.length === 1 ? space : topOf(space, facts.spaces), facts)
  return [{ place, start, end, state, title, movedTo, count: members.length }]
}

function toWire({ start, end, movedTo, ...line }: WallLine, facts: Facts): WallEventWire {
  const text = (instant: number) => formatInstant(instant, facts.timeZone)
  return {
    ...line,
    start: text(start),
    end: text(end),
    movedTo: movedTo && {
      start: text(movedTo.start),
      end: text(movedTo.end),
      place: placeOf(movedTo.space, facts),
    },
  }
}
