import type { FastifyInstance } from 'fastify'
import type { OrderDraftWire, OrderWire } from '@gongyue/shared/api/orders.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { orderStateOf } from '@gongyue/shared/domain/order.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { refusalOf } from '@gongyue/db/errors.ts'
import { releaseExpiredHolds } from '@gongyue/db/queries/claims.ts'
import { readStored, recall, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { OrderRecord } from '@gongyue/db/queries/orders.ts'
import { insertOrder, type NewOrder } from '@gongyue/db/queries/place-order.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import type { Seen } from '../decision-records/keep-decision.ts'
import { askedBy } from './asked.ts'
import { claimRows } from './claim-rows.ts'
import { isCodeTaken, reservationCode } from './code.ts'
import { lockInputs } from './lock-inputs.ts'
import { orderWire, routeOfClaim } from './wire.ts'

/** Who sends what. A dry run writes nothing. */
export interface PlaceOrder {
  readonly who: Who
  readonly draft: OrderDraftWire
  readonly keyed: KeyedRequest | null
  readonly dryRun: boolean
}

export type Placed =
  | { readonly kind: 'placed'; readonly order: OrderWire }
  | {
      readonly kind: 'fits'
      readonly asked: readonly Claim[]
      readonly notes: readonly Violation[]
      readonly facts: Facts
    }
  | {
      readonly kind: 'refused'
      readonly asked: readonly Claim[]
      readonly violations: readonly Violation[]
      readonly facts: Facts
      readonly seen: Seen
    }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  /** The same order came before under this key. */
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>
  /** Others kept getting in between; nothing was written. */
  | { readonly kind: 'contended' }

/**
 * Places an order: counts under lock, looks at the surroundings, asks the checker, and writes all or nothing. The floor may still refuse what the
 * checker allowed, when somebody was a moment quicker; then the house looks again and the checker can say why.
 */
export async function placeOrder(app: FastifyInstance, request: PlaceOrder): Promise<Placed> {
  const { facilityId } = request.who
  let house = await app.houses.known(facilityId)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const facts = factsAt(house, app.clock())
    const asked = askedBy(request.draft, request.who, facts, app.newId)
    // an unknown space may be a new one: look at the facts of now before saying so
    if (asked.kind === 'malformed') {
      const now = await app.houses.current(facilityId)
      if (now === house) return asked
      house = now
      continue
    }
    const outcome = await inTransaction(
      app.pg.pool,
      (tx) => attemptOrder(app, tx, request, asked.claims, facts, house.factsVersion),
      { dice: app.dice },
    ).catch(raceOf)
    if (outcome.kind === 'placed' || outcome.kind === 'fits') return outcome
    // the first sending may be what stands in the way of the second: then the first answer is the answer
    const stored = request.keyed && (await readStored(app.pg.pool, request.keyed))
    if (request.keyed && stored) return recall(stored, request.keyed.requestHash)
    if (outcome.kind === 'refused') return outcome
    if (outcome.kind === 'old-facts') house = await app.houses.current(facilityId)
  }
  return { kind: 'contended' }
}

/** Two that want one slot, drew one door code, or sent one key at once: the floor stops the second, which then looks again. */
export function raceOf(error: unknown): { readonly kind: 'lost-race' } {
  const refusal = refusalOf(error)
  const sentTwice = refusal?.kind === 'already-there' && refusal.noun === 'idempotency-key'
  if (refusal?.kind === 'space-overlap' || sentTwice || isCodeTaken(error)) return { kind: 'lost-race' }
  throw error
}

/** How often one order looks again after losing a race or meeting changed facts. */
export const ATTEMPTS = 6

