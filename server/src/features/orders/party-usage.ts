import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { addDays, dayOf, localDateOf } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import { readUsage } from '@gongyue/db/queries/usage.ts'

/** Of a party that has had nothing. */
export const NO_USAGE = { month: 0, monthMinutes: 0, noShows: 0 } as const

/** What the parties have had this month by the facility's calendar, and how often nobody came within a year. */
export async function usageOf(
  pool: Queryable,
  { facilityId, now, timeZone }: Pick<Facts, 'facilityId' | 'now' | 'timeZone'>,
  partyIds: ReadonlySet<string>,
) {
  const first = `${localDateOf(now, timeZone).slice(0, 8)}01`
  const next = `${addDays(first, 31).slice(0, 8)}01`
  const month = { start: dayOf(first, timeZone).start, end: dayOf(next, timeZone).start }
  const rows = await readUsage(pool, facilityId, [...partyIds], { month, noShowsSince: now - YEAR })
  return new Map(rows.map(({ partyId, ...usage }) => [partyId, usage]))
}

const YEAR = 365 * 86_400_000
