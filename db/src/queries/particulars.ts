import type { ProgrammeKind, StreamReaders } from '@gongyue/shared/domain/programme-kind.ts'
import type { Queryable } from '../pool.ts'

/** Who runs a programme. */
export interface OrganiserRecord {
  readonly userId: string
  readonly username: string
  readonly name: string
}

/** What kind a programme is and whether a user runs it; null when there is none. */
export async function readKind(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  userId: string,
): Promise<{ readonly kind: ProgrammeKind; readonly organises: boolean } | null> {
  const { rows } = await db.query<{ kind: ProgrammeKind; organises: boolean }>({
    text: `
      select g.kind, exists (select from programme_organisers o where o.facility_id = g.facility_id and o.programme_id = g.programme_id
        and o.user_id = $3) as organises
      from programmes g where g.facility_id = $1 and g.programme_id = $2`,
    values: [facilityId, programmeId, userId],
  })
  return rows[0] ?? null
}

export async function listOrganisers(
  db: Queryable,
  facilityId: string,
  programmeId: string,
): Promise<readonly OrganiserRecord[]> {
  const { rows } = await db.query<OrganiserRecord>({
    text: `
      select u.user_id as "userId", u.username, u.display_name as name
      from programme_organisers o join users u on u.facility_id = o.facility_id and u.user_id = o.user_id
      where o.facility_id = $1 and o.programme_id = $2 order by u.username`,
    values: [facilityId, programmeId],
  })
  return rows
}

/** Staff of these names; who is no staff is not found. */
export async function findStaff(
  db: Queryable,
  facilityId: string,
  usernames: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ username: string; userId: string }>({
    text: `
      select distinct u.username, u.user_id as "userId" from users u
      join user_roles r on r.facility_id = u.facility_id and r.user_id = u.user_id
        and r.role in ('front-desk', 'coordinator', 'manager', 'administrator')
      where u.facility_id = $1 and u.username = any ($2::text[]) and u.active`,
    values: [facilityId, usernames],
  })
  return new Map(rows.map(({ username, userId }) => [username, userId]))
}

export async function setOrganisers(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  userIds: readonly string[],
): Promise<void> {
  await db.query({
    text: 'delete from programme_organisers where facility_id = $1 and programme_id = $2 and user_id <> all ($3::uuid[])',
    values: [facilityId, programmeId, userIds],
  })
  await db.query({
    text: 'insert into programme_organisers select $1, $2, unnest($3::uuid[]) on conflict do nothing',
    values: [facilityId, programmeId, userIds],
  })
}

/** Stream, balance and pairs. */
export async function setParticulars(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  {
    streamUrl,
    streamFor,
    groupDifference,
    pairs,
  }: {
    readonly streamUrl: string | null
    readonly streamFor: StreamReaders
    readonly groupDifference: number | null
    readonly pairs: number | null
  },
): Promise<void> {
  await db.query({
    text: `
      update programmes set stream_url = $3, stream_for = $4, group_difference = $5, pairs = $6, version = version + 1
      where facility_id = $1 and programme_id = $2`,
    values: [facilityId, programmeId, streamUrl, streamFor, groupDifference, pairs],
  })
}

/** Groups as they shall be, in their order. Those in which somebody takes part stay. */
export async function setGroups(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  groups: readonly { readonly name: string; readonly seats: number | null }[],
): Promise<void> {
  const rows = JSON.stringify(groups.map((group, position) => ({ ...group, position })))
  await db.query({
    text: `
      delete from programme_groups o where o.facility_id = $1 and o.programme_id = $2
        and not exists (select from enrolments e where e.facility_id = $1 and e.programme_id = $2 and e.group_name = o.name)
        and not exists (select from entries e where e.facility_id = $1 and e.programme_id = $2 and e.group_name = o.name)`,
    values: [facilityId, programmeId],
  })
  await db.query({
    text: 'update programme_groups set position = position + 1000 where facility_id = $1 and programme_id = $2',
    values: [facilityId, programmeId],
  })
  await db.query({
    text: `
      insert into programme_groups (facility_id, programme_id, name, position, seats)
      select $1, $2, g.name, g.position, g.seats from jsonb_to_recordset($3::jsonb) as g (name text, position integer, seats integer)
      on conflict (facility_id, programme_id, name) do update set position = excluded.position, seats = excluded.seats`,
    values: [facilityId, programmeId, rows],
  })
}

/** Stages as they shall be, known by their order: the first stays the first. Those beyond the last are gone, unless entries have come so far. */
export async function setStages(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  stages: readonly { readonly id: string; readonly name: string; readonly minutes: number }[],
): Promise<void> {
  const rows = JSON.stringify(stages.map((stage, position) => ({ ...stage, position })))
  await db.query({
    text: `
      delete from stages t where t.facility_id = $1 and t.programme_id = $2 and t.position >= $3
        and not exists (select from entries e where e.facility_id = t.facility_id and e.stage_id = t.stage_id)
        and not exists (select from entry_results e where e.facility_id = t.facility_id and e.stage_id = t.stage_id)
        and not exists (select from programme_sessions e where e.facility_id = t.facility_id and e.stage_id = t.stage_id)`,
    values: [facilityId, programmeId, stages.length],
  })
  await db.query({
    text: `
      with wanted as (
        select * from jsonb_to_recordset($3::jsonb) as s (id uuid, name text, minutes integer, position integer)
      ), kept as (
        update stages t set name = w.name, minutes = w.minutes, version = version + 1 from wanted w
        where t.facility_id = $1 and t.programme_id = $2 and t.position = w.position
        returning t.position
      )
      insert into stages (facility_id, stage_id, programme_id, position, name, minutes)
      select $1, w.id, $2, w.position, w.name, w.minutes from wanted w where w.position not in (select position from kept)`,
    values: [facilityId, programmeId, rows],
  })
}

/** When and where an exhibition is on; null: not yet. A fact: whoever judges bookings waits for it. */
export async function setPeriod(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  period: { readonly spaceId: string; readonly start: number; readonly end: number } | null,
): Promise<void> {
  if (period === null) {
    await db.query({
      text: 'delete from exhibition_periods where facility_id = $1 and programme_id = $2',
      values: [facilityId, programmeId],
    })
    return
  }
  await db.query({
    text: `
      insert into exhibition_periods (facility_id, programme_id, space_id, starts_at, ends_at) values ($1, $2, $3, $4, $5)
      on conflict (facility_id, programme_id) do update
        set space_id = excluded.space_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at`,
    values: [facilityId, programmeId, period.spaceId, new Date(period.start), new Date(period.end)],
  })
}

/** Tells whoever keeps facts that what a period says of its exhibition may be otherwise now. */
export async function touchPeriod(db: Queryable, facilityId: string, programmeId: string): Promise<void> {
  await db.query({
    text: 'update exhibition_periods set ends_at = ends_at where facility_id = $1 and programme_id = $2',
    values: [facilityId, programmeId],
  })
}
