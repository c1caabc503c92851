import { readFile, writeFile } from 'node:fs/promises'
import { type CttInstance, parseCtt } from '@gongyue/shared/solver/ctt/parse.ts'
import { cttSolution, cttSpec } from '@gongyue/shared/solver/ctt/problem.ts'
import { costOf, violationsOf } from '@gongyue/shared/solver/evaluate.ts'
import { problemOf } from '@gongyue/shared/solver/problem.ts'
import { solve } from '@gongyue/shared/solver/solve.ts'
import { judgeCtt } from '../../tests/shared/solver/ctt-checker.ts'
import { cpuSeconds } from './cpu.ts'

/** What one run on one timetable came to. */
export interface CttRun {
  readonly cost: number
  /** Lectures without a place: the file lacks their lines. */
  readonly missing: readonly string[]
  /** Hard rules broken, as the engine's referee and the independent checker say. */
  readonly faults: readonly string[]
  readonly cpu: number
  readonly triesASecond: number
}

/** CPU seconds kept for writing and judging the answer. */
const RESERVE = 0.1

/** Solves one file in so many CPU seconds of this process, its start included, and writes what there is. */
export async function runCtt(file: string, seconds: number, seed: number, out: string | undefined): Promise<CttRun> {
  const text = await readFile(file, 'utf8')
  const instance = parseCtt(text)
  const problem = problemOf(cttSpec(instance))
  const began = cpuSeconds()
  const ends = Math.max(began + 0.01, seconds - RESERVE)
  const outcome = solve(problem, {
    seed,
    budget: { annealing: () => (cpuSeconds() - began) / (ends - began), neighbourhoods: () => 1 },
    stop: () => false,
  })
  const triesASecond = outcome.tries / (cpuSeconds() - began)
  const solution = cttSolution(problem, outcome.places)
  if (out !== undefined) await writeFile(out, solution)
  const cost = costOf(problem, outcome.places)
  const missing = missingOf(instance, solution)
  const referee = violationsOf(problem, outcome.places).filter(({ level }) => level === 'hard')
  const verdict = judgeCtt(text, solution)
  const faults = [
    ...referee.map(({ constraint, params }) => `${constraint} ${JSON.stringify(params)}`),
    ...(missing.length === 0 ? verdict.hard : []),
    ...(missing.length === 0 && verdict.cost !== cost
      ? [`the checker counts ${verdict.cost}, the engine ${cost}`]
      : []),
  ]
  return { cost: verdict.cost, missing, faults, cpu: cpuSeconds(), triesASecond }
}

/** Courses with fewer lines than lectures, and how many are lacking. */
function missingOf({ courses }: CttInstance, solution: string): readonly string[] {
  const lines = solution.split('\n').map((line) => line.split(' ')[0])
  return courses.flatMap(({ id, lectures }) => {
    const short = lectures - lines.filter((course) => course === id).length
    return short > 0 ? [`${id}: ${short} of ${lectures}`] : []
  })
}
