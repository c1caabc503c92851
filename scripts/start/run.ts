import { performance } from 'node:perf_hooks'
import { migrateToLatest } from '@gongyue/db/migrate.ts'
import { openPool } from '@gongyue/db/pool.ts'
import { buildApp } from '@gongyue/server/app.ts'
import { readConfig } from '@gongyue/server/config.ts'
import { migrateJobs } from '@gongyue/server/jobs/schema.ts'
import { announce } from './announce.ts'
import { openDatabase } from './database.ts'
import { type Demo, provideDemo } from './demo.ts'
import { firstAdministrator, forgetFirstPassword, type FirstAdministrator } from './first-administrator.ts'
import type { StartOptions } from './options.ts'
import { listenProblem } from './port.ts'
import { WEB_DIST, buildWeb } from './web-build.ts'

type Started = Extract<StartOptions, { kind: 'start' }>

/**
 * Brings the palace up, step by step, and says so.
 *
 * @param atEnd - takes what must be undone at the end, last first; also when a later step fails
 */
export async function run(options: Started, atEnd: (undo: () => Promise<void>) => void): Promise<void> {
  step('数据库 · database')
  const opening = openDatabase(process.env['DATABASE_URL'], options.dataDir)
  // Registered before it is open: a Ctrl-C meanwhile must not leave half a database behind.
  atEnd(async () => await opening.then(async ({ stop }) => await stop(), nothingToStop))
  const database = await opening
  const { demo, first } = await prepare(database.url, options)
  if ((await buildWeb(WEB_DIST)) === 'built') step('网页已构建 · pages built')
  const app = await buildApp(
    readConfig({
      // The server's own log is for a log collector; here a person reads.
      LOG_LEVEL: 'warn',
      ...process.env,
      DATABASE_URL: database.url,
      HOST: options.host,
      PORT: String(options.port),
      DEMO: demo.accounts.length > 0 ? '1' : '0',
      WEB_ROOT: WEB_DIST,
    }),
  )
  atEnd(async () => await app.close())
  const address = await app.listen({ host: options.host, port: options.port }).catch((error: unknown) => {
    throw listenProblem(error, options.host, options.port)
  })
  console.log(announce({ address, first, ...demo, seconds: performance.now() / 1000 }))
  if (first !== null) forgetFirstPassword(options.dataDir)
}

interface Prepared {
  readonly demo: Demo
  readonly first: FirstAdministrator | null
}

async function prepare(url: string, options: Started): Promise<Prepared> {
  const pool = openPool(url, 4)
  try {
    const { applied } = await migrateToLatest(pool)
    await migrateJobs(url)
    if (applied.length > 0) step(`数据表 · schema (${applied.length})`)
    const demo = await provideDemo(pool, options, process.env['GONGYUE_DEMO_PASSWORD'] || undefined)
    if (demo.done !== 'kept') step('样例文化宫 · sample palace')
    return { demo, first: demo.accounts.length > 0 ? null : await firstAdministrator(pool, options.dataDir) }
  } finally {
    await pool.end()
  }
}

/** The opening failed, and whoever awaits it says so. */
function nothingToStop(): void {}

function step(what: string): void {
  console.log(`${(performance.now() / 1000).toFixed(1).padStart(5)} s  ${what}`)
}
