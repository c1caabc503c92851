import type { FastifyInstance } from 'fastify'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { check, verdictOf } from '@gongyue/shared/scheduling/check.ts'
import { GIVING_RULES } from '@gongyue/shared/scheduling/crews.ts'
import { createScoreIndex } from '@gongyue/shared/scheduling/score-index.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { lockOrders, readOrders, type OrderRecord } from '@gongyue/db/queries/orders.ts'
import {
  moveServiceLine,
  readServiceLines,
  type DispatchRecord,
  type VisitRecord,
} from '@gongyue/db/queries/service-lines.ts'
import { writeVisits } from '@gongyue/db/queries/visits.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { inHouseOfNow, type Contended } from '../acts/in-house-of-now.ts'
import type { LookAgain, No } from '../orders/decision.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import { settleOrder } from '../orders/settle-order.ts'
import { waiverFaults } from '../orders/waivers.ts'
import { serviceClaim } from './claim.ts'
import { crewed, giveServices, movedTo } from './give-services.ts'
import { lockDispatch, lookAround } from './look.ts'
import { alonePlan, neighboursOf } from './neighbours.ts'
import { visitPlan } from './visit-plan.ts'
import { dispatchWire } from './wire.ts'

/** Who shall go; null leaves the choice to the house. */
export interface AssignCrew {
  readonly who: Who
  readonly lineId: string
  readonly people: readonly string[] | null
  readonly equipment: readonly string[] | null
  readonly start: number | null
  readonly reason: string | null
  readonly waivers: readonly { readonly constraint: string; readonly reason: string }[]
  /** The version of the order that the officer looked at, or null. */
  readonly version: number | null
  readonly keyed: KeyedRequest | null
  readonly dryRun: boolean
}

export type Assigned =
  | { readonly kind: 'assigned'; readonly line: DispatchRecord }
  | AssignNo
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>
  | Contended

export type AssignNo = Extract<
  No,
  { readonly kind: 'not-found' | 'stale' | 'already-decided' | 'malformed' | 'refused' | 'room-declined' }
>

type Found = { readonly kind: 'assigned'; readonly line: DispatchRecord } | AssignNo | LookAgain

/** Sends a crew: an open line is accepted by it, of an accepted one crew, equipment or time are changed. The party is told in its thread and by mail. */
export async function assignCrew(app: FastifyInstance, request: AssignCrew): Promise<Assigned> {
  const { who, keyed, dryRun, waivers } = request
  const wrong = waiverFaults({ waivers, who })
  if (wrong.length > 0) return { kind: 'malformed', errors: wrong }
  return await inHouseOfNow<Exclude<Assigned, Contended> | LookAgain>(app, who.facilityId, async (tx, house) => {
    const done = await idempotent<Found>(
      tx,
      keyed,
      async () => await assign(app, tx, request, house),
      (value) => ({ status: 200, response: value.kind === 'assigned' ? dispatchWire(value.line, who.timeZone) : null }),
    )
    if (done.kind !== 'done') return done
    return done.value.kind === 'assigned' && !dryRun ? done.value : tx.undo(done.value)
  })
}

async function assign(app: FastifyInstance, tx: Tx, request: AssignCrew, house: House): Promise<Found> {
  const { client } = tx
  const { who, lineId, version } = request
  const { facilityId } = who
  const facts = factsAt(house, app.clock())
  const [seen] = await readServiceLines(client, facilityId, [lineId])
  if (!seen) return { kind: 'not-found' }
  const errors = faultsOf(request, seen, facts)
  if (errors.length > 0) return { kind: 'malformed', errors }
  await lockOrders(client, facilityId, [seen.orderId])
  const [order] = await readOrders(client, facilityId, [seen.orderId])
  const line = order?.services.find(({ id }) => id === lineId)
  if (!order || !line) return { kind: 'not-found' }
  if (version !== null && version !== order.version) return { kind: 'stale', order }
  if (line.state !== 'pending' && line.state !== 'accepted') return { kind: 'already-decided', order }
  const changed =
    line.state === 'pending'
      ? await acceptWith(app, tx, request, order, house)
      : await change(app, tx, request, { order, line: { ...seen, ...line }, house })
  if (changed !== null) return changed
  const [now] = await readServiceLines(client, facilityId, [lineId])
  if (!now) throw new Error(`service line ${lineId} vanished under its lock`)
  return { kind: 'assigned', line: now }
}

