import type { TimeRank, WeekSpan } from '@gongyue/shared/domain/round.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'

/** A time of the week that would do, and how well. */
export interface WishedTime extends WeekSpan {
  readonly rank: TimeRank
}

/** One thing wanted each week. */
export interface SectionRecord {
  readonly id: string
  readonly applicationId: string
  readonly roundId: string
  readonly partyId: string
  readonly position: number
  readonly title: string
  readonly headcount: number
  readonly features: readonly string[]
  readonly minMinutes: number
  readonly maxMinutes: number
  readonly timesAWeek: number
  readonly from: LocalDate
  readonly until: LocalDate
  readonly spaceIds: readonly string[]
  readonly times: readonly WishedTime[]
  readonly sameSpace: boolean
  readonly sameTime: boolean
  readonly apart: boolean
  readonly weight: number
  readonly must: boolean
  readonly personIds: readonly string[]
  /** Standing series that a publication made of it. */
  readonly seriesIds: readonly string[]
}

export interface ApplicationRecord {
  readonly id: string
  readonly roundId: string
  readonly partyId: string
  readonly partyName: string
  readonly note: string
  readonly state: 'sent' | 'withdrawn'
  readonly late: boolean
  readonly version: number
  readonly sentBy: string | null
  readonly sentAt: number
  readonly sections: readonly SectionRecord[]
}

/** Which applications: of a round or one alone, of some parties or (null) all. */
export interface ApplicationFilter {
  readonly roundId: string | null
  readonly applicationId: string | null
  readonly partyIds: readonly string[] | null
}

/** Applications with their sections, in the order in which they came. */
export async function listApplications(
  db: Queryable,
  facilityId: string,
  { roundId, applicationId, partyIds }: ApplicationFilter,
): Promise<readonly ApplicationRecord[]> {
  const { rows } = await db.query<Omit<ApplicationRecord, 'sections'>>({
    name: 'list-applications',
    text: `
      select a.application_id as id, a.round_id as "roundId", a.party_id as "partyId", p.name as "partyName", a.note, a.state, a.late,
        a.version, a.sent_by as "sentBy", a.sent_at as "sentAt"
      from applications a join parties p on p.facility_id = a.facility_id and p.party_id = a.party_id
      where a.facility_id = $1 and ($2::uuid is null or a.round_id = $2) and ($3::uuid is null or a.application_id = $3)
        and ($4::uuid[] is null or a.party_id = any ($4::uuid[]))
      order by a.sent_at, a.application_id`,
    values: [facilityId, roundId, applicationId, partyIds],
  })
  const sections = await listSections(
    db,
    facilityId,
    rows.map(({ id }) => id),
  )
  const byApplication = Map.groupBy(sections, (section) => section.applicationId)
  return rows.map((row) => ({ ...row, sections: byApplication.get(row.id) ?? [] }))
}

async function listSections(
  db: Queryable,
  facilityId: string,
  applicationIds: readonly string[],
): Promise<readonly SectionRecord[]> {
  if (applicationIds.length === 0) return []
  const { rows } = await db.query<SectionRecord>({
    name: 'list-sections',
    text: `${SELECT_SECTION} where s.facility_id = $1 and s.application_id = any ($2::uuid[])
      order by s.application_id, s.position`,
    values: [facilityId, applicationIds],
  })
  return rows
}

export async function readSection(db: Queryable, facilityId: string, sectionId: string): Promise<SectionRecord | null> {
  const { rows } = await db.query<SectionRecord>({
    name: 'read-section',
    text: `${SELECT_SECTION} where s.facility_id = $1 and s.section_id = $2`,
    values: [facilityId, sectionId],
  })
  return rows[0] ?? null
}

const SELECT_SECTION = `
  select s.section_id as id, s.application_id as "applicationId", a.round_id as "roundId", a.party_id as "partyId", s.position, s.title,
    s.headcount, s.features, s.min_minutes as "minMinutes", s.max_minutes as "maxMinutes", s.times_a_week as "timesAWeek",
    s.from_date as "from", s.until_date as until, s.space_ids as "spaceIds", s.times, s.same_space as "sameSpace",
    s.same_time as "sameTime", s.apart, s.weight, s.must, s.person_ids as "personIds",
    array(select x.series_id from section_series x where x.facility_id = s.facility_id and x.section_id = s.section_id and x.standing
      order by x.nth, x.series_id) as "seriesIds"
  from sections s join applications a on a.facility_id = s.facility_id and a.application_id = s.application_id`

