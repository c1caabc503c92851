import type { FastifyInstance } from 'fastify'
import type { SlotPlanWire } from '@gongyue/shared/api/competitions.ts'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import { giveSlots, type SlotMissing } from '@gongyue/shared/scheduling/entry-slots.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { formatInstant, minuteOfDayAt } from '@gongyue/shared/time/wall.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { releaseExpiredHolds } from '@gongyue/db/queries/claims.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { insertOrder } from '@gongyue/db/queries/place-order.ts'
import { insertSessions } from '@gongyue/db/queries/programme-sessions.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import {
  freeLostSlots,
  insertSlots,
  listGivenSlots,
  listSeekers,
  listStageRooms,
  type StageOfRecord,
  type StageSeeker,
} from '@gongyue/db/queries/stages.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { inHouseOfNow, type Contended } from '../acts/in-house-of-now.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import { newOrder, raceOf } from '../orders/place-order.ts'
import { planFaults, roomDays, roomsOf, withoutBreaks, type RoomDay } from './plan-slots.ts'
import { lockStage, type StageNo } from './settle-stage.ts'

/** Slots for a stage; without a plan, what was freed is given to those who have none. */
export interface GiveSlots {
  readonly who: Who
  readonly stageId: string
  readonly plan: SlotPlanWire | null
  readonly dryRun: boolean
  readonly keyed: KeyedRequest | null
}

export interface SlotsGiven {
  readonly kind: 'placed' | 'fits'
  readonly given: number
  readonly missing: readonly (SlotMissing & Pick<StageSeeker, 'number' | 'name'>)[]
  readonly rooms: readonly RoomDay[]
  readonly facts: Facts
}

export type GaveSlots =
  | SlotsGiven
  | StageNo
  | {
      readonly kind: 'refused'
      readonly asked: readonly Claim[]
      readonly violations: readonly Violation[]
      readonly facts: Facts
    }

/**
 * Gives the entries of a closed stage their slots and books the rooms they need, with the juries, by the rules of any booking; all of it or
 * nothing. Who gets no slot is told why.
 *
 * @param toResponse - what a second sender of the same key is given
 */
export async function giveStageSlots(
  app: FastifyInstance,
  request: GiveSlots,
  toResponse: (given: SlotsGiven) => unknown,
): Promise<GaveSlots | Contended | Exclude<Idempotent<never>, { readonly kind: 'done' }>> {
  return await inHouseOfNow<GaveSlots | Exclude<Idempotent<never>, { readonly kind: 'done' }>>(
    app,
    request.who.facilityId,
    async (tx, house) => {
      const done = await idempotent(
        tx,
        request.dryRun ? null : request.keyed,
        async () => await giveOnce(app, tx, request, house),
        (value) => ({ status: 201, response: value.kind === 'placed' ? toResponse(value) : null }),
      )
      if (done.kind !== 'done') return done
      return done.value.kind === 'placed' ? done.value : tx.undo(done.value)
    },
  )
}

