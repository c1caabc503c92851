import type { Pool, PoolClient } from 'pg'
import type { Policy } from '@gongyue/shared/domain/policy.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { hashPassword, passwordFits } from '@gongyue/server/features/session/passwords.ts'
import { idMaker } from '@gongyue/server/ids.ts'
import { forgetPassword, keepPassword, newPassword, readPassword } from './password.ts'

/** The account that makes all others; its password is told once. */
export interface FirstAdministrator {
  readonly username: string
  readonly password: string
}

const USERNAME = 'admin'
const FILE = 'first-password'

/** What a palace starts with until it writes a policy of its own: an officer decides, but for the house itself. */
const PLAIN_POLICY: Policy = {
  version: 1,
  approvals: [
    { spaces: 'any', parties: ['palace'], when: 'any', route: 'direct' },
    { spaces: 'any', parties: 'any', when: 'any', route: 'approval' },
  ],
  eligibility: [],
  quotas: [],
  weights: {},
  cancelMinutes: 30,
  holdMinutes: 15,
}

/**
 * Makes the first administrator of a database in which nobody has an account, with a bare palace around it when there is none. The password is
 * in the data folder until {@link forgetFirstPassword}: a start that is killed before it could say it says it the next time.
 *
 * @returns null when there are accounts, and none that waits to be told
 */
export async function firstAdministrator(pool: Pool, dataDir: string): Promise<FirstAdministrator | null> {
  const kept = readPassword(dataDir, FILE)
  const password = kept ?? newPassword()
  const passwordHash = await hashPassword(password)
  const made = await inTransaction(
    pool,
    async ({ client }) => {
      // two starts at once must not both find nobody
      await client.query("select pg_advisory_xact_lock(hashtext('gongyue sample palace'))")
      if ((await client.query('select from users limit 1')).rowCount !== 0) return false
      keepPassword(dataDir, FILE, password)
      await write(client, passwordHash)
      return true
    },
    { dice: Math.random },
  )
  if (made) return { username: USERNAME, password }
  return kept !== undefined && (await isOwn(pool, kept)) ? { username: USERNAME, password: kept } : null
}

/** Once it stands on the terminal, nothing but its hash is kept. */
export function forgetFirstPassword(dataDir: string): void {
  forgetPassword(dataDir, FILE)
}

async function isOwn(pool: Pool, password: string): Promise<boolean> {
  const { rows } = await pool.query<{ hash: string | null }>(
    'select password_hash as hash from users where username = $1 and not demo',
    [USERNAME],
  )
  return await passwordFits(password, rows[0]?.hash ?? null)
}

async function write(client: PoolClient, passwordHash: string): Promise<void> {
  const newId = idMaker(Date.now)
  const facilityId = await palace(client, newId)
  const userId = newId()
  const account = [facilityId, userId]
  await client.query(
    'insert into users (facility_id, user_id, username, display_name, password_hash) values ($1, $2, $3, $4, $5)',
    [...account, USERNAME, '管理员', passwordHash],
  )
  await client.query(`insert into user_roles (facility_id, user_id, role) values ($1, $2, 'administrator')`, account)
  await client.query(
    `insert into user_parties (facility_id, user_id, party_id)
     select $1, $2, party_id from parties where facility_id = $1 and kind = 'palace' order by code limit 1`,
    account,
  )
  await auditRow(client, {
    ...{ facilityId, auditId: newId(), at: Date.now(), userId: null },
    ...{ action: 'add-first-administrator', noun: 'user', nounId: userId, data: { username: USERNAME } },
  })
}

/** The palace that is there, else one with a name, a clock, a policy and itself as a party: its places are yet to be told. */
async function palace(client: PoolClient, newId: () => string): Promise<string> {
  const known = await client.query<{ id: string }>(
    'select facility_id as id from facilities order by created_at limit 1',
  )
  if (known.rows[0]) return known.rows[0].id
  const id = newId()
  const name = { 'zh-CN': '工人文化宫', en: "Workers' Cultural Palace" }
  await client.query(`insert into facilities (facility_id, code, name, time_zone) values ($1, 'palace', $2, $3)`, [
    ...[id, JSON.stringify(name), 'Asia/Shanghai'],
  ])
  await client.query('insert into policies (facility_id, version, body) values ($1, 1, $2)', [
    ...[id, JSON.stringify(PLAIN_POLICY)],
  ])
  await client.query(
    `insert into parties (facility_id, party_id, kind, code, name) values ($1, $2, 'palace', 'palace', $3)`,
    [id, newId(), name['zh-CN']],
  )
  return id
}
