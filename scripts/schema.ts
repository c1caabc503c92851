/** npm run schema: writes db/schema.sql from the migrations, with a PostgreSQL of its own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@gongyue/db/embedded.ts'
import { openPool } from '@gongyue/db/pool.ts'
import { migrateToLatest } from '@gongyue/db/migrate.ts'
import { dumpSchema } from './schema/dump.ts'
import { ROOT } from './start/options.ts'
import { explain } from './start/problem.ts'

/** Where the dump is committed. */
const FILE = join(ROOT, 'db', 'schema.sql')

try {
  const dataDir = await mkdtemp(join(tmpdir(), 'gongyue-schema-'))
  const database = await startEmbedded({ dataDir, settings: { fsync: 'off' } })
  const pool = openPool(database.connectionString, 2)
  try {
    await migrateToLatest(pool)
    await writeFile(FILE, await dumpSchema(pool))
    console.log('db/schema.sql')
  } finally {
    await pool.end()
    await database.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
