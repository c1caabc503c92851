/**
 * A program for embedded.test.ts to kill: starts the database in the folder of its argument and writes rows without end.
 * Prints "ready", then "stored N" once row N is acknowledged.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '@gongyue/db/embedded.ts'
import { openPool } from '@gongyue/db/pool.ts'

const database = await startEmbedded({ dataDir: process.argv[2] ?? '' })
const pool = openPool(database.connectionString, 1)
await pool.query('create table if not exists written (n integer primary key)')
const last = await pool.query<{ n: number }>('select coalesce(max(n), 0) as n from written')
process.stdout.write('ready\n')
for (let n = (last.rows[0]?.n ?? 0) + 1; ;) {
  try {
    // Once more after a failure: the row may be there although its answer was lost.
    await pool.query('insert into written values ($1) on conflict do nothing', [n])
    process.stdout.write(`stored ${n}\n`)
    n += 1
  } catch {
    await sleep(20)
  }
}
