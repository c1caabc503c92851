import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import type { Queryable } from '../pool.ts'

/** A series that a round has made and that stands. */
export interface GivenSeries {
  readonly sectionId: string
  readonly nth: number
  readonly seriesId: string
  readonly spaceId: string
  readonly rule: Rule
  readonly version: number
}

/** Standing series of a round, by section. */
export async function listGiven(db: Queryable, facilityId: string, roundId: string): Promise<readonly GivenSeries[]> {
  const { rows } = await db.query<GivenSeries>({
    text: `
      select x.section_id as "sectionId", x.nth, x.series_id as "seriesId", s.space_id as "spaceId", s.rule, s.version
      from section_series x
      join series s on s.facility_id = x.facility_id and s.series_id = x.series_id
      join sections c on c.facility_id = x.facility_id and c.section_id = x.section_id
      join applications a on a.facility_id = c.facility_id and a.application_id = c.application_id
      where x.facility_id = $1 and a.round_id = $2 and x.standing and s.state = 'standing'
      order by x.section_id, x.nth`,
    values: [facilityId, roundId],
  })
  return rows
}

/** Notes which series a weekly time became. */
export async function insertGiven(
  db: Queryable,
  facilityId: string,
  { sectionId, nth, seriesId }: Pick<GivenSeries, 'sectionId' | 'nth' | 'seriesId'>,
): Promise<void> {
  await db.query({
    name: 'insert-given',
    text: 'insert into section_series (facility_id, section_id, nth, series_id) values ($1, $2, $3, $4)',
    values: [facilityId, sectionId, nth, seriesId],
  })
}

/** The same place is another of its section's times now. */
export async function renumberGiven(
  db: Queryable,
  facilityId: string,
  { sectionId, seriesId }: Pick<GivenSeries, 'sectionId' | 'seriesId'>,
  nth: number,
): Promise<void> {
  await db.query({
    text: 'update section_series set nth = $4 where facility_id = $1 and section_id = $2 and series_id = $3',
    values: [facilityId, sectionId, seriesId, nth],
  })
}

/** These series do not stand for their sections any more. */
export async function endGiven(db: Queryable, facilityId: string, seriesIds: readonly string[]): Promise<void> {
  await db.query({
    text: 'update section_series set standing = false where facility_id = $1 and series_id = any ($2::uuid[])',
    values: [facilityId, seriesIds],
  })
}
