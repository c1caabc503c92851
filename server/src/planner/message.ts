import type { SpecFault } from '@gongyue/shared/solver/check-spec.ts'
import type { PinFault } from '@gongyue/shared/solver/pins.ts'
import type { Option, ProblemSpec, Wish } from '@gongyue/shared/solver/problem.ts'
import type { Outcome, Progress } from '@gongyue/shared/solver/solve.ts'

/** When a run ends: after so many tries and neighbourhoods, which can be repeated, or after CPU time, which can not. */
export type Limit =
  | { readonly kind: 'counted'; readonly tries: number; readonly rounds: number }
  | { readonly kind: 'seconds'; readonly seconds: number }

/** What a worker is given. Options travel as numbers: half a million objects would hold up the sender. */
export interface Order {
  readonly spec: PackedSpec
  readonly seed: number
  readonly limit: Limit
  /** Without it there are no large neighbourhoods. */
  readonly exact: boolean
  readonly from?: Int32Array
  /** One number, shared: not 0 ends the run. */
  readonly halt: Int32Array
}

/** What a worker says. */
export type News =
  | {
      readonly kind: 'incumbent'
      readonly places: Int32Array
      readonly progress: Progress
      readonly triesASecond: number
    }
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** Why there is no plan: what is wrong in the spec, or which pins can not be. */
export type Refusal =
  | { readonly kind: 'spec'; readonly faults: readonly SpecFault[] }
  | { readonly kind: 'pins'; readonly faults: readonly PinFault[] }

/** A spec whose options are triples of space, start and cost. */
export type PackedSpec = Omit<ProblemSpec, 'wishes'> & {
  readonly wishes: readonly (Omit<Wish, 'options'> & { readonly options: Int32Array<ArrayBuffer> })[]
}

/** Packs the options of a spec. */
export function pack(spec: ProblemSpec): PackedSpec {
  return {
    ...spec,
    wishes: spec.wishes.map((wish) => {
      const options = new Int32Array(wish.options.length * 3)
      wish.options.forEach(({ space, start, cost }, k) => options.set([space, start, cost], k * 3))
      return { ...wish, options }
    }),
  }
}

/** The spec that was packed. */
export function unpack(packed: PackedSpec): ProblemSpec {
  return {
    ...packed,
    wishes: packed.wishes.map((wish) => ({
      ...wish,
      options: Array.from({ length: wish.options.length / 3 }, (_, k): Option => {
        const [space = 0, start = 0, cost = 0] = wish.options.subarray(k * 3, k * 3 + 3)
        return { space, start, cost }
      }),
    })),
  }
}
