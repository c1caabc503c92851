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
