import type { FastifyInstance } from 'fastify'
import type { OrderDraftWire } from '@gongyue/shared/api/orders.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { releaseExpiredHolds } from '@gongyue/db/queries/claims.ts'
import { insertOrder, type NewOrder } from '@gongyue/db/queries/place-order.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import { reservationCode } from '../orders/code.ts'
import { personOf } from '../orders/asked.ts'
import type { StoredPlace } from './stored.ts'
import { claimRows } from '../orders/claim-rows.ts'

/**
 * Places the new dates of a plan as one order, confirmed at once: an officer decides. By the same rules as everything else, after whoever makes
 * room has moved.
 *
 * @returns the order's id, or null when a place is no longer free: the caller rolls back
 */
export async function placeNew(
  app: FastifyInstance,
  tx: Tx,
  who: Who,
  draft: OrderDraftWire,
  places: readonly StoredPlace[],
  facts: Facts,
): Promise<string | null> {
  const { client } = tx
  const claims = places.map((place) => claimOf(app, who, draft, place, facts))
  await lockInputs(client, claims, facts)
  const around = await loadSurroundings(client, claims, facts)
  if (check(claims, { facts, claims: around.claims }).kind === 'refused') return null
  if (around.expiredHolds.length > 0)
    await releaseExpiredHolds(client, facts.facilityId, around.expiredHolds, facts.now)
  const order = orderOf(app, who, draft, claims, facts)
  await insertOrder(client, order, null)
  return order.orderId
}

function claimOf(
  app: FastifyInstance,
  who: Who,
  draft: OrderDraftWire,
  { spaceId, start, end }: StoredPlace,
  { spaces }: Facts,
): Claim {
  const space = spaces.get(spaceId)
  const during = { start, end }
  return {
    id: app.newId(),
    spaceId,
    atomIds: space?.atomIds ?? [],
    during,
    held: space ? heldBy(space, during) : during,
    partyId: draft.partyId,
    personId: personOf(who, draft.partyId),
    headcount: draft.headcount,
    features: draft.features ?? [],
    conditions: { ...draft.conditions, [spaceId]: space?.conditionsVersion ?? 0 },
    standing: 'asked',
    wish: { spaceId, start },
  }
}

function orderOf(
  app: FastifyInstance,
  who: Who,
  draft: OrderDraftWire,
  claims: readonly Claim[],
  facts: Facts,
): NewOrder {
  const lines = claims.map((claim): NewOrder['lines'][number] => ({
    lineId: app.newId(),
    spaceId: claim.spaceId,
    start: claim.during.start,
    end: claim.during.end,
    heldFrom: claim.held.start,
    heldUntil: claim.held.end,
    state: 'accepted',
    reservation: {
      id: claim.id,
      day: localDateOf(claim.during.start, facts.timeZone),
      code: reservationCode(app.dice),
    },
  }))
  return {
    facilityId: facts.facilityId,
    orderId: app.newId(),
    partyId: draft.partyId,
    placedBy: who.userId,
    personId: claims[0]?.personId || null,
    title: draft.title,
    purpose: draft.purpose ?? '',
    headcount: draft.headcount,
    features: draft.features ?? [],
    conditions: Object.assign({}, ...claims.map(({ conditions }) => conditions)) as Readonly<Record<string, number>>,
    state: 'accepted',
    policyVersion: facts.policy.version,
    placedAt: facts.now,
    year: localDateOf(facts.now, facts.timeZone).slice(0, 4),
    lines,
    claims: claims.flatMap((claim) => claimRows(app, claim, claim.id)),
    auditId: app.newId(),
  }
}
