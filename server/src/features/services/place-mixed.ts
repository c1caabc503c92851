import type { FastifyInstance } from 'fastify'
import type { MixedOrderDraftWire, OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { orderStateOf } from '@gongyue/shared/domain/order.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import { suggestCrews, withCrew, type ServiceClaim } from '@gongyue/shared/scheduling/crews.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { releaseExpiredHolds } from '@gongyue/db/queries/claims.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { listPlaces } from '@gongyue/db/queries/outreach.ts'
import { readOrders, type OrderRecord } from '@gongyue/db/queries/orders.ts'
import { insertOrder } from '@gongyue/db/queries/place-order.ts'
import { decideServiceLine, insertServiceLines } from '@gongyue/db/queries/service-lines.ts'
import { writeVisits } from '@gongyue/db/queries/visits.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { askedBy, mayActFor } from '../orders/asked.ts'
import { deskFaults } from '../orders/place-at-desk.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import { ATTEMPTS, newOrder, raceOf } from '../orders/place-order.ts'
import { waiverFaults } from '../orders/waivers.ts'
import { orderWire } from '../orders/wire.ts'
import { askedServices, type AskedService } from './asked-lines.ts'
import { serviceClaim } from './claim.ts'
import { besideRooms, lockDispatch, lookAround, type Look } from './look.ts'
import { visitPlan } from './visit-plan.ts'

/** Who orders what. `crew` names who comes, where staff have offered it: then the line is accepted at once. */
export interface PlaceMixed {
  readonly who: Who
  readonly draft: MixedOrderDraftWire
  readonly keyed: KeyedRequest | null
  readonly dryRun: boolean
  readonly crew?: { readonly people: readonly string[]; readonly equipment: readonly string[] }
}

/** What was judged: rooms and services, each with the line of the draft it comes from. */
export interface MixedJudged {
  readonly asked: readonly Claim[]
  readonly services: readonly AskedService[]
  readonly facts: Facts
  /** Which line of the draft a claim stands for. */
  readonly lineOf: ReadonlyMap<string, number>
}

export type PlacedMixed =
  | { readonly kind: 'placed'; readonly order: OrderRecord }
  | ({ readonly kind: 'fits'; readonly notes: readonly Violation[] } & MixedJudged)
  | MixedNo
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

export type MixedNo =
  | ({ readonly kind: 'refused'; readonly violations: readonly Violation[] } & MixedJudged)
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | { readonly kind: 'contended' }

type Again = { readonly kind: 'look-again' }

/**
 * Places an order that is not of rooms alone, in one transaction: one checker judges rooms and services together, and tells all reasons. Rooms go
 * their usual way; a service that the menu gives directly gets its crew at once, every other waits for an officer and holds nobody.
 */
export async function placeMixed(app: FastifyInstance, request: PlaceMixed): Promise<PlacedMixed> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const house = await app.houses.current(request.who.facilityId)
    const outcome = await inTransaction(app.pg.pool, (tx) => placeOnce(app, tx, request, house), {
      dice: app.dice,
    }).catch(raceOf)
    if (outcome.kind !== 'lost-race' && outcome.kind !== 'look-again') return outcome
  }
  return { kind: 'contended' }
}

async function placeOnce(
  app: FastifyInstance,
  tx: Tx,
  request: PlaceMixed,
  house: House,
): Promise<PlacedMixed | Again> {
  const { keyed, who } = request
  const done = await idempotent(
    tx,
    keyed,
    async () => await placeMixedIn(app, tx, request, house),
    (value) => ({ status: 201, response: value.kind === 'placed' ? wireOf(value.order, who) : null }),
  )
  if (done.kind !== 'done') return done
  return done.value.kind === 'placed' ? done.value : tx.undo(done.value)
}

function wireOf(order: OrderRecord, { timeZone }: Who): OrderWire {
  return orderWire(order, timeZone, true)
}

