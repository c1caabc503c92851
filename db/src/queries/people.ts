import type { Person, WorkingHours } from '@gongyue/shared/domain/person.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** What a list shows of somebody besides what the rules read. */
export interface PersonCard {
  readonly id: string
  readonly phone: string | null
  readonly partyName: string | null
}

/** Somebody as they shall stand. */
export interface PersonRow extends Omit<Person, 'hours' | 'absences'> {
  readonly phone: string | null
  readonly hours: readonly (WorkingHours & { readonly id: string })[]
}

export async function listPersonCards(db: Queryable, facilityId: string): Promise<ReadonlyMap<string, PersonCard>> {
  const { rows } = await db.query<PersonCard>({
    text: `
      select w.person_id as id, w.phone, p.name as "partyName"
      from people w left join parties p on p.facility_id = w.facility_id and p.party_id = w.party_id
      where w.facility_id = $1`,
    values: [facilityId],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** A new person with their atom and hours. */
export async function insertPerson(db: Queryable, facilityId: string, person: PersonRow): Promise<void> {
  await db.query({
    text: `insert into atoms (facility_id, atom_id, kind, code) values ($1, $2, 'person', $3)`,
    values: [facilityId, person.id, `person-${person.id}`],
  })
  await db.query({
    text: `
      insert into people (facility_id, person_id, name, kind, skills, party_id, phone, minutes_a_day, rest_minutes, days_a_week, active)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [facilityId, ...columnsOf(person)],
  })
  await insertHours(db, facilityId, person)
}

/** @param keepPhone - leaves the telephone as it is. @returns whether there is such a person */
export async function updatePerson(
  db: Queryable,
  facilityId: string,
  person: PersonRow,
  keepPhone: boolean,
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `
      update people set name = $3, kind = $4, skills = $5, party_id = $6, phone = case when $12 then phone else $7 end, minutes_a_day = $8,
        rest_minutes = $9, days_a_week = $10, active = $11
      where facility_id = $1 and person_id = $2`,
    values: [facilityId, ...columnsOf(person), keepPhone],
  })
  if (rowCount === 0) return false
  await db.query({
    text: 'delete from working_hours where facility_id = $1 and person_id = $2',
    values: [facilityId, person.id],
  })
  await insertHours(db, facilityId, person)
  return true
}

async function insertHours(db: Queryable, facilityId: string, { id, hours }: PersonRow): Promise<void> {
  if (hours.length === 0) return
  await db.query({
    text: `
      insert into working_hours (facility_id, hours_id, person_id, weekdays, from_minute, until_minute, valid_from, valid_until)
      select $1, h.id, $2, array(select jsonb_array_elements_text(h.weekdays)::smallint), h."from", h.until, h."validFrom", h."validUntil"
      from jsonb_to_recordset($3::jsonb) as h (id uuid, weekdays jsonb, "from" smallint, until smallint, "validFrom" date, "validUntil" date)`,
    values: [facilityId, id, JSON.stringify(hours)],
  })
}

function columnsOf(person: PersonRow): readonly unknown[] {
  const { id, name, kind, skills, partyId, phone, minutesADay, restMinutes, daysAWeek, active } = person
  return [id, name, kind, skills, partyId, phone, minutesADay, restMinutes, daysAWeek, active]
}

/** A leave as it is kept. */
export interface AbsenceRow {
  readonly id: string
  readonly personId: string
  readonly during: Interval
  readonly reason: string
  readonly createdBy: string
}

export async function insertAbsence(db: Queryable, facilityId: string, absence: AbsenceRow): Promise<void> {
  const { id, personId, during, reason, createdBy } = absence
  await db.query({
    text: `insert into absences (facility_id, absence_id, person_id, starts_at, ends_at, reason, created_by) values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [facilityId, id, personId, new Date(during.start), new Date(during.end), reason, createdBy],
  })
}

/** The absence that was there, now gone; null when there was none. */
export async function deleteAbsence(
  db: Queryable,
  facilityId: string,
  absenceId: string,
): Promise<{ readonly personId: string } | null> {
  const { rows } = await db.query<{ personId: string }>({
    text: 'delete from absences where facility_id = $1 and absence_id = $2 returning person_id as "personId"',
    values: [facilityId, absenceId],
  })
  return rows[0] ?? null
}

/** Standing sessions that somebody is on and that meet a span, by start. */
export async function listSessionsOf(
  db: Queryable,
  facilityId: string,
  personId: string,
  during: Interval,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>({
    text: `
      select r.reservation_id as id
      from reservation_people rp
      join reservations r on r.facility_id = rp.facility_id and r.reservation_id = rp.reservation_id
      where rp.facility_id = $1 and rp.person_id = $2 and r.state = 'confirmed' and r.starts_at < $4 and r.ends_at > $3
      order by r.starts_at, r.reservation_id`,
    values: [facilityId, personId, new Date(during.start), new Date(during.end)],
  })
  return rows.map(({ id }) => id)
}

/** What a session belongs to, and who has held other sessions of it. */
export interface SessionFamily {
  readonly reservationId: string
  readonly programmeId: string
  readonly skills: readonly string[]
  readonly enrolled: number
  readonly known: readonly string[]
}

export async function listFamilies(
  db: Queryable,
  facilityId: string,
  reservationIds: readonly string[],
): Promise<ReadonlyMap<string, SessionFamily>> {
  const { rows } = await db.query<SessionFamily>({
    text: `
      select s.reservation_id as "reservationId", g.programme_id as "programmeId", g.skills,
        (select count(*)::int from enrolments e
          where e.facility_id = g.facility_id and e.programme_id = g.programme_id and e.state in ('enrolled', 'offered')) as enrolled,
        array(select distinct rp.person_id from programme_sessions o
          join reservation_people rp on rp.facility_id = o.facility_id and rp.reservation_id = o.reservation_id
          where o.facility_id = g.facility_id and o.programme_id = g.programme_id) as known
      from programme_sessions s
      join programmes g on g.facility_id = s.facility_id and g.programme_id = s.programme_id
      where s.facility_id = $1 and s.reservation_id = any ($2::uuid[])`,
    values: [facilityId, reservationIds],
  })
  return new Map(rows.map((row) => [row.reservationId, row]))
}

/** Sets who is on a reservation and counts its version up. Their claims are written apart. */
export async function setPeopleOf(
  db: Queryable,
  facilityId: string,
  reservationId: string,
  people: readonly string[],
): Promise<void> {
  await db.query({
    text: 'delete from reservation_people where facility_id = $1 and reservation_id = $2',
    values: [facilityId, reservationId],
  })
  await db.query({
    text: 'insert into reservation_people (facility_id, reservation_id, person_id) select $1, $2, unnest($3::uuid[])',
    values: [facilityId, reservationId, people],
  })
  await db.query({
    text: 'update reservations set version = version + 1 where facility_id = $1 and reservation_id = $2',
    values: [facilityId, reservationId],
  })
}

/** Frees the people of a reservation: every claim of it that is not on a space's atom. */
export async function releasePeopleOf(db: Queryable, facilityId: string, reservationId: string): Promise<void> {
  await db.query({
    text: `
      update claims c set status = 'released'
      from people w
      where c.facility_id = $1 and c.reservation_id = $2 and c.status <> 'released' and w.facility_id = $1 and w.person_id = c.atom_id`,
    values: [facilityId, reservationId],
  })
}