async function attemptOrder(
  app: FastifyInstance,
  tx: Tx,
  request: PlaceOrder,
  claims: readonly Claim[],
  facts: Facts,
  factsVersion: number,
): Promise<Placed | { readonly kind: 'old-facts' }> {
  const { facilityId } = facts
  // sent together, answered in order: what is read was read under the lock
  const [, around] = await Promise.all([
    lockInputs(tx.client, claims, facts),
    loadSurroundings(tx.client, claims, facts),
  ])
  if (around.factsVersion !== factsVersion) return tx.undo({ kind: 'old-facts' })
  const verdict = check(claims, { facts, claims: around.claims })
  if (verdict.kind === 'refused') {
    const seen = { around: around.claims, factsVersion, askedAt: facts.now }
    return tx.undo({ kind: 'refused', asked: claims, violations: verdict.violations, facts, seen })
  }
  if (request.dryRun) return tx.undo({ kind: 'fits', asked: claims, notes: verdict.notes, facts })
  if (around.expiredHolds.length > 0) await releaseExpiredHolds(tx.client, facilityId, around.expiredHolds, facts.now)
  const order = newOrder(app, request, claims, facts)
  const wire = orderWire(recordOf(order, request.who, facts), facts.timeZone, true)
  const { keyed } = request
  const reference = await tx.commitWith(() => insertOrder(tx.client, order, keyed && { ...keyed, response: wire }))
  return { kind: 'placed', order: { ...wire, reference } }
}

/** Works out every row: what needs no approval is reserved at once, and everything when the house itself books. */
export function newOrder(
  app: FastifyInstance,
  { who, draft, confirmed = false }: Pick<PlaceOrder, 'who' | 'draft'> & { readonly confirmed?: boolean },
  claims: readonly Claim[],
  facts: Facts,
): NewOrder {
  const lines = claims.map((claim): NewOrder['lines'][number] => {
    const direct = confirmed || routeOfClaim(claim, facts) === 'direct'
    const day = localDateOf(claim.during.start, facts.timeZone)
    return {
      lineId: claim.id,
      spaceId: claim.spaceId,
      start: claim.during.start,
      end: claim.during.end,
      heldFrom: claim.held.start,
      heldUntil: claim.held.end,
      state: direct ? 'accepted' : 'pending',
      reservation: direct ? { id: app.newId(), day, code: reservationCode(app.dice) } : null,
    }
  })
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
    conditions: acceptedIn(draft),
    state: orderStateOf(lines.map(({ state }) => state)),
    policyVersion: facts.policy.version,
    placedAt: facts.now,
    year: localDateOf(facts.now, facts.timeZone).slice(0, 4),
    lines,
    claims: claims.flatMap((claim, i) => {
      const reservationId = lines[i]?.reservation?.id
      return reservationId === undefined ? [] : claimRows(app, claim, reservationId)
    }),
    auditId: app.newId(),
  }
}

/** The conditions accepted for the spaces that are ordered; a form may know of more. */
function acceptedIn({ lines, conditions = {} }: OrderDraftWire): Readonly<Record<string, number>> {
  const spaceIds = new Set(lines.map(({ spaceId }) => spaceId))
  return Object.fromEntries(Object.entries(conditions).filter(([spaceId]) => spaceIds.has(spaceId)))
}

/** The order as it will stand, without reading it back; its reference is given by the database. */
export function recordOf(order: NewOrder, who: Who, facts: Facts): OrderRecord {
  return {
    id: order.orderId,
    reference: '',
    title: order.title,
    purpose: order.purpose,
    headcount: order.headcount,
    features: order.features,
    conditions: order.conditions,
    partyId: order.partyId,
    partyName: facts.parties.get(order.partyId)?.name ?? '',
    placedBy: order.placedBy,
    placedByName: who.name,
    placedAt: order.placedAt,
    state: order.state,
    version: 1,
    seriesId: order.seriesId ?? null,
    services: [],
    lines: order.lines.map(({ lineId, reservation, ...line }) => ({
      ...line,
      id: lineId,
      personId: order.personId,
      reasonCode: null,
      reason: null,
      decidedAt: line.state === 'accepted' ? order.placedAt : null,
      waivers: [],
      reservation: reservation && { id: reservation.id, state: 'confirmed', code: reservation.code, version: 1 },
    })),
  }
}
