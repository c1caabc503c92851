import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'

/** The last published round whose season began before that of another; null for the first. */
export async function lastRoundBefore(
  db: Queryable,
  facilityId: string,
  { id, from }: { readonly id: string; readonly from: LocalDate },
): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>({
    text: `select round_id as id from rounds
      where facility_id = $1 and round_id <> $2 and published_at is not null and from_date < $3
      order by from_date desc, round_id desc limit 1`,
    values: [facilityId, id, from],
  })
  return rows[0]?.id ?? null
}

/** What each party asked for in a round, and what it was given, in minutes a week. */
export async function metIn(
  db: Queryable,
  facilityId: string,
  roundId: string,
): Promise<readonly { readonly partyId: string; readonly askedMinutes: number; readonly hadMinutes: number }[]> {
  const { rows } = await db.query<{ partyId: string; askedMinutes: number; hadMinutes: number }>({
    text: `
      select a.party_id as "partyId", sum(s.times_a_week * s.max_minutes)::int as "askedMinutes",
        coalesce(sum(given.minutes), 0)::int as "hadMinutes"
      from applications a
      join sections s on s.facility_id = a.facility_id and s.application_id = a.application_id
      left join lateral (
        select sum(l.until_minute - l.from_minute) as minutes
        from rounds r join allocations l on l.facility_id = r.facility_id and l.plan_id = r.plan_id
        where r.facility_id = a.facility_id and r.round_id = a.round_id and l.section_id = s.section_id) as given on true
      where a.facility_id = $1 and a.round_id = $2 and a.state = 'sent'
      group by a.party_id`,
    values: [facilityId, roundId],
  })
  return rows
}
