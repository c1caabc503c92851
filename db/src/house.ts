import type { NoShowPoint } from '@gongyue/shared/domain/attendance.ts'
import type { Closure, Exhibition, Facts, OpeningHours, RoundHold } from '@gongyue/shared/domain/facts.ts'
import type { Absence, Person } from '@gongyue/shared/domain/person.ts'
import type { Service } from '@gongyue/shared/domain/menu.ts'
import type { District, Equipment } from '@gongyue/shared/domain/outreach.ts'
import type { Party } from '@gongyue/shared/domain/party.ts'
import type { Policy } from '@gongyue/shared/domain/policy.ts'
import type { Space } from '@gongyue/shared/domain/space.ts'
import type { SpecialDay } from '@gongyue/shared/time/day-type.ts'
import type { Queryable } from './pool.ts'

/** All facts of a facility but the hour: what changes seldom, and is kept by its version. */
export interface House {
  readonly factsVersion: number
  readonly facts: Omit<Facts, 'now'>
}

/**
 * Reads a facility's facts in one statement, so that they belong together.
 *
 * @returns null when there is no such facility
 * @throws when the facility has no policy yet: nothing can be decided without one
 */
export async function loadHouse(db: Queryable, facilityId: string): Promise<House | null> {
  const { rows } = await db.query<HouseRow>({ name: 'load-house', text: LOAD_HOUSE, values: [facilityId] })
  const row = rows[0]
  if (!row) return null
  if (!row.policy)
    throw new Error(`facility ${facilityId} has no policy. Maybe its set-up was broken off: seed or import it again.`)
  return {
    factsVersion: row.facts_version,
    facts: {
      facilityId,
      timeZone: row.time_zone,
      spaces: new Map(row.spaces.map((space) => [space.id, space])),
      parties: new Map(row.parties.map((party) => [party.id, party])),
      people: new Map(row.people.map((person) => [person.id, personOf(person)])),
      hours: row.hours,
      closures: row.closures.map(({ id, spaceId, start, end, reason }) => ({
        id,
        spaceId,
        during: { start, end },
        reason,
      })),
      dayTypes: { years: new Set(row.years), special: new Map(row.special.map((day) => [day.date, day])) },
      policy: row.policy,
      noShows: row.no_shows,
      outreach: {
        services: new Map(row.services.map((one) => [one.id, one])),
        equipment: new Map(row.equipment.map((one) => [one.id, one])),
        districts: new Map(row.districts.map((one) => [one.id, one])),
        ways: new Map(row.ways.map(({ from, to, minutes }) => [`${from} ${to}`, minutes])),
      },
      rounds: row.rounds,
      exhibitions: row.exhibitions.map(({ start, end, ...one }) => ({ ...one, during: { start, end } })),
    },
  }
}

/** The version of a facility's facts now; -1 when there is no such facility. */
export async function readFactsVersion(db: Queryable, facilityId: string): Promise<number> {
  const { rows } = await db.query<{ facts_version: number }>({
    name: 'read-facts-version',
    text: 'select facts_version from facilities where facility_id = $1',
    values: [facilityId],
  })
  return rows[0]?.facts_version ?? -1
}

/** The facts at one moment. */
export function factsAt({ facts }: House, now: number): Facts {
  return { ...facts, now }
}

interface HouseRow {
  readonly facts_version: number
  readonly time_zone: string
  readonly spaces: readonly Space[]
  readonly parties: readonly Party[]
  readonly people: readonly PersonRow[]
  readonly hours: readonly OpeningHours[]
  readonly closures: readonly (Omit<Closure, 'during'> & { readonly start: number; readonly end: number })[]
  readonly years: readonly number[]
  readonly special: readonly SpecialDay[]
  readonly policy: Policy | null
  readonly no_shows: readonly NoShowPoint[]
  readonly services: readonly Service[]
  readonly equipment: readonly Equipment[]
  readonly districts: readonly District[]
  readonly ways: readonly { readonly from: string; readonly to: string; readonly minutes: number }[]
  readonly rounds: readonly RoundHold[]
  readonly exhibitions: readonly (Omit<Exhibition, 'during'> & { readonly start: number; readonly end: number })[]
}

