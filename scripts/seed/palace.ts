import { hash } from '@node-rs/argon2'
import type pg from 'pg'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import { StartProblem } from '../start/problem.ts'
import { withAttendance } from './attendance.ts'
import { withClasses } from './classes.ts'
import { callRows } from './course-calls.ts'
import { startOf } from './days.ts'
import { FACILITY } from './house.ts'
import { houseRows } from './house-rows.ts'
import { lastYearRows } from './last-year.ts'
import { withKinds } from './kinds.ts'
import { partnerRows } from './partners.ts'
import { volunteerRows } from './volunteers.ts'
import { menuRows } from './menu.ts'
import { roundRows } from './rounds.ts'
import { visitRows } from './visits.ts'
import { instructorRows } from './instructors.ts'
import { lifeOf } from './life.ts'
import { lifeRows } from './life-rows.ts'
import { USERS } from './people.ts'
import { joined, TABLES, type Row, type Rows, type Table } from './rows.ts'

/** What the sample is made from. */
export interface SampleOptions {
  /** The one password of the demo accounts. */
  readonly demoPassword: string
  /** The facility's day around which the three months lie. */
  readonly today: LocalDate
  /** Another number, other bookings; places, parties and people stay. 1 when left out. */
  readonly seed?: number
  /** Who of today has come by now, in epoch milliseconds; nobody yet when left out. */
  readonly now?: number
}

/** The sample was not written, and nothing was changed. */
export class SeedError extends StartProblem {
  readonly kind: 'already-there' | 'real-users'

  constructor(kind: SeedError['kind'], zh: string, en: string) {
    super(zh, en)
    this.name = 'SeedError'
    this.kind = kind
  }
}

/** True while the database knows no facility. */
export async function isEmpty(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ some: boolean }>('select exists (select from facilities) as some')
  return rows[0]?.some !== true
}

/**
 * Writes the sample palace in one transaction.
 *
 * @throws SeedError `already-there` when the facility exists
 */
export async function seedPalace(pool: pg.Pool, options: SampleOptions): Promise<void> {
  const rows = await rowsOf(options)
  await alone(pool, async (client) => {
    const { rowCount } = await client.query('select from facilities where code = $1', [FACILITY.code])
    if (rowCount !== 0) {
      throw new SeedError(
        'already-there',
        `样例文化宫（${FACILITY.code}）已经存在。如需重新装入，请使用 npm start -- --reset-demo。`,
        `The facility "${FACILITY.code}" is already there. Maybe you want to make the demo anew: npm start -- --reset-demo.`,
      )
    }
    await write(client, rows)
  })
}

/**
 * Empties the sample palace and writes it anew; other facilities are not touched. Sessions end, open pages have to sign in again.
 *
 * @throws SeedError `real-users` when somebody has an account who is not part of the sample, unless `force`
 */
export async function resetDemo(pool: pg.Pool, options: SampleOptions & { readonly force?: boolean }): Promise<void> {
  const rows = await rowsOf(options)
  await alone(pool, async (client) => {
    // Locked, so that no order is placed in a house that is being emptied.
    await client.query('select from facilities where facility_id = $1 for update', [FACILITY.id])
    if (options.force !== true) await refuseRealUsers(client)
    // The facility's own row stays: its facts_version must only rise, or a running server would trust what it kept.
    for (const table of TABLES.slice(1).toReversed()) {
      await client.query(`delete from ${table} where facility_id = $1`, [FACILITY.id])
    }
    await write(client, rows)
  })
}

async function refuseRealUsers(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ username: string }>(
    `select username from users where facility_id = $1 and not demo and user_id <> all ($2::uuid[]) order by username limit 5`,
    [FACILITY.id, USERS.map(({ id }) => id)],
  )
  if (rows.length === 0) return
  const names = rows.map(({ username }) => username).join(', ')
  throw new SeedError(
    'real-users',
    `样例文化宫中有不属于样例的账户（${names}），重新装入会删除这些账户及其全部预约。如确认不再需要：npm run seed -- --reset --force。`,
    `The sample palace has accounts that are not part of the sample (${names}); a reset would delete them with all they booked. ` +
      'If nobody needs them any more: npm run seed -- --reset --force.',
  )
}

/** The whole sample as rows. The password's hash is salted afresh, all else is the same for the same day and seed. */
async function rowsOf({ demoPassword, today, seed = 1, now = startOf(today) }: SampleOptions): Promise<Rows> {
  const life = withAttendance(lifeRows(lifeOf({ today, seed }), { today, seed }), { now, key: `${seed} ${today}` })
  const house = houseRows(await hash(demoPassword))
  const taught = withKinds(withClasses(life, { today, seed }), { today, seed })
  return joined(
    house,
    taught,
    instructorRows(),
    callRows(today),
    lastYearRows({ today, seed }),
    partnerRows(taught, today),
    volunteerRows(taught, today, seed),
    roundRows(taught, today),
    menuRows(),
    visitRows(today),
  )
}

/** Two starts at once must not both find the database empty. */
async function alone(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtext('gongyue sample palace'))")
    await work(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch((second: unknown) => {
      broken = second instanceof Error ? second : new Error(String(second))
    })
    throw error
  } finally {
    client.release(broken)
  }
}

async function write(client: pg.PoolClient, rows: Rows): Promise<void> {
  for (const table of TABLES) await insert(client, table, rows[table] ?? [])
  // The next order goes on after the sample's; the sequence belongs to all facilities, so it never goes back.
  await client.query(
    "select setval('order_reference_seq', greatest((select last_value from order_reference_seq), $1))",
    [Math.max(1, (rows.orders ?? []).filter(isNumbered).length)],
  )
}

/** Numbered as they came; orders of what was added beside the three months have numbers far above. */
function isNumbered({ reference }: Row): boolean {
  return String(reference).slice(5) < '500000'
}

/** All rows of a table, those that name the same columns in one statement. */
async function insert(client: pg.PoolClient, table: Table, rows: readonly Row[]): Promise<void> {
  const kept = table === 'facilities' ? 'on conflict (facility_id) do update set name = excluded.name' : ''
  for (const [columns, alike] of Map.groupBy(rows, (row) => Object.keys(row).join(', ')))
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1) ${kept}`,
      [JSON.stringify(alike)],
    )
}
