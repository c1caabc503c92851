import type { PersonKind } from '@gongyue/shared/domain/person.ts'
import type { ServiceKind } from '@gongyue/shared/domain/service.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'

/** One thing that somebody gave their time to. Instants are epoch milliseconds. */
export interface ServiceRecord {
  readonly id: string
  readonly kind: ServiceKind
  readonly title: string
  readonly day: LocalDate
  readonly start: number | null
  readonly end: number | null
  readonly minutes: number
  readonly reason: string | null
}

/** Days, both included; null leaves a side open. */
export interface ServicePeriod {
  readonly from: LocalDate | null
  readonly until: LocalDate | null
}

/** Somebody with the sum of what they gave. */
export interface ServedRecord {
  readonly personId: string
  readonly name: string
  readonly kind: PersonKind
  readonly skills: readonly string[]
  readonly partyName: string | null
  readonly phone: string | null
  readonly active: boolean
  readonly minutes: number
  readonly services: number
  readonly allMinutes: number
  readonly lastOn: LocalDate | null
}

/** Everybody of the house with their hours in a period; those who gave most come first. */
export async function listServed(
  db: Queryable,
  facilityId: string,
  kind: PersonKind | null,
  { from, until }: ServicePeriod,
): Promise<readonly ServedRecord[]> {
  const { rows } = await db.query<ServedRecord>({
    name: 'list-served',
    text: `
      with served as (${SERVED})
      select w.person_id as "personId", w.name, w.kind, w.skills, p.name as "partyName", w.phone, w.active,
        coalesce(sum(s.minutes) filter (where ($4::date is null or s.day >= $4) and ($5::date is null or s.day <= $5)), 0)::int as minutes,
        (count(s.id) filter (where ($4::date is null or s.day >= $4) and ($5::date is null or s.day <= $5)))::int as services,
        coalesce(sum(s.minutes), 0)::int as "allMinutes", max(s.day) as "lastOn"
      from people w
      left join parties p on p.facility_id = w.facility_id and p.party_id = w.party_id
      left join served s on s.person_id = w.person_id
      where w.facility_id = $1 and ($3::text is null or w.kind = $3)
      group by w.facility_id, w.person_id, p.facility_id, p.party_id
      order by minutes desc, w.name, w.person_id`,
    values: [facilityId, null, kind, from, until],
  })
  return rows
}

/** What one person gave their time to, newest first. */
export async function listServices(
  db: Queryable,
  facilityId: string,
  personId: string,
  { from, until }: ServicePeriod,
): Promise<readonly ServiceRecord[]> {
  const { rows } = await db.query<ServiceRecord>({
    name: 'list-services',
    text: `
      select s.id, s.kind, s.title, s.day, s.start, s."end", s.minutes, s.reason from (${SERVED}) as s
      where ($3::date is null or s.day >= $3) and ($4::date is null or s.day <= $4)
      order by s.day desc, s.start desc nulls last, s.id`,
    values: [facilityId, personId, from, until],
  })
  return rows
}

/** What somebody is asked for next, soonest first. */
export async function listUpcoming(
  db: Queryable,
  facilityId: string,
  personId: string,
  now: number,
): Promise<readonly ServiceRecord[]> {
  const { rows } = await db.query<ServiceRecord>({
    text: `
      select r.reservation_id as id, 'booking' as kind, r.title, r.day, r.starts_at as start, r.ends_at as "end",
        (extract(epoch from r.ends_at - r.starts_at) / 60)::int as minutes, null::text as reason
      from reservation_people x
      join reservations r on r.facility_id = x.facility_id and r.reservation_id = x.reservation_id
      where x.facility_id = $1 and x.person_id = $2 and r.state in ('confirmed', 'in-use') and r.ends_at > $3
      union all
      select v.visit_id, 'visit', l.title, (v.starts_at at time zone f.time_zone)::date, v.departs_at, v.returns_at,
        (extract(epoch from v.leaves_at - v.arrives_at) / 60)::int, null
      from visit_people x
      join visits v on v.facility_id = x.facility_id and v.visit_id = x.visit_id and v.state = 'planned'
      join service_lines l on l.facility_id = v.facility_id and l.line_id = v.line_id
      join facilities f on f.facility_id = v.facility_id
      where x.facility_id = $1 and x.person_id = $2 and v.returns_at > $3
      order by start, id limit 50`,
    values: [facilityId, personId, new Date(now)],
  })
  return rows
}