async function giveOnce(
  app: FastifyInstance,
  tx: Tx,
  request: GiveSlots,
  house: House,
): Promise<GaveSlots | { readonly kind: 'look-again' }> {
  const { client } = tx
  const { who, stageId, plan, dryRun } = request
  const { facilityId } = who
  const facts = factsAt(house, app.clock())
  const stage = await lockStage(tx, facilityId, stageId)
  if (!stage) return { kind: 'not-found' }
  if (stage.state === 'open') return { kind: 'stage-open', stage: stage.name }
  if (stage.state === 'concluded') return { kind: 'stage-concluded', stage: stage.name }
  const errors = plan === null ? [] : planFaults(plan, facts)
  if (errors.length > 0) return { kind: 'malformed', errors }
  await freeLostSlots(client, facilityId, stageId, facts.now)
  const seekers = await listSeekers(client, facilityId, stageId)
  const standing = await listStageRooms(client, facilityId, stageId, facts.now)
  const taken = (await listGivenSlots(client, facilityId, stageId)).map(({ contact, spaceId, start, end }) => ({
    contact,
    room: spaceId,
    during: { start, end },
  }))
  const found = giveSlots(
    seekers.map(({ id, phone, partyId }) => ({ entryId: id, contact: phone, branch: partyId })),
    plan === null ? roomsLeft(standing, stage, facts) : roomsOf(plan, facts.timeZone),
    stage.minutes,
    { given: taken },
  )
  const byId = new Map(seekers.map((one) => [one.id, one]))
  const missing = found.missing.map((one) => {
    const { number = 0, name = '' } = byId.get(one.entryId) ?? {}
    return { ...one, number, name }
  })
  const rooms = plan === null ? [] : roomDays(found.given, plan, { facts, partyId: stage.partyId, newId: app.newId })
  const claims = rooms.map(({ claim }) => claim)
  if (claims.length > 0) {
    await lockInputs(client, claims, facts)
    const around = await loadSurroundings(client, claims, facts)
    if (around.factsVersion !== house.factsVersion) return { kind: 'look-again' }
    const verdict = check(claims, { facts, claims: around.claims }, SET_ASIDE)
    if (verdict.kind === 'refused') return { kind: 'refused', asked: claims, violations: verdict.violations, facts }
    if (around.expiredHolds.length > 0) await releaseExpiredHolds(client, facilityId, around.expiredHolds, facts.now)
  }
  const answer = { given: found.given.length, missing, rooms, facts }
  if (dryRun) return { kind: 'fits', ...answer }
  const booked = await bookRooms(app, tx, request, stage, rooms, facts)
  if (booked === null) return { kind: 'look-again' }
  await insertSlots(
    client,
    facilityId,
    stageId,
    found.given.map(({ entryId, room, during }) => ({
      ...{ id: app.newId(), entryId, contact: byId.get(entryId)?.phone ?? '', start: during.start, end: during.end },
      reservationId: reservationAt(room, during.start, [...booked, ...standing]),
    })),
    { plan, reservationIds: booked.map(({ reservationId }) => reservationId) },
  )
  await auditRow(client, {
    ...{ facilityId, auditId: app.newId(), at: facts.now, userId: who.userId, action: 'give-slots', noun: 'stage' },
    ...{
      nounId: stageId,
      data: {
        programmeId: stage.programmeId,
        given: found.given.length,
        missing: missing.length,
        setAside: [...SET_ASIDE],
      },
    },
  })
  return { kind: 'placed', ...answer }
}

/** How far ahead, and how long at a time, the public may book is not asked of the house's own competitions: a jury sits all day. Staff may set both aside. */
const SET_ASIDE: ReadonlySet<ConstraintId> = new Set(['horizon', 'duration'])

interface Booked {
  readonly reservationId: string
  readonly spaceId: string
  readonly start: number
  readonly end: number
}

/** One order for each room, with its days as lines and its jury on each. @returns null when somebody was quicker */
async function bookRooms(
  app: FastifyInstance,
  { client }: Tx,
  { who }: GiveSlots,
  { programmeId, programmeTitle, name, partyId }: StageOfRecord,
  rooms: readonly RoomDay[],
  facts: Facts,
): Promise<readonly Booked[] | null> {
  const booked: Booked[] = []
  for (const claims of Map.groupBy(
    rooms.map(({ claim }) => claim),
    ({ spaceId }) => spaceId,
  ).values()) {
    const [first] = claims
    if (!first) continue
    const title = `${programmeTitle}·${name}`.slice(0, 120)
    const lines = claims.map(({ spaceId, during }) => ({
      kind: 'space' as const,
      spaceId,
      start: formatInstant(during.start, facts.timeZone),
      end: formatInstant(during.end, facts.timeZone),
    }))
    const draft = { title, headcount: first.headcount, partyId, conditions: first.conditions, lines }
    const order = newOrder(app, { who, draft, confirmed: true }, claims, facts)
    const outcome = await insertOrder(client, order, null).then(() => null, raceOf)
    if (outcome !== null) return null
    await insertSessions(client, facts.facilityId, {
      ...{ programmeId, orderId: order.orderId, seriesId: null, people: first.people ?? [] },
      note: name,
    })
    for (const { spaceId, start, end, reservation } of order.lines)
      if (reservation) booked.push({ reservationId: reservation.id, spaceId, start, end })
  }
  return booked
}

function reservationAt(room: string, start: number, booked: readonly Booked[]): string {
  const found = booked.find((one) => one.spaceId === room && one.start <= start && start < one.end)
  if (!found) throw new Error(`no room ${room} is booked at ${start}. Maybe a slot was given outside its room.`)
  return found.reservationId
}

/** The rooms that stand booked, without the breaks that were planned. */
function roomsLeft(standing: readonly Booked[], { plan }: StageOfRecord, { timeZone, now }: Facts) {
  // kept by this very use case
  const breaks = (plan as SlotPlanWire | null)?.breaks ?? []
  return standing.flatMap(({ spaceId, start, end }) => {
    const from = minuteOfDayAt(start, timeZone)
    const midnight = start - from * 60_000
    return withoutBreaks({ from, until: from + (end - start) / 60_000 }, breaks)
      .map((span) => ({ start: midnight + span.from * 60_000, end: midnight + span.until * 60_000 }))
      .filter(({ start: begins }) => begins >= now)
      .map((during) => ({ room: spaceId, during }))
  })
}
