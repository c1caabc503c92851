import type { Outcome, StageState } from '@gongyue/shared/domain/competition.ts'
import type { Queryable } from '../pool.ts'

/** A stage with what its competition says of it. */
export interface StageOfRecord {
  readonly id: string
  readonly programmeId: string
  readonly programmeTitle: string
  readonly partyId: string
  readonly name: string
  readonly position: number
  readonly minutes: number
  readonly state: StageState
  /** Null while it is open. */
  readonly closedAt: number | null
  /** As it was asked for last. */
  readonly plan: unknown
  readonly nextId: string | null
}

/** Stages of a competition in order, or one. */
export async function listStages(
  db: Queryable,
  facilityId: string,
  { programmeId = null, stageId = null }: { readonly programmeId?: string | null; readonly stageId?: string | null },
): Promise<readonly StageOfRecord[]> {
  const { rows } = await db.query<StageOfRecord>({
    text: `
      select t.stage_id as id, t.programme_id as "programmeId", g.title as "programmeTitle", g.party_id as "partyId", t.name, t.position,
        t.minutes, t.state, t.closed_at as "closedAt", t.plan,
        (select n.stage_id from stages n where n.facility_id = t.facility_id and n.programme_id = t.programme_id
          and n.position = t.position + 1) as "nextId"
      from stages t join programmes g on g.facility_id = t.facility_id and g.programme_id = t.programme_id
      where t.facility_id = $1 and ($2::uuid is null or t.programme_id = $2) and ($3::uuid is null or t.stage_id = $3)
      order by t.programme_id, t.position`,
    values: [facilityId, programmeId, stageId],
  })
  return rows
}

export async function setStageState(
  db: Queryable,
  facilityId: string,
  stageId: string,
  state: StageState,
  at: number,
): Promise<void> {
  await db.query({
    text: `
      update stages set state = $3, closed_at = case when $3 = 'open' then null else coalesce(closed_at, $4) end, version = version + 1
      where facility_id = $1 and stage_id = $2`,
    values: [facilityId, stageId, state, new Date(at)],
  })
}

/** Who waits for a slot in a stage, by number; and what is given there. */
export interface StageSeeker {
  readonly id: string
  readonly number: number
  readonly name: string
  readonly phone: string
  readonly partyId: string | null
}

/** Entries that stand in a stage and have no slot in it. Slots in rooms that were taken back are no slots. */
export async function listSeekers(db: Queryable, facilityId: string, stageId: string): Promise<readonly StageSeeker[]> {
  const { rows } = await db.query<StageSeeker>({
    text: `
      select e.entry_id as id, e.number, e.contact_name as name, e.contact_phone as phone, e.party_id as "partyId"
      from entries e
      where e.facility_id = $1 and e.stage_id = $2 and e.state = 'entered'
        and not exists (select from entry_slots s where s.facility_id = e.facility_id and s.stage_id = e.stage_id
          and s.entry_id = e.entry_id and s.freed_at is null)
      order by e.number`,
    values: [facilityId, stageId],
  })
  return rows
}

/** Frees the slots of a stage whose room was taken back. */
export async function freeLostSlots(db: Queryable, facilityId: string, stageId: string, at: number): Promise<void> {
  await db.query({
    text: `
      update entry_slots s set freed_at = $3 from reservations r
      where s.facility_id = $1 and s.stage_id = $2 and s.freed_at is null and r.facility_id = s.facility_id
        and r.reservation_id = s.reservation_id and r.state in ('cancelled', 'no-show')`,
    values: [facilityId, stageId, new Date(at)],
  })
}

/** The rooms that are booked for a stage and not yet over. */
export async function listStageRooms(
  db: Queryable,
  facilityId: string,
  stageId: string,
  now: number,
): Promise<
  readonly { readonly reservationId: string; readonly spaceId: string; readonly start: number; readonly end: number }[]
> {
  const { rows } = await db.query<{ reservationId: string; spaceId: string; start: number; end: number }>({
    text: `
      select r.reservation_id as "reservationId", r.space_id as "spaceId", r.starts_at as start, r.ends_at as "end"
      from programme_sessions s join reservations r on r.facility_id = s.facility_id and r.reservation_id = s.reservation_id
      where s.facility_id = $1 and s.stage_id = $2 and r.state in ('confirmed', 'in-use') and r.ends_at > $3
      order by r.starts_at, r.reservation_id`,
    values: [facilityId, stageId, new Date(now)],
  })
  return rows
}

