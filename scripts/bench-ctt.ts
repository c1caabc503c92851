/**
 * npm run bench:ctt -- --instance FILE --seconds N --seed K --out FILE
 * Solves one curriculum timetable of the ITC-2007 format in N seconds of CPU time, the start of the process included.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parseCtt } from '@gongyue/shared/solver/ctt/parse.ts'
import { cttSolution, cttSpec } from '@gongyue/shared/solver/ctt/problem.ts'
import { costOf } from '@gongyue/shared/solver/evaluate.ts'
import { problemOf } from '@gongyue/shared/solver/problem.ts'
import { solve } from '@gongyue/shared/solver/solve.ts'
import { cpuSeconds, secondsOf } from './bench/cpu.ts'

const { values } = parseArgs({
  options: {
    instance: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
})
if (values.instance === undefined) throw new Error('bench:ctt needs --instance FILE')
const seconds = secondsOf(values.seconds)
const problem = problemOf(cttSpec(parseCtt(await readFile(values.instance, 'utf8'))))
const began = cpuSeconds()
// what is left for writing the answer
const ends = seconds - 0.05
const outcome = solve(problem, {
  seed: Number(values.seed),
  budget: { annealing: () => (cpuSeconds() - began) / (ends - began), neighbourhoods: () => 1 },
  stop: () => false,
})
if (values.out !== undefined) await writeFile(values.out, cttSolution(problem, outcome.places))
const whole = outcome.unplaced === 0 ? '' : ` · ${outcome.unplaced} lectures without a place`
const speed = (outcome.tries / (cpuSeconds() - began) / 1e6).toFixed(1)
console.log(
  `${values.instance}: cost ${costOf(problem, outcome.places)}${whole} · seed ${values.seed} · ` +
    `${cpuSeconds().toFixed(1)} CPU s · ${speed} M tries/s`,
)
