import type { SolveMip } from './mip.ts'
import type { Problem } from './problem.ts'
import { rowsOf } from './rows.ts'

/** What an option may cost above the relaxation's optimum to be worth a column, in grains. */
const SLACK = 3

/**
 * The options that good plans are made of: those which the relaxation of the whole problem would take for little more than its
 * optimum. Neighbourhoods of these alone have a fraction of the columns, so that more activities can be free at a time. By
 * option, 1 or 0; `undefined` when the relaxation is not solved in time.
 */
export function promisingOptions(
  problem: Problem,
  solve: SolveMip,
  limits: { readonly seconds: number; readonly stop: () => boolean },
): Uint8Array | undefined {
  const { optionAt, options, spec } = problem
  const everyone = Array.from({ length: problem.activities }, (_, activity) => activity)
  const { mip, columnsOf } = rowsOf(problem, problem.pinned, everyone)
  const { reduced } = solve(mip, { ...limits, nodes: 1, relaxed: true })
  if (reduced === undefined) return undefined
  const kept = new Uint8Array(options.length)
  for (const [w, columns] of columnsOf) {
    const priceOf = new Map(columns.map(({ place, column }) => [place, reduced[column]!]))
    for (let o = optionAt[w]!; o < optionAt[w + 1]!; o++)
      if ((priceOf.get(options[o]!) ?? Infinity) <= SLACK * spec.grain) kept[o] = 1
  }
  return kept
}
