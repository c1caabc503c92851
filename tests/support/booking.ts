import type pg from 'pg'
import { expect, onTestFinished } from 'vitest'
import type { OrderDraftWire, OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { Policy } from '@gongyue/shared/domain/policy.ts'
import { formatInstant, instantAt } from '@gongyue/shared/time/wall.ts'
import type { Client, Reply, TestHouse } from './house.ts'
import { addPolicy, type SmallPalace } from './palace.ts'

/** The Saturday after the tests' Wednesday: far enough for every notice. */
export const DAY = '2026-12-05'

type Zoned = Pick<SmallPalace, 'timeZone'>
export type WantedLine = OrderDraftWire['lines'][number]

/** When the palace's clock shows `time` on `date`, with its offset. */
export function at({ timeZone }: Zoned, time: string, date: string = DAY): string {
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return formatInstant(instantAt(date, minute, timeZone), timeZone)
}

/** One space from one wall time to another. */
export function line(palace: SmallPalace, space: string, from: string, until: string, date?: string): WantedLine {
  return { kind: 'space', spaceId: palace.space(space), start: at(palace, from, date), end: at(palace, until, date) }
}

/** An order that is filled in right; the test names what matters to it. */
export function draft(
  palace: SmallPalace,
  lines: WantedLine | readonly WantedLine[],
  changes: Partial<OrderDraftWire> = {},
): OrderDraftWire {
  return { title: '练球', headcount: 2, partyId: palace.party('branch-1'), lines: [lines].flat(), ...changes }
}

/** Places an order that must not be refused. */
export async function placed(client: Client, order: OrderDraftWire): Promise<OrderWire> {
  const reply = await client.post<OrderWire>('/orders', order)
  if (reply.status !== 201)
    throw new Error(`an order was meant to be placed: ${refusalOf(reply).join(' ')} ${faultsOf(reply).join(' ')}`)
  return reply.body
}

/** A request for the theatre, whose conditions are accepted. */
export function theatreDraft(
  palace: SmallPalace,
  from: string,
  until: string,
  changes: Partial<OrderDraftWire> = {},
): OrderDraftWire {
  const conditions = { [palace.space('theatre')]: 1 }
  return draft(palace, line(palace, 'theatre', from, until), {
    title: '职工好声音',
    headcount: 300,
    conditions,
    ...changes,
  })
}

/** What an officer says of an order. */
export async function decide(
  by: Client,
  { id }: { readonly id: string },
  body: object,
  headers = {},
): Promise<Reply<OrderWire>> {
  return await by.post<OrderWire>(`/orders/${id}/decisions`, body, headers)
}

/** The states of an order and of its lines. */
export function statesOf({ state, lines }: OrderWire): readonly string[] {
  return [state, ...lines.map((one) => one.state)]
}

/** What a refusal says: its status, its kind, and the rules by name. */
export function refusalOf({ status, body }: Reply): readonly [number, string, ...string[]] {
  const { type, violations = [] } = body as ProblemWire // an answer that is no problem has no type and fails the test
  return [status, type, ...violations.map(({ constraint }) => constraint)]
}

/** The faults of a request that was not filled in right. */
export function faultsOf({ body }: Reply): readonly (readonly [pointer: string, key: string])[] {
  const { errors = [] } = body as ProblemWire // likewise
  return errors.map(({ pointer, key }) => [pointer, key])
}

/** One more officer, of a branch of their own unless one is named. */
export async function addOfficer(
  { pool, jining, as }: Pick<TestHouse, 'pool' | 'jining' | 'as'>,
  name: string,
  parties: readonly string[] = [name],
): Promise<Client> {
  const userId = jining.user(name)
  await pool.query('insert into users (facility_id, user_id, username, display_name) values ($1, $2, $3, $3)', [
    jining.id,
    userId,
    name,
  ])
  await pool.query(`insert into user_roles (facility_id, user_id, role) values ($1, $2, 'branch-officer')`, [
    jining.id,
    userId,
  ])
  for (const party of parties) {
    await pool.query(
      `insert into parties (facility_id, party_id, kind, code, name) values ($1, $2, 'branch', $3, $3) on conflict do nothing`,
      [jining.id, jining.party(party), party],
    )
    await pool.query('insert into user_parties (facility_id, user_id, party_id) values ($1, $2, $3)', [
      jining.id,
      userId,
      jining.party(party),
    ])
  }
  return await as(name)
}

/** No orders, and nothing shut. Closures are deleted, not truncated: the facts' version counts deletions. */
export async function clearOrders(pool: pg.Pool): Promise<void> {
  await pool.query(
    'truncate acts, offers, series_dates, series, claims, reservations, order_lines, orders, audit_events, idempotency_keys cascade',
  )
  await pool.query('delete from closures')
}

/** Other numbers of the policy, until the test ends. */
export async function setPolicy({ pool, jining }: Pick<TestHouse, 'pool' | 'jining'>, changes: Partial<Policy>) {
  await addPolicy(pool, jining, changes)
  onTestFinished(async () => await addPolicy(pool, jining, {}))
}

/** Other numbers of some spaces (`set` is SQL), until the test ends. */
export async function setSpaces(
  { pool, jining }: Pick<TestHouse, 'pool' | 'jining'>,
  codes: readonly string[],
  set: string,
) {
  const ids = codes.map((code) => jining.space(code))
  const { rows } = await pool.query('select * from spaces where space_id = any ($1)', [ids])
  await pool.query(`update spaces set ${set} where space_id = any ($1)`, [ids])
  onTestFinished(async () => {
    await pool.query(
      `update spaces s set (capacity, set_up_minutes, strike_minutes, min_minutes, max_minutes, notice_minutes, horizon_days,
         conditions_version, bookable) = (o.capacity, o.set_up_minutes, o.strike_minutes, o.min_minutes, o.max_minutes, o.notice_minutes,
         o.horizon_days, o.conditions_version, o.bookable)
       from jsonb_populate_recordset(null::spaces, $1) as o where o.space_id = s.space_id`,
      [JSON.stringify(rows)],
    )
  })
}

/** Other opening hours of one space (or of all that have some), in minutes of every day, until the test ends. */
export async function setHours(
  { pool, jining }: Pick<TestHouse, 'pool' | 'jining'>,
  space: string | null,
  spans: readonly (readonly [opens: number, closes: number])[],
) {
  const where = 'where facility_id = $1 and ($2::uuid is null or space_id = $2)'
  const values = [jining.id, space && jining.space(space)]
  const { rows } = await pool.query(`delete from opening_hours ${where} returning *`, values)
  for (const [opens, closes] of spans)
    await pool.query(
      `insert into opening_hours (facility_id, space_id, hours_id, day_kind, opens, closes)
       select distinct facility_id, space_id, gen_random_uuid(), day_kind, $2::smallint, $3::smallint
       from jsonb_populate_recordset(null::opening_hours, $1)`,
      [JSON.stringify(rows), opens, closes],
    )
  onTestFinished(async () => {
    await pool.query(`delete from opening_hours ${where}`, values)
    await pool.query('insert into opening_hours select * from jsonb_populate_recordset(null::opening_hours, $1)', [
      JSON.stringify(rows),
    ])
  })
}

/** Rows and contents of every table: equal before and after means that nothing was written, not even changed. */
export async function contents(pool: pg.Pool): Promise<Readonly<Record<string, string>>> {
  const tables = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`,
  )
  const each = tables.rows.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' rows, ' || coalesce(sum(hashtext(t::text)), 0) as told from ${name} t`,
  )
  const { rows } = await pool.query<{ name: string; told: string }>(each.join(' union all '))
  return Object.fromEntries(rows.map(({ name, told }) => [name, told]))
}

/** What `contents` tells after one refusal: it is on record, with its facts where these are new, and nothing else is written. */
export function withRefusalKept(before: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const rowsOf = (table: string) => Number.parseInt(before[table] ?? '', 10)
  const records = rowsOf('decision_records')
  const facts = rowsOf('fact_snapshots')
  return {
    ...before,
    decision_records: expect.stringMatching(new RegExp(`^${records + 1} rows`)),
    fact_snapshots: expect.stringMatching(new RegExp(`^(${facts}|${facts + 1}) rows`)),
  }
}

/** How many rows a condition finds. */
export async function count(pool: pg.Pool, from: string, values: readonly unknown[] = []): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from ${from}`, [...values])
  return rows[0]?.count ?? 0
}

/** Live claims of a space of Jining, as clock times of their day, buffers included. */
export async function liveClaims({ pool, jining }: TestHouse, space: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ span: string }>(
    `select to_char(held_from at time zone 'Asia/Shanghai', 'HH24:MI') || '-' || to_char(held_until at time zone 'Asia/Shanghai', 'HH24:MI') as span
     from claims where space_id = $1 and status <> 'released' order by held_from`,
    [jining.space(space)],
  )
  return rows.map(({ span }) => span)
}
