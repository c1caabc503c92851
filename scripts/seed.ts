/** npm run seed: fills the sample palace into the database of DATABASE_URL, else the embedded one in .data. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { migrateToLatest } from '@gongyue/db/migrate.ts'
import { openPool } from '@gongyue/db/pool.ts'
import { migrateJobs } from '@gongyue/server/jobs/schema.ts'
import { isLocalDate, localDateOf } from '@gongyue/shared/time/wall.ts'
import { FACILITY } from './seed/house.ts'
import { resetDemo, seedPalace, type SampleOptions } from './seed/palace.ts'
import { openDatabase } from './start/database.ts'
import { demoPassword } from './start/demo.ts'
import { ROOT } from './start/options.ts'
import { explain, StartProblem } from './start/problem.ts'

const HELP = `npm run seed -- [选项 options]

  --today DAY   以此日为中心（YYYY-MM-DD）            the day around which the sample lies; today when left out
  --seed N      另一组预约                            another number, other bookings
  --reset       清空样例文化宫后重新装入              empty the sample palace first
  --force       即使有不属于样例的账户也清空          even when accounts would be lost that are not part of the sample
  --data DIR    内置数据库的目录，默认 .data          folder of the embedded database
  --help`

try {
  const values = readValues()
  if (values.help) console.log(HELP)
  else await seed(sampleOptions(values), values)
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}

function readValues() {
  try {
    return parseArgs({
      options: {
        today: { type: 'string' },
        seed: { type: 'string' },
        reset: { type: 'boolean', default: false },
        force: { type: 'boolean', default: false },
        data: { type: 'string', default: join(ROOT, '.data') },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (cause) {
    const detail = (cause instanceof Error ? cause.message : String(cause)).split('. ')[0] ?? ''
    throw new StartProblem(
      `命令行有误：${detail}。查看全部选项：npm run seed -- --help`,
      `${detail}. All options: npm run seed -- --help`,
      cause,
    )
  }
}

type Values = { readonly data: string; readonly reset: boolean; readonly force: boolean }

async function seed(options: SampleOptions, { data, reset, force }: Values): Promise<void> {
  const database = await openDatabase(process.env['DATABASE_URL'], data)
  try {
    await migrateToLatest(database.url)
    await migrateJobs(database.url)
    const pool = openPool(database.url, 2)
    try {
      if (reset) await resetDemo(pool, { ...options, force })
      else await seedPalace(pool, options)
    } finally {
      await pool.end()
    }
    console.log(`样例文化宫已装入，以 ${options.today} 为中心 · The sample palace is there, around ${options.today}`)
  } finally {
    await database.stop()
  }
}

function sampleOptions(values: { today?: string; seed?: string; data: string }): SampleOptions {
  const today = values.today ?? localDateOf(Date.now(), FACILITY.timeZone)
  if (!isLocalDate(today)) {
    throw new StartProblem(
      `--today ${values.today ?? ''} 不是日期，应形如 2026-11-23。`,
      `--today ${values.today ?? ''} is no day. Write it like 2026-11-23.`,
    )
  }
  const number = Number(values.seed ?? '1')
  if (!Number.isSafeInteger(number)) {
    throw new StartProblem(`--seed ${values.seed} 不是整数。`, `--seed ${values.seed} is no whole number.`)
  }
  return { today, seed: number, demoPassword: demoPassword(values.data, process.env['GONGYUE_DEMO_PASSWORD']) }
}
