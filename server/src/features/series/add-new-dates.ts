import type { FastifyInstance } from 'fastify'
import type { ViolationWire } from '@gongyue/shared/api/violation.ts'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { checkSeries, type CheckedDate } from '@gongyue/shared/scheduling/check-series.ts'
import type { PlannedDate } from '@gongyue/shared/time/recurrence.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { insertClaims, releaseExpiredHolds } from '@gongyue/db/queries/claims.ts'
import { lockOrders, type OrderRecord } from '@gongyue/db/queries/orders.ts'
import type { NewLine } from '@gongyue/db/queries/place-order.ts'
import { addSessions, classOfSeries } from '@gongyue/db/queries/programme-sessions.ts'
import { addLines } from '@gongyue/db/queries/place-series.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { reservationCode } from '../orders/code.ts'
import { claimRows } from '../orders/claim-rows.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import { routeOfClaim } from '../orders/wire.ts'
import type { Editing } from './change-standing.ts'
import { claimOfDate } from './planned-series.ts'
import { settleAdded } from './settle-added.ts'
import { violationsOf } from './stored-dates.ts'

/** `dates` by key: what became of each day that is new. */
export interface AddedDates {
  readonly kind: 'added'
  readonly dates: ReadonlyMap<string, CheckedDate>
  readonly refused: ReadonlyMap<string, readonly ViolationWire[]>
}

/** Books the days that an edit adds, as lines of the same order: checked as a whole beside what was just moved. */
export async function addNewDates(
  app: FastifyInstance,
  tx: Tx,
  {
    request,
    series,
    plan,
    order,
    facts,
    house,
    targetId,
  }: Editing & { readonly order: OrderRecord; readonly facts: Facts },
): Promise<AddedDates | { readonly kind: 'look-again' }> {
  const { client } = tx
  const asked = plan.changes.flatMap((change) =>
    change.kind === 'new' && change.after.skipped === null ? [change.after] : [],
  )
  if (asked.length === 0) return { kind: 'added', dates: new Map(), refused: new Map() }
  const space = facts.spaces.get(plan.spaceId ?? series.spaceId)
  if (!space) throw new Error(`series ${series.id} has no space`)
  const personId = order.lines.find((line) => line.personId !== null)?.personId ?? null
  const { partyId, features, conditions } = order
  const booker = { partyId, features, conditions, personId: personId ?? '', headcount: plan.headcount }
  const ofClass = await classOfSeries(client, facts.facilityId, series.id)
  // whoever holds the class is asked for with every date, as when it was placed
  const staffed = ofClass ? { people: ofClass.people, skills: ofClass.skills } : {}
  const claims = new Map(
    asked.map((date) => [date.key, { ...claimOfDate(date, space, booker, app.newId()), ...staffed }]),
  )
  await lockOrders(client, facts.facilityId, [order.id])
  await lockInputs(client, [...claims.values()], facts)
  const around = await loadSurroundings(client, [...claims.values()], facts)
  if (around.factsVersion !== house.factsVersion) return { kind: 'look-again' }
  const waivers = waiversOf(order)
  const waived = new Set(waivers.map(({ constraint }) => constraint as ConstraintId)) // named by an officer before
  const checked = checkSeries([...claims.values()], { facts, claims: around.claims }, waived)
  const byId = new Map(checked.map((one) => [one.claim.id, one]))
  const dates = new Map(asked.flatMap((date) => entryOf(date, claims, byId)))
  const refused = new Map(
    [...dates].flatMap(([key, one]) =>
      one.verdict.kind === 'refused' ? [[key, violationsOf(one, facts.timeZone)] as const] : [],
    ),
  )
  if (refused.size > 0 && request.onConflict === 'refuse') return { kind: 'added', dates, refused }
  if (around.expiredHolds.length > 0)
    await releaseExpiredHolds(client, facts.facilityId, around.expiredHolds, facts.now)
  const good = checked.flatMap(({ claim, verdict }) => (verdict.kind === 'fits' ? [claim] : []))
  const lines = good.map((claim) => lineOf(app, claim, facts, ofClass !== null))
  const common = { facilityId: facts.facilityId, orderId: order.id, seriesId: targetId, partyId, personId }
  const { title, headcount } = plan
  await addLines(client, { ...common, title, headcount, at: facts.now, waivers, lines })
  const held = good.flatMap((claim, i) => {
    const reservationId = lines[i]?.reservation?.id
    return reservationId === undefined ? [] : claimRows(app, claim, reservationId)
  })
  if (!(await insertClaims(client, facts.facilityId, held))) return { kind: 'look-again' }
  if (ofClass) await addSessions(client, facts.facilityId, ofClass, reservationsOf(lines))
  const lineIds = good.map(({ id }) => id)
  if (lineIds.length > 0) await settleAdded(app, tx, request.who, order.id, lineIds)
  return { kind: 'added', dates, refused }
}

/** What was set aside for a term is set aside for the days that are added to it. */
function waiversOf({ lines }: OrderRecord) {
  const found = new Map(lines.flatMap(({ waivers }) => waivers.map((waiver) => [waiver.constraint, waiver] as const)))
  return [...found.values()]
}

function entryOf(
  { key }: PlannedDate,
  claims: ReadonlyMap<string, Claim>,
  byId: ReadonlyMap<string, CheckedDate>,
): readonly (readonly [string, CheckedDate])[] {
  const one = byId.get(claims.get(key)?.id ?? '')
  return one ? [[key, one]] : []
}

/** Sessions of a class are confirmed at once. */
function lineOf(app: FastifyInstance, claim: Claim, facts: Facts, confirmed: boolean): NewLine {
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
}

function reservationsOf(lines: readonly NewLine[]): readonly string[] {
  return lines.flatMap(({ reservation }) => reservation?.id ?? [])
}
