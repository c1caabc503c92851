import type { FastifyInstance } from 'fastify'
import { orderStateOf } from '@gongyue/shared/domain/order.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { releaseClaims } from '@gongyue/db/queries/claims.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import {
  cancelReservations,
  lockOrders,
  readOrders,
  setOrderState,
  withdrawLines,
  type LineRecord,
  type OrderRecord,
} from '@gongyue/db/queries/orders.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { mayActFor } from './asked.ts'
import { orderWire } from './wire.ts'

export interface CancelOrder {
  readonly who: Who
  readonly orderId: string
  readonly lineIds: readonly string[] | null
  readonly reason: string | null
  readonly version: number | null
  readonly keyed: KeyedRequest | null
}

export type Cancelled =
  | Exclude<Idempotent<OrderRecord>, { readonly kind: 'done' }>
  | { readonly kind: 'cancelled'; readonly order: OrderRecord }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'stale' | 'already-decided' | 'too-late-to-cancel'; readonly order: OrderRecord }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

type No = Exclude<Cancelled, { readonly kind: 'cancelled' | 'again' | 'reused' }>

/** Withdraws open lines and cancels reservations; what they held is free at once. The booker until the policy's limit, the desk until the end. */
export async function cancelOrder(app: FastifyInstance, request: CancelOrder): Promise<Cancelled> {
  const house = await app.houses.current(request.who.facilityId)
  const now = app.clock()
  const facts = factsAt(house, now)
  const latest = mayEnter(request.who.roles, 'desk') ? now : now + facts.policy.cancelMinutes * MINUTE
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      let no: No | undefined
      const done = await idempotent<OrderRecord | null>(
        tx,
        request.keyed,
        async () => {
          const [seen] = await readOrders(tx.client, facts.facilityId, [request.orderId])
          if (!seen || !mayActFor(request.who, seen.partyId, facts)) no = { kind: 'not-found' }
          else {
            const result = await cancel(app, tx, request, now, latest)
            if ('lines' in result) return result
            no = result
          }
          return null
        },
        (order) => ({ status: 200, response: order && orderWire(order, facts.timeZone, true) }),
      )
      if (done.kind !== 'done') return done
      if (no) return tx.undo(no)
      if (!done.value) throw new Error(`order ${request.orderId} was neither cancelled nor refused`)
      return { kind: 'cancelled', order: done.value }
    },
    { dice: app.dice },
  )
}

async function cancel(
  app: FastifyInstance,
  tx: Tx,
  request: CancelOrder,
  now: number,
  latest: number,
): Promise<OrderRecord | No> {
  const { facilityId, userId } = request.who
  await lockOrders(tx.client, facilityId, [request.orderId])
  const [order] = await readOrders(tx.client, facilityId, [request.orderId])
  if (!order) return { kind: 'not-found' }
  if (request.version !== null && request.version !== order.version) return { kind: 'stale', order }
  const unknown = (request.lineIds ?? []).flatMap((id, i): readonly Fault[] =>
    order.lines.some((line) => line.id === id) ? [] : [{ pointer: `/lineIds/${i}`, key: 'not-there', params: {} }],
  )
  if (unknown.length > 0) return { kind: 'malformed', errors: unknown }
  const meant = order.lines.filter((line) =>
    request.lineIds === null ? isOpen(line) : request.lineIds.includes(line.id),
  )
  const lines = meant.filter(isOpen)
  if (lines.length === 0 || lines.length < meant.length) return { kind: 'already-decided', order }
  // the desk may end what is running; what has ended is history for everybody
  if (lines.some(({ reservation, start, end }) => reservation && (latest === now ? end : start) <= latest))
    return { kind: 'too-late-to-cancel', order }
  const reservationIds = lines.flatMap(({ reservation }) => (reservation ? [reservation.id] : []))
  await withdrawLines(
    tx.client,
    facilityId,
    lines.map(({ id }) => id),
    request.reason,
  )
  await cancelReservations(tx.client, facilityId, reservationIds)
  await releaseClaims(tx.client, facilityId, reservationIds)
  const [left] = await readOrders(tx.client, facilityId, [order.id])
  const state = orderStateOf((left?.lines ?? []).map((line) => line.state))
  await setOrderState(tx.client, facilityId, order.id, state)
  await auditRow(tx.client, {
    facilityId,
    auditId: app.newId(),
    at: now,
    userId,
    action: 'cancel-order',
    noun: 'order',
    nounId: order.id,
    data: { lineIds: lines.map(({ id }) => id), reason: request.reason, state },
  })
  return { ...order, ...left, state, version: order.version + 1 }
}

/** A line that there is still something to give back of. */
function isOpen({ state, reservation }: LineRecord): boolean {
  return state === 'pending' || (state === 'accepted' && reservation?.state === 'confirmed')
}
