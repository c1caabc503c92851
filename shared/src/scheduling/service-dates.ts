import type { Snapshot } from '../domain/facts.ts'
import { addDays, instantAt, localDateOf, minuteOfDayAt } from '../time/wall.ts'
import { check } from './check.ts'
import { suggestCrews, withCrew, type Crew, type ServiceClaim } from './crews.ts'

/** Another time at which a service could be given, and by whom. */
export interface ServiceDate {
  readonly start: number
  readonly end: number
  readonly crew: Crew
  /** Days away from what was asked, and hours: the nearer, the better. */
  readonly cost: number
}

/**
 * Other times for a service that a crew could keep, nearest first: the same clock time on other days, and other hours of the asked day.
 *
 * @param moved - makes the claim anew for another start: the way there may take longer than the claim tells
 * @param search - how many, and how many days ahead to look
 */
export function findServiceDates(
  claim: ServiceClaim,
  moved: (start: number) => ServiceClaim,
  { facts, claims }: Snapshot,
  lately: ReadonlyMap<string, number>,
  search: { readonly limit: number; readonly days: number },
): readonly ServiceDate[] {
  const zone = facts.timeZone
  const asked = claim.outing.at.start
  const date = localDateOf(asked, zone)
  const minute = minuteOfDayAt(asked, zone)
  const hours = [60, 120, 180, 240, -60, -120, -180, -240]
    .filter((shift) => minute + shift >= EARLIEST && minute + shift <= LATEST)
    .map((shift) => ({ start: instantAt(date, minute + shift, zone), cost: Math.abs(shift) / 60 }))
  const days = Array.from({ length: search.days }, (_, i) => i + 1).map((n) => ({
    start: instantAt(addDays(date, n), minute, zone),
    cost: 4 + n,
  }))
  const found: ServiceDate[] = []
  for (const { start, cost } of [...hours, ...days].toSorted((a, b) => a.cost - b.cost)) {
    if (found.length >= search.limit) break
    if (start <= facts.now) continue
    const other = moved(start)
    const [crew] = suggestCrews(other, { facts, claims }, lately, 1)
    if (!crew) continue
    const whole = withCrew(other, crew)
    const others = claims.filter(({ id }) => id !== claim.id)
    if (check([whole], { facts, claims: others }).kind !== 'fits') continue
    found.push({ start, end: other.outing.at.end, crew, cost })
  }
  return found
}

/** Nobody is offered a lecture at night. Minutes of the day. */
const EARLIEST = 8 * 60
const LATEST = 19 * 60 + 30
