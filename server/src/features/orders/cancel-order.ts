import type { FastifyInstance } from 'fastify'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { releaseClaims } from '@gongyue/db/queries/claims.ts'
import type { KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import {
  cancelReservations,
  lockOrders,
  readOrders,
  withdrawLines,
  type LineRecord,
  type OrderRecord,
} from '@gongyue/db/queries/orders.ts'
import type { ServiceLineRecord } from '@gongyue/db/queries/service-lines.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { giveUpServices } from '../services/give-up-services.ts'
import { mayActFor } from './asked.ts'
import { changeOnce, type Changed } from './change-once.ts'
import { settleOrder } from './settle-order.ts'

/** Who gives back which lines; null means all that there is still something to give back of. */
export interface CancelOrder {
  readonly who: Who
  readonly orderId: string
  readonly lineIds: readonly string[] | null
  readonly reason: string | null
  readonly version: number | null
  readonly keyed: KeyedRequest | null
}

export type Cancelled = Changed<No>

type No =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'stale' | 'already-decided' | 'too-late-to-cancel'; readonly order: OrderRecord }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

/** Withdraws open lines and cancels reservations; what they held is free at once. The booker until the policy's limit, the desk until the end. */
export async function cancelOrder(app: FastifyInstance, request: CancelOrder): Promise<Cancelled> {
  const { who, orderId, keyed } = request
  const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
  const limit: Limit = {
    now: facts.now,
    earliestStart: mayEnter(who.roles, 'desk') ? null : facts.now + facts.policy.cancelMinutes * MINUTE,
  }
  return await inTransaction(
    app.pg.pool,
    (tx) =>
      changeOnce<No>(tx, { keyed, timeZone: facts.timeZone }, async () => {
        await lockOrders(tx.client, who.facilityId, [orderId])
        const [order] = await readOrders(tx.client, who.facilityId, [orderId])
        if (!order || !mayActFor(who, order.partyId, facts)) return { kind: 'not-found' }
        return await cancel(app, tx, request, order, limit)
      }),
    { dice: app.dice },
  )
}

/** Until when a reservation may be given back, in epoch milliseconds: never once it has ended; for the booker only when it starts late enough. */
interface Limit {
  readonly now: number
  readonly earliestStart: number | null
}

async function cancel(
  app: FastifyInstance,
  tx: Tx,
  { who, lineIds, version, reason }: CancelOrder,
  order: OrderRecord,
  limit: Limit,
): Promise<OrderRecord | No> {
  if (version !== null && version !== order.version) return { kind: 'stale', order }
  const unknown = (lineIds ?? []).flatMap((id, i): readonly Fault[] =>
    [...order.lines, ...order.services].some((line) => line.id === id)
      ? []
      : [{ pointer: `/lineIds/${i}`, key: 'not-there', params: {} }],
  )
  if (unknown.length > 0) return { kind: 'malformed', errors: unknown }
  const named = (one: { readonly id: string }) => lineIds?.includes(one.id) ?? false
  const lines = lineIds === null ? allToGiveBack(order.lines.filter(isOpen), limit) : order.lines.filter(named)
  const services =
    lineIds === null ? allToGiveBack(order.services.filter(isOpenService), limit) : order.services.filter(named)
  if (lines.length + services.length === 0 || !lines.every(isOpen) || !services.every(isOpenService))
    return { kind: 'already-decided', order }
  if ([...lines, ...services].some((line) => isTooLate(line, limit))) return { kind: 'too-late-to-cancel', order }
  await giveUpServices(app, tx, { facilityId: who.facilityId, services, reason })
  const ids = lines.map(({ id }) => id)
  const reservationIds = lines.flatMap(({ reservation }) => reservation?.id ?? [])
  await withdrawLines(tx.client, who.facilityId, ids, reason)
  await cancelReservations(tx.client, who.facilityId, reservationIds)
  await releaseClaims(tx.client, who.facilityId, reservationIds)
  return await settleOrder(app, tx, {
    who,
    orderId: order.id,
    action: 'cancel-order',
    data: { lineIds: [...ids, ...services.map(({ id }) => id)], reason },
  })
}

/** Everything that is open; what has ended is history and is passed over, unless there is nothing else. */
function allToGiveBack<L extends Pick<LineRecord, 'end'> & { readonly state: string }>(
  open: readonly L[],
  { now }: Limit,
): readonly L[] {
  const ahead = open.filter(({ end, state }) => state === 'pending' || end > now)
  return ahead.length > 0 ? ahead : open
}

/** A line that there is still something to give back of. */
function isOpen({ state, reservation }: LineRecord): boolean {
  return state === 'pending' || (state === 'accepted' && reservation?.state === 'confirmed')
}

function isOpenService({ state }: ServiceLineRecord): boolean {
  return state === 'pending' || state === 'accepted'
}

/** A request can be withdrawn at any time. */
function isTooLate(
  { state, start, end }: Pick<LineRecord | ServiceLineRecord, 'state' | 'start' | 'end'>,
  { now, earliestStart }: Limit,
): boolean {
  if (state === 'pending') return false
  return end <= now || (earliestStart !== null && start < earliestStart)
}
