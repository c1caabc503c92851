/**
 * npm run bench:season -- --instance FILE --seconds N [--seed K] [--out FILE] [--bound SECONDS]
 * Allocates one packed week in N seconds of CPU time. The bound is worked out afterwards, for up to SECONDS more (120; 0
 * for none): it says how good the plan is and does not make it better.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { highsSolver } from '@gongyue/server/planner/highs.ts'
import { boundOf } from '@gongyue/shared/solver/bound.ts'
import { costOf } from '@gongyue/shared/solver/evaluate.ts'
import { problemOf } from '@gongyue/shared/solver/problem.ts'
import { CENTS, type SeasonInstance, seasonOf, seasonSolution } from '@gongyue/shared/solver/season/problem.ts'
import { solve } from '@gongyue/shared/solver/solve.ts'
import { cpuSeconds, secondsOf } from './bench/cpu.ts'

const { values } = parseArgs({
  options: {
    instance: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
    bound: { type: 'string', default: '120' },
    trace: { type: 'boolean', default: false },
  },
})
if (values.instance === undefined) throw new Error('bench:season needs --instance FILE')
const ends = secondsOf(values.seconds) - 0.05
// the file is the benchmark's own; what is missing in it fails in the first sum
const { spec, perfect } = seasonOf(JSON.parse(await readFile(values.instance, 'utf8')) as SeasonInstance)
const problem = problemOf(spec)
const exact = await highsSolver(cpuSeconds)
const began = cpuSeconds()
const turn = began + (ends - began) / 2
const valueOf = (cost: number): number => (perfect - cost) / CENTS
let first = Infinity
const outcome = solve(problem, {
  seed: Number(values.seed),
  exact,
  budget: {
    annealing: () => (cpuSeconds() - began) / (turn - began),
    neighbourhoods: () => (cpuSeconds() - turn) / (ends - turn),
  },
  stop: () => cpuSeconds() >= ends,
  onIncumbent: (_, { phase, cost, unplaced }) => {
    first = Math.min(first, cpuSeconds())
    if (values.trace) console.log(`${cpuSeconds().toFixed(1)} s  ${phase}  ${valueOf(cost)}  ${unplaced} unplaced`)
  },
})
const value = valueOf(costOf(problem, outcome.places))
const used = cpuSeconds()
if (values.out !== undefined)
  await writeFile(values.out, `${JSON.stringify(seasonSolution(problem, outcome.places))}\n`)
console.log(
  `${values.instance}: ${value} · ${outcome.unplaced} of ${problem.activities} unplaced · seed ${values.seed} · first plan ` +
    `${first.toFixed(1)} s, all ${used.toFixed(1)} CPU s · ${(outcome.tries / (turn - began) / 1e6).toFixed(1)} M tries/s, ` +
    `${outcome.rounds} neighbourhoods · ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`,
)
const patience = Number(values.bound)
const bound = patience > 0 ? boundOf(problem, exact, { seconds: patience, search: false, stop: () => false }) : null
if (bound === null) console.log('no bound was had')
else {
  const most = valueOf(bound.cost)
  const spent = (cpuSeconds() - used).toFixed(1)
  console.log(
    `bound ${most.toFixed(2)} by ${bound.by} in ${spent} CPU s: the plan is at ${((100 * value) / most).toFixed(2)} %`,
  )
}
