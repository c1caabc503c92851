import { execFile } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { CttRun } from './ctt-run.ts'
import { medianOf } from './median.ts'

/** The lowest costs anybody has published for the instances of ITC-2007 that were tuned on. */
const BEST: Readonly<Record<string, number>> = {
  ...{ comp01: 5, comp02: 24, comp03: 64, comp04: 35, comp05: 284, comp06: 27, comp07: 6 },
}

const run = promisify(execFile)
const command = fileURLToPath(new URL('../bench-ctt.ts', import.meta.url))

/** What a table is made of. */
export interface TableOptions {
  readonly folder: string
  readonly seconds: number
  readonly seeds: number
  /** Folder for the solutions, `NAME.SEED.sol`. */
  readonly out?: string | undefined
  /** File with lines `NAME COST` of the lowest costs known; those of the seven instances are known here. */
  readonly best?: string | undefined
  readonly say: (line: string) => void
}

/** Every `.ctt` file of a folder with several seeds, one process after another; answers whether every plan is whole and allowed. */
export async function cttTable({ folder, seconds, seeds, out, best, say }: TableOptions): Promise<boolean> {
  const known = best === undefined ? BEST : { ...BEST, ...bestOf(await readFile(best, 'utf8')) }
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ctt')).toSorted()
  if (files.length === 0) throw new Error(`there is no .ctt file in ${folder}`)
  const numbers = Array.from({ length: seeds }, (_, k) => k + 1)
  say(`${seconds} CPU seconds a run, the start of the process included; seeds ${numbers.join(', ')}`)
  say(
    `| instance | ${numbers.map((seed) => `seed ${seed}`).join(' | ')} | median | best known | ratio | CPU s | M tries/s | faults |`,
  )
  say(`|---|${numbers.map(() => '---').join('|')}|---|---|---|---|---|---|`)
  let isWhole = true
  let sum = 0
  let floor = 0
  for (const file of files) {
    const runs: CttRun[] = []
    const name = basename(file, '.ctt')
    for (const seed of numbers) {
      const solution = out === undefined ? [] : ['--out', join(out, `${name}.${seed}.sol`)]
      const args = ['--instance', join(folder, file), '--seconds', String(seconds), '--seed', String(seed), '--json']
      const { stdout } = await run(process.execPath, [command, ...args, ...solution], { maxBuffer: 2 ** 24 })
      // our own script, which has just written it
      runs.push(JSON.parse(stdout) as CttRun)
    }
    const median = medianOf(runs.map(({ cost }) => cost))
    const lowest = known[name]
    if (lowest !== undefined) {
      sum += median
      floor += lowest
    }
    const faults = runs.reduce((count, one) => count + one.faults.length + one.missing.length, 0)
    isWhole &&= faults === 0
    const mean = (of: (one: CttRun) => number): number => runs.reduce((total, one) => total + of(one), 0) / runs.length
    say(
      `| ${name} | ${runs.map(({ cost }) => cost).join(' | ')} | ${median} | ${lowest ?? '?'} | ` +
        `${lowest === undefined || lowest === 0 ? '' : (median / lowest).toFixed(2)} | ${mean(({ cpu }) => cpu).toFixed(1)} | ` +
        `${(mean(({ triesASecond }) => triesASecond) / 1e6).toFixed(1)} | ${faults} |`,
    )
  }
  if (floor > 0) say(`sum of medians ${sum}, of best known ${floor}: ratio ${(sum / floor).toFixed(3)}`)
  return isWhole
}

function bestOf(text: string): Readonly<Record<string, number>> {
  const entries = text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([name, cost]) => name !== undefined && cost !== undefined)
  return Object.fromEntries(entries.map(([name = '', cost]) => [name, Number(cost)]))
}
