import type { PartyKind } from '@gongyue/shared/domain/party.ts'
import type { PersonKind } from '@gongyue/shared/domain/person.ts'
import type { Queryable } from '../pool.ts'

/** A party as a table brings it. */
export interface ImportedParty {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: PartyKind
  readonly parentId: string | null
  readonly phone: string | null
}

/** Writes parties in one statement: parents may stand behind their children. */
export async function insertParties(
  db: Queryable,
  facilityId: string,
  parties: readonly ImportedParty[],
): Promise<void> {
  await db.query({
    text: `
      insert into parties (facility_id, party_id, parent_id, kind, code, name, phone)
      select $1, p.id, p."parentId", p.kind, p.code, p.name, p.phone
      from jsonb_to_recordset($2::jsonb) as p (id uuid, "parentId" uuid, kind text, code text, name text, phone text)`,
    values: [facilityId, JSON.stringify(parties)],
  })
}

/** What a new party may collide with. */
export async function listPartyKeys(
  db: Queryable,
  facilityId: string,
): Promise<
  readonly { readonly id: string; readonly code: string; readonly name: string; readonly parentId: string | null }[]
> {
  const { rows } = await db.query<{ id: string; code: string; name: string; parentId: string | null }>({
    text: 'select party_id as id, code, name, parent_id as "parentId" from parties where facility_id = $1',
    values: [facilityId],
  })
  return rows
}

/** Somebody of the house as a table brings them. */
export interface ImportedPerson {
  readonly id: string
  readonly name: string
  readonly kind: PersonKind
  readonly skills: readonly string[]
  readonly phone: string | null
  readonly partyId: string | null
}

/** Writes people and their atoms. */
export async function insertPeople(
  db: Queryable,
  facilityId: string,
  people: readonly ImportedPerson[],
): Promise<void> {
  await db.query({
    text: `
      with p as (
        select * from jsonb_to_recordset($2::jsonb) as p (id uuid, name text, kind text, skills jsonb, phone text, "partyId" uuid)
      ), made as (
        insert into atoms (facility_id, atom_id, kind, code) select $1, id, 'person', 'person-' || id from p
      )
      insert into people (facility_id, person_id, name, kind, skills, party_id, phone)
      select $1, id, name, kind, array(select jsonb_array_elements_text(skills)), "partyId", phone from p`,
    values: [facilityId, JSON.stringify(people)],
  })
}

/** What a new person may collide with; telephones in plain digits. */
export async function listPersonKeys(
  db: Queryable,
  facilityId: string,
): Promise<readonly { readonly name: string; readonly kind: PersonKind; readonly phone: string | null }[]> {
  const { rows } = await db.query<{ name: string; kind: PersonKind; phone: string | null }>({
    text: 'select name, kind, phone from people where facility_id = $1',
    values: [facilityId],
  })
  return rows
}

/** A place as a table brings it. */
export interface ImportedEnrolment {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly partyId: string | null
  readonly state: 'enrolled' | 'waiting'
  /** Epoch milliseconds: the order of the lines is the order of asking. */
  readonly askedAt: number
}

/** Writes places of one programme; the caller holds its lock. */
export async function insertEnrolments(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  enrolments: readonly ImportedEnrolment[],
): Promise<void> {
  await db.query({
    text: `
      insert into enrolments (facility_id, enrolment_id, programme_id, name, phone, party_id, state, asked_at)
      select $1, e.id, $2, e.name, e.phone, e."partyId", e.state, to_timestamp(e."askedAt" / 1000.0)
      from jsonb_to_recordset($3::jsonb) as e (id uuid, name text, phone text, "partyId" uuid, state text, "askedAt" float8)`,
    values: [facilityId, programmeId, JSON.stringify(enrolments)],
  })
}

/** The telephones of those who have or wait for a place. */
export async function listEnrolledPhones(
  db: Queryable,
  facilityId: string,
  programmeId: string,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ phone: string }>({
    text: `
      select phone from enrolments
      where facility_id = $1 and programme_id = $2 and state in ('enrolled', 'waiting', 'offered')`,
    values: [facilityId, programmeId],
  })
  return rows.map(({ phone }) => phone)
}
