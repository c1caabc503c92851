/** npm run bench:ctt: timetables of the ITC-2007 format, in CPU seconds. `--help` says all. */
import { parseArgs } from 'node:util'
import { secondsOf } from './bench/cpu.ts'
import { runCtt } from './bench/ctt-run.ts'
import { cttTable } from './bench/ctt-table.ts'

const HELP = `npm run bench:ctt -- --instance FILE [--seconds N] [--seed K] [--out FILE]
  Solves one curriculum timetable (ITC-2007 track 3, .ctt; .ectt is read as UD2). N CPU seconds of the process, its start and
  the reading of the file included (10). The same seed and a clock do not give the same plan twice; counted tries do.
  FILE of --out: a line a lecture, "course room day period". Exit 2 when lectures have no place (named on stderr; the file
  has all others) or when a hard rule is broken, which no plan of the engine can do.
  --json prints the result as JSON instead of a sentence.
npm run bench:ctt -- --all DIR [--seconds N] [--seeds 5] [--out DIR] [--best FILE]
  Every .ctt file of a folder with seeds 1 to 5, one process after another; a table with medians and the sum against the
  best known (of comp01 to comp07, or lines "NAME COST" of --best). --out: a folder for NAME.SEED.sol.`

const { values } = parseArgs({
  options: {
    ...{ instance: { type: 'string' }, all: { type: 'string' }, out: { type: 'string' }, best: { type: 'string' } },
    seconds: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const { instance, all, out, best } = values
const seconds = secondsOf(values.seconds)
if (values.help) console.log(HELP)
else if (all !== undefined) {
  const say = (line: string): void => console.log(line)
  const isWhole = await cttTable({ folder: all, seconds, seeds: Number(values.seeds), out, best, say })
  if (!isWhole) process.exitCode = 2
} else if (instance === undefined) {
  console.error(HELP)
  process.exitCode = 1
} else {
  const run = await runCtt(instance, seconds, Number(values.seed), out)
  for (const short of run.missing) console.error(`no place for ${short} lectures`)
  for (const fault of run.faults) console.error(`broken: ${fault}`)
  // a table of many runs counts them itself
  if (run.missing.length + run.faults.length > 0 && !values.json) process.exitCode = 2
  const speed = (run.triesASecond / 1e6).toFixed(1)
  if (values.json) console.log(JSON.stringify(run))
  else
    console.log(
      `${instance}: cost ${run.cost}${run.missing.length > 0 ? ', not whole' : ''} · seed ${values.seed} · ` +
        `${run.cpu.toFixed(2)} CPU s · ${speed} M tries/s`,
    )
}
