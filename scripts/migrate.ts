/** npm run migrate: brings the database of DATABASE_URL, else the embedded one in .data, to the newest schema. */
import { join } from 'node:path'
import { migrateToLatest } from '@gongyue/db/migrate.ts'
import { migrateJobs } from '@gongyue/server/jobs/schema.ts'
import { openDatabase } from './start/database.ts'
import { ROOT } from './start/options.ts'
import { explain } from './start/problem.ts'

try {
  const database = await openDatabase(process.env['DATABASE_URL'], join(ROOT, '.data'))
  try {
    const { applied, total } = await migrateToLatest(database.url)
    await migrateJobs(database.url)
    for (const name of applied) console.log(`✓ ${name}`)
    console.log(`${applied.length} 个迁移已执行，共 ${total} 个 · ${applied.length} of ${total} migrations ran now`)
  } finally {
    await database.stop()
  }
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