/** The same inside a transaction of somebody else, who undoes it unless it was placed. */
export async function placeMixedIn(
  app: FastifyInstance,
  tx: Tx,
  request: PlaceMixed,
  house: House,
): Promise<Exclude<PlacedMixed, Idempotent<never>> | Again> {
  const { draft, dryRun } = request
  const { client } = tx
  const facts = factsAt(house, app.clock())
  const read = await readDraft(app, tx, request, facts)
  if (read.kind === 'malformed') return read
  const { rooms, services, lineOf } = read
  await lockInputs(client, rooms, facts)
  await lockDispatch(client, facts.facilityId)
  const bare = services.map(({ line }) => serviceClaim(line, facts))
  const look = await lookAround(
    client,
    bare.map(({ during }) => during),
    facts,
  )
  const around = rooms.length > 0 ? await loadSurroundings(client, rooms, facts) : NOTHING_AROUND
  const versions = rooms.length > 0 ? [look.factsVersion, around.factsVersion] : [look.factsVersion]
  if (versions.some((version) => version !== house.factsVersion)) return { kind: 'look-again' }
  const claims = besideRooms(around.claims, look.claims)
  const given = crewsFor(bare, request, { ...look, claims }, facts)
  const asked = [...rooms, ...given]
  const judged: MixedJudged = { asked, services, facts, lineOf }
  // each names a rule of the house: that was asked before
  const waived = new Set((draft.waivers ?? []).map(({ constraint }) => constraint as ConstraintId))
  const verdict = check(asked, { facts, claims }, waived)
  if (verdict.kind === 'refused') return { kind: 'refused', violations: verdict.violations, ...judged }
  if (dryRun) return { kind: 'fits', notes: verdict.notes, ...judged }
  if (around.expiredHolds.length > 0)
    await releaseExpiredHolds(client, facts.facilityId, around.expiredHolds, facts.now)
  return await write(app, tx, request, { rooms, services, given, facts })
}

/** Rooms, services and the rooms that services take, or every field that is wrong. */
async function readDraft(app: FastifyInstance, { client }: Tx, { who, draft }: PlaceMixed, facts: Facts) {
  const places = await listPlaces(client, facts.facilityId, placeIdsOf(draft))
  const asking = { partyId: draft.partyId, headcount: draft.headcount, facts, newId: app.newId }
  const found = askedServices(draft.lines, { ...asking, places: new Map(places.map((one) => [one.id, one])) })
  const spaceLines = draft.lines.flatMap((line, index) => (line.kind === 'space' ? [{ line, index }] : []))
  const asRooms = askedBy({ ...draft, lines: spaceLines.map(({ line }) => line) }, who, facts, app.newId)
  const errors: Fault[] = [...found.errors, ...deskFaults(who, { ...draft, lines: [] })]
  if (draft.waivers) errors.push(...waiverFaults({ waivers: draft.waivers, who }))
  if (asRooms.kind === 'malformed')
    errors.push(...asRooms.errors.map((one) => ({ ...one, pointer: movedPointer(one.pointer, spaceLines) })))
  if (!mayActFor(who, draft.partyId, facts) && !errors.some(({ pointer }) => pointer === '/partyId'))
    errors.push({ pointer: '/partyId', key: 'not-there', params: {} })
  if (errors.length > 0 || asRooms.kind === 'malformed') return { kind: 'malformed', errors } as const
  const lineOf = new Map([
    ...asRooms.claims.map((claim, i) => [claim.id, spaceLines[i]?.index ?? 0] as const),
    ...found.services.map(({ line, index }) => [line.id, index] as const),
  ])
  const taken = asRooms.claims
  const beside = found.services.flatMap(({ line, index }) => {
    const { spaceId } = line
    if (spaceId === null || taken.some((room) => isRoomOf(room, line))) return []
    const room = { kind: 'space', spaceId, start: textOf(line.start, facts), end: textOf(line.end, facts) } as const
    const made = askedBy({ ...draft, headcount: line.headcount, lines: [room] }, who, facts, app.newId)
    const claims = made.kind === 'asked' ? made.claims : []
    for (const claim of claims) lineOf.set(claim.id, index)
    return claims
  })
  return { kind: 'asked', rooms: [...taken, ...beside], services: found.services, lineOf } as const
}

