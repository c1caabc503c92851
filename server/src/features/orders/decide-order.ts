import type { FastifyInstance } from 'fastify'
import type { House } from '@gongyue/db/house.ts'
import {
  decideLines,
  findCompetitors,
  lockOrders,
  readOrders,
  type LineRecord,
  type OrderRecord,
} from '@gongyue/db/queries/orders.ts'
import { decideServiceLine, type ServiceLineRecord } from '@gongyue/db/queries/service-lines.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { giveServices } from '../services/give-services.ts'
import { acceptLines } from './accept-lines.ts'
import { changeOnce } from './change-once.ts'
import { isCodeTaken } from './code.ts'
import type { DecideOrder, Decided, LookAgain, No } from './decision.ts'
import { settleOrder } from './settle-order.ts'
import { waiverFaults } from './waivers.ts'

/**
 * Decides lines one by one. Accepting asks the same checker as placing did. Requests that want the same are named first and declined only on the
 * officer's word; they are locked together with the order, so that two officers who accept rivals at once are one after the other.
 */
export async function decideOrder(app: FastifyInstance, request: DecideOrder): Promise<Decided> {
  const wrong = faultsOf(request)
  if (wrong.length > 0) return { kind: 'malformed', errors: wrong }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const house = await app.houses.current(request.who.facilityId)
    const outcome = await inTransaction(app.pg.pool, (tx) => attemptDecision(app, tx, request, house), {
      dice: app.dice,
    }).catch(drawAgain)
    if (outcome.kind !== 'look-again') return outcome
  }
  return { kind: 'contended' }
}

/** How often one decision looks again when what it looked at has changed. */
const ATTEMPTS = 6

function drawAgain(error: unknown): LookAgain {
  if (isCodeTaken(error)) return { kind: 'look-again' }
  throw error
}

async function attemptDecision(
  app: FastifyInstance,
  tx: Tx,
  request: DecideOrder,
  house: House,
): Promise<Decided | LookAgain> {
  const { keyed, dryRun, who } = request
  const changed = await changeOnce(tx, { keyed, timeZone: who.timeZone }, () => decide(app, tx, request, house))
  return changed.kind === 'changed' && dryRun ? tx.undo(changed) : changed
}

async function decide(
  app: FastifyInstance,
  tx: Tx,
  request: DecideOrder,
  house: House,
): Promise<OrderRecord | No | LookAgain> {
  const { facilityId } = request.who
  const [seen] = await readOrders(tx.client, facilityId, [request.orderId])
  if (!seen) return { kind: 'not-found' }
  if (isStale(request, seen)) return { kind: 'stale', order: seen }
  const targets = targetsOf(request, seen)
  if (targets.kind !== 'lines') return targets
  const { lineIds } = targets
  const accepting = request.decision === 'accept'
  const rooms = seen.lines.map(({ id }) => id).filter((id) => lineIds.includes(id))
  const rivals = accepting && rooms.length > 0 ? await findCompetitors(tx.client, facilityId, rooms) : []
  const locked = new Set([seen.id, ...rivals.map(({ orderId }) => orderId)])
  await lockOrders(tx.client, facilityId, [...locked])
  const [order] = await readOrders(tx.client, facilityId, [request.orderId])
  if (!order) return { kind: 'not-found' }
  if (isStale(request, order)) return { kind: 'stale', order }
  const open = { lines: openOf(order.lines, lineIds), services: openOf(order.services, lineIds) }
  const found = open.lines.length + open.services.length
  if (found < lineIds.length || found === 0) return { kind: 'already-decided', order }
  if (!accepting) return await declineLines(app, tx, request, open)
  const competitors = rooms.length > 0 ? await findCompetitors(tx.client, facilityId, rooms) : []
  if (competitors.some(({ orderId }) => !locked.has(orderId))) return { kind: 'look-again' }
  return await accept(app, tx, request, { order, ...open, competitors, house })
}

