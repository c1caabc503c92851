import type { FastifyInstance } from 'fastify'
import type { DeclineReason } from '@gongyue/shared/domain/order.ts'
import { orderStateOf } from '@gongyue/shared/domain/order.ts'
import { mayWaive } from '@gongyue/shared/domain/role.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { constraintOf, type ConstraintId } from '@gongyue/shared/constraints/index.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { insertClaims, releaseExpiredHolds } from '@gongyue/db/queries/claims.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import {
  decideLines,
  findCompetitors,
  insertReservations,
  lockOrders,
  readOrders,
  setOrderState,
  type Competitor,
  type LineRecord,
  type NewReservation,
  type OrderRecord,
} from '@gongyue/db/queries/orders.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { claimOfLine } from './asked.ts'
import { reservationCode } from './code.ts'
import { lockCounters } from './counters.ts'
import { orderWire } from './wire.ts'

/** What an officer says of some or all open lines of an order. */
export interface DecideOrder {
  readonly who: Who
  readonly orderId: string
  readonly lineIds: readonly string[] | null
  readonly decision: 'accept' | 'decline'
  readonly reasonCode: DeclineReason | null
  readonly reason: string | null
  readonly waivers: readonly { readonly constraint: string; readonly reason: string }[]
  /** Whether the competing requests, named in a warning before, are declined by this. */
  readonly displace: boolean
  /** The version the officer looked at, or null. */
  readonly version: number | null
  readonly keyed: KeyedRequest | null
  readonly dryRun: boolean
}

export type Decided =
  | Exclude<Idempotent<OrderRecord>, { readonly kind: 'done' }>
  | { readonly kind: 'decided'; readonly order: OrderRecord }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'stale' | 'already-decided'; readonly order: OrderRecord }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | { readonly kind: 'would-displace'; readonly competitors: readonly Competitor[] }
  | {
      readonly kind: 'refused'
      readonly asked: readonly Claim[]
      readonly violations: readonly Violation[]
      readonly facts: Facts
    }

/** A "no" found inside the transaction: carried out of it, after a rollback, as a value. */
type No = Exclude<Decided, { readonly kind: 'decided' | 'again' | 'reused' }> | { readonly kind: 'look-again' }

/**
 * Decides lines one by one. Accepting asks the same checker as placing did, at the moment of placing: who asked in time is not refused because
 * the office took its time. Requests that want the same are named first and declined only on the officer's word.
 */
export async function decideOrder(app: FastifyInstance, request: DecideOrder): Promise<Decided> {
  const wrong = faultsOf(request)
  if (wrong.length > 0) return { kind: 'malformed', errors: wrong }
  for (let attempt = 0; attempt < 6; attempt++) {
    const house = await app.houses.current(request.who.facilityId)
    const outcome = await inTransaction(app.pg.pool, (tx) => inOneTransaction(app, tx, request, house), {
      dice: app.dice,
    })
    if (outcome.kind !== 'look-again') return outcome
  }
  throw new Error(`order ${request.orderId} could not be decided: others kept changing what it wants`)
}

async function inOneTransaction(
  app: FastifyInstance,
  tx: Tx,
  request: DecideOrder,
  house: House,
): Promise<Decided | No> {
  let no: No | undefined
  const { facilityId, timeZone } = request.who
  const done = await idempotent<OrderRecord | null>(
    tx,
    request.keyed,
    async () => {
      const result = await decide(app, tx, request, house)
      if ('lines' in result) return result
      no = result
      return null
    },
    (order) => ({ status: 200, response: order && orderWire(order, timeZone, true) }),
  )
  if (done.kind !== 'done') return done
  if (no) return tx.undo(no)
  if (!done.value) throw new Error(`order ${request.orderId} of ${facilityId} was neither decided nor refused`)
  const decided = { kind: 'decided', order: done.value } as const
  return request.dryRun ? tx.undo(decided) : decided
}

