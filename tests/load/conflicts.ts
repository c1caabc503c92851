/** node tests/load/conflicts.ts: the conflict inbox over HTTP's use case with 3,000 reservations ahead, on a database of its own. Milliseconds. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@gongyue/db/embedded.ts'
import { migrateToLatest } from '@gongyue/db/migrate.ts'
import { openPool } from '@gongyue/db/pool.ts'
import { buildApp } from '@gongyue/server/app.ts'
import { readConfig } from '@gongyue/server/config.ts'
import { listConflicts } from '@gongyue/server/features/conflicts/list-conflicts.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { addDays } from '@gongyue/shared/time/wall.ts'
import { buildBenchHouse, storeReservations } from './house.ts'
import { median, percentile, timed } from './statistics.ts'

const folder = await mkdtemp(join(tmpdir(), 'gongyue-conflicts-'))
const database = await startEmbedded({ dataDir: folder })
const pool = openPool(database.connectionString, 4)
try {
  await migrateToLatest(database.connectionString)
  const house = await buildBenchHouse(pool)
  const today = new Date().toISOString().slice(0, 10)
  await storeReservations(pool, house, addDays(today, 2), 60, 50)
  const app = await buildApp(readConfig({ DATABASE_URL: database.connectionString, LOG_LEVEL: 'silent', JOBS: '0' }))
  // the use case asks nothing else of its reader
  const who = { facilityId: house.facilityId, timeZone: 'Asia/Shanghai' } as Who
  const taken: number[] = []
  for (let i = 0; i < 30; i++) taken.push(await timed(async () => await listConflicts(app, who, addDays(today, 180))))
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from reservations')
  console.log(
    `${rows[0]?.count} reservations: ${median(taken).toFixed(1)} ms (p99 ${percentile(taken, 0.99).toFixed(1)})`,
  )
  await app.close()
} finally {
  await pool.end()
  await database.stop()
  await rm(folder, { recursive: true, force: true })
}
