import type { Role } from '@gongyue/shared/domain/role.ts'
import type { Queryable } from '../pool.ts'

/** An account as administrators see it. */
export interface UserRecord {
  readonly id: string
  readonly username: string
  readonly displayName: string
  readonly roles: readonly Role[]
  readonly parties: readonly { readonly id: string; readonly name: string }[]
  readonly email: string | null
  readonly phone: string | null
  readonly active: boolean
  readonly hasPassword: boolean
  readonly version: number
}

/** What administrators write. */
export interface UserRow {
  readonly id: string
  readonly displayName: string
  readonly roles: readonly Role[]
  readonly partyIds: readonly string[]
  readonly email: string | null
  readonly active: boolean
}

/** One after the other: of two who take the last two administrators away, the second sees what the first has done. */
export async function lockAccounts(db: Queryable, facilityId: string): Promise<void> {
  await db.query({
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`${facilityId} accounts`],
  })
}

export async function listUsers(
  db: Queryable,
  facilityId: string,
  id: string | null = null,
): Promise<readonly UserRecord[]> {
  const { rows } = await db.query<UserRecord>({
    text: `
      select u.user_id as id, u.username, u.display_name as "displayName", u.email, u.phone, u.active,
        u.password_hash is not null as "hasPassword", u.version,
        array(select r.role from user_roles r where r.facility_id = u.facility_id and r.user_id = u.user_id order by r.role) as roles,
        (select coalesce(json_agg(json_build_object('id', p.party_id, 'name', p.name) order by p.name), '[]') from user_parties x
          join parties p on p.facility_id = x.facility_id and p.party_id = x.party_id
          where x.facility_id = u.facility_id and x.user_id = u.user_id) as parties
      from users u where u.facility_id = $1 and ($2::uuid is null or u.user_id = $2)
      order by u.active desc, u.username`,
    values: [facilityId, id],
  })
  return rows
}

/** @returns false when the name is taken, in this palace or in another */
export async function insertUser(
  db: Queryable,
  facilityId: string,
  {
    username,
    passwordHash,
    at,
    ...row
  }: UserRow & { readonly username: string; readonly passwordHash: string; readonly at: number },
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `
      insert into users (facility_id, user_id, username, display_name, email, password_hash, active, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict on constraint users_username_key do nothing`,
    values: [facilityId, row.id, username, row.displayName, row.email, passwordHash, row.active, new Date(at)],
  })
  if (rowCount === 0) return false
  await setRights(db, facilityId, row)
  return true
}

export async function updateUser(db: Queryable, facilityId: string, row: UserRow): Promise<void> {
  await db.query({
    text: `
      update users set display_name = $3, email = $4, active = $5, version = version + 1 where facility_id = $1 and user_id = $2`,
    values: [facilityId, row.id, row.displayName, row.email, row.active],
  })
  await setRights(db, facilityId, row)
  if (!row.active) await endSessions(db, facilityId, row.id)
}

export async function setPassword(db: Queryable, facilityId: string, id: string, passwordHash: string): Promise<void> {
  await db.query({
    text: 'update users set password_hash = $3, version = version + 1 where facility_id = $1 and user_id = $2',
    values: [facilityId, id, passwordHash],
  })
  await endSessions(db, facilityId, id)
}

/** Active administrators besides one account. */
export async function countOtherAdministrators(db: Queryable, facilityId: string, id: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>({
    text: `
      select count(*)::int as count from user_roles r
      join users u on u.facility_id = r.facility_id and u.user_id = r.user_id
      where r.facility_id = $1 and r.role = 'administrator' and u.active and u.user_id <> $2`,
    values: [facilityId, id],
  })
  return rows[0]?.count ?? 0
}

async function endSessions(db: Queryable, facilityId: string, id: string): Promise<void> {
  await db.query({ text: 'delete from sessions where facility_id = $1 and user_id = $2', values: [facilityId, id] })
}

async function setRights(db: Queryable, facilityId: string, { id, roles, partyIds }: UserRow): Promise<void> {
  const values = [facilityId, id]
  await db.query({ text: 'delete from user_roles where facility_id = $1 and user_id = $2', values })
  await db.query({ text: 'delete from user_parties where facility_id = $1 and user_id = $2', values })
  await db.query({
    text: 'insert into user_roles (facility_id, user_id, role) select $1, $2, unnest($3::text[])',
    values: [...values, roles],
  })
  await db.query({
    text: 'insert into user_parties (facility_id, user_id, party_id) select $1, $2, unnest($3::uuid[])',
    values: [...values, partyIds],
  })
}
