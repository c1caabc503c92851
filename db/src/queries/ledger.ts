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

/** What a party used of the house in a time. */
export interface LedgerRow {
  readonly partyId: string
  readonly partyName: string
  readonly minutes: number
  readonly primeMinutes: number
  readonly bookings: number
  readonly cancelled: number
  readonly cancelledLate: number
  readonly noShows: number
  readonly visits: number
}

/**
 * Everything that parties booked, gave back or did not come to between two days, both included. Prime time is the evening of a workday from half
 * past five, and any time on a weekend or a legal holiday; a make-up workday is a workday.
 */
export async function ledgerOf(
  db: Queryable,
  facilityId: string,
  {
    from,
    until,
    cancelMinutes,
  }: { readonly from: LocalDate; readonly until: LocalDate; readonly cancelMinutes: number },
): Promise<readonly LedgerRow[]> {
  const { rows } = await db.query<LedgerRow>({
    text: `
      with booked as (
        select r.party_id, r.state, r.starts_at,
          case when r.state = 'cancelled' then (select max(e.at) from audit_events e where e.facility_id = r.facility_id
            and e.noun_id in (r.reservation_id, r.order_id) and e.action in ('cancel-order', 'cancel-reservation')) end as cancelled_at,
          extract(epoch from r.ends_at - r.starts_at) / 60 as minutes,
          case when coalesce(d.kind = 'legal-holiday' or (d.kind is null and extract(isodow from r.day) >= 6), extract(isodow from r.day) >= 6)
            then extract(epoch from r.ends_at - r.starts_at) / 60
            else greatest(0, extract(epoch from r.ends_at - greatest(r.starts_at,
              (r.day + time '17:30') at time zone f.time_zone)) / 60) end as prime
        from reservations r
        join facilities f on f.facility_id = r.facility_id
        left join special_days d on d.facility_id = r.facility_id and d.day = r.day
        where r.facility_id = $1 and r.day between $2 and $3
      ), used as (
        select party_id,
          coalesce(sum(minutes) filter (where state <> 'cancelled'), 0)::int as minutes,
          coalesce(sum(prime) filter (where state <> 'cancelled'), 0)::int as prime,
          count(*) filter (where state <> 'cancelled')::int as bookings,
          count(*) filter (where state = 'cancelled')::int as cancelled,
          count(*) filter (where state = 'cancelled' and cancelled_at > starts_at - make_interval(mins => $4))::int as late,
          count(*) filter (where state = 'no-show')::int as no_shows
        from booked group by party_id
      ), visited as (
        select l.party_id, count(*)::int as visits
        from visits v
        join service_lines l on l.facility_id = v.facility_id and l.line_id = v.line_id
        join facilities f on f.facility_id = v.facility_id
        where v.facility_id = $1 and v.state <> 'cancelled'
          and (v.departs_at at time zone f.time_zone)::date between $2 and $3
        group by l.party_id
      )
      select p.party_id as "partyId", p.name as "partyName", coalesce(u.minutes, 0) as minutes, coalesce(u.prime, 0) as "primeMinutes",
        coalesce(u.bookings, 0) as bookings, coalesce(u.cancelled, 0) as cancelled, coalesce(u.late, 0) as "cancelledLate",
        coalesce(u.no_shows, 0) as "noShows", coalesce(v.visits, 0) as visits
      from parties p
      left join used u on u.party_id = p.party_id
      left join visited v on v.party_id = p.party_id
      where p.facility_id = $1 and (u.party_id is not null or v.party_id is not null)
      order by coalesce(u.prime, 0) desc, p.name`,
    values: [facilityId, from, until, cancelMinutes],
  })
  return rows
}

/** The last published round whose season meets a time; null for none. */
export async function roundWithin(
  db: Queryable,
  facilityId: string,
  from: LocalDate,
  until: LocalDate,
): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>({
    text: `select round_id as id from rounds
      where facility_id = $1 and published_at is not null and from_date <= $3 and until_date >= $2
      order by from_date desc, round_id desc limit 1`,
    values: [facilityId, from, until],
  })
  return rows[0]?.id ?? null
}

/** Weekly times that parties asked for, and were given, in a round. */
export async function timesIn(
  db: Queryable,
  facilityId: string,
  roundId: string,
): Promise<ReadonlyMap<string, { readonly asked: number; readonly met: number }>> {
  const { rows } = await db.query<{ partyId: string; asked: number; met: number }>({
    text: `
      select a.party_id as "partyId", sum(s.times_a_week)::int as asked,
        (select count(*)::int from allocations l
          join rounds r on r.facility_id = l.facility_id and r.plan_id = l.plan_id
          join sections c on c.facility_id = l.facility_id and c.section_id = l.section_id
          join applications b on b.facility_id = c.facility_id and b.application_id = c.application_id
          where r.facility_id = $1 and r.round_id = $2 and b.party_id = a.party_id and b.state = 'sent') as met
      from applications a join sections s on s.facility_id = a.facility_id and s.application_id = a.application_id
      where a.facility_id = $1 and a.round_id = $2 and a.state = 'sent'
      group by a.party_id`,
    values: [facilityId, roundId],
  })
  return new Map(rows.map(({ partyId, asked, met }) => [partyId, { asked, met }]))
}
