import type { Name } from '@gongyue/shared/domain/names.ts'
import type { PartyKind } from '@gongyue/shared/domain/party.ts'
import type { Role } from '@gongyue/shared/domain/role.ts'
import type { Queryable } from '../pool.ts'

/** Who asks, read anew with every request: a right that is taken away is gone at once. */
export interface Who {
  readonly sessionId: string
  readonly csrfToken: string
  readonly userId: string
  readonly username: string
  readonly name: string
  readonly facilityId: string
  readonly facilityCode: string
  readonly facilityName: Name
  readonly timeZone: string
  readonly roles: readonly Role[]
  /** The parties this user may act for. */
  readonly parties: readonly { readonly id: string; readonly name: string; readonly kind: PartyKind }[]
  readonly partyIds: readonly string[]
}

/** A session as it is kept. The token itself stays in the browser. */
export interface NewSession {
  readonly facilityId: string
  readonly sessionId: string
  readonly userId: string
  readonly tokenHash: Buffer
  readonly csrfToken: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly expiresAt: number
  readonly userAgent: string | null
}

/**
 * The one query of every signed-in request. The token's hash is the only key that leads across facilities, for it is what
 * tells the facility.
 *
 * @returns null when there is no such session, it has run out, or its user is no longer active
 */
export async function readWho(db: Queryable, tokenHash: Buffer, now: number): Promise<Who | null> {
  const { rows } = await db.query<WhoRow>({ name: 'read-who', text: READ_WHO, values: [tokenHash, new Date(now)] })
  const row = rows[0]
  return row === undefined ? null : { ...row, partyIds: row.parties.map(({ id }) => id) }
}

/** What somebody may, in short: two that are equal need no second look. */
export interface Standing {
  readonly roles: readonly Role[]
  readonly partyIds: readonly string[]
}

/** How some sessions of a facility stand; those that have ended are missing. */
export async function readStandings(
  db: Queryable,
  facilityId: string,
  sessionIds: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, Standing>> {
  const { rows } = await db.query<Standing & { readonly sessionId: string }>({
    name: 'read-standings',
    text: `
      select s.session_id as "sessionId",
        coalesce((select json_agg(r.role order by r.role) from user_roles r
          where r.facility_id = s.facility_id and r.user_id = s.user_id), '[]') as roles,
        coalesce((select json_agg(p.party_id order by p.code)
          from user_parties up join parties p on p.facility_id = up.facility_id and p.party_id = up.party_id
          where up.facility_id = s.facility_id and up.user_id = s.user_id), '[]') as "partyIds"
      from sessions s join users u on u.facility_id = s.facility_id and u.user_id = s.user_id
      where s.facility_id = $1 and s.session_id = any ($2::uuid[]) and s.expires_at > $3 and u.active`,
    values: [facilityId, sessionIds, new Date(now)],
  })
  return new Map(rows.map(({ sessionId, ...standing }) => [sessionId, standing]))
}

/** Keeps a new session. */
export async function insertSession(db: Queryable, session: NewSession): Promise<void> {
  await db.query({
    text: `insert into sessions
      (facility_id, session_id, user_id, token_hash, csrf_token, created_at, expires_at, user_agent)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      session.facilityId,
      session.sessionId,
      session.userId,
      session.tokenHash,
      session.csrfToken,
      new Date(session.createdAt),
      new Date(session.expiresAt),
      session.userAgent,
    ],
  })
}

/** Ends one session. */
export async function deleteSession(db: Queryable, facilityId: string, sessionId: string): Promise<void> {
  await db.query({
    text: 'delete from sessions where facility_id = $1 and session_id = $2',
    values: [facilityId, sessionId],
  })
}

/** Clears out what a user's old sessions left behind. */
export async function deleteExpiredSessions(
  db: Queryable,
  facilityId: string,
  userId: string,
  now: number,
): Promise<void> {
  await db.query({
    text: 'delete from sessions where facility_id = $1 and user_id = $2 and expires_at <= $3',
    values: [facilityId, userId, new Date(now)],
  })
}

type WhoRow = Omit<Who, 'partyIds'>

const READ_WHO = `
  select s.session_id as "sessionId", s.csrf_token as "csrfToken", u.user_id as "userId", u.username,
    u.display_name as name, f.facility_id as "facilityId", f.code as "facilityCode", f.name as "facilityName",
    f.time_zone as "timeZone",
    coalesce((select json_agg(r.role order by r.role) from user_roles r
      where r.facility_id = s.facility_id and r.user_id = s.user_id), '[]') as roles,
    coalesce((select json_agg(json_build_object('id', p.party_id, 'name', p.name, 'kind', p.kind) order by p.code)
      from user_parties up join parties p on p.facility_id = up.facility_id and p.party_id = up.party_id
      where up.facility_id = s.facility_id and up.user_id = s.user_id), '[]') as parties
  from sessions s
  join users u on u.facility_id = s.facility_id and u.user_id = s.user_id
  join facilities f on f.facility_id = s.facility_id
  where s.token_hash = $1 and s.expires_at > $2 and u.active`
