import type { MipAnswer, MipLimits, SolveMip } from '@gongyue/shared/solver/mip.ts'
import highsModule, { type Highs, type InitOptions } from 'highs'

// The package's types take its loader for a member of the module or for the module, depending on how TypeScript resolves it;
// Node gets the loader.
const loadHighs = highsModule as unknown as (options?: InitOptions) => Promise<Highs>

/**
 * HiGHS, the exact solver, as WebAssembly. Loading takes some 50 ms; a call blocks its thread until it ends. `clock` gives
 * seconds: HiGHS itself would count the time in which other programs had the processor.
 */
export async function highsSolver(clock: () => number = () => performance.now() / 1000): Promise<SolveMip> {
  const highs = await loadHighs()
  const { callbackType, modelStatus } = highs.constants
  return (mip, limits) =>
    highs.withModel(
      {
        numCols: mip.cost.length,
        numRows: mip.rowLower.length,
        colCost: Float64Array.from(mip.cost),
        colLower: Float64Array.from(mip.lower),
        colUpper: Float64Array.from(mip.upper),
        rowLower: Float64Array.from(mip.rowLower),
        rowUpper: Float64Array.from(mip.rowUpper),
        matrix: {
          format: 'csr',
          numRows: mip.rowLower.length,
          numCols: mip.cost.length,
          starts: Int32Array.from(mip.rowAt),
          indices: Int32Array.from(mip.columns),
          values: Float64Array.from(mip.values),
        },
        ...(limits.relaxed === true ? {} : { integrality: Int32Array.from(mip.whole, (whole) => (whole ? 1 : 0)) }),
      },
      (model): MipAnswer => {
        model.options.set({ output_flag: false, ...searchOptions(limits) })
        const ends = clock() + limits.seconds
        if (limits.start !== undefined) model.setSolution({ colValue: Float64Array.from(limits.start) })
        const halt = (event: { interrupt(): void }): undefined => {
          if (limits.stop() || clock() > ends) event.interrupt()
          return undefined
        }
        model.run({
          [callbackType.simplexInterrupt]: halt,
          [callbackType.ipmInterrupt]: halt,
          [callbackType.mipInterrupt]: halt,
        })
        return answerOf(model, limits, modelStatus)
      },
    )
}

type HighsModel = ReturnType<Highs['createModel']>

function searchOptions({ relaxed, nodes, gap }: MipLimits): Record<string, number> {
  return relaxed === true ? {} : { mip_max_nodes: nodes, mip_rel_gap: gap ?? 0 }
}

function answerOf(model: HighsModel, { relaxed }: MipLimits, status: Highs['constants']['modelStatus']): MipAnswer {
  const is = model.getModelStatus()
  if (is === status.infeasible) return { status: 'infeasible', bound: Infinity }
  const isOptimal = is === status.optimal || is === status.empty
  const hasSolution = model.info.get('primal_solution_status') === 2
  if (!hasSolution)
    return { status: 'limit', bound: relaxed === true ? -Infinity : Number(model.info.get('mip_dual_bound')) }
  const cost = model.getObjectiveValue()
  const { colValue, colDual } = model.getSolution()
  return {
    status: isOptimal ? 'optimal' : 'limit',
    values: colValue,
    cost,
    ...(relaxed === true && isOptimal ? { reduced: colDual } : {}),
    bound: relaxed === true ? (isOptimal ? cost : -Infinity) : Number(model.info.get('mip_dual_bound')),
  }
}
