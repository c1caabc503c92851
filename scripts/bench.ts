/** npm run bench: the figures of the spine, on a database of its own. `--quick` takes a tenth of the time, `--term` measures series and repairs alone, `--out FILE` names the JSON. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '@gongyue/db/embedded.ts'
import { migrateToLatest } from '@gongyue/db/migrate.ts'
import { openPool } from '@gongyue/db/pool.ts'
import { migrateJobs } from '@gongyue/server/jobs/schema.ts'
import { addDays } from '@gongyue/shared/time/wall.ts'
import { linesOf, measureBoardInBrowser } from '../tests/load/board-drag.ts'
import { measureSpine } from '../tests/load/spine.ts'
import { measureTerm } from '../tests/load/term.ts'
import { tableOf } from '../tests/load/report.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    term: { type: 'boolean', default: false },
    out: { type: 'string', default: '.test/bench.json' },
  },
})
const flags = `${values.quick ? ' --quick' : ''}${values.term ? ' --term' : ''}`
const folder = await mkdtemp(join(tmpdir(), 'gongyue-bench-'))
const given = process.env['DATABASE_URL']
const database = given === undefined ? await startEmbedded({ dataDir: folder }) : null
const url = given ?? database?.connectionString ?? ''
const pool = openPool(url, 4)
try {
  await migrateToLatest(url)
  await migrateJobs(url)
  const today = new Date().toISOString().slice(0, 10)
  const figures = await (values.term ? measureTerm : measureSpine)({
    url,
    pool,
    firstDay: addDays(today, 2),
    quick: values.quick,
    say: (text) => console.log(text),
  })
  if (!values.term) console.log('(g) the board in a browser')
  const board = values.term ? null : await measureBoardInBrowser(values.quick ? 2 : 6)
  const lines = [...figures.lines, ...(board ? linesOf(board) : [])]
  console.log(`\n${tableOf(lines)}\n`)
  const { rows } = await pool.query<{ server_version: string }>('show server_version')
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    node: process.version,
    postgresql: rows[0]?.server_version ?? '',
  }
  const out = resolve(values.out)
  await mkdir(dirname(out), { recursive: true })
  await writeFile(
    out,
    `${JSON.stringify({ command: `npm run bench${flags === '' ? '' : ` --${flags}`}`, at: new Date().toISOString(), machine, lines, raw: { spine: figures.raw, board } }, null, 2)}\n`,
  )
  console.log(`written to ${values.out}`)
  process.exitCode = lines.some(({ met }) => met === false) ? 1 : 0
} finally {
  await pool.end()
  await database?.stop()
  await rm(folder, { recursive: true, force: true })
}
