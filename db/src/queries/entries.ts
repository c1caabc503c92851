import type { EntryState, Outcome } from '@gongyue/shared/domain/competition.ts'
import type { Queryable } from '../pool.ts'

/** An entry as it is listed. Instants are epoch milliseconds. */
export interface EntryRecord {
  readonly id: string
  readonly programmeId: string
  readonly programmeTitle: string
  readonly number: number
  readonly title: string
  readonly group: string | null
  readonly partyId: string | null
  readonly partyName: string | null
  readonly name: string
  readonly phone: string
  readonly userId: string | null
  readonly members: readonly string[]
  readonly state: EntryState
  readonly stageId: string
  readonly stageName: string
  readonly slot: {
    readonly spaceId: string
    readonly start: number
    readonly end: number
    readonly arrivedAt: number | null
  } | null
  readonly result: { readonly score: number | null; readonly rank: number | null; readonly outcome: Outcome } | null
  readonly version: number
}

/** Which entries to list; what is left out is open. */
export interface EntryFilter {
  readonly programmeId?: string
  readonly entryId?: string
  readonly own?: { readonly userId: string; readonly partyIds: readonly string[] }
  /** Slots and results of this stage, and only those that have come so far; else of the stage in which each stands. */
  readonly stageId?: string
  readonly limit?: number
}

/** Entries by programme and number. */
export async function listEntries(
  db: Queryable,
  facilityId: string,
  { programmeId, entryId, own, stageId, limit = 5000 }: EntryFilter,
): Promise<readonly EntryRecord[]> {
  const { rows } = await db.query<EntryRecord>({
    text: LIST_ENTRIES,
    values: [
      ...[facilityId, programmeId ?? null, entryId ?? null, own?.userId ?? null, own?.partyIds ?? [], stageId ?? null],
      limit,
    ],
  })
  return rows
}

/** A new entry, numbered by whoever holds the programme's lock. */
export interface NewEntry {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly group: string | null
  readonly partyId: string | null
  readonly name: string
  readonly phone: string
  readonly userId: string | null
  readonly members: readonly string[]
}

/** Writes entries and their members into a stage. */
export async function insertEntries(
  db: Queryable,
  facilityId: string,
  { programmeId, stageId, at }: { readonly programmeId: string; readonly stageId: string; readonly at: number },
  entries: readonly NewEntry[],
): Promise<void> {
  await db.query({
    text: `
      with given as (
        select * from jsonb_to_recordset($5::jsonb) as e (id uuid, number integer, title text, "group" text, "partyId" uuid, name text,
          phone text, "userId" uuid, members text[])
      ), entered as (
        insert into entries (facility_id, entry_id, programme_id, number, title, group_name, party_id, contact_name, contact_phone, user_id,
          stage_id, state, entered_at)
        select $1, id, $2, number, title, "group", "partyId", name, phone, "userId", $3, 'entered', $4 from given
      )
      insert into entry_members (facility_id, entry_id, position, name)
      select $1, g.id, m.position, m.name from given g, unnest(g.members) with ordinality as m (name, position)`,
    values: [facilityId, programmeId, stageId, new Date(at), JSON.stringify(entries)],
  })
}

/** What a new entry is measured against: numbers given, who takes part already, and how many of what. */
export interface EnteredRecord {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly group: string | null
  readonly partyId: string | null
  readonly name: string
  readonly phone: string
  readonly state: EntryState
}

/** Everybody who entered, also who withdrew: their numbers are not given again. */
export async function listEntered(
  db: Queryable,
  facilityId: string,
  programmeId: string,
): Promise<readonly EnteredRecord[]> {
  const { rows } = await db.query<EnteredRecord>({
    text: `
      select entry_id as id, number, title, group_name as "group", party_id as "partyId", contact_name as name, contact_phone as phone, state
      from entries where facility_id = $1 and programme_id = $2`,
    values: [facilityId, programmeId],
  })
  return rows
}

/** Takes an entry out; its slots are free again. */
export async function withdrawEntry(db: Queryable, facilityId: string, entryId: string, at: number): Promise<void> {
  await db.query({
    text: `
      with freed as (
        update entry_slots set freed_at = $3 where facility_id = $1 and entry_id = $2 and freed_at is null
      )
      update entries set state = 'withdrawn', version = version + 1 where facility_id = $1 and entry_id = $2`,
    values: [facilityId, entryId, new Date(at)],
  })
}

const LIST_ENTRIES = `
  select e.entry_id as id, e.programme_id as "programmeId", g.title as "programmeTitle", e.number, e.title, e.group_name as "group",
    e.party_id as "partyId", p.name as "partyName", e.contact_name as name, e.contact_phone as phone, e.user_id as "userId", e.state,
    e.stage_id as "stageId", t.name as "stageName", e.version,
    array(select m.name from entry_members m where m.facility_id = e.facility_id and m.entry_id = e.entry_id order by m.position) as members,
    (select json_build_object('spaceId', r.space_id, 'start', (extract(epoch from s.starts_at) * 1000)::bigint,
        'end', (extract(epoch from s.ends_at) * 1000)::bigint, 'arrivedAt', (extract(epoch from s.arrived_at) * 1000)::bigint)
      from entry_slots s join reservations r on r.facility_id = s.facility_id and r.reservation_id = s.reservation_id
      where s.facility_id = e.facility_id and s.entry_id = e.entry_id and s.stage_id = coalesce($6::uuid, e.stage_id) and s.freed_at is null
        and r.state not in ('cancelled', 'no-show')) as slot,
    (select json_build_object('score', x.score, 'rank', x.rank, 'outcome', x.outcome) from entry_results x
      where x.facility_id = e.facility_id and x.entry_id = e.entry_id and x.stage_id = coalesce($6::uuid, e.stage_id)) as result
  from entries e
  join programmes g on g.facility_id = e.facility_id and g.programme_id = e.programme_id
  join stages t on t.facility_id = e.facility_id and t.stage_id = e.stage_id
  left join parties p on p.facility_id = e.facility_id and p.party_id = e.party_id
  where e.facility_id = $1 and ($2::uuid is null or e.programme_id = $2) and ($3::uuid is null or e.entry_id = $3)
    and ($4::uuid is null or e.user_id = $4 or e.party_id = any ($5::uuid[]))
    and ($6::uuid is null or t.position >= (select w.position from stages w where w.facility_id = $1 and w.stage_id = $6))
  order by e.programme_id, e.number
  limit $7`
