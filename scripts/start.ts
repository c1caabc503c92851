/** npm start: a database, the newest schema, a palace to look at, the pages, and a server that listens. */
import { performance } from 'node:perf_hooks'
import { openPool } from '@gongyue/db/pool.ts'
import { migrateToLatest } from '@gongyue/db/migrate.ts'
import { buildApp } from '@gongyue/server/app.ts'
import { readConfig } from '@gongyue/server/config.ts'
import { announce } from './start/announce.ts'
import { openDatabase } from './start/database.ts'
import { type Demo, provideDemo } from './start/demo.ts'
import { onEnd } from './start/lifetime.ts'
import { HELP, type StartOptions, readOptions } from './start/options.ts'
import { listenProblem, refuseTakenPort } from './start/port.ts'
import { explain } from './start/problem.ts'
import { WEB_DIST, buildWeb } from './start/web-build.ts'

/** What must be undone at the end, last first. */
const cleanUps: (() => Promise<void>)[] = []

onEnd(async (reason) => {
  if (reason !== 'parent-gone') console.log('\n正在停止 · stopping …')
  await cleanUp()
  process.exit(0)
})

try {
  const options = readOptions(process.argv.slice(2))
  if (options.kind === 'help') console.log(HELP)
  else await start(options)
} catch (error) {
  console.error(explain(error))
  await cleanUp()
  process.exit(1)
}

async function start(options: Extract<StartOptions, { kind: 'start' }>): Promise<void> {
  await refuseTakenPort(options.host, options.port)
  step('数据库 · database')
  const opening = openDatabase(process.env['DATABASE_URL'], options.dataDir)
  // Registered before it is open: a Ctrl-C meanwhile must not leave half a database behind.
  cleanUps.push(async () => await opening.then(async ({ stop }) => await stop(), nothingToStop))
  const database = await opening
  const demo = await prepare(database.url, options)
  if ((await buildWeb()) === 'built') step('网页已构建 · pages built')
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
  cleanUps.push(async () => await app.close())
  const address = await app.listen({ host: options.host, port: options.port }).catch((error: unknown) => {
    throw listenProblem(error, options.host, options.port)
  })
  console.log(announce({ address, ...demo, seconds: performance.now() / 1000 }))
}

async function prepare(url: string, options: Extract<StartOptions, { kind: 'start' }>): Promise<Demo> {
  const pool = openPool(url, 4)
  try {
    const { applied } = await migrateToLatest(pool)
    if (applied.length > 0) step(`数据表 · schema (${applied.length})`)
    const demo = await provideDemo(pool, options, process.env['GONGYUE_DEMO_PASSWORD'] || undefined)
    if (demo.done !== 'kept') step('样例文化宫 · sample palace')
    return demo
  } finally {
    await pool.end()
  }
}

/** The opening failed, and whoever awaits it says so. */
function nothingToStop(): void {}

function step(what: string): void {
  console.log(`${(performance.now() / 1000).toFixed(1).padStart(5)} s  ${what}`)
}

async function cleanUp(): Promise<void> {
  // A page that keeps its event stream open must not keep the database from stopping.
  const patience = setTimeout(() => process.exit(1), 30_000)
  for (const undo of cleanUps.splice(0).toReversed()) {
    await undo().catch((error: unknown) => console.error(explain(error)))
  }
  clearTimeout(patience)
}
