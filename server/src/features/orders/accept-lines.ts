import type { FastifyInstance } from 'fastify'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { insertClaims, releaseExpiredHolds } from '@gongyue/db/queries/claims.ts'
import {
  decideLines,
  insertReservations,
  type Competitor,
  type LineRecord,
  type NewReservation,
  type OrderRecord,
} from '@gongyue/db/queries/orders.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { keepDecision } from '../decision-records/keep-decision.ts'
import { claimOfLine } from './asked.ts'
import { claimRows } from './claim-rows.ts'
import { reservationCode } from './code.ts'
import { lockInputs } from './lock-inputs.ts'
import type { DecideOrder, LookAgain, No } from './decision.ts'
import { judgeLines } from './judge-lines.ts'
import { settleOrder } from './settle-order.ts'

/** Open lines of a locked order, with the open requests of others, locked too, that want the same. */
export interface Acceptance {
  readonly order: OrderRecord
  readonly lines: readonly LineRecord[]
  readonly competitors: readonly Competitor[]
  readonly house: House
  /** Lines for services accepted by the same decision, told with it. */
  readonly services?: readonly string[]
}

/** Makes reservations of lines, if the rules allow and the officer has seen who loses by it. */
export async function acceptLines(
  app: FastifyInstance,
  tx: Tx,
  request: DecideOrder,
  { order, lines, competitors, house, services = [] }: Acceptance,
): Promise<OrderRecord | No | LookAgain> {
  const { who, waivers, displace } = request
  const { facilityId } = who
  const now = app.clock()
  const facts = factsAt(house, now)
  const claims = lines.map((line) => claimOfLine(line, order, facts))
  await lockInputs(tx.client, claims, facts)
  const except = [...lines.map(({ id }) => id), ...competitors.map(({ lineId }) => lineId)]
  const around = await loadSurroundings(tx.client, claims, facts, except)
  if (around.factsVersion !== house.factsVersion) return { kind: 'look-again' }
  // each names a rule of the house: that was asked before
  const waived = new Set(waivers.map(({ constraint }) => constraint as ConstraintId))
  const verdict = judgeLines({ claims, placedAt: order.placedAt, held: around.claims, house, waived }, now)
  const seen = { around: around.claims, factsVersion: house.factsVersion, askedAt: order.placedAt }
  if (verdict.kind === 'refused') return { kind: 'refused', asked: claims, violations: verdict.violations, facts, seen }
  if (!competitors.every(({ lineId }) => isSeen(lineId, displace))) return { kind: 'would-displace', competitors }
  if (around.expiredHolds.length > 0) await releaseExpiredHolds(tx.client, facilityId, around.expiredHolds, now)
  const reservations = lines.map((line) => reservationOf(app, line, order, facts.timeZone, now))
  await insertReservations(tx.client, facilityId, reservations)
  const held = claims.flatMap((claim, i) => {
    const reservationId = reservations[i]?.reservationId
    return reservationId === undefined ? [] : claimRows(app, claim, reservationId)
  })
  if (!(await insertClaims(tx.client, facilityId, held))) return { kind: 'look-again' }
  const said = { state: 'accepted', decidedBy: who.userId, decidedAt: now, reasonCode: null } as const
  const lineIds = lines.map(({ id }) => id)
  await decideLines(
    tx.client,
    facilityId,
    lineIds.map((lineId) => ({ ...said, lineId, reason: request.reason, waivers })),
  )
  await displaceLines(app, tx, request, competitors)
  const displaced = competitors.map(({ lineId }) => lineId)
  await keepDecision(app, tx.client, {
    ...{
      kind: waivers.length > 0 ? 'override' : 'accepted',
      decidedBy: who.userId,
      orderId: order.id,
      title: order.title,
    },
    ...{ asked: claims, waivers, violations: verdict.notes, seen, facts },
  })
  const data = { decision: 'accept', lineIds: [...lineIds, ...services], reason: request.reason, waivers, displaced }
  return await settleOrder(app, tx, { who, orderId: order.id, action: 'decide-order', data })
}

/** Whether the officer knows that this one loses. One who came since the warning was not named in it. */
function isSeen(lineId: string, displace: DecideOrder['displace']): boolean {
  return typeof displace === 'boolean' ? displace : displace.includes(lineId)
}

/** The requests that lose by an acceptance: declined with that very reason, each order settled and on the audit trail. */
async function displaceLines(
  app: FastifyInstance,
  tx: Tx,
  { who, orderId: by }: DecideOrder,
  competitors: readonly Competitor[],
): Promise<void> {
  if (competitors.length === 0) return
  const said = { state: 'declined', decidedBy: who.userId, decidedAt: app.clock() } as const
  const why = { reasonCode: 'taken-by-other', reason: null } as const
  await decideLines(
    tx.client,
    who.facilityId,
    competitors.map(({ lineId }) => ({ ...said, ...why, lineId, waivers: [] })),
  )
  for (const [orderId, lost] of Map.groupBy(competitors, (one) => one.orderId)) {
    // what the accepted order itself asked for twice is settled with it
    if (orderId === by) continue
    const data = { decision: 'decline', lineIds: lost.map(({ lineId }) => lineId), ...why, by }
    await settleOrder(app, tx, { who, orderId, action: 'decide-order', data })
  }
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