/** Who of the house a user is; null for somebody who is not of it. */
export async function personOfUser(
  db: Queryable,
  facilityId: string,
  userId: string,
): Promise<{
  readonly id: string
  readonly name: string
  readonly kind: PersonKind
  readonly skills: string[]
} | null> {
  const { rows } = await db.query<{ id: string; name: string; kind: PersonKind; skills: string[] }>({
    text: `
      select person_id as id, name, kind, skills from people
      where facility_id = $1 and user_id = $2 and active order by created_at, person_id limit 1`,
    values: [facilityId, userId],
  })
  return rows[0] ?? null
}

/** Hours written down by hand. */
export interface NewServiceHours {
  readonly id: string
  readonly personId: string
  readonly day: LocalDate
  readonly minutes: number
  readonly title: string
  readonly reason: string
  readonly notedBy: string
  readonly notedAt: number
}

/** @throws the database's own error when there is no such person: its constraint says so */
export async function insertServiceHours(db: Queryable, facilityId: string, one: NewServiceHours): Promise<void> {
  const { id, personId, day, minutes, title, reason, notedBy, notedAt } = one
  await db.query({
    text: `
      insert into service_hours (facility_id, entry_id, person_id, served_on, minutes, title, reason, noted_by, noted_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [facilityId, id, personId, day, minutes, title, reason, notedBy, new Date(notedAt)],
  })
}

/** @returns whose hours they were; null when they are not there or were taken back before */
export async function withdrawServiceHours(
  db: Queryable,
  facilityId: string,
  id: string,
  at: number,
): Promise<string | null> {
  const { rows } = await db.query<{ personId: string }>({
    text: `
      update service_hours set withdrawn_at = $3 where facility_id = $1 and entry_id = $2 and withdrawn_at is null
      returning person_id as "personId"`,
    values: [facilityId, id, new Date(at)],
  })
  return rows[0]?.personId ?? null
}

/** What took place: bookings that have ended, visits that were made (from arriving to leaving), and hours written down. $1 the facility, $2 one person or null for all. */
const SERVED = `
  select r.reservation_id as id, x.person_id, 'booking' as kind, r.title, r.day, r.starts_at as start, r.ends_at as "end",
    (extract(epoch from r.ends_at - r.starts_at) / 60)::int as minutes, null::text as reason
  from reservation_people x
  join reservations r on r.facility_id = x.facility_id and r.reservation_id = x.reservation_id and r.state = 'ended'
  where x.facility_id = $1 and ($2::uuid is null or x.person_id = $2)
  union all
  select v.visit_id, x.person_id, 'visit', l.title, (v.starts_at at time zone f.time_zone)::date, v.arrives_at, v.leaves_at,
    (extract(epoch from v.leaves_at - v.arrives_at) / 60)::int, null
  from visit_people x
  join visits v on v.facility_id = x.facility_id and v.visit_id = x.visit_id and v.state = 'delivered'
  join service_lines l on l.facility_id = v.facility_id and l.line_id = v.line_id
  join facilities f on f.facility_id = v.facility_id
  where x.facility_id = $1 and ($2::uuid is null or x.person_id = $2)
  union all
  select h.entry_id, h.person_id, 'noted', h.title, h.served_on, null, null, h.minutes, h.reason
  from service_hours h
  where h.facility_id = $1 and ($2::uuid is null or h.person_id = $2) and h.withdrawn_at is null`
