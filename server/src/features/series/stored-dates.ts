import type { SeriesDateWire } from '@gongyue/shared/api/series-date.ts'
import type { Space } from '@gongyue/shared/domain/space.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import type { CheckedDate } from '@gongyue/shared/scheduling/check-series.ts'
import type { PlannedDate } from '@gongyue/shared/time/recurrence.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { NewSeriesDate } from '@gongyue/db/queries/place-series.ts'
import { routeOfClaim, violationWire } from '../orders/wire.ts'
import type { JudgedSeries } from './place-series.ts'

/** The row of one planned date: with its line when it is booked or asked for, with its reasons when it is not. */
export function newSeriesDate(
  date: PlannedDate,
  space: Space,
  { checked, facts }: Pick<JudgedSeries, 'checked' | 'facts'>,
  timeZone: string,
): NewSeriesDate {
  const { key, start, end, announced, skipped } = date
  const held = heldBy(space, { start, end })
  const one = checked.get(key)
  const isBooked = one?.verdict.kind === 'fits'
  return {
    ...{ key, start, end, announced },
    spaceId: space.id,
    heldFrom: held.start,
    heldUntil: held.end,
    movedFrom: date.date === key ? null : key,
    lineId: isBooked ? one.claim.id : null,
    lost: isBooked ? null : (skipped?.kind ?? 'refused'),
    lostName: skipped?.kind === 'legal-holiday' ? skipped.name : null,
    lostAt: isBooked ? null : facts.now,
    violations: violationsOf(one, timeZone),
  }
}

/** The same date as it would be, for an answer that writes nothing. */
export function plannedWire(date: PlannedDate, space: Space, { checked, facts }: JudgedSeries): SeriesDateWire {
  const { timeZone } = facts
  const { key, announced, skipped } = date
  const one = checked.get(key)
  const fits = one?.verdict.kind === 'fits'
  const { start, end } = one?.claim.during ?? date
  const spaceId = one?.claim.spaceId ?? space.id
  const elsewhere = spaceId !== space.id || start !== date.start || end !== date.end
  return {
    ...{ key, announced, spaceId },
    start: formatInstant(start, timeZone),
    end: formatInstant(end, timeZone),
    state: fits ? (routeOfClaim(one.claim, facts) === 'direct' ? 'booked' : 'waiting') : 'skipped',
    planned: elsewhere ? { start: formatInstant(date.start, timeZone), end: formatInstant(date.end, timeZone) } : null,
    movedFrom: date.date === key ? null : key,
    exception: elsewhere,
    reason: fits ? null : (skipped?.kind ?? 'refused'),
    reasonName: skipped?.kind === 'legal-holiday' ? skipped.name : null,
    violations: violationsOf(one, timeZone),
    lineId: null,
    reservationId: null,
    reservationVersion: null,
  }
}

/** Why a date is refused; soft notes are not kept. */
export function violationsOf(one: CheckedDate | undefined, timeZone: string) {
  if (one?.verdict.kind !== 'refused') return []
  return one.verdict.violations.map((violation) => violationWire(violation, [one.claim], timeZone))
}
