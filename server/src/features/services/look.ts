import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { weekOf } from '@gongyue/shared/domain/person.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { addDays, dayOf, localDateOf } from '@gongyue/shared/time/wall.ts'
import { loadEngagements, loadMinutes } from '@gongyue/db/queries/outings.ts'
import type { Queryable } from '@gongyue/db/pool.ts'

/** What has to be known to send somebody: who is bound by what, and who has had how much. */
export interface Look {
  readonly claims: readonly Claim[]
  readonly lately: ReadonlyMap<string, number>
  readonly factsVersion: number
}

/** How many days count as lately. */
const LATELY_DAYS = 28

/** Reads around some spans: the whole weeks, as the rules about people count by the week. */
export async function lookAround(db: Queryable, spans: readonly Interval[], facts: Facts): Promise<Look> {
  const window = weeksAround(spans, facts)
  const { claims, factsVersion } = await loadEngagements(db, window, facts)
  const lately = await loadMinutes(db, facts.facilityId, {
    start: dayOf(addDays(localDateOf(window.start, facts.timeZone), -LATELY_DAYS), facts.timeZone).start,
    end: window.end,
  })
  return { claims, lately, factsVersion }
}

/**
 * Engagements beside what a room's order sees. One reservation may be in both, as a room and as the people on it: then the latter goes by a name of
 * its own.
 */
export function besideRooms(rooms: readonly Claim[], engaged: readonly Claim[]): readonly Claim[] {
  const known = new Set(rooms.map(({ id }) => id))
  return [...rooms, ...engaged.map((claim) => (known.has(claim.id) ? { ...claim, id: `${claim.id} people` } : claim))]
}

/** Waits for whoever sends somebody at this moment: hours and rest are counted over all that a person has. Taken after the facts and the counters. */
export async function lockDispatch(db: Queryable, facilityId: string): Promise<void> {
  await db.query({
    name: 'lock-dispatch',
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`${facilityId} z-dispatch`],
  })
}

function weeksAround(spans: readonly Interval[], { timeZone }: Facts): Interval {
  const first = Math.min(...spans.map(({ start }) => start))
  const last = Math.max(...spans.map(({ end }) => end))
  const monday = weekOf(localDateOf(first, timeZone))
  const sunday = addDays(weekOf(localDateOf(last, timeZone)), 7)
  return { start: dayOf(addDays(monday, -1), timeZone).start, end: dayOf(sunday, timeZone).end }
}
