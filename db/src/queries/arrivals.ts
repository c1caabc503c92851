import type { Queryable } from '../pool.ts'

/** The sessions of a programme that people may come to at a moment: an hour before they begin until they end. */
export async function listSessionsOfNow(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  now: number,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>({
    text: `
      select r.reservation_id as id from programme_sessions s
      join reservations r on r.facility_id = s.facility_id and r.reservation_id = s.reservation_id
      where s.facility_id = $1 and s.programme_id = $2 and r.state in ('confirmed', 'in-use')
        and r.starts_at <= $3::timestamptz + interval '1 hour' and r.ends_at > $3
      order by r.starts_at limit 1`,
    values: [facilityId, programmeId, new Date(now)],
  })
  return rows.map(({ id }) => id)
}

/** Notes that an entry is there for its slot. @returns false when it has none that stands */
export async function noteEntryArrival(
  db: Queryable,
  facilityId: string,
  entryId: string,
  at: number,
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `
      update entry_slots s set arrived_at = coalesce(s.arrived_at, $3) from entries e
      where s.facility_id = $1 and s.entry_id = $2 and s.freed_at is null and e.facility_id = s.facility_id
        and e.entry_id = s.entry_id and e.stage_id = s.stage_id`,
    values: [facilityId, entryId, new Date(at)],
  })
  return rowCount === 1
}

/** Programmes that ended before a moment and whose people are not yet forgotten. */
export async function listForgettable(
  db: Queryable,
  before: number,
): Promise<readonly { readonly facilityId: string; readonly programmeId: string; readonly endedAt: number }[]> {
  const { rows } = await db.query<{ facilityId: string; programmeId: string; endedAt: number }>({
    text: `
      select g.facility_id as "facilityId", g.programme_id as "programmeId", e.ended as "endedAt"
      from programmes g, lateral (
        select greatest(g.closes_at,
          (select max(x.ends_at) from exhibition_periods x where x.facility_id = g.facility_id and x.programme_id = g.programme_id),
          (select max(r.ends_at) from programme_sessions s
            join reservations r on r.facility_id = s.facility_id and r.reservation_id = s.reservation_id
            where s.facility_id = g.facility_id and s.programme_id = g.programme_id)) as ended) as e
      where g.forgotten_at is null and e.ended < $1
      order by e.ended, g.programme_id limit 500`,
    values: [new Date(before)],
  })
  return rows
}

/** Erases names, telephones and accounts of all who took part; who came, of which branch and group, stays counted. */
export async function forgetPeople(db: Queryable, facilityId: string, programmeId: string, at: number): Promise<void> {
  await db.query({ text: 'select forget_people($1, $2, $3)', values: [facilityId, programmeId, new Date(at)] })
}
