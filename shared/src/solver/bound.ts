import type { SolveMip } from './mip.ts'
import { pooledRows } from './pooled.ts'
import type { Problem } from './problem.ts'
import { rowsOf } from './rows.ts'

/**
 * Below what no plan can cost, and how it was proven: by the relaxation, by an exact search, or, for large seasons, by the
 * relaxation with all spaces thrown together. `null` when nothing was proven in time.
 */
export type Bound = { readonly cost: number; readonly by: 'relaxation' | 'search' | 'pool' } | null

/** More columns than this take the exact solver minutes for the relaxation alone. */
const MOST_COLUMNS = 120_000

/**
 * A proven bound: the program of the whole problem, solved as if activities could be split. With `search` the exact search goes
 * on from there. Where that program is too large, a smaller one that asks for less.
 */
export function boundOf(
  problem: Problem,
  solve: SolveMip,
  { seconds, search, stop }: { readonly seconds: number; readonly search: boolean; readonly stop: () => boolean },
): Bound {
  const limits = { seconds, nodes: 2 ** 30, stop }
  if (problem.options.length > MOST_COLUMNS) {
    const pooled = pooledRows(problem)
    if (pooled === null || pooled.mip.cost.length > MOST_COLUMNS) return null
    const { bound } = solve(pooled.mip, { ...limits, relaxed: true })
    return Number.isFinite(bound) ? { cost: bound + pooled.constant, by: 'pool' } : null
  }
  const all = Array.from({ length: problem.activities }, (_, activity) => activity)
  const { mip, constant } = rowsOf(problem, problem.pinned, all)
  const { bound } = solve(mip, search ? limits : { ...limits, relaxed: true })
  return Number.isFinite(bound) ? { cost: bound + constant, by: search ? 'search' : 'relaxation' } : null
}
