import type { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database } from './schema.ts'

/** A number in [0, 1): `Math.random`, or a test's double. */
export type Dice = () => number

/** Kysely over the tables, outside or inside a transaction. */
export type Db = Kysely<Database>

/** One running transaction. Every read inside it uses it too. */
export interface Tx {
  readonly client: pg.PoolClient
  /** The same connection, made when first asked for: the hot path does without. */
  readonly db: Db
  /** Gives the value back and keeps nothing that was written: for a "no" found after the first write, and for a dry run. */
  readonly undo: <V>(value: V) => V
  /**
   * Sends the work's last statement with the commit behind it: one trip instead of two. The statement must fail when nothing may be kept, for
   * PostgreSQL makes a rollback of the commit behind a failed statement. Nothing may be asked of the transaction afterwards.
   */
  readonly commitWith: <V>(statement: () => Promise<V>) => Promise<V>
}

/** How {@link inTransaction} behaves when the database asks for another try. */
export interface TransactionOptions {
  /** Spreads the waits, so that two that met do not meet again. */
  readonly dice: Dice
  /** How often the work is done again after a deadlock or a serialization failure; 4 when left out. */
  readonly retries?: number
}

/**
 * Runs `work` in one transaction and commits what it wrote. Deadlocks (40P01) and serialization failures (40001) run the
 * whole work again, so `work` must have no effect but through `tx`.
 *
 * @returns what `work` returned
 * @throws what `work` threw, after a rollback
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (tx: Tx) => Promise<T>,
  { dice, retries = 4 }: TransactionOptions,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await once(pool, work)
    } catch (error) {
      if (attempt >= retries || !asksForRetry(error)) throw error
      await sleep(2 ** attempt * 5 * (0.5 + dice()))
    }
  }
}

/** Kysely for reading outside transactions. The pool stays its owner's: never destroy this Kysely. */
export function kyselyOf(pool: pg.Pool): Db {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
}

/** A Kysely that speaks through one client and leaves begin, commit and release to the client's owner. */
export function kyselyOn(client: pg.ClientBase): Db {
  const connection = { query: client.query.bind(client), release: () => {} }
  return new Kysely<Database>({
    dialect: new PostgresDialect({
      pool: { connect: async () => connection, end: async () => {}, options: {} },
    }),
  })
}

async function once<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  let db: Db | undefined
  let keep = true
  let ended = false
  const tx: Tx = {
    client,
    get db() {
      return (db ??= kyselyOn(client))
    },
    undo: (value) => {
      keep = false
      return value
    },
    commitWith: async (statement) => {
      ended = true
      const [result, commit] = await together(client, () => Promise.all([statement(), client.query('commit')]))
      if (commit.command !== 'COMMIT') throw new Error(`a transaction ended with ${commit.command} instead of a commit`)
      return result
    },
  }
  try {
    // Begin is not waited for: it goes out with the work's first queries. When it fails, so does everything behind it.
    const [, value] = await together(client, () => Promise.all([client.query('begin'), work(tx)]))
    if (!ended) await client.query(keep ? 'commit' : 'rollback')
    return value
  } catch (error) {
    // A connection that cannot even roll back is thrown away; the first error is the one to tell.
    await client.query('rollback').catch((second: unknown) => {
      broken = second instanceof Error ? second : new Error(String(second))
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** What is asked in one go leaves in one packet: a write to the socket costs as much as the check of an order. */
function together<T>(client: pg.PoolClient, ask: () => Promise<T>): Promise<T> {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection
  stream.cork()
  try {
    return ask()
  } finally {
    stream.uncork()
  }
}

function asksForRetry(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01')
}
