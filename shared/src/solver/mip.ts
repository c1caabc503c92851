/** A mixed integer program to be made smallest: what an exact solver takes. Rows are packed one after another. */
export interface Mip {
  readonly cost: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  readonly whole: readonly boolean[]
  readonly rowLower: readonly number[]
  readonly rowUpper: readonly number[]
  readonly rowAt: readonly number[]
  readonly columns: readonly number[]
  readonly values: readonly number[]
}

/** Bounds of one exact search. The same seed gives the same plan only as long as no search runs into `seconds`. */
export interface MipLimits {
  readonly seconds: number
  readonly nodes: number
  /** Asked often; true ends the search. */
  readonly stop: () => boolean
  /** A solution to begin with. */
  readonly start?: readonly number[]
  /** Leaves out that columns are whole: the bound alone. */
  readonly relaxed?: boolean
  /** Stop when the best is proven to be within so much of the bound. */
  readonly gap?: number
}

/** `bound`: no solution costs less, as far as was proven. `values` is absent when no solution was found. */
export interface MipAnswer {
  readonly status: 'optimal' | 'infeasible' | 'limit'
  readonly values?: Float64Array
  readonly cost?: number
  readonly bound: number
  /** Of a relaxation, what each column would cost above the optimum, per unit. */
  readonly reduced?: Float64Array
}

/** An exact solver, given from outside: this package has none. */
export type SolveMip = (mip: Mip, limits: MipLimits) => MipAnswer

/** A program in the making. */
export interface Draft {
  column(cost: number, lower: number, upper: number, whole: boolean): number
  row(lower: number, upper: number, columns: readonly number[], values: readonly number[]): void
  done(): Mip
}

/** An empty program. */
export function draftMip(): Draft {
  const cost: number[] = []
  const lower: number[] = []
  const upper: number[] = []
  const whole: boolean[] = []
  const rowLower: number[] = []
  const rowUpper: number[] = []
  const rowAt = [0]
  const columns: number[] = []
  const values: number[] = []
  return {
    column(price, least, most, isWhole) {
      lower.push(least)
      upper.push(most)
      whole.push(isWhole)
      return cost.push(price) - 1
    },
    row(least, most, of, factors) {
      rowLower.push(least)
      rowUpper.push(most)
      of.forEach((column, k) => {
        columns.push(column)
        values.push(factors[k]!)
      })
      rowAt.push(columns.length)
    },
    done: () => ({ cost, lower, upper, whole, rowLower, rowUpper, rowAt, columns, values }),
  }
}
