import { EVENING_FROM } from '@gongyue/shared/domain/figure.ts'

const EVENING = `${Math.floor(EVENING_FROM / 60)}:${EVENING_FROM % 60}`

/**
 * All that took place between two days, a row each, whatever kind it was: bookings of rooms, visits elsewhere, who came to see an exhibition, and
 * heads counted without a booking. Every figure is a sum over these rows, and the records behind a figure are these rows: they cannot differ.
 * Names of people are not read, so that figures outlive them.
 *
 * `$1` facility, `$2` first and `$3` last day, `$4` now, `$5` the facility's zone. To be followed by a statement that selects from `held`.
 *
 * Heads of a session: those that somebody counted; else its roll; else the entries that were heard; else those who checked in.
 */
export const WITH_HELD = `
  with recursive up as (
    select party_id, parent_id, kind, party_id as county_id from parties where facility_id = $1
    union all
    select u.party_id, p.parent_id, p.kind, p.party_id
    from up u join parties p on p.facility_id = $1 and p.party_id = u.parent_id where u.kind <> 'county'
  ),
  county as (select party_id, county_id from up where kind = 'county'),
  off_days as (
    select d::date as day from generate_series($2::date, $3::date, interval '1 day') d
    left join special_days s on s.facility_id = $1 and s.day = d::date
    where s.kind = 'legal-holiday' or (extract(isodow from d) >= 6 and s.kind is distinct from 'make-up-workday')
  ),
  heads as (
    select reservation_id, sum(on_site) as on_site, sum(online) as online from head_counts
    where facility_id = $1 and reservation_id is not null and withdrawn_at is null group by reservation_id
  ),
  took_place as (
    select * from reservations
    where facility_id = $1 and day between $2::date and $3::date and (state in ('in-use', 'ended') or (state = 'confirmed' and ends_at <= $4))
  ),
  rolls as (
    select m.reservation_id, count(*) filter (where m.mark in ('present', 'late')) as present
    from roll_marks m join took_place r on r.reservation_id = m.reservation_id where m.facility_id = $1 group by m.reservation_id
  ),
  heard as (
    select reservation_id, count(*) filter (where arrived_at is not null) as present from entry_slots
    where facility_id = $1 and freed_at is null group by reservation_id having count(arrived_at) > 0
  ),
  every as (
    select 'reservation' as source, r.reservation_id as id, 1 as sessions, s.programme_id,
      case when g.kind = 'class' and gp.kind = 'partner' then 'skills'
        when g.kind is not null then g.kind
        when p.kind = 'person' then 'public'
        when p.kind = 'palace' then 'own'
        when p.kind in ('partner', 'association') then p.kind
        else 'union' end as kind,
      r.party_id, r.space_id, r.order_id, r.title, r.day, r.starts_at, r.ends_at,
      coalesce(h.on_site, l.present, e.present, r.present)::int as on_site, coalesce(h.online, 0)::int as online,
      case when h.on_site is not null then 'heads' when l.present is not null then 'roll' when e.present is not null then 'entries'
        when r.present is not null then 'check-in' end as counted_by
    from took_place r
    join parties p on p.facility_id = $1 and p.party_id = r.party_id
    left join programme_sessions s on s.facility_id = $1 and s.reservation_id = r.reservation_id
    left join programmes g on g.facility_id = $1 and g.programme_id = s.programme_id
    left join parties gp on gp.facility_id = $1 and gp.party_id = g.party_id
    left join heads h on h.reservation_id = r.reservation_id
    left join rolls l on l.reservation_id = r.reservation_id
    left join heard e on e.reservation_id = r.reservation_id
    where not exists (
      select from service_lines v where v.facility_id = $1 and v.order_id = r.order_id and v.space_id = r.space_id and v.state = 'delivered'
        and v.starts_at < r.ends_at and r.starts_at < v.ends_at)
    union all
    select 'visit', v.visit_id, 1, null, 'service', l.party_id, l.space_id, l.order_id, l.title, (v.starts_at at time zone $5)::date,
      v.starts_at, v.ends_at, h.on_site, coalesce(h.online, 0), case when h.on_site is not null then 'heads' end
    from visits v
    join service_lines l on l.facility_id = v.facility_id and l.line_id = v.line_id and l.kind = 'service'
    left join lateral (select sum(c.on_site)::int as on_site, sum(c.online)::int as online from head_counts c
      where c.facility_id = $1 and c.visit_id = v.visit_id and c.withdrawn_at is null) h on true
    where v.facility_id = $1 and v.state = 'delivered'
      and v.starts_at >= $2::date::timestamp at time zone $5 and v.starts_at < ($3::date + 1)::timestamp at time zone $5
    union all
    select 'viewing', w.viewing_id, 0, w.programme_id, 'exhibition', w.party_id, null, null, g.title, (w.starts_at at time zone $5)::date,
      w.starts_at, w.ends_at, coalesce(w.present, w.people), 0, 'arrival'
    from viewings w join programmes g on g.facility_id = $1 and g.programme_id = w.programme_id
    where w.facility_id = $1 and w.arrived_at is not null
      and w.starts_at >= $2::date::timestamp at time zone $5 and w.starts_at < ($3::date + 1)::timestamp at time zone $5
    union all
    select 'count', c.count_id, 0, c.programme_id, coalesce(g.kind, case sp.kind when 'reading-room' then 'reading' when 'exhibition' then 'exhibition' else 'own' end),
      g.party_id, c.space_id, null, coalesce(g.title, c.note), c.counted_on, null, null, c.on_site, c.online, 'heads'
    from head_counts c
    left join programmes g on g.facility_id = $1 and g.programme_id = c.programme_id
    left join spaces sp on sp.facility_id = $1 and sp.space_id = c.space_id
    where c.facility_id = $1 and c.counted_on between $2::date and $3::date and c.withdrawn_at is null
      and c.reservation_id is null and c.visit_id is null
  ),
  held as (
    select every.*, date_trunc('month', every.day)::date as month, county.county_id,
      coalesce(extract(epoch from ends_at - starts_at)::int / 60, 0) * sessions as minutes,
      off_days.day is not null or coalesce((starts_at at time zone $5)::time >= time '${EVENING}', false) as off_hours
    from every
    left join county on county.party_id = every.party_id
    left join off_days on off_days.day = every.day
  )`
