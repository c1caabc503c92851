import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { DeclineReason } from '@gongyue/shared/domain/order.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import type { KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Competitor, OrderRecord } from '@gongyue/db/queries/orders.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Seen } from '../decision-records/keep-decision.ts'
import type { Fault } from '../../plugins/problems.ts'
import type { Givable } from '../services/claim.ts'
import type { Changed } from './change-once.ts'

/** What an officer says of some or all open lines of an order. */
export interface DecideOrder {
  readonly who: Who
  readonly orderId: string
  readonly lineIds: readonly string[] | null
  readonly decision: 'accept' | 'decline'
  readonly reasonCode: DeclineReason | null
  readonly reason: string | null
  readonly waivers: readonly { readonly constraint: string; readonly reason: string }[]
  /** Which of the competing requests, named in a warning before, are declined by this: all, none, or the lines that were seen. */
  readonly displace: boolean | readonly string[]
  /** The version the officer looked at, or null. */
  readonly version: number | null
  readonly keyed: KeyedRequest | null
  readonly dryRun: boolean
}

/** What became of it. */
export type Decided = Changed<No>

/** A "no" found inside the transaction: carried out of it, after a rollback, as a value. */
export type No =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'stale' | 'already-decided'; readonly order: OrderRecord }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  /** The room for a service was declined, or given up. */
  | { readonly kind: 'room-declined' }
  | { readonly kind: 'would-displace'; readonly competitors: readonly Competitor[] }
  | {
      readonly kind: 'refused'
      readonly asked: readonly Claim[]
      readonly violations: readonly Violation[]
      /** Of now: what is offered instead must lie ahead. */
      readonly facts: Facts
      /** What the rules were shown; absent where services are judged with the rooms. */
      readonly seen?: Seen
      /** Open services among what was asked: for them other dates are looked for. */
      readonly services?: readonly { readonly index: number; readonly line: Givable }[]
    }
  /** Others kept getting in between; nothing was written. */
  | { readonly kind: 'contended' }

/** What it looked at changed meanwhile: the whole decision is made again. */
export interface LookAgain {
  readonly kind: 'look-again'
}