/** Slots of a stage that stand. */
export async function listGivenSlots(
  db: Queryable,
  facilityId: string,
  stageId: string,
): Promise<
  readonly { readonly contact: string; readonly spaceId: string; readonly start: number; readonly end: number }[]
> {
  const { rows } = await db.query<{ contact: string; spaceId: string; start: number; end: number }>({
    text: `
      select s.contact, r.space_id as "spaceId", s.starts_at as start, s.ends_at as "end"
      from entry_slots s join reservations r on r.facility_id = s.facility_id and r.reservation_id = s.reservation_id
      where s.facility_id = $1 and s.stage_id = $2 and s.freed_at is null order by s.starts_at, s.slot_id`,
    values: [facilityId, stageId],
  })
  return rows
}

/** Slots to write. */
export interface NewSlot {
  readonly id: string
  readonly entryId: string
  readonly reservationId: string
  readonly contact: string
  readonly start: number
  readonly end: number
}

/** Keeps how the stage is held, which of the sessions are its, and the slots. */
export async function insertSlots(
  db: Queryable,
  facilityId: string,
  stageId: string,
  slots: readonly NewSlot[],
  { plan, reservationIds }: { readonly plan: object | null; readonly reservationIds: readonly string[] },
): Promise<void> {
  await db.query({
    text: `
      with held as (
        update programme_sessions set stage_id = $2 where facility_id = $1 and reservation_id = any ($4::uuid[])
      ), planned as (
        update stages set plan = coalesce($5::jsonb, plan), version = version + 1 where facility_id = $1 and stage_id = $2
      )
      insert into entry_slots (facility_id, slot_id, stage_id, entry_id, reservation_id, contact, starts_at, ends_at)
      select $1, s.id, $2, s."entryId", s."reservationId", s.contact, to_timestamp(s.start / 1000.0), to_timestamp(s."end" / 1000.0)
      from jsonb_to_recordset($3::jsonb) as s (id uuid, "entryId" uuid, "reservationId" uuid, contact text, start float8, "end" float8)`,
    values: [facilityId, stageId, JSON.stringify(slots), reservationIds, plan === null ? null : JSON.stringify(plan)],
  })
}

/** A score as it is known of an entry in a stage. */
export interface ResultRecord {
  readonly entryId: string
  readonly score: number | null
  readonly rank: number | null
  readonly outcome: Outcome
}

export async function listResults(
  db: Queryable,
  facilityId: string,
  stageId: string,
): Promise<readonly ResultRecord[]> {
  const { rows } = await db.query<ResultRecord>({
    text: `
      select entry_id as "entryId", score::float8, rank, outcome from entry_results where facility_id = $1 and stage_id = $2`,
    values: [facilityId, stageId],
  })
  return rows
}

export async function writeResults(
  db: Queryable,
  facilityId: string,
  stageId: string,
  results: readonly ResultRecord[],
): Promise<void> {
  await db.query({
    text: `
      insert into entry_results (facility_id, stage_id, entry_id, score, rank, outcome)
      select $1, $2, r."entryId", r.score, r.rank, r.outcome
      from jsonb_to_recordset($3::jsonb) as r ("entryId" uuid, score numeric, rank integer, outcome text)
      on conflict (facility_id, stage_id, entry_id) do update
        set score = excluded.score, rank = excluded.rank, outcome = excluded.outcome`,
    values: [facilityId, stageId, JSON.stringify(results)],
  })
}

/** Entries that stand in a stage. */
export async function listStanding(db: Queryable, facilityId: string, stageId: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>({
    text: `
      select entry_id as id from entries where facility_id = $1 and stage_id = $2 and state = 'entered' order by number`,
    values: [facilityId, stageId],
  })
  return rows.map(({ id }) => id)
}

/** Moves entries on to the next stage, or out. After the last stage all stay where they are. */
export async function moveOn(
  db: Queryable,
  facilityId: string,
  entryIds: readonly string[],
  to: { readonly stageId: string } | 'out',
): Promise<void> {
  await db.query({
    text: `
      update entries set stage_id = coalesce($3::uuid, stage_id), state = $4, version = version + 1
      where facility_id = $1 and entry_id = any ($2::uuid[])`,
    values: [facilityId, entryIds, to === 'out' ? null : to.stageId, to === 'out' ? 'out' : 'entered'],
  })
}
