import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** What a party has had: facts beside a request, no verdict. */
export interface PartyUsage {
  readonly partyId: string
  /** Reservations that stand or were used within the month. */
  readonly month: number
  readonly monthMinutes: number
  /** Reservations nobody came to, since `noShowsSince`. */
  readonly noShows: number
}

/** Usage of some parties; those without any are left out. */
export async function readUsage(
  db: Queryable,
  facilityId: string,
  partyIds: readonly string[],
  { month, noShowsSince }: { readonly month: Interval; readonly noShowsSince: number },
): Promise<readonly PartyUsage[]> {
  const used = `r.state in ('confirmed', 'in-use', 'ended') and r.starts_at >= $3 and r.starts_at < $4`
  const { rows } = await db.query<PartyUsage>({
    name: 'read-usage',
    text: `select r.party_id as "partyId",
        (count(*) filter (where ${used}))::int as month,
        coalesce(sum(extract(epoch from r.ends_at - r.starts_at) / 60) filter (where ${used}), 0)::int as "monthMinutes",
        (count(*) filter (where r.state = 'no-show'))::int as "noShows"
      from reservations r
      where r.facility_id = $1 and r.party_id = any ($2::uuid[]) and r.starts_at >= $5 and r.starts_at < $4
      group by r.party_id`,
    values: [
      facilityId,
      partyIds,
      new Date(month.start),
      new Date(month.end),
      new Date(Math.min(noShowsSince, month.start)),
    ],
  })
  return rows
}
