import type pg from 'pg'
import type { Person } from '@gongyue/shared/domain/person.ts'
import { idOf, type SmallPalace } from './palace.ts'

/** Somebody who works for a small palace; an instructor at any hour unless the test says otherwise. */
export async function addPerson(
  pool: pg.Pool,
  palace: SmallPalace,
  name: string,
  changes: Partial<Omit<Person, 'id' | 'name'>> = {},
): Promise<string> {
  const { kind = 'instructor', skills = [], partyId = null, hours = [], absences = [] } = changes
  const { minutesADay = null, restMinutes = null, daysAWeek = null } = changes
  const id = idOf(`${palace.code}/person/${name}`)
  await pool.query(`insert into atoms (facility_id, atom_id, kind, code) values ($1, $2, 'person', $3)`, [
    palace.id,
    id,
    `person-${name}`,
  ])
  await pool.query(
    `insert into people (facility_id, person_id, name, kind, skills, party_id, minutes_a_day, rest_minutes, days_a_week)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [palace.id, id, name, kind, skills, partyId, minutesADay, restMinutes, daysAWeek],
  )
  for (const [i, { weekdays, from, until, validFrom, validUntil }] of hours.entries())
    await pool.query('insert into working_hours values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      ...[palace.id, idOf(`${name}/hours/${i}`), id],
      ...[weekdays, from, until, validFrom, validUntil],
    ])
  for (const { id: absenceId, during, reason } of absences)
    await pool.query(
      'insert into absences (facility_id, absence_id, person_id, starts_at, ends_at, reason) values ($1, $2, $3, $4, $5, $6)',
      [palace.id, idOf(absenceId), id, new Date(during.start), new Date(during.end), reason],
    )
  return id
}
