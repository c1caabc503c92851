import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** The sessions that an order has just made for a programme, and who is on each. */
export interface NewSessions {
  readonly programmeId: string
  readonly orderId: string
  /** Null for sessions that come from no series. */
  readonly seriesId: string | null
  readonly people: readonly string[]
  readonly makesUpFor?: string | null
  readonly note?: string
}

/** Makes sessions of all reservations of an order. Their people's claims were written with the rooms'. */
export async function insertSessions(db: Queryable, facilityId: string, sessions: NewSessions): Promise<void> {
  const { programmeId, orderId, seriesId, people, makesUpFor = null, note = '' } = sessions
  await db.query({
    text: `
      with made as (
        select reservation_id from reservations where facility_id = $1 and order_id = $2
      ), of_series as (
        insert into programme_series (facility_id, series_id, programme_id)
        select $1, $4::uuid, $3::uuid where $4::uuid is not null
      ), staffed as (
        insert into reservation_people (facility_id, reservation_id, person_id)
        select $1, reservation_id, person_id from made, unnest($5::uuid[]) as person_id
      )
      insert into programme_sessions (facility_id, programme_id, reservation_id, makes_up_for, note)
      select $1, $3, reservation_id, $6, $7 from made`,
    values: [facilityId, orderId, programmeId, seriesId, people, makesUpFor, note],
  })
}

/** The class whose sessions a series makes, and who holds them. */
export interface ClassRecord {
  readonly programmeId: string
  readonly people: readonly string[]
  readonly skills: readonly string[]
}

export async function classOfSeries(db: Queryable, facilityId: string, seriesId: string): Promise<ClassRecord | null> {
  const { rows } = await db.query<ClassRecord>({
    text: `
      select g.programme_id as "programmeId", array_remove(array[g.person_id], null) as people, g.skills
      from programme_series s
      join programmes g on g.facility_id = s.facility_id and g.programme_id = s.programme_id
      where s.facility_id = $1 and s.series_id = $2`,
    values: [facilityId, seriesId],
  })
  return rows[0] ?? null
}

/**
 * Staffs the dates that a series of a class has gained, and makes sessions of them where the trigger could not: a later part that is split off is
 * no series of the class yet. Their people's claims are written with the rooms'.
 */
export async function addSessions(
  db: Queryable,
  facilityId: string,
  { programmeId, people }: Pick<ClassRecord, 'programmeId' | 'people'>,
  reservationIds: readonly string[],
): Promise<void> {
  await db.query({
    text: `
      with staffed as (
        insert into reservation_people (facility_id, reservation_id, person_id)
        select $1, r, p from unnest($3::uuid[]) r, unnest($4::uuid[]) p
      )
      insert into programme_sessions (facility_id, programme_id, reservation_id) select $1, $2, r from unnest($3::uuid[]) r
      on conflict do nothing`,
    values: [facilityId, programmeId, reservationIds, people],
  })
}

/** For each who has a place in a programme: when they are in another one, known by their phone. */
export async function listBusy(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  within: Interval,
): Promise<readonly (readonly Interval[])[]> {
  const { rows } = await db.query<{ spans: readonly Interval[] }>({
    text: `
      select coalesce(json_agg(json_build_object('start', (extract(epoch from r.starts_at) * 1000)::bigint,
          'end', (extract(epoch from r.ends_at) * 1000)::bigint) order by r.starts_at) filter (where r.starts_at is not null), '[]') as spans
      from enrolments e
      left join enrolments o on o.facility_id = e.facility_id and o.phone = e.phone and o.programme_id <> e.programme_id and o.state = 'enrolled'
      left join programme_sessions ps on ps.facility_id = o.facility_id and ps.programme_id = o.programme_id
      left join reservations r on r.facility_id = ps.facility_id and r.reservation_id = ps.reservation_id
        and r.state = 'confirmed' and r.starts_at < $4 and r.ends_at > $3
      where e.facility_id = $1 and e.programme_id = $2 and e.state = 'enrolled'
      group by e.enrolment_id
      order by e.enrolment_id`,
    values: [facilityId, programmeId, new Date(within.start), new Date(within.end)],
  })
  return rows.map(({ spans }) => spans)
}
