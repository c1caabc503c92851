import { signal, type ReadonlySignal } from '@preact/signals'
import type { LineWire, OrderWire, QueueWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire, ViolationWire } from '@gongyue/shared/api/problem.ts'
import type { DeclineReason } from '@gongyue/shared/domain/order.ts'
import { call, isProblem } from '../api/call.ts'
import { idempotencyKeys } from '../api/idempotency.ts'
import { decideOrder } from '../api/more-routes.ts'
import { readOrder } from '../api/routes.ts'

/** A request that would lose, with enough to know whose it is. */
export type Loser = NonNullable<ProblemWire['competitors']>[number]

/** How far the officer is with some lines of one order. */
export type Deciding =
  | { readonly kind: 'open' }
  | { readonly kind: 'sending' }
  /** Others would lose: told before it happens, done only on the officer's word. */
  | { readonly kind: 'displacing'; readonly losers: readonly Loser[] }
  | { readonly kind: 'refused'; readonly violations: readonly ViolationWire[] }
  /** Somebody else was quicker; `order` is its state now. */
  | { readonly kind: 'late'; readonly order: OrderWire | null }
  | {
      readonly kind: 'failing'
      readonly failing: { readonly kind: 'offline' } | { readonly kind: 'problem'; readonly problem: ProblemWire }
    }
  | {
      readonly kind: 'done'
      readonly order: OrderWire
      readonly decision: 'accept' | 'decline'
      readonly displaced: number
    }

export interface Waiver {
  readonly constraint: string
  readonly reason: string
}

export type Choice =
  | { readonly decision: 'accept'; readonly waivers: readonly Waiver[]; readonly displace: boolean }
  | { readonly decision: 'decline'; readonly reasonCode: DeclineReason; readonly reason: string }

/** What the queue knows of a line: who competes, and what the rules say. */
export type QueueLine = QueueWire['items'][number]['lines'][number]

export interface Decision {
  readonly state: ReadonlySignal<Deciding>
  readonly decide: (choice: Choice) => Promise<void>
  /** Back to the open question, after a warning that was not confirmed. */
  readonly reopen: () => void
}

/** One question to the officer: these lines of this order. `onSettled` is told when it has an answer, by whomever. */
export function createDecision(
  orderId: string,
  lineIds: readonly string[],
  onSettled: (settled: Extract<Deciding, { readonly kind: 'done' | 'late' }>) => void,
  send: typeof call = call,
): Decision {
  const state = signal<Deciding>({ kind: 'open' })
  const keyFor = idempotencyKeys()

  const late = async (): Promise<void> => {
    const reply = await send(readOrder, { params: { id: orderId } })
    const settled = { kind: 'late', order: reply.kind === 'ok' ? reply.body : null } as const
    state.value = settled
    onSettled(settled)
  }

  const decide = async (choice: Choice): Promise<void> => {
    if (state.value.kind === 'sending') return
    const displaced = state.value.kind === 'displacing' ? state.value.losers.length : 0
    state.value = { kind: 'sending' }
    const body = { lineIds: [...lineIds], ...bodyOf(choice) }
    const reply = await send(decideOrder, { params: { id: orderId }, body, idempotencyKey: keyFor({ orderId, body }) })
    if (reply.kind === 'ok') {
      const settled = { kind: 'done', order: reply.body, decision: choice.decision, displaced } as const
      state.value = settled
      onSettled(settled)
    } else if (reply.kind === 'offline') state.value = { kind: 'failing', failing: reply }
    else if (isProblem(reply.problem, 'would-displace'))
      state.value = { kind: 'displacing', losers: reply.problem.competitors ?? [] }
    else if (isProblem(reply.problem, 'refused'))
      state.value = { kind: 'refused', violations: reply.problem.violations ?? [] }
    else if (isProblem(reply.problem, 'already-decided') || isProblem(reply.problem, 'stale')) await late()
    else state.value = { kind: 'failing', failing: reply }
  }

  return { state, decide, reopen: () => (state.value = { kind: 'open' }) }
}

/** The lines that still wait. */
export function pendingLines(order: Pick<OrderWire, 'lines'>): readonly LineWire[] {
  return order.lines.filter(({ state }) => state === 'pending')
}

function bodyOf(choice: Choice) {
  if (choice.decision === 'decline')
    return {
      decision: choice.decision,
      reasonCode: choice.reasonCode,
      ...(choice.reason.trim() ? { reason: choice.reason.trim() } : {}),
    }
  return {
    decision: choice.decision,
    ...(choice.waivers.length > 0
      ? { waivers: choice.waivers.map(({ constraint, reason }) => ({ constraint, reason: reason.trim() })) }
      : {}),
    ...(choice.displace ? { displace: true } : {}),
  }
}
