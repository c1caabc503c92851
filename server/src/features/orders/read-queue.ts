import type { FastifyInstance } from 'fastify'
import type { QueueWire } from '@gongyue/shared/api/orders.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { listCompetingPairs, listOrders, type LineRecord, type OrderRecord } from '@gongyue/db/queries/orders.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { loadWindow } from '@gongyue/db/snapshot.ts'
import { claimOfLine } from './asked.ts'
import { orderWire, violationWire } from './wire.ts'

/** More open orders than an office can see; the rest come up as these are decided. */
const QUEUE_LIMIT = 200

/** The open orders, oldest first; each open line with those that want the same, and what the rules say of it by now. */
export async function readQueue(app: FastifyInstance, { facilityId, timeZone }: Who): Promise<QueueWire> {
  const { pool } = app.pg
  const [house, newest, pairs] = await Promise.all([
    app.houses.current(facilityId),
    listOrders(pool, { facilityId, partyIds: null, state: 'placed', before: null, limit: QUEUE_LIMIT }),
    listCompetingPairs(pool, facilityId),
  ])
  const orders = newest.toSorted((a, b) => a.placedAt - b.placedAt)
  const open = orders.flatMap((order) =>
    order.lines.filter(({ state }) => state === 'pending').map((line) => ({ order, line })),
  )
  if (open.length === 0) return { items: [] }
  const now = app.clock()
  const window = {
    start: Math.min(...open.map(({ line }) => line.heldFrom)),
    end: Math.max(...open.map(({ line }) => line.heldUntil)),
  }
  const { claims } = await loadWindow(pool, window, factsAt(house, now))
  const rivals = Map.groupBy(pairs, ({ lineId }) => lineId)
  const judge = (order: OrderRecord, line: LineRecord) => {
    const facts = factsAt(house, line.start > now ? order.placedAt : now)
    const claim = claimOfLine(line, order, facts)
    const verdict = check([claim], { facts, claims: claims.filter(({ id }) => id !== line.id) })
    return (verdict.kind === 'refused' ? verdict.violations : verdict.notes).map((one) =>
      violationWire(one, [claim], timeZone),
    )
  }
  return {
    items: orders.map((order) => ({
      order: orderWire(order, timeZone, true),
      lines: order.lines
        .filter(({ state }) => state === 'pending')
        .map((line) => ({
          lineId: line.id,
          competitors: (rivals.get(line.id) ?? []).map(({ otherOrderId, otherLineId }) => ({
            orderId: otherOrderId,
            lineId: otherLineId,
          })),
          violations: judge(order, line),
        })),
    })),
  }
}
