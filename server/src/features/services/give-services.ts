import type { FastifyInstance } from 'fastify'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { suggestCrews, withCrew, type ServiceClaim } from '@gongyue/shared/scheduling/crews.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import type { OrderRecord } from '@gongyue/db/queries/orders.ts'
import { decideServiceLine, type ServiceLineRecord } from '@gongyue/db/queries/service-lines.ts'
import { writeVisits } from '@gongyue/db/queries/visits.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { LookAgain, No } from '../orders/decision.ts'
import { judgeLines } from '../orders/judge-lines.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import { serviceClaim } from './claim.ts'
import { lockDispatch, lookAround } from './look.ts'
import { visitPlan } from './visit-plan.ts'

/** Open services of a locked order that shall be given. */
export interface GiveServices {
  readonly who: Who
  readonly order: OrderRecord
  readonly services: readonly ServiceLineRecord[]
  /** Rooms that the same decision accepts. */
  readonly roomIds: readonly string[]
  /** Who goes with what, for a decision that says so; otherwise the best crew of the moment. */
  readonly crew?: { readonly people: readonly string[] | null; readonly equipment: readonly string[] | null }
  /** Another start than was asked for, in epoch milliseconds. */
  readonly start?: number | null
  readonly waivers: readonly { readonly constraint: string; readonly reason: string }[]
  readonly reason: string | null
  readonly house: House
}

/**
 * Makes visits of open services: the checker is asked as of the moment when they were ordered, the crew is claimed, the lines are accepted. The
 * caller holds the order's lock and settles it.
 *
 * @returns null when all of them are given
 */
export async function giveServices(app: FastifyInstance, tx: Tx, giving: GiveServices): Promise<No | LookAgain | null> {
  const { who, order, services, house, waivers, reason } = giving
  const { client } = tx
  const now = app.clock()
  const facts = factsAt(house, now)
  if (services.some((line) => !hasItsRoom(line, giving))) return { kind: 'room-declined' }
  await lockInputs(client, [], facts)
  await lockDispatch(client, facts.facilityId)
  const moved = services.map((line) => movedTo(line, giving.start ?? null))
  const bare = moved.map((line) => serviceClaim(line, facts))
  const look = await lookAround(
    client,
    bare.map(({ during }) => during),
    facts,
  )
  if (look.factsVersion !== house.factsVersion) return { kind: 'look-again' }
  const claims: ServiceClaim[] = []
  for (const claim of bare) {
    const beside = claims.map((one) => ({ ...one, standing: 'held' as const }))
    claims.push(crewed(claim, giving.crew, { facts, claims: [...look.claims, ...beside] }, look.lately))
  }
  const waived = new Set(waivers.map(({ constraint }) => constraint as ConstraintId))
  const verdict = judgeLines({ claims, placedAt: order.placedAt, held: look.claims, house, waived }, now)
  if (verdict.kind === 'refused') {
    const asked = moved.map((line, index) => ({ index, line }))
    return { kind: 'refused', asked: claims, violations: verdict.violations, facts, services: asked }
  }
  const plans = claims.map((claim) => visitPlan(claim, app.newId(), claim.id, null))
  if (!(await writeVisits(client, who.facilityId, plans, app.newId))) return { kind: 'look-again' }
  for (const { id } of services) {
    const said = { state: 'accepted', decidedBy: who.userId, decidedAt: now, reasonCode: null } as const
    await decideServiceLine(client, who.facilityId, { ...said, lineId: id, reason, waivers })
  }
  return null
}

/** The claim with who was named, or with the best that can be found. */
export function crewed(
  claim: ServiceClaim,
  named: GiveServices['crew'],
  snapshot: { readonly facts: Facts; readonly claims: Parameters<typeof suggestCrews>[1]['claims'] },
  lately: ReadonlyMap<string, number>,
): ServiceClaim {
  const best = suggestCrews(claim, snapshot, lately, 1)[0] ?? { people: [], equipment: [] }
  return withCrew(claim, { people: named?.people ?? best.people, equipment: named?.equipment ?? best.equipment })
}

/** A line at another start, as long as before. */
export function movedTo<L extends { readonly start: number; readonly end: number }>(line: L, start: number | null): L {
  return start === null ? line : { ...line, start, end: start + line.end - line.start }
}

/** A service in a room of the house needs that room: one that stands, or that is accepted with it. */
function hasItsRoom(line: ServiceLineRecord, { order, roomIds }: Pick<GiveServices, 'order' | 'roomIds'>): boolean {
  if (line.spaceId === null) return true
  return order.lines.some(
    (room) =>
      room.spaceId === line.spaceId &&
      room.start <= line.start &&
      room.end >= line.end &&
      (roomIds.includes(room.id) || (room.state === 'accepted' && room.reservation?.state !== 'cancelled')),
  )
}
