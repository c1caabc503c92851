import type { SpecialDay } from '@gongyue/shared/time/day-type.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'

/** A year's notice as it shall be kept. */
export interface NewNotice {
  readonly year: number
  readonly source: string
  readonly announcedOn: LocalDate
  readonly days: readonly SpecialDay[]
}

/** Keeps a notice in the place of an earlier one for its year. Days of other years that it names are set too. */
export async function replaceNotice(
  db: Queryable,
  facilityId: string,
  { year, source, announcedOn, days }: NewNotice,
): Promise<void> {
  await db.query({
    text: `insert into holiday_notices (facility_id, year, source, announced_on) values ($1, $2, $3, $4)
      on conflict (facility_id, year) do update set source = excluded.source, announced_on = excluded.announced_on`,
    values: [facilityId, year, source, announcedOn],
  })
  await db.query({
    text: `delete from special_days where facility_id = $1 and extract(year from day) = $2`,
    values: [facilityId, year],
  })
  await db.query({
    text: `insert into special_days (facility_id, day, kind, name)
      select $1, d.date, d.kind, d.name from jsonb_to_recordset($2::jsonb) as d (date date, kind text, name text)
      on conflict (facility_id, day) do update set kind = excluded.kind, name = excluded.name`,
    values: [facilityId, JSON.stringify(days)],
  })
}
