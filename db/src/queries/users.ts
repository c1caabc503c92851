import type { Role } from '@gongyue/shared/domain/role.ts'
import type { Queryable } from '../pool.ts'

/** What sign-in needs to know of an account. */
export interface Account {
  readonly facilityId: string
  readonly userId: string
  /** argon2id; null for one who can not sign in with a password. */
  readonly passwordHash: string | null
  readonly active: boolean
}

/** An account shown on the sign-in page in demo mode. */
export interface DemoAccount {
  readonly username: string
  readonly name: string
  readonly role: Role
}

/** The account of a user name, wherever it lives: people sign in without naming their facility. */
export async function findAccount(db: Queryable, username: string): Promise<Account | null> {
  const { rows } = await db.query<Account>({
    text: `select facility_id as "facilityId", user_id as "userId", password_hash as "passwordHash", active
      from users where username = $1`,
    values: [username],
  })
  return rows[0] ?? null
}

/** Demo accounts with a role, in the order of the rights; each once, with the first of its roles. */
export async function listDemo(db: Queryable): Promise<readonly DemoAccount[]> {
  const { rows } = await db.query<DemoAccount>({
    text: `select username, name, role from (
        select distinct on (u.user_id) u.username, u.display_name as name, r.role,
          array_position($1::text[], r.role) as rank
        from users u join user_roles r on r.facility_id = u.facility_id and r.user_id = u.user_id
        where u.demo and u.active
        order by u.user_id, rank
      ) accounts order by rank, username`,
    values: [ORDER_OF_ROLES],
  })
  return rows
}

const ORDER_OF_ROLES: readonly Role[] = [
  'branch-officer',
  'front-desk',
  'coordinator',
  'manager',
  'administrator',
  'visitor',
]
