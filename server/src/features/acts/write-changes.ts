import type { FastifyInstance } from 'fastify'
import type { OrderState } from '@gongyue/shared/domain/order.ts'
import { orderStateOf } from '@gongyue/shared/domain/order.ts'
import { insertAct, type ActChange, type ActRecord, type NewAct, type Place } from '@gongyue/db/queries/acts.ts'
import { auditRows, type AuditEvent } from '@gongyue/db/queries/audit.ts'
import { insertClaims, releaseClaims, releaseExpiredHolds } from '@gongyue/db/queries/claims.ts'
import {
  cutClaims,
  placeStanding,
  readLineStates,
  settleOrders,
  type Placing,
  type StandingRecord,
} from '@gongyue/db/queries/standing.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { pointStepOf, writePoint } from '../check-in/write-point.ts'
import { claimRows } from '../orders/claim-rows.ts'
import type { Judged, Planned, Rearranged, Rearrangement } from './change.ts'
import { kindOfAct, kindOfChange } from './kind-of-act.ts'
import { placingsOf } from './placings.ts'
import { tellOrders } from './tell-orders.ts'

/** Writes what was judged to fit: what was held is freed first, then all new claims are taken in one statement. */
export async function writeChanges(
  app: FastifyInstance,
  tx: Tx,
  request: Rearrangement,
  judged: Judged,
  expiredHolds: readonly string[],
): Promise<Rearranged> {
  const { client } = tx
  const { facilityId, userId, name } = request.who
  const { planned, facts } = judged
  if (expiredHolds.length > 0) await releaseExpiredHolds(client, facilityId, expiredHolds, facts.now)
  const idsOf = (some: readonly Planned[]) => some.map(({ before }) => before.id)
  await cutClaims(client, facilityId, idsOf(planned.filter(keepsItsPast)), facts.now)
  await releaseClaims(client, facilityId, idsOf(planned.filter((one) => !keepsItsPast(one))))
  const placings = await placingsOf(app, client, request, judged)
  await placeStanding(client, facilityId, placings)
  const claims = planned.flatMap(({ claim, before }) => (claim ? claimRows(app, claim, before.id) : []))
  if (claims.length > 0 && !(await insertClaims(client, facilityId, claims))) return { kind: 'look-again' }
  for (const { before, after } of planned) {
    const step = pointStepOf(before.state, after.state)
    const reason = request.reason ?? 'restored by an act'
    if (step)
      await writePoint(client, step, { facilityId, reservationId: before.id, at: facts.now, by: userId, reason })
  }
  const states = await settleAll(tx, facilityId, planned)
  const changes = planned.map(changeOf)
  const act: NewAct = {
    facilityId,
    id: app.newId(),
    at: facts.now,
    userId,
    kind: request.kind ?? kindOfAct(changes),
    reason: request.reason,
    changes,
    undoes: request.undoes ?? null,
  }
  await insertAct(client, act)
  await auditRows(client, [
    ...planned.map((one, i) => reservationDeed(app, act, one, placings[i])),
    ...[...states].map(([orderId, state]) => orderDeed(app, act, orderId, state, planned)),
  ])
  await tellOrders(app, client, request, planned)
  const { facilityId: _, ...rest } = act
  return { kind: 'rearranged', act: { ...rest, userName: name, undoneBy: null } satisfies ActRecord }
}

/** What is in use, or was, has held its place until now, and that is never rewritten. */
function keepsItsPast({ claim, after }: Planned): boolean {
  return claim !== null && after.state !== 'confirmed'
}

/** Every order follows from its lines, and has changed. */
async function settleAll(
  { client }: Tx,
  facilityId: string,
  planned: readonly Planned[],
): Promise<ReadonlyMap<string, OrderState>> {
  const orderIds = [...new Set(planned.map(({ before }) => before.orderId))]
  const lines = await readLineStates(client, facilityId, orderIds)
  const states = new Map([...lines].map(([orderId, ofLines]) => [orderId, orderStateOf(ofLines)]))
  await settleOrders(
    client,
    facilityId,
    [...states].map(([orderId, state]) => ({ orderId, state })),
  )
  return states
}

function changeOf({ before, after }: Planned): ActChange {
  const { id, reference, title, version } = before
  return {
    reservationId: id,
    reference,
    title,
    before: placeOf(before),
    after: { ...after, version: version + 1 },
  }
}

function placeOf({ spaceId, start, end, headcount, state, version }: StandingRecord): Place {
  return { spaceId, start, end, headcount, state, version }
}

function reservationDeed(
  app: FastifyInstance,
  { facilityId, id, at, userId, reason, undoes }: NewAct,
  one: Planned,
  placing: Placing | undefined,
): AuditEvent {
  const { before, after } = changeOf(one)
  return {
    facilityId,
    auditId: app.newId(),
    at,
    userId,
    action: `${kindOfChange({ before, after })}-reservation`,
    noun: 'reservation',
    nounId: one.before.id,
    data: { actId: id, before, after, reason, undoes, waivers: placing?.waivers ?? [] },
  }
}

function orderDeed(
  app: FastifyInstance,
  { facilityId, id, at, userId }: NewAct,
  orderId: string,
  state: OrderState,
  planned: readonly Planned[],
): AuditEvent {
  const lineIds = planned.flatMap(({ before }) => (before.orderId === orderId ? [before.lineId] : []))
  const data = { actId: id, lineIds, state }
  return {
    facilityId,
    auditId: app.newId(),
    at,
    userId,
    action: 'rearrange-order',
    noun: 'order',
    nounId: orderId,
    data,
  }
}
