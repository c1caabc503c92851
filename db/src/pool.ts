import pg from 'pg'

/** What every query function takes: the pool, or the client of a transaction. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<Row>>
}

/**
 * How the house talks to PostgreSQL. Instants come out as epoch milliseconds and dates as `YYYY-MM-DD`, because the
 * driver's own Date reads a day in the zone of the process.
 *
 * @param max - connections of this process at most
 */
export function poolConfig(connectionString: string, max = 16): pg.PoolConfig {
  return {
    connectionString,
    max,
    // queries of one client go out without waiting for each other's answers: begin, lock and read are one trip
    pipeline: true,
    types: { getTypeParser: parserOf },
    connectionTimeoutMillis: 10_000,
    // A query that takes longer has lost its reader; a transaction that idles longer has lost its use case.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'gongyue',
    // Short questions, asked often: starting two helpers for a day of 500 bookings takes longer (29 ms) than reading it alone (2 ms).
    options: '-c max_parallel_workers_per_gather=0 -c jit=off',
  }
}

/**
 * A pool with {@link poolConfig}; whoever opens it ends it. An idle connection that is cut is no event: the pool opens another, and a query on a
 * broken one fails by itself.
 */
export function openPool(connectionString: string, max?: number): pg.Pool {
  const pool = new pg.Pool(poolConfig(connectionString, max))
  pool.on('error', () => {})
  return pool
}

/**
 * A pool for a library that reads values as the driver gives them by itself. A connection that is cut while somebody holds it is heard too: the
 * driver would end the process otherwise.
 */
export function openPlainPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: 10_000, application_name: 'gongyue-jobs' })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const DATE = 1082
const TIMESTAMPTZ = 1184
const BIGINT = 20

function parserOf(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === TIMESTAMPTZ) return parseTimestamp
  if (oid === DATE) return String
  // Counters only: none comes near 2^53.
  if (oid === BIGINT) return Number
  return pg.types.getTypeParser(oid, format ?? 'text')
}

/** `2026-12-04 11:00:00.5+00` as PostgreSQL writes it, in epoch milliseconds. */
function parseTimestamp(text: string): number {
  const hour = text.length - 3
  const sign = text[hour]
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11)}${sign === '+' || sign === '-' ? ':00' : ''}`)
}
