import type { Mark } from '@gongyue/shared/domain/enrolment.ts'
import type { Queryable } from '../pool.ts'

/** One line of the roll: somebody who has a place, and how they were marked. */
export interface RollRecord {
  readonly enrolmentId: string
  readonly name: string
  readonly phone: string
  readonly partyName: string | null
  readonly marks: readonly { readonly reservationId: string; readonly mark: Mark }[]
}

/** Who has a place in a programme, or had one and was marked, by name. */
export async function listRoll(db: Queryable, facilityId: string, programmeId: string): Promise<readonly RollRecord[]> {
  const { rows } = await db.query<RollRecord>({
    text: `
      select e.enrolment_id as "enrolmentId", e.name, e.phone, p.name as "partyName",
        coalesce(json_agg(json_build_object('reservationId', m.reservation_id, 'mark', m.mark) order by m.reservation_id)
          filter (where m.mark is not null), '[]') as marks
      from enrolments e
      left join parties p on p.facility_id = e.facility_id and p.party_id = e.party_id
      left join roll_marks m on m.facility_id = e.facility_id and m.enrolment_id = e.enrolment_id
      where e.facility_id = $1 and e.programme_id = $2 and (e.state = 'enrolled' or m.mark is not null)
      group by e.facility_id, e.enrolment_id, p.name
      order by e.name collate "zh-x-icu", e.enrolment_id`,
    values: [facilityId, programmeId],
  })
  return rows
}

/** The programme of a session; null for a reservation that is none. */
export async function programmeOf(db: Queryable, facilityId: string, reservationId: string): Promise<string | null> {
  const { rows } = await db.query<{ programmeId: string }>({
    text: 'select programme_id as "programmeId" from programme_sessions where facility_id = $1 and reservation_id = $2',
    values: [facilityId, reservationId],
  })
  return rows[0]?.programmeId ?? null
}

/** Which of these have a place in the programme. */
export async function enrolledAmong(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  enrolmentIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ id: string }>({
    text: `
      select enrolment_id as id from enrolments
      where facility_id = $1 and programme_id = $2 and enrolment_id = any ($3::uuid[]) and state = 'enrolled'`,
    values: [facilityId, programmeId, enrolmentIds],
  })
  return new Set(rows.map(({ id }) => id))
}

/** Writes marks; one that was marked before is marked anew. */
export async function writeMarks(
  db: Queryable,
  facilityId: string,
  reservationId: string,
  marks: readonly { readonly enrolmentId: string; readonly mark: Mark }[],
  by: { readonly userId: string; readonly at: number },
): Promise<void> {
  await db.query({
    text: `
      insert into roll_marks (facility_id, reservation_id, enrolment_id, mark, marked_by, marked_at)
      select $1, $2, m."enrolmentId", m.mark, $4, $5 from jsonb_to_recordset($3::jsonb) as m ("enrolmentId" uuid, mark text)
      on conflict (facility_id, reservation_id, enrolment_id) do update
        set mark = excluded.mark, marked_by = excluded.marked_by, marked_at = excluded.marked_at`,
    values: [facilityId, reservationId, JSON.stringify(marks), by.userId, new Date(by.at)],
  })
}
