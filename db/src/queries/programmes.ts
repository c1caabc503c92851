import type { EnrolmentState, ProgrammeState } from '@gongyue/shared/domain/enrolment.ts'
import type { ProgrammeKind, StreamReaders } from '@gongyue/shared/domain/programme-kind.ts'
import type { StageState } from '@gongyue/shared/domain/competition.ts'
import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import type { Queryable } from '../pool.ts'

/** What is kept of a programme. Instants are epoch milliseconds. */
export interface ProgrammeRow {
  readonly id: string
  /** A class when left out; never changed afterwards. */
  readonly kind?: ProgrammeKind
  readonly termId: string | null
  readonly title: string
  readonly summary: string
  readonly partyId: string
  readonly personId: string | null
  readonly skills: readonly string[]
  readonly capacity: number
  readonly least: number
  readonly branchSeats: number | null
  readonly opensAt: number
  readonly closesAt: number
  readonly attendancePercent: number
  readonly certificateHours: number | null
  readonly state: ProgrammeState
}

/** A programme with what follows from its sessions and places. */
export interface ProgrammeRecord extends ProgrammeRow {
  readonly kind: ProgrammeKind
  readonly streamUrl: string | null
  readonly streamFor: StreamReaders
  readonly groups: readonly GroupRecord[]
  readonly groupDifference: number | null
  readonly pairs: number | null
  readonly stages: readonly StageRecord[]
  readonly period: { readonly spaceId: string; readonly start: number; readonly end: number } | null
  /** Entries that take part, whatever their stage. */
  readonly entries: number
  /** Whether the reader is one of those who run it. */
  readonly organises: boolean
  readonly version: number
  readonly partyName: string
  readonly personName: string | null
  readonly taken: number
  readonly waiting: number
  readonly firstStart: number | null
  readonly lastEnd: number | null
  readonly sessions: number
  readonly seriesId: string | null
  readonly rule: Rule | null
  readonly spaceId: string | null
  readonly mine: OwnPlace | null
}

/** A group of those who take part, with how many have a place or an entry. */
export interface GroupRecord {
  readonly name: string
  readonly seats: number | null
  readonly taken: number
}

/** A stage of a competition. */
export interface StageRecord {
  readonly id: string
  readonly name: string
  readonly minutes: number
  readonly state: StageState
  readonly entries: number
}

/** The reader's own place. */
export interface OwnPlace {
  readonly enrolmentId: string
  readonly state: EnrolmentState
  readonly ahead: number
  readonly offeredUntil: number | null
  /** Six digits for the door. */
  readonly code: string | null
}

/** Which programmes to list; null leaves a field open. */
export interface ProgrammeFilter {
  readonly programmeId: string | null
  readonly termId: string | null
  /** Drafts too. */
  readonly drafts: boolean
  /** The reader, whose own place is told with each. */
  readonly userId: string | null
}

/** Programmes by their first session; those without one at the end. */
export async function listProgrammes(
  db: Queryable,
  facilityId: string,
  { programmeId, termId, drafts, userId }: ProgrammeFilter,
): Promise<readonly ProgrammeRecord[]> {
  const { rows } = await db.query<ProgrammeRecord>({
    text: LIST_PROGRAMMES,
    values: [facilityId, programmeId, termId, drafts, userId],
  })
  return rows
}