async function decide(app: FastifyInstance, tx: Tx, request: DecideOrder, house: House): Promise<OrderRecord | No> {
  const { facilityId } = request.who
  const [seen] = await readOrders(tx.client, facilityId, [request.orderId])
  if (!seen) return { kind: 'not-found' }
  const targets = targetsOf(request, seen)
  if (targets.kind !== 'lines') return targets
  const lineIds = targets.lines.map(({ id }) => id)
  const rivals = request.decision === 'accept' ? await findCompetitors(tx.client, facilityId, lineIds) : []
  const locked = new Set([seen.id, ...rivals.map(({ orderId }) => orderId)])
  await lockOrders(tx.client, facilityId, [...locked])
  const [order] = await readOrders(tx.client, facilityId, [request.orderId])
  if (!order) return { kind: 'not-found' }
  if (request.version !== null && request.version !== order.version) return { kind: 'stale', order }
  const lines = order.lines.filter(({ id, state }) => lineIds.includes(id) && state === 'pending')
  if (lines.length < lineIds.length || lines.length === 0) return { kind: 'already-decided', order }
  if (request.decision === 'decline') return await declined(app, tx, request, order, lines)
  const competitors = await findCompetitors(tx.client, facilityId, lineIds)
  if (competitors.some(({ orderId }) => !locked.has(orderId))) return { kind: 'look-again' }
  return await accepted(app, tx, request, order, lines, competitors, house)
}

async function accepted(
  app: FastifyInstance,
  tx: Tx,
  request: DecideOrder,
  order: OrderRecord,
  lines: readonly LineRecord[],
  competitors: readonly Competitor[],
  house: House,
): Promise<OrderRecord | No> {
  const { facilityId } = request.who
  const now = app.clock()
  const begun = lines.some(({ start }) => start <= now)
  const facts = factsAt(house, begun ? now : order.placedAt)
  const claims = lines.map((line) => claimOfLine(line, order, facts))
  await lockCounters(tx.client, claims, facts)
  const except = [...lines.map(({ id }) => id), ...competitors.map(({ lineId }) => lineId)]
  const around = await loadSurroundings(tx.client, claims, { ...facts, now }, except)
  if (around.factsVersion !== house.factsVersion) return { kind: 'look-again' }
  const waived = new Set(request.waivers.map(({ constraint }) => constraint as ConstraintId))
  const verdict = check(claims, { facts, claims: around.claims }, waived)
  if (verdict.kind === 'refused') return { kind: 'refused', asked: claims, violations: verdict.violations, facts }
  if (competitors.length > 0 && !request.displace) return { kind: 'would-displace', competitors }
  if (around.expiredHolds.length > 0) await releaseExpiredHolds(tx.client, facilityId, around.expiredHolds, now)
  const reservations = lines.map((line): NewReservation => reservationOf(app, line, order, facts.timeZone, now))
  await insertReservations(tx.client, facilityId, reservations)
  const written = await insertClaims(
    tx.client,
    facilityId,
    reservations.flatMap(({ reservationId, spaceId }, i) =>
      (claims[i]?.atomIds ?? []).map((atomId) => ({
        claimId: app.newId(),
        atomId,
        spaceId,
        reservationId,
        held: claims[i]?.held ?? { start: 0, end: 0 },
      })),
    ),
  )
  if (!written) return { kind: 'look-again' }
  await decideLines(
    tx.client,
    facilityId,
    lines.map(({ id }) => decision(request, id, 'accepted', now)),
  )
  await displaced(app, tx, request, competitors, now)
  return await settled(app, tx, request, order.id, {
    decision: 'accept',
    lineIds: lines.map(({ id }) => id),
    displaced: competitors.map(({ lineId }) => lineId),
  })
}

async function declined(
  app: FastifyInstance,
  tx: Tx,
  request: DecideOrder,
  order: OrderRecord,
  lines: readonly LineRecord[],
): Promise<OrderRecord> {
  const { facilityId } = request.who
  await decideLines(
    tx.client,
    facilityId,
    lines.map(({ id }) => decision(request, id, 'declined', app.clock())),
  )
  return await settled(app, tx, request, order.id, {
    decision: 'decline',
    lineIds: lines.map(({ id }) => id),
    reasonCode: request.reasonCode,
    reason: request.reason,
  })
}

