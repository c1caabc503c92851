import type { Plan } from '@gongyue/shared/scheduling/repair/plan.ts'
import type { Cause, RepairSnapshot } from '@gongyue/shared/scheduling/repair/problem.ts'
import type { Repaired, RepairOptions } from '@gongyue/shared/scheduling/repair/repair.ts'

/** What a thread that mends is given. Everything is plain data. */
export interface RepairOrder {
  readonly snapshot: RepairSnapshot
  readonly cause: Cause
  readonly options: Omit<RepairOptions, 'stop' | 'onPlan'>
  /** One number, shared: not 0 ends the search. */
  readonly halt: Int32Array
}

/** What it says. */
export type RepairNews =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'done'; readonly repaired: Repaired }