/** Whether a room is where a service is given: the space, for as long as it takes. */
export function isRoomOf(
  room: { readonly spaceId: string; readonly during: { readonly start: number; readonly end: number } },
  line: { readonly spaceId: string | null; readonly start: number; readonly end: number },
): boolean {
  return room.spaceId === line.spaceId && room.during.start <= line.start && room.during.end >= line.end
}

/** Each service with who would come, one after the other: two of one order never get the same. */
function crewsFor(
  bare: readonly ServiceClaim[],
  { crew }: PlaceMixed,
  { claims, lately }: Pick<Look, 'claims' | 'lately'>,
  facts: Facts,
): readonly ServiceClaim[] {
  const given: ServiceClaim[] = []
  for (const claim of bare) {
    const beside = given.map((one) => ({ ...one, standing: 'held' as const }))
    const best = crew ?? suggestCrews(claim, { facts, claims: [...claims, ...beside] }, lately, 1)[0]
    given.push(best ? withCrew(claim, best) : claim)
  }
  return given
}

interface Writing {
  readonly rooms: readonly Claim[]
  readonly services: readonly AskedService[]
  readonly given: readonly ServiceClaim[]
  readonly facts: Facts
}

async function write(app: FastifyInstance, tx: Tx, request: PlaceMixed, { rooms, services, given, facts }: Writing) {
  const { who, draft, crew } = request
  const { client } = tx
  const { facilityId } = who
  const spaceLines = rooms.map(({ spaceId, during }) => ({
    kind: 'space' as const,
    spaceId,
    start: textOf(during.start, facts),
    end: textOf(during.end, facts),
  }))
  const order = newOrder(
    app,
    { who, draft: { ...draft, lines: spaceLines }, confirmed: crew !== undefined },
    rooms,
    facts,
  )
  const direct = services.filter(({ line }) => {
    if (crew) return true
    if (line.serviceId === null || facts.outreach?.services.get(line.serviceId)?.route !== 'direct') return false
    if (line.spaceId === null) return true
    const at = rooms.findIndex((room) => isRoomOf(room, line))
    return order.lines[at]?.state === 'accepted'
  })
  const sent = new Set(direct.map(({ line }) => line.id))
  const states = [
    ...order.lines.map(({ state }) => state),
    ...services.map(({ line }) => (sent.has(line.id) ? ('accepted' as const) : ('pending' as const))),
  ]
  await insertOrder(client, { ...order, state: orderStateOf(states) }, null)
  await insertServiceLines(
    client,
    facilityId,
    services.map(({ line }) => ({ ...line, orderId: order.orderId })),
  )
  const going = given.filter(({ id }) => sent.has(id))
  if (going.length > 0) {
    const plans = going.map((claim) => visitPlan(claim, app.newId(), claim.id, null))
    if (!(await writeVisits(client, facilityId, plans, app.newId))) return { kind: 'look-again' } as const
    for (const { id } of going) {
      const said = { state: 'accepted', decidedBy: who.userId, decidedAt: facts.now, reasonCode: null } as const
      await decideServiceLine(client, facilityId, { ...said, lineId: id, reason: null, waivers: draft.waivers ?? [] })
    }
  }
  const [written] = await readOrders(client, facilityId, [order.orderId])
  if (!written) throw new Error(`order ${order.orderId} vanished in its own transaction`)
  return { kind: 'placed', order: written } as const
}

function placeIdsOf({ lines }: MixedOrderDraftWire): readonly string[] {
  return lines.flatMap((line) => (line.kind !== 'space' && 'placeId' in line.place ? [line.place.placeId] : []))
}

function textOf(instant: number, { timeZone }: Facts): string {
  return formatInstant(instant, timeZone)
}

/** A pointer into the rooms alone, as a pointer into the draft. */
function movedPointer(pointer: string, lines: readonly { readonly index: number }[]): string {
  return pointer.replace(/^\/lines\/(\d+)/, (_, at: string) => `/lines/${lines[Number(at)]?.index ?? at}`)
}

const NOTHING_AROUND = { claims: [], expiredHolds: [], factsVersion: -1 } as const