/** The requests that lose by an acceptance: declined with that very reason, each order settled and on the audit trail. */
async function displaced(
  app: FastifyInstance,
  tx: Tx,
  request: DecideOrder,
  competitors: readonly Competitor[],
  now: number,
): Promise<void> {
  if (competitors.length === 0) return
  const { facilityId, userId } = request.who
  await decideLines(
    tx.client,
    facilityId,
    competitors.map(({ lineId }) => ({
      ...decision(request, lineId, 'declined', now),
      reasonCode: 'taken-by-other',
      reason: null,
      waivers: [],
    })),
  )
  for (const orderId of [...new Set(competitors.map((one) => one.orderId))].toSorted()) {
    if (orderId === request.orderId) continue
    await settled(app, tx, request, orderId, {
      decision: 'decline',
      reasonCode: 'taken-by-other',
      by: request.orderId,
      userId,
    })
  }
}

/** Sets the state that follows from the lines, writes the audit row, and gives the order as it now stands. */
async function settled(
  app: FastifyInstance,
  tx: Tx,
  { who }: DecideOrder,
  orderId: string,
  data: Readonly<Record<string, unknown>>,
): Promise<OrderRecord> {
  const { facilityId, userId } = who
  const [order] = await readOrders(tx.client, facilityId, [orderId])
  if (!order) throw new Error(`order ${orderId} vanished while it was decided`)
  const state = orderStateOf(order.lines.map((line) => line.state))
  await setOrderState(tx.client, facilityId, orderId, state)
  await auditRow(tx.client, {
    facilityId,
    auditId: app.newId(),
    at: app.clock(),
    userId,
    action: 'decide-order',
    noun: 'order',
    nounId: orderId,
    data: { ...data, state },
  })
  return { ...order, state, version: order.version + 1 }
}

function decision(
  { who, reasonCode, reason, waivers }: DecideOrder,
  lineId: string,
  state: 'accepted' | 'declined',
  now: number,
) {
  const accepting = state === 'accepted'
  return {
    lineId,
    state,
    decidedBy: who.userId,
    decidedAt: now,
    reasonCode: accepting ? null : reasonCode,
    reason,
    waivers: accepting ? waivers : [],
  }
}

/** Which lines are meant: those named, or all that are open. */
function targetsOf(
  { lineIds }: DecideOrder,
  order: OrderRecord,
): { readonly kind: 'lines'; readonly lines: readonly LineRecord[] } | No {
  if (lineIds === null) {
    const open = order.lines.filter(({ state }) => state === 'pending')
    return open.length > 0 ? { kind: 'lines', lines: open } : { kind: 'already-decided', order }
  }
  const errors = lineIds.flatMap((id, i): readonly Fault[] =>
    order.lines.some((line) => line.id === id) ? [] : [{ pointer: `/lineIds/${i}`, key: 'not-there', params: {} }],
  )
  return errors.length > 0
    ? { kind: 'malformed', errors }
    : { kind: 'lines', lines: order.lines.filter(({ id }) => lineIds.includes(id)) }
}

/** A refusal says why; a waiver names a rule that exists and that this officer may set aside. */
function faultsOf({ decision: said, reasonCode, reason, waivers, who }: DecideOrder): readonly Fault[] {
  const errors: Fault[] = []
  if (said === 'decline' && reasonCode === null) errors.push({ pointer: '/reasonCode', key: 'required', params: {} })
  if (said === 'decline' && reasonCode === 'other' && !reason?.trim())
    errors.push({ pointer: '/reason', key: 'required', params: {} })
  waivers.forEach(({ constraint }, i) => {
    const rule = constraintOf(constraint)
    if (!rule) errors.push({ pointer: `/waivers/${i}/constraint`, key: 'not-there', params: {} })
    else if (!mayWaive(who.roles, rule.waivableBy))
      errors.push({ pointer: `/waivers/${i}/constraint`, key: 'may-not-waive', params: {} })
  })
  return errors
}

function reservationOf(
  app: FastifyInstance,
  line: LineRecord,
  order: OrderRecord,
  timeZone: string,
  now: number,
): NewReservation {
  return {
    reservationId: app.newId(),
    orderId: order.id,
    lineId: line.id,
    spaceId: line.spaceId,
    partyId: order.partyId,
    personId: line.personId,
    title: order.title,
    headcount: order.headcount,
    start: line.start,
    end: line.end,
    heldFrom: line.heldFrom,
    heldUntil: line.heldUntil,
    day: localDateOf(line.start, timeZone),
    code: reservationCode(app.dice),
    createdAt: now,
  }
}
