import type { SolveMip } from './mip.ts'
import type { Problem } from './problem.ts'
import { rowsOf } from './rows.ts'

/** Below what no plan can cost, and how long the proof was let run. `null` when nothing was proven in time. */
export type Bound = { readonly cost: number; readonly by: 'relaxation' | 'search' } | null

/** More columns than this take the exact solver minutes for the relaxation alone. */
const MOST_COLUMNS = 120_000

/**
 * A proven bound: the program of the whole problem, solved as if activities could be split. With `seconds` left over, the
 * exact search goes on from there.
 */
export function boundOf(
  problem: Problem,
  solve: SolveMip,
  { seconds, search, stop }: { readonly seconds: number; readonly search: boolean; readonly stop: () => boolean },
): Bound {
  if (problem.options.length > MOST_COLUMNS) return null
  const all = Array.from({ length: problem.activities }, (_, activity) => activity)
  const { mip, constant } = rowsOf(problem, problem.pinned, all)
  const limits = { seconds, nodes: 2 ** 30, stop }
  const { bound } = solve(mip, search ? limits : { ...limits, relaxed: true })
  return Number.isFinite(bound) ? { cost: bound + constant, by: search ? 'search' : 'relaxation' } : null
}
