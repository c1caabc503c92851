/**
 * node tests/load/notify.ts: what it costs to tell of a change inside its transaction, where all commits that tell anything wait for one lock,
 * against a row that is told of afterwards. 32 connections, PostgreSQL with its usual promises (fsync on).
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@gongyue/db/embedded.ts'
import { migrateToLatest } from '@gongyue/db/migrate.ts'
import { openPool } from '@gongyue/db/pool.ts'
import { median } from './statistics.ts'

const CONNECTIONS = 32
const SECONDS = 3
const ROUNDS = 5

const ROW = `insert into changes (facility_id, noun, noun_id) values ($1, 'facts', $1)`
const WAYS = {
  'no row': 'select $1::uuid',
  'a row (as the triggers do)': ROW,
  'a row and NOTIFY in the transaction': `with told as (${ROW}) select pg_notify('gongyue_changes', $1::text)`,
} as const

const dataDir = await mkdtemp(join(tmpdir(), 'gongyue-notify-'))
const database = await startEmbedded({ dataDir })
const pool = openPool(database.connectionString, CONNECTIONS)
try {
  await migrateToLatest(database.connectionString)
  await pool.query('create table work (id uuid not null, words text not null)')
  const rates = new Map<string, number[]>(Object.keys(WAYS).map((way) => [way, []]))
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [way, text] of Object.entries(WAYS)) rates.get(way)?.push(await transactionsPerSecond(text))
  for (const [way, found] of rates) console.log(`${way}: ${median(found).toFixed(0)} transactions/s`)
} finally {
  await pool.end()
  await database.stop()
  await rm(dataDir, { recursive: true, force: true })
}

/** Each transaction writes something else as well, as an order does. */
async function transactionsPerSecond(text: string): Promise<number> {
  const until = performance.now() + SECONDS * 1000
  const facility = randomUUID()
  let done = 0
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const client = await pool.connect()
      while (performance.now() < until) {
        await Promise.all([
          client.query('begin'),
          client.query({ name: 'work', text: `insert into work values ($1, 'an order')`, values: [randomUUID()] }),
          client.query({ name: text.slice(0, 60), text, values: [facility] }),
          client.query('commit'),
        ])
        done += 1
      }
      client.release()
    }),
  )
  return done / SECONDS
}
