import { signal, type ReadonlySignal } from '@preact/signals'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { call } from '../../api/call.ts'
import { listOrders } from '../../api/routes.ts'
import type { Failing } from '../../components/Failure.tsx'

export type OrderList =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | {
      readonly kind: 'ready'
      readonly orders: readonly OrderWire[]
      readonly next: string | null
      /** When it was read, epoch milliseconds: what is past is past by it. */
      readonly at: number
      readonly more: 'idle' | 'loading'
    }

export interface OrdersModel {
  readonly list: ReadonlySignal<OrderList>
  load(): Promise<void>
  /** The newest orders again, in place: what the reader looks at does not jump. */
  refresh(): Promise<void>
  loadMore(): Promise<void>
}

export function createOrdersModel(clock: () => number = Date.now): OrdersModel {
  const list = signal<OrderList>({ kind: 'loading' })
  return {
    list,
    async load() {
      list.value = { kind: 'loading' }
      const reply = await call(listOrders, { query: {} })
      list.value =
        reply.kind === 'ok'
          ? { kind: 'ready', orders: reply.body.items, next: reply.body.nextCursor, at: clock(), more: 'idle' }
          : { kind: 'failed', failing: reply }
    },
    async refresh() {
      const reply = await call(listOrders, { query: {} })
      const now = list.value
      if (reply.kind !== 'ok' || now.kind !== 'ready') return
      const { items, nextCursor } = reply.body
      const last = items.at(-1)?.id ?? ''
      // Ids grow with time, and the list goes backwards.
      const older = nextCursor === null ? [] : now.orders.filter(({ id }) => id < last)
      list.value = {
        ...now,
        orders: [...items, ...older],
        next: older.length > 0 ? now.next : nextCursor,
        at: clock(),
      }
    },
    async loadMore() {
      const now = list.value
      if (now.kind !== 'ready' || now.next === null || now.more === 'loading') return
      list.value = { ...now, more: 'loading' }
      const reply = await call(listOrders, { query: { cursor: now.next } })
      list.value =
        reply.kind === 'ok'
          ? { ...now, orders: [...now.orders, ...reply.body.items], next: reply.body.nextCursor, more: 'idle' }
          : now
    },
  }
}