export async function insertProgramme(
  db: Queryable,
  facilityId: string,
  programme: ProgrammeRow,
  createdBy: string,
): Promise<void> {
  await db.query({
    text: `
      insert into programmes (facility_id, programme_id, kind, term_id, title, summary, party_id, person_id, skills, capacity, least,
        branch_seats, opens_at, closes_at, attendance_percent, certificate_hours, state, created_by)
      values ($1, $2, $18, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    values: [facilityId, ...columnsOf(programme), createdBy, programme.kind ?? 'class'],
  })
}

/** Counts the version up. */
export async function updateProgramme(db: Queryable, facilityId: string, programme: ProgrammeRow): Promise<void> {
  await db.query({
    text: `
      update programmes set term_id = $3, title = $4, summary = $5, party_id = $6, person_id = $7, skills = $8, capacity = $9, least = $10,
        branch_seats = $11, opens_at = $12, closes_at = $13, attendance_percent = $14, certificate_hours = $15, state = $16,
        version = version + 1
      where facility_id = $1 and programme_id = $2`,
    values: [facilityId, ...columnsOf(programme)],
  })
}

function columnsOf(one: ProgrammeRow): readonly unknown[] {
  return [
    ...[one.id, one.termId, one.title, one.summary, one.partyId, one.personId, one.skills, one.capacity, one.least],
    ...[one.branchSeats, new Date(one.opensAt), new Date(one.closesAt), one.attendancePercent, one.certificateHours],
    one.state,
  ]
}

/** Seats of single branches: what is not named any more is gone. */
export async function setQuotas(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  quotas: readonly { readonly partyId: string; readonly seats: number }[],
): Promise<void> {
  await db.query({
    text: 'delete from programme_quotas where facility_id = $1 and programme_id = $2',
    values: [facilityId, programmeId],
  })
  await db.query({
    text: `
      insert into programme_quotas (facility_id, programme_id, party_id, seats)
      select $1, $2, q."partyId", q.seats from jsonb_to_recordset($3::jsonb) as q ("partyId" uuid, seats integer)`,
    values: [facilityId, programmeId, JSON.stringify(quotas)],
  })
}

/** Seats of single branches, and how many they have taken. */
export async function listQuotas(
  db: Queryable,
  facilityId: string,
  programmeId: string,
): Promise<
  readonly { readonly partyId: string; readonly partyName: string; readonly seats: number; readonly taken: number }[]
> {
  const { rows } = await db.query<{ partyId: string; partyName: string; seats: number; taken: number }>({
    text: `
      select q.party_id as "partyId", p.name as "partyName", q.seats,
        (select count(*)::int from enrolments e where e.facility_id = q.facility_id and e.programme_id = q.programme_id
          and e.party_id = q.party_id and e.state in ('enrolled', 'offered')) as taken
      from programme_quotas q join parties p on p.facility_id = q.facility_id and p.party_id = q.party_id
      where q.facility_id = $1 and q.programme_id = $2 order by p.name, q.party_id`,
    values: [facilityId, programmeId],
  })
  return rows
}

/** A dated session of a programme. */
export interface SessionRecord {
  readonly reservationId: string
  readonly version: number
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly state: ReservationState
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly makesUpFor: string | null
  readonly note: string
  readonly stageId: string | null
  /** Null before anybody was marked. */
  readonly present: number | null
}

/** All sessions of a programme by start, the cancelled ones too. */
export async function listSessions(
  db: Queryable,
  facilityId: string,
  programmeId: string,
): Promise<readonly SessionRecord[]> {
  const { rows } = await db.query<SessionRecord>({
    text: `
      select s.reservation_id as "reservationId", r.version, r.space_id as "spaceId", r.starts_at as start, r.ends_at as "end", r.state,
        s.makes_up_for as "makesUpFor", s.note, s.stage_id as "stageId",
        (select coalesce(json_agg(json_build_object('id', w.person_id, 'name', w.name) order by w.name, w.person_id), '[]')
          from reservation_people rp join people w on w.facility_id = rp.facility_id and w.person_id = rp.person_id
          where rp.facility_id = s.facility_id and rp.reservation_id = s.reservation_id) as people,
        (select case when count(*) = 0 then null else (count(*) filter (where m.mark in ('present', 'late')))::int end
          from roll_marks m where m.facility_id = s.facility_id and m.reservation_id = s.reservation_id) as present
      from programme_sessions s
      join reservations r on r.facility_id = s.facility_id and r.reservation_id = s.reservation_id
      where s.facility_id = $1 and s.programme_id = $2
      order by r.starts_at, s.reservation_id`,
    values: [facilityId, programmeId],
  })
  return rows
}

const LIST_PROGRAMMES = `
  select g.programme_id as id, g.kind, g.stream_url as "streamUrl", g.stream_for as "streamFor", g.group_difference as "groupDifference", g.pairs,
    (select coalesce(json_agg(json_build_object('name', o.name, 'seats', o.seats, 'taken',
        (select count(*) from enrolments e where e.facility_id = o.facility_id and e.programme_id = o.programme_id and e.group_name = o.name
          and e.state in ('enrolled', 'offered'))
        + (select count(*) from entries e where e.facility_id = o.facility_id and e.programme_id = o.programme_id and e.group_name = o.name
          and e.state <> 'withdrawn')) order by o.position), '[]')
      from programme_groups o where o.facility_id = g.facility_id and o.programme_id = g.programme_id) as groups,
    (select coalesce(json_agg(json_build_object('id', t.stage_id, 'name', t.name, 'minutes', t.minutes, 'state', t.state, 'entries',
        (select count(*) from entries e where e.facility_id = t.facility_id and e.stage_id = t.stage_id and e.state = 'entered'))
        order by t.position), '[]')
      from stages t where t.facility_id = g.facility_id and t.programme_id = g.programme_id) as stages,
    (select count(*)::int from entries e where e.facility_id = g.facility_id and e.programme_id = g.programme_id and e.state <> 'withdrawn') as entries,
    (select json_build_object('spaceId', x.space_id, 'start', (extract(epoch from x.starts_at) * 1000)::bigint,
        'end', (extract(epoch from x.ends_at) * 1000)::bigint)
      from exhibition_periods x where x.facility_id = g.facility_id and x.programme_id = g.programme_id) as period,
    exists (select from programme_organisers o where o.facility_id = g.facility_id and o.programme_id = g.programme_id
      and o.user_id = $5) as organises, g.term_id as "termId", g.title, g.summary, g.party_id as "partyId", p.name as "partyName",
    g.person_id as "personId", w.name as "personName", g.skills, g.capacity, g.least, g.branch_seats as "branchSeats",
    g.opens_at as "opensAt", g.closes_at as "closesAt", g.attendance_percent as "attendancePercent",
    g.certificate_hours::float8 as "certificateHours", g.state, g.version, n.taken, n.waiting, coalesce(x.starts_at, s.first) as "firstStart",
    coalesce(x.ends_at, s.last) as "lastEnd", s.sessions, c.series_id as "seriesId", c.rule, c.space_id as "spaceId", m.mine
  from programmes g
  join parties p on p.facility_id = g.facility_id and p.party_id = g.party_id
  left join people w on w.facility_id = g.facility_id and w.person_id = g.person_id
  left join exhibition_periods x on x.facility_id = g.facility_id and x.programme_id = g.programme_id
  cross join lateral (
    select count(*) filter (where e.state in ('enrolled', 'offered'))::int as taken, count(*) filter (where e.state = 'waiting')::int as waiting
    from enrolments e where e.facility_id = g.facility_id and e.programme_id = g.programme_id) as n
  cross join lateral (
    select min(r.starts_at) as first, max(r.ends_at) as last, count(*)::int as sessions
    from programme_sessions ps join reservations r on r.facility_id = ps.facility_id and r.reservation_id = ps.reservation_id
    where ps.facility_id = g.facility_id and ps.programme_id = g.programme_id and r.state not in ('cancelled', 'no-show')) as s
  left join lateral (
    select se.series_id, se.rule, se.space_id from programme_series gs
    join series se on se.facility_id = gs.facility_id and se.series_id = gs.series_id
    where gs.facility_id = g.facility_id and gs.programme_id = g.programme_id
    order by se.state = 'standing' desc, se.series_id desc limit 1) as c on true
  left join lateral (
    select json_build_object('enrolmentId', e.enrolment_id, 'state', e.state, 'code', e.code,
      'offeredUntil', (extract(epoch from e.offered_until) * 1000)::bigint,
      'ahead', case when e.state <> 'waiting' then 0 else (select count(*) from enrolments o where o.facility_id = e.facility_id
        and o.programme_id = e.programme_id and o.state = 'waiting' and (o.asked_at, o.enrolment_id) < (e.asked_at, e.enrolment_id)) end) as mine
    from enrolments e
    where e.facility_id = g.facility_id and e.programme_id = g.programme_id and e.user_id = $5 and e.state in ('enrolled', 'waiting', 'offered')
    limit 1) as m on true
  where g.facility_id = $1 and ($2::uuid is null or g.programme_id = $2) and ($3::uuid is null or g.term_id = $3)
    and ($4 or g.state <> 'draft')
  order by coalesce(x.starts_at, s.first) nulls last, g.title, g.programme_id`