/** A section as it is written; what the house adds stays as it was. */
export interface NewSection extends Omit<
  SectionRecord,
  'applicationId' | 'roundId' | 'partyId' | 'seriesIds' | 'weight' | 'must' | 'personIds'
> {}

export interface NewApplication extends Pick<
  ApplicationRecord,
  'id' | 'roundId' | 'partyId' | 'note' | 'late' | 'sentAt'
> {
  readonly sentBy: string
  readonly sections: readonly NewSection[]
}

export async function insertApplication(
  db: Queryable,
  facilityId: string,
  { id, roundId, partyId, note, late, sentBy, sentAt, sections }: NewApplication,
): Promise<void> {
  await db.query({
    text: `insert into applications (facility_id, application_id, round_id, party_id, note, state, late, sent_by, sent_at)
      values ($1, $2, $3, $4, $5, 'sent', $6, $7, $8)`,
    values: [facilityId, id, roundId, partyId, note, late, sentBy, new Date(sentAt)],
  })
  await writeSections(db, facilityId, id, sections)
}

/** Writes an application anew. Sections with an id that is there keep it and what the house has added; others go. */
export async function rewriteApplication(
  db: Queryable,
  facilityId: string,
  { id, note, sections }: Pick<NewApplication, 'id' | 'note' | 'sections'>,
): Promise<void> {
  await db.query({
    text: 'update applications set note = $3, version = version + 1 where facility_id = $1 and application_id = $2',
    values: [facilityId, id, note],
  })
  const gone = `(select s.section_id from sections s where s.facility_id = $1 and s.application_id = $2
    and s.section_id <> all ($3::uuid[]))`
  const values = [facilityId, id, sections.map((section) => section.id)]
  // a plan that still spoke of what is not wanted any more would promise it; of series only those that were given back are left
  for (const table of ['pins', 'allocations', 'section_series'])
    await db.query({ text: `delete from ${table} where facility_id = $1 and section_id in ${gone}`, values })
  await db.query({
    text: `delete from sections where facility_id = $1 and application_id = $2 and section_id <> all ($3::uuid[])`,
    values,
  })
  await writeSections(db, facilityId, id, sections)
}

async function writeSections(
  db: Queryable,
  facilityId: string,
  applicationId: string,
  sections: readonly NewSection[],
): Promise<void> {
  await db.query({
    text: `
      insert into sections (facility_id, section_id, application_id, position, title, headcount, features, min_minutes, max_minutes,
        times_a_week, from_date, until_date, space_ids, times, same_space, same_time, apart)
      select $1, s.id, $2, s.position, s.title, s.headcount, array(select jsonb_array_elements_text(s.features)), s."minMinutes",
        s."maxMinutes", s."timesAWeek", s."from", s.until, array(select jsonb_array_elements_text(s."spaceIds")::uuid), s.times,
        s."sameSpace", s."sameTime", s.apart
      from jsonb_to_recordset($3::jsonb) as s (id uuid, position smallint, title text, headcount integer, features jsonb,
        "minMinutes" smallint, "maxMinutes" smallint, "timesAWeek" smallint, "from" date, until date, "spaceIds" jsonb, times jsonb,
        "sameSpace" boolean, "sameTime" boolean, apart boolean)
      on conflict (facility_id, section_id) do update set position = excluded.position, title = excluded.title,
        headcount = excluded.headcount, features = excluded.features, min_minutes = excluded.min_minutes,
        max_minutes = excluded.max_minutes, times_a_week = excluded.times_a_week, from_date = excluded.from_date,
        until_date = excluded.until_date, space_ids = excluded.space_ids, times = excluded.times,
        same_space = excluded.same_space, same_time = excluded.same_time, apart = excluded.apart`,
    values: [facilityId, applicationId, JSON.stringify(sections)],
  })
}

export async function withdrawApplication(db: Queryable, facilityId: string, id: string): Promise<void> {
  await db.query({
    text: `update applications set state = 'withdrawn', version = version + 1 where facility_id = $1 and application_id = $2`,
    values: [facilityId, id],
  })
}

/** What the house adds to a section. */
export async function weighSection(
  db: Queryable,
  facilityId: string,
  sectionId: string,
  { weight, must, personIds }: Pick<SectionRecord, 'weight' | 'must' | 'personIds'>,
): Promise<void> {
  await db.query({
    text: `update sections set weight = $3, must = $4, person_ids = $5::uuid[] where facility_id = $1 and section_id = $2`,
    values: [facilityId, sectionId, weight, must, personIds],
  })
}