async function acceptWith(
  app: FastifyInstance,
  tx: Tx,
  { who, lineId, people, equipment, start, reason, waivers }: AssignCrew,
  order: OrderRecord,
  house: House,
): Promise<AssignNo | LookAgain | null> {
  const services = order.services.filter(({ id }) => id === lineId)
  const crew = { people, equipment }
  const given = await giveServices(app, tx, { who, order, services, roomIds: [], crew, start, waivers, reason, house })
  // what competes for rooms is no matter of crews
  if (given !== null) return given as AssignNo | LookAgain
  const [line] = services
  if (line && start !== null && start !== line.start)
    await moveServiceLine(tx.client, who.facilityId, lineId, movedTo(line, start))
  const data = { decision: 'accept', lineIds: [lineId], reason, waivers, people, equipment, start }
  await settleOrder(app, tx, { who, orderId: order.id, action: 'assign-crew', data })
  return null
}

interface Changing {
  readonly order: OrderRecord
  readonly line: DispatchRecord
  readonly house: House
}

/** Changes a visit that stands. One that was joined to it goes by itself from then on. */
async function change(
  app: FastifyInstance,
  tx: Tx,
  { who, people, equipment, start, reason, waivers }: AssignCrew,
  { order, line, house }: Changing,
): Promise<AssignNo | LookAgain | null> {
  const { client } = tx
  const { visit } = line
  if (!visit) throw new Error(`service line ${line.id} is accepted and has no visit`)
  const facts = factsAt(house, app.clock())
  await lockInputs(client, [], facts)
  await lockDispatch(client, facts.facilityId)
  const joined = await neighboursOf(client, visit, facts)
  const moved = movedTo(line, start)
  const bare = { ...serviceClaim(moved, facts), id: visit.id }
  const spans = [bare, ...joined.map(({ alone }) => alone)].map(({ during }) => during)
  const look = await lookAround(client, spans, facts)
  if (look.factsVersion !== house.factsVersion) return { kind: 'look-again' }
  const own = new Set([visit.id, ...joined.map((one) => one.visit.id)])
  const others = look.claims.filter(({ id }) => !own.has(id))
  const beside = [...others, ...joined.map(({ alone }): Claim => ({ ...alone, standing: 'held' }))]
  const crew = { people: people ?? ids(visit), equipment: equipment ?? visit.equipment }
  const claim = crewed(bare, crew, { facts, claims: beside }, look.lately)
  const waived = new Set(waivers.map(({ constraint }) => constraint as ConstraintId))
  const violations = breaches([claim, ...joined.map(({ alone }) => alone)], others, facts, waived, start !== null)
  if (violations.length > 0) {
    const services = [{ index: 0, line: { ...moved, id: visit.id } }]
    return { kind: 'refused', asked: [claim], violations, facts, services }
  }
  if (start !== null) await moveServiceLine(client, who.facilityId, line.id, moved)
  const plans = [visitPlan(claim, visit.id, line.id, null), ...joined.map(alonePlan)]
  if (!(await writeVisits(client, who.facilityId, plans, app.newId))) return { kind: 'look-again' }
  const event = start !== null && start !== line.start ? 'moved' : 'crew-changed'
  const before = { start: line.start, people: ids(visit), equipment: visit.equipment }
  const data = { lineIds: [line.id], reason, waivers, before, ...crew, start: moved.start }
  await settleOrder(app, tx, { who, orderId: order.id, action: 'assign-crew', event, data })
  return null
}

/** What stands against it: what giving takes, and for another time also what ordering asks. */
function breaches(
  claims: readonly Claim[],
  others: readonly Claim[],
  facts: Facts,
  waived: ReadonlySet<ConstraintId>,
  isMoved: boolean,
): readonly Violation[] {
  const [first] = claims
  const index = createScoreIndex(facts, GIVING_RULES, others)
  for (const claim of claims) index.insert(claim)
  const given = verdictOf(index.explain(), waived)
  const asked = isMoved && first ? check([first], { facts, claims: others }, waived) : given
  const told = given.kind === 'refused' ? given.violations : []
  if (asked.kind === 'fits' || asked === given) return told
  return [...told, ...asked.violations.filter((one) => !told.some(({ constraint }) => constraint === one.constraint))]
}

function faultsOf({ people, equipment, start }: AssignCrew, line: DispatchRecord, facts: Facts): readonly Fault[] {
  const missing = (named: readonly string[] | null, field: string, has: (id: string) => boolean) =>
    (named ?? []).flatMap((id, i): readonly Fault[] =>
      has(id) ? [] : [{ pointer: `/${field}/${i}`, key: 'not-there', params: {} }],
    )
  const isThere = (id: string) => facts.outreach?.equipment.get(id)?.active ?? false
  const kept = start !== null && start !== line.start && line.spaceId !== null
  return [
    ...missing(people, 'people', (id) => facts.people.has(id)),
    ...missing(equipment, 'equipment', (id) => isThere(id) || (line.visit?.equipment.includes(id) ?? false)),
    ...(kept ? [{ pointer: '/start', key: 'with-its-room', params: {} } as const] : []),
  ]
}

function ids({ people }: VisitRecord): readonly string[] {
  return people.map(({ id }) => id)
}
