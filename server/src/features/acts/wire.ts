import type { ActWire, ChangeWire } from '@gongyue/shared/api/acts.ts'
import type { ObstacleWire, ViolationWire } from '@gongyue/shared/api/problem.ts'
import { formatInstant, parseInstant } from '@gongyue/shared/time/wall.ts'
import type { ActRecord, Place } from '@gongyue/db/queries/acts.ts'
import type { StandingRecord } from '@gongyue/db/queries/standing.ts'
import { violationWire } from '../orders/wire.ts'
import type { Change, Judged } from './change.ts'

export function actWire(act: ActRecord, timeZone: string): ActWire {
  return {
    ...act,
    at: formatInstant(act.at, timeZone),
    changes: act.changes.map((change) => ({
      ...change,
      before: placeWire(change.before, timeZone),
      after: placeWire(change.after, timeZone),
    })),
  }
}

/** A change as it was sent; its instants have held against the schema. */
export function changeOfWire(change: ChangeWire): Change {
  if (change.kind !== 'move') return change
  const { start, end, headcount = null } = change
  return {
    ...change,
    start: parseInstant(start) ?? Number.NaN,
    end: parseInstant(end) ?? Number.NaN,
    headcount,
  }
}

/** Violations whose `line` is the index of the change. */
export function violationsWire({ planned, violations, facts }: Judged): ViolationWire[] {
  const asked = planned.flatMap(({ claim }) => claim ?? [])
  return violations.map((one) => {
    const { line, ...wire } = violationWire(one, asked, facts.timeZone)
    const id = line === undefined ? undefined : asked[line]?.id
    const index = planned.findIndex(({ before }) => before.id === id)
    return { ...wire, ...(index >= 0 && { line: index }) }
  })
}

/** A reservation as it stands now, for one who came late. */
export function standingWire(
  { id, reference, title, partyName, spaceId, start, end, headcount, state, version }: StandingRecord,
  timeZone: string,
) {
  const place = placeWire({ spaceId, start, end, headcount, state, version }, timeZone)
  return { reservationId: id, reference, title, partyName, ...place }
}

export function obstacleWire(
  { id, reference, title, partyName, spaceId, start, end }: StandingRecord,
  timeZone: string,
): ObstacleWire {
  return {
    reservationId: id,
    reference,
    title,
    partyName,
    spaceId,
    start: formatInstant(start, timeZone),
    end: formatInstant(end, timeZone),
  }
}

function placeWire(place: Place, timeZone: string): PlaceWire {
  return { ...place, start: formatInstant(place.start, timeZone), end: formatInstant(place.end, timeZone) }
}

type PlaceWire = ActWire['changes'][number]['before']