type PersonRow = Omit<Person, 'absences'> & {
  readonly absences: readonly (Omit<Absence, 'during'> & { readonly start: number; readonly end: number })[]
}

function personOf({ absences, ...person }: PersonRow): Person {
  return { ...person, absences: absences.map(({ start, end, ...rest }) => ({ ...rest, during: { start, end } })) }
}

/** The floor guards atoms: a space without any could be promised to everybody at once. */
const HAS_ATOMS = `exists (select from space_atoms sa where sa.facility_id = s.facility_id and sa.space_id = s.space_id)`

const LOAD_HOUSE = `
  select f.facts_version, f.time_zone,
    coalesce((select json_agg(json_build_object(
        'id', s.space_id, 'code', s.code, 'parentId', s.parent_id, 'name', s.name, 'kind', s.kind,
        'atomIds', (select coalesce(json_agg(sa.atom_id order by sa.atom_id), '[]') from space_atoms sa
          where sa.facility_id = s.facility_id and sa.space_id = s.space_id),
        'capacity', s.capacity, 'features', s.features, 'setUpMinutes', s.set_up_minutes,
        'strikeMinutes', s.strike_minutes, 'gridMinutes', s.grid_minutes, 'minMinutes', s.min_minutes,
        'maxMinutes', s.max_minutes, 'noticeMinutes', s.notice_minutes, 'horizonDays', s.horizon_days,
        'conditionsVersion', s.conditions_version, 'bookable', s.bookable and ${HAS_ATOMS}) order by s.position, s.code)
      from spaces s where s.facility_id = f.facility_id), '[]') as spaces,
    coalesce((select json_agg(json_build_object(
        'id', p.party_id, 'parentId', p.parent_id, 'kind', p.kind, 'name', p.name, 'suspended', p.suspended) order by p.code)
      from parties p where p.facility_id = f.facility_id), '[]') as parties,
    coalesce((select json_agg(json_build_object(
        'id', w.person_id, 'name', w.name, 'kind', w.kind, 'skills', w.skills, 'partyId', w.party_id,
        'minutesADay', w.minutes_a_day, 'restMinutes', w.rest_minutes, 'daysAWeek', w.days_a_week, 'active', w.active,
        'hours', (select coalesce(json_agg(json_build_object('weekdays', wh.weekdays, 'from', wh.from_minute,
            'until', wh.until_minute, 'validFrom', wh.valid_from, 'validUntil', wh.valid_until) order by wh.hours_id), '[]')
          from working_hours wh where wh.facility_id = w.facility_id and wh.person_id = w.person_id),
        'absences', (select coalesce(json_agg(json_build_object('id', ab.absence_id, 'reason', ab.reason,
            'start', (extract(epoch from ab.starts_at) * 1000)::bigint,
            'end', (extract(epoch from ab.ends_at) * 1000)::bigint) order by ab.starts_at, ab.absence_id), '[]')
          from absences ab where ab.facility_id = w.facility_id and ab.person_id = w.person_id)) order by w.name, w.person_id)
      from people w where w.facility_id = f.facility_id), '[]') as people,
    coalesce((select json_agg(json_build_object(
        'spaceId', h.space_id, 'dayKind', h.day_kind, 'weekdays', h.weekdays, 'opens', h.opens, 'closes', h.closes,
        'from', h.valid_from, 'until', h.valid_until) order by h.space_id, h.day_kind, h.opens)
      from opening_hours h where h.facility_id = f.facility_id), '[]') as hours,
    coalesce((select json_agg(json_build_object(
        'id', c.closure_id, 'spaceId', c.space_id, 'reason', c.reason,
        'start', (extract(epoch from c.starts_at) * 1000)::bigint,
        'end', (extract(epoch from c.ends_at) * 1000)::bigint) order by c.starts_at, c.closure_id)
      from closures c where c.facility_id = f.facility_id), '[]') as closures,
    coalesce((select json_agg(n.year order by n.year)
      from holiday_notices n where n.facility_id = f.facility_id), '[]') as years,
    coalesce((select json_agg(json_build_object('date', d.day, 'kind', d.kind, 'name', d.name) order by d.day)
      from special_days d where d.facility_id = f.facility_id), '[]') as special,
    coalesce((select json_agg(json_build_object(
        'partyId', n.party_id, 'personId', n.person_id, 'points', n.points,
        'expiresAt', (extract(epoch from n.expires_at) * 1000)::bigint) order by n.expires_at, n.reservation_id)
      from no_show_points n where n.facility_id = f.facility_id and n.lifted_at is null and n.expires_at > now()), '[]') as no_shows,
    coalesce((select json_agg(json_build_object(
        'id', o.round_id, 'name', o.name, 'from', o.from_date, 'until', o.until_date, 'windows', o.windows,
        'opensAt', (extract(epoch from o.opens_at) * 1000)::bigint, 'closesAt', (extract(epoch from o.closes_at) * 1000)::bigint,
        'spaceIds', (select coalesce(json_agg(os.space_id order by os.space_id), '[]') from round_spaces os
          where os.facility_id = o.facility_id and os.round_id = o.round_id)) order by o.from_date, o.round_id)
      from rounds o where o.facility_id = f.facility_id and o.published_at is null and o.cancelled_at is null), '[]') as rounds,
    coalesce((select json_agg(json_build_object(
        'programmeId', x.programme_id, 'title', g.title, 'spaceId', x.space_id,
        'start', (extract(epoch from x.starts_at) * 1000)::bigint,
        'end', (extract(epoch from x.ends_at) * 1000)::bigint) order by x.starts_at, x.programme_id)
      from exhibition_periods x join programmes g on g.facility_id = x.facility_id and g.programme_id = x.programme_id
      where x.facility_id = f.facility_id and g.state = 'published' and x.ends_at > now() - interval '2 days'), '[]') as exhibitions,
    coalesce((select json_agg(json_build_object(
        'id', m.service_id, 'code', m.code, 'name', m.name, 'summary', m.summary, 'kind', m.kind, 'minutes', m.minutes,
        'audienceMin', m.audience_min, 'audienceMax', m.audience_max,
        'needs', json_build_object('crew', m.crew, 'kits', m.kits, 'vehicle', m.needs_vehicle),
        'setUpMinutes', m.set_up_minutes, 'strikeMinutes', m.strike_minutes,
        'orderBy', json_build_object('days', m.order_by_days, 'unit', m.order_by_unit), 'givenAt', m.given_at, 'route', m.route,
        'from', m.valid_from, 'until', m.valid_until, 'active', m.active, 'position', m.position, 'version', m.version)
        order by m.position, m.code)
      from services m where m.facility_id = f.facility_id), '[]') as services,
    coalesce((select json_agg(json_build_object(
        'id', e.equipment_id, 'code', e.code, 'name', e.name, 'kind', e.kind, 'use', e.use, 'seats', e.seats, 'active', e.active)
        order by e.kind desc, e.code)
      from equipment e where e.facility_id = f.facility_id), '[]') as equipment,
    coalesce((select json_agg(json_build_object('id', d.district_id, 'name', d.name, 'home', d.home) order by d.position, d.name)
      from districts d where d.facility_id = f.facility_id), '[]') as districts,
    coalesce((select json_agg(json_build_object('from', t.from_id, 'to', t.to_id, 'minutes', t.minutes))
      from travel_times t where t.facility_id = f.facility_id), '[]') as ways,
    (select p.body || jsonb_build_object('version', p.version) from policies p
      where p.facility_id = f.facility_id order by p.version desc limit 1) as policy
  from facilities f
  where f.facility_id = $1`
