import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** When an exhibition can be seen. Instants are epoch milliseconds. */
export interface ViewingSlotRecord {
  readonly id: string
  readonly programmeId: string
  readonly start: number
  readonly end: number
  readonly capacity: number
  readonly taken: number
}

/** Slots of an exhibition that end after a moment, by time. */
export async function listViewingSlots(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  after: number,
): Promise<readonly ViewingSlotRecord[]> {
  const { rows } = await db.query<ViewingSlotRecord>({
    text: `
      select slot_id as id, programme_id as "programmeId", starts_at as start, ends_at as "end", capacity, taken
      from viewing_slots where facility_id = $1 and programme_id = $2 and ends_at > $3 order by starts_at limit 2000`,
    values: [facilityId, programmeId, new Date(after)],
  })
  return rows
}

/** Makes slots; one that would overlap another of the exhibition is left out. @returns how many were made */
export async function insertViewingSlots(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  slots: readonly { readonly id: string; readonly start: number; readonly end: number; readonly capacity: number }[],
): Promise<number> {
  const { rowCount } = await db.query({
    text: `
      insert into viewing_slots (facility_id, slot_id, programme_id, starts_at, ends_at, capacity)
      select $1, s.id, $2, to_timestamp(s.start / 1000.0), to_timestamp(s."end" / 1000.0), s.capacity
      from jsonb_to_recordset($3::jsonb) as s (id uuid, start float8, "end" float8, capacity integer)
      order by s.start
      on conflict do nothing`,
    values: [facilityId, programmeId, JSON.stringify(slots)],
  })
  return rowCount ?? 0
}

/** A slot, held until the end of the transaction: whoever counts its places does so alone. */
export async function lockViewingSlot(
  db: Queryable,
  facilityId: string,
  slotId: string,
): Promise<ViewingSlotRecord | null> {
  const { rows } = await db.query<ViewingSlotRecord>({
    text: `
      select slot_id as id, programme_id as "programmeId", starts_at as start, ends_at as "end", capacity, taken
      from viewing_slots where facility_id = $1 and slot_id = $2 for update`,
    values: [facilityId, slotId],
  })
  return rows[0] ?? null
}

export async function takePlaces(db: Queryable, facilityId: string, slotId: string, people: number): Promise<void> {
  await db.query({
    text: 'update viewing_slots set taken = taken + $3 where facility_id = $1 and slot_id = $2',
    values: [facilityId, slotId, people],
  })
}

/** Somebody who comes to see an exhibition. */
export interface ViewingRecord {
  readonly id: string
  readonly programmeId: string
  readonly programmeTitle: string
  readonly slotId: string
  readonly start: number
  readonly end: number
  readonly people: number
  readonly name: string
  readonly phone: string
  readonly partyId: string | null
  readonly partyName: string | null
  readonly userId: string | null
  readonly guideId: string | null
  readonly guideName: string | null
  readonly state: 'booked' | 'withdrawn'
  readonly code: string
  readonly arrivedAt: number | null
  readonly present: number | null
}

/** Which visits to list; what is left out is open. */
export interface ViewingFilter {
  readonly programmeId?: string
  readonly viewingId?: string
  readonly slotId?: string
  readonly code?: string
  readonly own?: { readonly userId: string; readonly partyIds: readonly string[] }
  readonly during?: Interval
}

export async function listViewings(
  db: Queryable,
  facilityId: string,
  { programmeId, viewingId, slotId, code, own, during }: ViewingFilter,
): Promise<readonly ViewingRecord[]> {
  const { rows } = await db.query<ViewingRecord>({
    text: `
      select v.viewing_id as id, v.programme_id as "programmeId", g.title as "programmeTitle", v.slot_id as "slotId", v.starts_at as start,
        v.ends_at as "end", v.people, v.name, v.phone, v.party_id as "partyId", p.name as "partyName", v.user_id as "userId",
        v.guide_id as "guideId", w.name as "guideName", v.state, v.code, v.arrived_at as "arrivedAt", v.present
      from viewings v
      join programmes g on g.facility_id = v.facility_id and g.programme_id = v.programme_id
      left join parties p on p.facility_id = v.facility_id and p.party_id = v.party_id
      left join people w on w.facility_id = v.facility_id and w.person_id = v.guide_id
      where v.facility_id = $1 and ($2::uuid is null or v.programme_id = $2) and ($3::uuid is null or v.viewing_id = $3)
        and ($4::uuid is null or v.slot_id = $4) and ($5::text is null or v.code = $5)
        and ($6::uuid is null or v.user_id = $6 or v.party_id = any ($7::uuid[]))
        and ($8::timestamptz is null or (v.starts_at < $9 and v.ends_at > $8))
      order by v.starts_at, v.booked_at, v.viewing_id
      limit 2000`,
    values: [
      ...[facilityId, programmeId ?? null, viewingId ?? null, slotId ?? null, code ?? null],
      ...[own?.userId ?? null, own?.partyIds ?? []],
      ...[during ? new Date(during.start) : null, during ? new Date(during.end) : null],
    ],
  })
  return rows
}

