/** node tests/load/imports.ts: tables of 3,000 lines brought in, read, judged and saved, on a database of its own. Milliseconds; fails above 5 s. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import writeExcelFile from 'write-excel-file/node'
import { startEmbedded } from '@gongyue/db/embedded.ts'
import { migrateToLatest } from '@gongyue/db/migrate.ts'
import { openPool } from '@gongyue/db/pool.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { buildApp } from '@gongyue/server/app.ts'
import { readConfig } from '@gongyue/server/config.ts'
import { enrolmentTable } from '@gongyue/server/features/imports/enrolment-table.ts'
import { importTable } from '@gongyue/server/features/imports/import-table.ts'
import { partyTable } from '@gongyue/server/features/imports/party-table.ts'
import { personTable } from '@gongyue/server/features/imports/person-table.ts'
import type { Table } from '@gongyue/server/features/imports/table.ts'
import { buildBenchHouse } from './house.ts'
import { timed } from './statistics.ts'

const LINES = 3000
const LIMIT_MS = 5000

const folder = await mkdtemp(join(tmpdir(), 'gongyue-imports-'))
const database = await startEmbedded({ dataDir: folder })
const pool = openPool(database.connectionString, 4)
try {
  await migrateToLatest(database.connectionString)
  const { facilityId } = await buildBenchHouse(pool)
  const app = await buildApp(readConfig({ DATABASE_URL: database.connectionString, LOG_LEVEL: 'silent', JOBS: '0' }))
  const { rows } = await pool.query<{ id: string; party: string }>(
    `select gen_random_uuid() as id, party_id as party from parties where facility_id = $1 limit 1`,
    [facilityId],
  )
  const [first] = rows
  const [programmeId, party] = [first?.id ?? '', first?.party ?? '']
  await pool.query(
    `insert into programmes (facility_id, programme_id, kind, title, party_id, capacity, opens_at, closes_at, state, created_at)
     values ($1, $2, 'class', 'bench', $3, 2000, now() - interval '1 day', now() + interval '9 days', 'published', now())`,
    [facilityId, programmeId, party],
  )
  // the use case asks nothing else of its reader
  const who = { facilityId, userId: null, timeZone: 'Asia/Shanghai' } as unknown as Who
  const phone = (at: number) => `139${String(at).padStart(8, '0')}`
  const numbers = Array.from({ length: LINES }, (_, at) => at)
  const tables: readonly (readonly [Table, readonly (readonly string[])[]])[] = [
    [
      partyTable(facilityId, app.newId),
      [
        ['编码', '名称', '类型', '上级编码'],
        ...numbers.map((at) => [`b-${at}`, `第${at}工会`, '基层工会', at < 10 ? '' : `b-${at % 10}`]),
      ],
    ],
    [
      personTable(facilityId, app.newId),
      [['姓名', '类别', '技能', '手机'], ...numbers.map((at) => [`人${at}`, '志愿者', '书法、摄影', phone(at)])],
    ],
    [
      enrolmentTable({ facilityId, programmeId, now: Date.now() }, app.newId),
      [['姓名', '手机', '单位编码'], ...numbers.map((at) => [`学员${at}`, phone(at), `b-${at}`])],
    ],
  ]
  for (const [table, lines] of tables) {
    const data = lines.map((line) => line.map((value) => ({ value })))
    const bytes = await writeExcelFile([{ sheet: '数据', data }]).toBuffer()
    let told = ''
    const ms = await timed(async () => {
      const done = await importTable(app, { who, table, bytes, dryRun: false, keyed: null, locale: 'zh-CN' })
      if (done.kind === 'done')
        told = `${done.value.verdict} ${JSON.stringify(done.value.outcome)} ${done.value.faultCount} faults`
    })
    console.log(`${table.kind}: ${LINES} lines in ${ms.toFixed(0)} ms, ${told}`)
    if (ms > LIMIT_MS || !told.startsWith('saved')) process.exitCode = 1
  }
  await app.close()
} finally {
  await pool.end()
  await database.stop()
  await rm(folder, { recursive: true, force: true })
}
