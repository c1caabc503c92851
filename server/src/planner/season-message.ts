import type { Allocated, SeasonInputs } from '@gongyue/shared/scheduling/season/inputs.ts'
import type { Allocation } from '@gongyue/shared/scheduling/season/allocate.ts'

/** When a season's run ends: after so many tries, which can be repeated, or after seconds of the processor. */
export type SeasonLimit =
  | { readonly kind: 'counted'; readonly tries: number }
  | { readonly kind: 'seconds'; readonly seconds: number; readonly used: number }

/** What a thread that allocates a season is given. Everything is plain data. */
export interface SeasonOrder {
  readonly inputs: SeasonInputs
  readonly seed: number
  readonly limit: SeasonLimit
  readonly from: readonly Allocated[] | null
  /** One number, shared: not 0 ends the run. */
  readonly halt: Int32Array
}

/** What is told of a run as it goes on. */
export interface SeasonProgress {
  readonly phase: 'construct' | 'anneal' | 'neighbourhoods' | 'bound'
  /** Of the processor, those of earlier processes counted in. */
  readonly seconds: number
}

/** What it says. */
export type SeasonNews =
  | (SeasonProgress & {
      readonly kind: 'incumbent'
      readonly plan: readonly Allocated[]
      readonly cost: number
      readonly unplaced: number
      readonly triesASecond: number
      readonly score: { readonly hard: number; readonly medium: number; readonly soft: number }
    })
  | (SeasonProgress & { readonly kind: 'phase' })
  | { readonly kind: 'done'; readonly allocation: Allocation; readonly seconds: number }
