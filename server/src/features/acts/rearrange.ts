import type { FastifyInstance } from 'fastify'
import { factsAt } from '@gongyue/db/house.ts'
import { lockFacts } from '@gongyue/db/queries/no-shows.ts'
import { lockOrders } from '@gongyue/db/queries/orders.ts'
import { lockActs, lockReservations, readStanding } from '@gongyue/db/queries/standing.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import { loadSurroundings, type Surroundings } from '@gongyue/db/snapshot.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { pointStepOf } from '../check-in/write-point.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import type { Fits, Judged, Planned, Rearranged, RearrangeNo, Rearrangement } from './change.ts'
import { factsForStanding, judgeChanges } from './judge-changes.ts'
import { changeFaults, planChanges } from './plan-changes.ts'
import { writeChanges } from './write-changes.ts'

/**
 * The one way to change reservations that stand: move, stretch, swap, cancel, restore, take back. All changes are judged together by the one
 * checker, as if none of them were there, and all are written or none. Runs inside the caller's transaction; a "no" leaves it to the caller to
 * roll back, and `look-again` asks to do the whole again with the house of now, see `in-house-of-now.ts`.
 *
 * Locks in this order: acts of the facility, orders, what rules count, reservations, each by id.
 */
export async function rearrange(app: FastifyInstance, tx: Tx, request: Rearrangement): Promise<Rearranged> {
  const { client } = tx
  const { facilityId } = request.who
  const ids = request.changes.map(({ reservationId }) => reservationId)
  const [, seen] = await Promise.all([lockActs(client, facilityId), readStanding(client, facilityId, ids)])
  const first = plan(app, request, seen)
  if (first.kind !== 'planned') return first
  await lockOrders(client, facilityId, [...new Set(seen.map(({ orderId }) => orderId))])
  // A point that is lifted changes the facts: locked alone before they are locked with all others who read them.
  if (first.planned.some(({ before, after }) => pointStepOf(before.state, after.state)))
    await lockFacts(client, facilityId)
  await lockInputs(client, claimsOf(first.planned), first.facts)
  await lockReservations(client, facilityId, ids)
  const second = plan(app, request, await readStanding(client, facilityId, ids))
  if (second.kind !== 'planned') return second
  const around = await surroundings(client, second, request)
  if (around.factsVersion !== request.house.factsVersion) return { kind: 'look-again' }
  const verdict = judged(second, around.claims, request)
  if (verdict.kind === 'refused') return verdict
  return await writeChanges(app, tx, request, verdict, around.expiredHolds)
}

/** What would become of a rearrangement. No lock, no transaction, no promise. */
export async function weighChanges(
  app: FastifyInstance,
  db: Queryable,
  request: Rearrangement,
): Promise<Fits | RearrangeNo> {
  const { facilityId } = request.who
  const records = await readStanding(
    db,
    facilityId,
    request.changes.map(({ reservationId }) => reservationId),
  )
  const found = plan(app, request, records)
  if (found.kind !== 'planned') return found
  const around = await surroundings(db, found, request)
  return judged(found, around.claims, request)
}

interface Found {
  readonly planned: readonly Planned[]
  readonly facts: Judged['facts']
}

/** What is only given back asks for nothing and has nothing around it. */
async function surroundings(db: Queryable, { planned, facts }: Found, { house }: Rearrangement): Promise<Surroundings> {
  const claims = claimsOf(planned)
  if (claims.length === 0) return { claims: [], expiredHolds: [], factsVersion: house.factsVersion }
  return await loadSurroundings(db, claims, facts)
}

function plan(app: FastifyInstance, { changes, house }: Rearrangement, records: Parameters<typeof planChanges>[1]) {
  const facts = factsForStanding(
    factsAt(house, app.clock()),
    records.map(({ partyId }) => partyId),
  )
  const errors = changeFaults(changes, facts)
  if (errors.length > 0) return { kind: 'malformed', errors } as const
  const found = planChanges(changes, records, facts)
  return found.kind === 'planned' ? { ...found, facts } : found
}

function judged({ planned, facts }: Found, around: Judged['held'], { waivers }: Rearrangement) {
  const changed = new Set(planned.map(({ before }) => before.id))
  return judgeChanges(
    planned,
    around.filter(({ id }) => !changed.has(id)),
    facts,
    waivers,
  )
}

function claimsOf(planned: readonly Planned[]) {
  return planned.flatMap(({ claim }) => claim ?? [])
}
