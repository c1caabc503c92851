import { readFile, writeFile } from 'node:fs/promises'
import { boundOf } from '@gongyue/shared/solver/bound.ts'
import { costOf } from '@gongyue/shared/solver/evaluate.ts'
import type { SolveMip } from '@gongyue/shared/solver/mip.ts'
import { type Problem, problemOf } from '@gongyue/shared/solver/problem.ts'
import { CENTS, type SeasonInstance, seasonOf, seasonSolution } from '@gongyue/shared/solver/season/problem.ts'
import { emptyPlan } from '@gongyue/shared/solver/plan.ts'
import { rowsOf } from '@gongyue/shared/solver/rows.ts'
import { annealingShare, solve } from '@gongyue/shared/solver/solve.ts'
import { cpuSeconds } from './cpu.ts'

/** A week as a benchmark takes it. */
export interface Week {
  readonly problem: Problem
  /** Turns a cost into what the plan is worth, in the instance's own units. */
  readonly valueOf: (cost: number) => number
}

/** What one allocation came to. */
export interface Allocation {
  readonly value: number
  readonly unplaced: number
  /** CPU seconds until the first whole plan, and of all. */
  readonly first: number
  readonly cpu: number
  readonly triesASecond: number
  readonly rounds: number
  readonly places: Int32Array
}

/** CPU seconds kept for writing the answer. */
const RESERVE = 0.35

/** CPU seconds that the relaxation takes for each option, and the part of all that is worth it. */
const RELAXING = 2e-4
const RELAXED = 0.15

/** Packs an instance. */
export function weekOf(instance: SeasonInstance): Week {
  const { spec, perfect } = seasonOf(instance)
  return { problem: problemOf(spec), valueOf: (cost) => (perfect - cost) / CENTS }
}

/** Reads an instance file. */
export async function readWeek(file: string): Promise<Week> {
  // the file is the benchmark's own; what is missing in it fails in the first sum
  return weekOf(JSON.parse(await readFile(file, 'utf8')) as SeasonInstance)
}

/** Allocates in so many CPU seconds of this process, its start included. */
export function allocate(
  { problem, valueOf }: Week,
  exact: SolveMip,
  seconds: number,
  seed: number,
  say?: (line: string) => void,
): Allocation {
  const began = cpuSeconds()
  const ends = Math.max(began + 0.01, seconds - RESERVE)
  const turn = began + (ends - began) * annealingShare(problem)
  let first = Number.NaN
  const relaxation = problem.options.length * RELAXING
  const outcome = solve(problem, {
    ...{ seed, exact, ...(relaxation <= RELAXED * seconds ? { relaxation: 2 * relaxation } : {}) },
    budget: {
      annealing: () => (cpuSeconds() - began) / (turn - began),
      neighbourhoods: () => (cpuSeconds() - turn) / (ends - turn),
    },
    stop: () => cpuSeconds() >= ends,
    onIncumbent: (_, { phase, cost, unplaced }) => {
      if (Number.isNaN(first)) first = cpuSeconds()
      say?.(`${cpuSeconds().toFixed(1)} s  ${phase}  ${valueOf(cost)}  ${unplaced} unplaced`)
    },
  })
  return {
    ...{ value: valueOf(costOf(problem, outcome.places)), unplaced: outcome.unplaced, first, cpu: cpuSeconds() },
    ...{ triesASecond: outcome.tries / (turn - began), rounds: outcome.rounds, places: outcome.places },
  }
}

/** The plan as `[{ request, room, start }]`. */
export async function writeAllocation(file: string, { problem }: Week, places: Int32Array): Promise<void> {
  await writeFile(file, `${JSON.stringify(seasonSolution(problem, places))}\n`)
}

/** The most that any plan can be worth, as the relaxation proves, and its CPU seconds; null when none was had. */
export function mostOf(
  { problem, valueOf }: Week,
  exact: SolveMip,
  seconds: number,
): { most: number; by: string; cpu: number } | null {
  const began = cpuSeconds()
  const bound = boundOf(problem, exact, { seconds, search: false, stop: () => false })
  return bound === null ? null : { most: valueOf(bound.cost), by: bound.by, cpu: cpuSeconds() - began }
}

/** The exact solver alone, from nothing, with the same CPU seconds: what it finds, and its own bound. */
export function peerAlone(
  { problem, valueOf }: Week,
  exact: SolveMip,
  seconds: number,
): { value: number; bound: number; cpu: number } {
  const began = cpuSeconds()
  const everyone = Array.from({ length: problem.activities }, (_, activity) => activity)
  const rows = rowsOf(problem, problem.pinned, everyone)
  const left = Math.max(0.01, seconds - (cpuSeconds() - began))
  const { values, bound } = exact(rows.mip, { seconds: left, nodes: 2 ** 30, stop: () => false })
  const cost = values === undefined ? emptyPlan(problem).score.cost : costOf(problem, rows.decode(values))
  return { value: valueOf(cost), bound: valueOf(bound + rows.constant), cpu: cpuSeconds() - began }
}