/** Lines of either kind that are named and still to be decided. */
function openOf<L extends { readonly id: string; readonly state: string }>(
  lines: readonly L[],
  lineIds: readonly string[],
): readonly L[] {
  return lines.filter(({ id, state }) => lineIds.includes(id) && state === 'pending')
}

interface Accepting {
  readonly order: OrderRecord
  readonly lines: readonly LineRecord[]
  readonly services: readonly ServiceLineRecord[]
  readonly competitors: Parameters<typeof acceptLines>[3]['competitors']
  readonly house: House
}

/** Services first: they need their rooms, which are accepted after them or were before. */
async function accept(
  app: FastifyInstance,
  tx: Tx,
  request: DecideOrder,
  { order, lines, services, competitors, house }: Accepting,
): Promise<OrderRecord | No | LookAgain> {
  const { who, reason, waivers } = request
  const serviceIds = services.map(({ id }) => id)
  if (services.length > 0) {
    const roomIds = lines.map(({ id }) => id)
    const given = await giveServices(app, tx, { who, order, services, roomIds, waivers, reason, house })
    if (given !== null) return given
  }
  if (lines.length > 0)
    return await acceptLines(app, tx, request, { order, lines, competitors, house, services: serviceIds })
  const data = { decision: 'accept', lineIds: serviceIds, reason, waivers }
  return await settleOrder(app, tx, { who, orderId: order.id, action: 'decide-order', data })
}

async function declineLines(
  app: FastifyInstance,
  tx: Tx,
  { who, orderId, reasonCode, reason }: DecideOrder,
  { lines, services }: { readonly lines: readonly LineRecord[]; readonly services: readonly ServiceLineRecord[] },
): Promise<OrderRecord> {
  const lineIds = [...lines, ...services].map(({ id }) => id)
  const said = { state: 'declined', decidedBy: who.userId, decidedAt: app.clock(), reasonCode, reason } as const
  await decideLines(
    tx.client,
    who.facilityId,
    lines.map(({ id }) => ({ ...said, lineId: id, waivers: [] })),
  )
  for (const { id } of services)
    await decideServiceLine(tx.client, who.facilityId, { ...said, lineId: id, waivers: [] })
  const data = { decision: 'decline', lineIds, reasonCode, reason }
  return await settleOrder(app, tx, { who, orderId, action: 'decide-order', data })
}

function isStale({ version }: DecideOrder, order: OrderRecord): boolean {
  return version !== null && version !== order.version
}

/** Which lines are meant: those named, or all that are open. */
function targetsOf(
  { lineIds }: DecideOrder,
  order: OrderRecord,
): { readonly kind: 'lines'; readonly lineIds: readonly string[] } | No {
  if (lineIds === null) {
    const open = [...order.lines, ...order.services].filter(({ state }) => state === 'pending')
    return open.length > 0 ? { kind: 'lines', lineIds: open.map(({ id }) => id) } : { kind: 'already-decided', order }
  }
  const errors = lineIds.flatMap((id, i): readonly Fault[] =>
    [...order.lines, ...order.services].some((line) => line.id === id)
      ? []
      : [{ pointer: `/lineIds/${i}`, key: 'not-there', params: {} }],
  )
  return errors.length > 0 ? { kind: 'malformed', errors } : { kind: 'lines', lineIds }
}

/** A refusal says why; a waiver names a rule that exists and that this officer may set aside. */
function faultsOf({ decision, reasonCode, reason, waivers, who }: DecideOrder): readonly Fault[] {
  const errors: Fault[] = []
  if (decision === 'decline' && reasonCode === null)
    errors.push({ pointer: '/reasonCode', key: 'required', params: {} })
  if (decision === 'decline' && reasonCode === 'other' && !reason?.trim())
    errors.push({ pointer: '/reason', key: 'required', params: {} })
  return [...errors, ...waiverFaults({ waivers, who })]
}
