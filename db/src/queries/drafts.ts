import type { Queryable } from '../pool.ts'

export type DraftState = 'draft' | 'sent' | 'told' | 'dropped'

/** A message drafted for a party. */
export interface DraftRecord {
  readonly id: string
  readonly repairId: string
  readonly partyId: string
  readonly partyName: string
  readonly address: string | null
  readonly phone: string | null
  readonly subject: string
  readonly body: string
  readonly consent: boolean
  readonly state: DraftState
  readonly version: number
  /** Epoch milliseconds. */
  readonly madeAt: number
}

/** A message to be drafted. */
export type NewDraft = Pick<DraftRecord, 'id' | 'partyId' | 'subject' | 'body' | 'consent'>

/**
 * Keeps drafts, each with the address of whoever acts for its party: an officer with a mail address, the one who has been there longest.
 */
export async function insertDrafts(
  db: Queryable,
  facilityId: string,
  repairId: string,
  drafts: readonly NewDraft[],
  at: number,
): Promise<void> {
  if (drafts.length === 0) return
  await db.query({
    text: `
      insert into drafts (facility_id, draft_id, repair_id, party_id, address, subject, body, consent, made_at)
      select $1, d.id, $2, d."partyId",
        (select u.email from user_parties up join users u on u.facility_id = up.facility_id and u.user_id = up.user_id
          where up.facility_id = $1 and up.party_id = d."partyId" and u.active and u.email is not null
          order by u.created_at, u.user_id limit 1),
        d.subject, d.body, d.consent, $4
      from jsonb_to_recordset($3::jsonb) as d (id uuid, "partyId" uuid, subject text, body text, consent boolean)`,
    values: [facilityId, repairId, JSON.stringify(drafts), new Date(at)],
  })
}

/** Drafts of a facility, newest first. */
export async function listDraftRows(
  db: Queryable,
  facilityId: string,
  filter: { readonly repairId: string | null; readonly state: DraftState | null; readonly limit: number },
): Promise<readonly DraftRecord[]> {
  const { rows } = await db.query<DraftRecord>({
    text: `${SELECT_DRAFTS} where d.facility_id = $1 and ($2::uuid is null or d.repair_id = $2) and ($3::text is null or d.state = $3)
      order by d.made_at desc, d.draft_id limit $4`,
    values: [facilityId, filter.repairId, filter.state, filter.limit],
  })
  return rows
}

/** One draft, locked until the transaction ends. */
export async function lockDraft(db: Queryable, facilityId: string, draftId: string): Promise<DraftRecord | null> {
  await db.query({
    text: 'select 1 from drafts where facility_id = $1 and draft_id = $2 for update',
    values: [facilityId, draftId],
  })
  const { rows } = await db.query<DraftRecord>({
    text: `${SELECT_DRAFTS} where d.facility_id = $1 and d.draft_id = $2`,
    values: [facilityId, draftId],
  })
  return rows[0] ?? null
}

/** Writes a draft as it was edited, and what became of it. */
export async function writeDraft(
  db: Queryable,
  facilityId: string,
  { id, address, subject, body, state }: DraftRecord,
  by: string,
  at: number,
): Promise<void> {
  await db.query({
    text: `update drafts set address = $3, subject = $4, body = $5, state = $6, version = version + 1,
        settled_by = case when $6 = 'draft' then null else $7::uuid end, settled_at = case when $6 = 'draft' then null else $8::timestamptz end
      where facility_id = $1 and draft_id = $2`,
    values: [facilityId, id, address, subject, body, state, by, new Date(at)],
  })
}

const SELECT_DRAFTS = `
  select d.draft_id as id, d.repair_id as "repairId", d.party_id as "partyId", p.name as "partyName", d.address, p.phone, d.subject,
    d.body, d.consent, d.state, d.version, (extract(epoch from d.made_at) * 1000)::float8 as "madeAt"
  from drafts d join parties p on p.facility_id = d.facility_id and p.party_id = d.party_id`
