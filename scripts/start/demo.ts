import type { Pool } from 'pg'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { hashPassword, passwordFits } from '@gongyue/server/features/session/passwords.ts'
import { FACILITY } from '../seed/house.ts'
import { SeedError, isEmpty, resetDemo, seedPalace } from '../seed/palace.ts'
import type { StartOptions } from './options.ts'
import { keepPassword, newPassword, readPassword } from './password.ts'
import { StartProblem } from './problem.ts'

/** One account of the sample palace. */
export interface DemoAccount {
  readonly username: string
  readonly displayName: string
  readonly role: string
}

/** The sample palace as this start leaves it. */
export interface Demo {
  readonly done: 'filled' | 'reset' | 'kept'
  /** None when the database holds a real palace. */
  readonly accounts: readonly DemoAccount[]
  /** Undefined when another installation made it and we were not told. */
  readonly password: string | undefined
}

const PASSWORD_FILE = 'demo-password'

/**
 * Fills the sample palace into a database without a facility, or makes it anew when asked, and finds the one password of
 * its accounts: the given one, else that of the first run, else a new one.
 *
 * @param given - what the environment says the password should be; it is set when another one was
 * @throws StartProblem when a reset would delete real accounts
 */
export async function provideDemo(
  pool: Pool,
  options: Extract<StartOptions, { kind: 'start' }>,
  given: string | undefined,
): Promise<Demo> {
  const mayFill = !options.empty && (await isEmpty(pool))
  if (!options.resetDemo && !mayFill) return { done: 'kept', ...(await findAccounts(pool, options.dataDir, given)) }
  const password = demoPassword(options.dataDir, given)
  const sample = { demoPassword: password, today: localDateOf(Date.now(), FACILITY.timeZone), now: Date.now() }
  if (options.resetDemo) {
    await resetDemo(pool, { ...sample, force: options.force }).catch(refuseReset)
    return { done: 'reset', accounts: await demoAccounts(pool), password }
  }
  await seedPalace(pool, sample).catch(acceptOther)
  return { done: 'filled', accounts: await demoAccounts(pool), password }
}

/**
 * The password for a sample about to be made, as `provideDemo` says. Kept in `dataDir` (0600) before it is used: a start
 * that is killed in between must not leave accounts that nobody can enter.
 */
export function demoPassword(dataDir: string, given: string | undefined): string {
  const password = given || readPassword(dataDir, PASSWORD_FILE) || newPassword()
  keepPassword(dataDir, PASSWORD_FILE, password)
  return password
}

async function findAccounts(pool: Pool, dataDir: string, given: string | undefined): Promise<Omit<Demo, 'done'>> {
  const accounts = await demoAccounts(pool)
  const password = given ?? readPassword(dataDir, PASSWORD_FILE)
  if (accounts.length === 0 || password === undefined) return { accounts, password: undefined }
  const { rows } = await pool.query<{ hash: string | null }>(
    'select password_hash as hash from users where demo limit 1',
  )
  if (await passwordFits(password, rows[0]?.hash ?? null)) return { accounts, password }
  if (given === undefined) return { accounts, password: undefined }
  await pool.query('update users set password_hash = $1 where demo', [await hashPassword(given)])
  keepPassword(dataDir, PASSWORD_FILE, given)
  return { accounts, password }
}

async function demoAccounts(pool: Pool): Promise<readonly DemoAccount[]> {
  const { rows } = await pool.query<{ username: string; display_name: string; role: string }>(
    `select username, display_name, min(role) as role
     from users join user_roles using (facility_id, user_id)
     where demo and active group by username, display_name
     order by array_position(array['branch-officer', 'front-desk', 'coordinator', 'manager', 'administrator'], min(role)), username`,
  )
  return rows.map((row) => ({ username: row.username, displayName: row.display_name, role: row.role }))
}

/** Another start on the same database was quicker; its palace is as good. */
function acceptOther(error: unknown): void {
  if (!(error instanceof SeedError && error.kind === 'already-there')) throw error
}

function refuseReset(error: unknown): never {
  if (!(error instanceof SeedError)) throw error
  throw new StartProblem(
    '数据库中有不属于样例的账户，--reset-demo 会连同他们的预订一起删除。这也许不是演示环境；确要删除请加 --force。',
    error.message,
    error,
  )
}