export type NewViewing = Pick<
  ViewingRecord,
  | 'id'
  | 'programmeId'
  | 'slotId'
  | 'start'
  | 'end'
  | 'people'
  | 'name'
  | 'phone'
  | 'partyId'
  | 'userId'
  | 'guideId'
  | 'code'
> & { readonly at: number }

/**
 * Writes a viewing and what it holds of its guide, both or neither.
 *
 * @param claimId - of the claim on the guide
 * @returns false when the guide is held by something else at that time
 */
export async function insertViewing(
  db: Queryable,
  facilityId: string,
  one: NewViewing,
  claimId: string,
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `
      with guide as (
        insert into claims (facility_id, claim_id, atom_id, viewing_id, held_from, held_until, status)
        select $1::uuid, $15::uuid, $10::uuid, $2::uuid, $11::timestamptz, $12::timestamptz, 'confirmed' where $10::uuid is not null
        on conflict do nothing
        returning 1)
      insert into viewings (facility_id, viewing_id, programme_id, slot_id, people, name, phone, party_id, user_id, guide_id, starts_at,
        ends_at, code, state, booked_at)
      select $1, $2, $3::uuid, $4::uuid, $5::integer, $6, $7, $8::uuid, $9::uuid, $10, $11, $12, $13, 'booked', $14::timestamptz
      where $10 is null or exists (select from guide)`,
    values: [
      ...[facilityId, one.id, one.programmeId, one.slotId, one.people, one.name, one.phone, one.partyId, one.userId],
      ...[one.guideId, new Date(one.start), new Date(one.end), one.code, new Date(one.at), claimId],
    ],
  })
  return rowCount === 1
}

/** Takes a viewing back and frees its guide. */
export async function withdrawViewing(db: Queryable, facilityId: string, viewingId: string): Promise<void> {
  await db.query({
    text: `
      with freed as (
        update claims set status = 'released' where facility_id = $1 and viewing_id = $2 and status <> 'released')
      update viewings set state = 'withdrawn' where facility_id = $1 and viewing_id = $2`,
    values: [facilityId, viewingId],
  })
}

/** Notes that they are there, the first time only; how many of them may be said again. */
export async function noteViewers(
  db: Queryable,
  facilityId: string,
  viewingId: string,
  { at, present }: { readonly at: number; readonly present: number },
): Promise<void> {
  await db.query({
    text: `
      update viewings set arrived_at = coalesce(arrived_at, $3), present = $4 where facility_id = $1 and viewing_id = $2`,
    values: [facilityId, viewingId, new Date(at), present],
  })
}

/** Codes of visits to an exhibition. */
export async function listViewingCodes(
  db: Queryable,
  facilityId: string,
  programmeId: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ code: string }>({
    text: 'select code from viewings where facility_id = $1 and programme_id = $2',
    values: [facilityId, programmeId],
  })
  return new Set(rows.map(({ code }) => code))
}

/** Whether somebody of the house is promised elsewhere in a span: on a booking, with other visitors, or on leave. */
export async function isPromised(
  db: Queryable,
  facilityId: string,
  personId: string,
  { start, end }: Interval,
): Promise<boolean> {
  const { rows } = await db.query<{ busy: boolean }>({
    text: `
      select exists (select from claims c where c.facility_id = $1 and c.atom_id = $2 and c.status <> 'released'
          and c.held && tstzrange($3, $4, '[)'))
        or exists (select from viewings v where v.facility_id = $1 and v.guide_id = $2 and v.state = 'booked'
          and v.during && tstzrange($3, $4, '[)'))
        or exists (select from absences a where a.facility_id = $1 and a.person_id = $2 and a.starts_at < $4 and a.ends_at > $3) as busy`,
    values: [facilityId, personId, new Date(start), new Date(end)],
  })
  return rows[0]?.busy === true
}
