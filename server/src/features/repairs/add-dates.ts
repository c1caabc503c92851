import type { FastifyInstance } from 'fastify'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { orderStateOf } from '@gongyue/shared/domain/order.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { insertDates, type AddedDate } from '@gongyue/db/queries/add-dates.ts'
import { auditRows } from '@gongyue/db/queries/audit.ts'
import { insertClaims, releaseExpiredHolds } from '@gongyue/db/queries/claims.ts'
import { readLineStates, readStanding, settleOrders, type StandingRecord } from '@gongyue/db/queries/standing.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { claimRows } from '../orders/claim-rows.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import { reservationCode } from '../orders/code.ts'
import type { StoredPlace } from './stored.ts'

/** A date that is held in place of another one. */
export interface DateInstead {
  readonly insteadOf: string
  readonly to: StoredPlace
}

/**
 * Adds dates to orders that stand, by the same rules as everything else; what they stand in for was given back before, under the locks that the
 * caller holds.
 *
 * @returns false when a place is no longer free: the caller rolls back
 */
export async function addDates(
  app: FastifyInstance,
  tx: Tx,
  userId: string,
  dates: readonly DateInstead[],
  facts: Facts,
): Promise<boolean> {
  if (dates.length === 0) return true
  const { client } = tx
  const { facilityId } = facts
  const sources = new Map(
    (
      await readStanding(
        client,
        facilityId,
        dates.map(({ insteadOf }) => insteadOf),
      )
    ).map((source) => [source.id, source]),
  )
  const added = dates.flatMap(({ insteadOf, to }) => {
    const source = sources.get(insteadOf)
    return source ? [{ source, row: rowOf(app, source, to, facts) }] : []
  })
  const claims = added.map(({ source, row }) => claimOf(row, source, facts))
  await lockInputs(client, claims, facts)
  const around = await loadSurroundings(client, claims, facts)
  if (check(claims, { facts, claims: around.claims }).kind === 'refused') return false
  if (around.expiredHolds.length > 0) await releaseExpiredHolds(client, facilityId, around.expiredHolds, facts.now)
  await insertDates(
    client,
    facilityId,
    added.map(({ row }) => row),
    userId,
    facts.now,
  )
  if (
    !(await insertClaims(
      client,
      facilityId,
      claims.flatMap((claim) => claimRows(app, claim, claim.id)),
    ))
  )
    return false
  const orderIds = [...new Set(added.map(({ source }) => source.orderId))]
  const states = await readLineStates(client, facilityId, orderIds)
  const settled = [...states].map(([orderId, lines]) => ({ orderId, state: orderStateOf(lines) }))
  await settleOrders(client, facilityId, settled)
  await auditRows(
    client,
    settled.map(({ orderId, state }) => ({
      facilityId,
      auditId: app.newId(),
      at: facts.now,
      userId,
      action: 'add-dates',
      noun: 'order',
      nounId: orderId,
      data: { state, dates: added.filter(({ source }) => source.orderId === orderId).map(({ row }) => row) },
    })),
  )
  return true
}

function rowOf(app: FastifyInstance, source: StandingRecord, to: StoredPlace, { spaces, timeZone }: Facts): AddedDate {
  const space = spaces.get(to.spaceId)
  const held = space ? heldBy(space, to) : to
  return {
    sourceId: source.id,
    lineId: app.newId(),
    reservationId: app.newId(),
    ...to,
    heldFrom: held.start,
    heldUntil: held.end,
    day: localDateOf(to.start, timeZone),
    code: reservationCode(app.dice),
  }
}

function claimOf(row: AddedDate, source: StandingRecord, { spaces }: Facts): Claim {
  const space = spaces.get(row.spaceId)
  return {
    id: row.reservationId,
    spaceId: row.spaceId,
    atomIds: space?.atomIds ?? [],
    during: { start: row.start, end: row.end },
    held: { start: row.heldFrom, end: row.heldUntil },
    partyId: source.partyId,
    personId: source.personId ?? '',
    headcount: source.headcount,
    features: source.features,
    conditions: { ...source.conditions, [row.spaceId]: space?.conditionsVersion ?? 0 },
    ...(source.people.length > 0 && { people: source.people }),
    standing: 'asked',
    wish: { spaceId: row.spaceId, start: row.start },
  }
}
