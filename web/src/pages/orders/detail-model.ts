import { signal, type ReadonlySignal } from '@preact/signals'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { call } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { cancelOrder, readOrder } from '../../api/routes.ts'
import type { Failing } from '../../components/Failure.tsx'

export type OrderState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  /** `at`: when it was read, epoch milliseconds. */
  | { readonly kind: 'ready'; readonly order: OrderWire; readonly at: number }

/** The cancelling of some lines: asked first, then sent. */
export type Cancelling =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking'; readonly lineIds: readonly string[]; readonly failing: Failing | null }
  | { readonly kind: 'sending'; readonly lineIds: readonly string[] }

export interface DetailModel {
  readonly state: ReadonlySignal<OrderState>
  readonly cancelling: ReadonlySignal<Cancelling>
  load(): Promise<void>
  /** Reads the order again, in place. */
  refresh(): Promise<void>
  askCancel(lineIds: readonly string[]): void
  keep(): void
  /** @returns true when the lines are cancelled */
  cancel(reason: string): Promise<boolean>
}

export function createDetailModel(id: string, clock: () => number = Date.now): DetailModel {
  const state = signal<OrderState>({ kind: 'loading' })
  const cancelling = signal<Cancelling>({ kind: 'idle' })
  const keyFor = idempotencyKeys()
  return {
    state,
    cancelling,
    async load() {
      state.value = { kind: 'loading' }
      const reply = await call(readOrder, { params: { id } })
      if (reply.kind === 'ok') state.value = { kind: 'ready', order: reply.body, at: clock() }
      // An id that is no id is as little found as one of another branch.
      else if (reply.kind === 'problem' && [400, 403, 404].includes(reply.problem.status))
        state.value = { kind: 'not-found' }
      else state.value = { kind: 'failed', failing: reply }
    },
    async refresh() {
      const reply = await call(readOrder, { params: { id } })
      if (reply.kind === 'ok' && state.value.kind === 'ready')
        state.value = { kind: 'ready', order: reply.body, at: clock() }
    },
    askCancel(lineIds) {
      cancelling.value = { kind: 'asking', lineIds, failing: null }
    },
    keep() {
      if (cancelling.value.kind !== 'sending') cancelling.value = { kind: 'idle' }
    },
    async cancel(reason) {
      const asked = cancelling.value
      if (asked.kind !== 'asking') return false
      const { lineIds } = asked
      cancelling.value = { kind: 'sending', lineIds }
      const text = reason.trim()
      const body = { lineIds: [...lineIds], ...(text ? { reason: text } : {}) }
      const reply = await call(cancelOrder, { params: { id }, body, idempotencyKey: keyFor(body) })
      if (reply.kind === 'ok') {
        state.value = { kind: 'ready', order: reply.body, at: clock() }
        cancelling.value = { kind: 'idle' }
        return true
      }
      cancelling.value = { kind: 'asking', lineIds, failing: reply }
      return false
    },
  }
}
