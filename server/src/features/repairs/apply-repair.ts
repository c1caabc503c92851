import type { FastifyInstance } from 'fastify'
import type { CauseWire, RepairWire } from '@gongyue/shared/api/repairs.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { refusalOf } from '@gongyue/db/errors.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { bumpDates } from '@gongyue/db/queries/edit-series.ts'
import { insertDrafts } from '@gongyue/db/queries/drafts.ts'
import { insertClosure } from '@gongyue/db/queries/facilities.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { readRepairRow, settleRepair, type AppliedPlan, type RepairRecord } from '@gongyue/db/queries/repairs.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { lockActs, readStanding } from '@gongyue/db/queries/standing.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Change, Refused } from '../acts/change.ts'
import { inHouseOfNow, type Contended } from '../acts/in-house-of-now.ts'
import { rearrange } from '../acts/rearrange.ts'
import { addDates } from './add-dates.ts'
import { causeOf } from './cause.ts'
import { draftLetters } from './draft-letters.ts'
import { factsForRepair, lookAtHit } from './look.ts'
import { lockFacts } from './lock-facts.ts'
import { placeNew } from './place-new.ts'
import type { StoredChange, StoredPlan } from './stored.ts'
import { repairWire } from './wire.ts'
import { fingerprintOf, touchedIds } from './work-out.ts'

/** Who applies which plan of which version of a repair. */
export interface ApplyRepair {
  readonly who: Who
  readonly repairId: string
  readonly plan: number
  readonly version: number
  readonly reason: string | null
  readonly keyed: KeyedRequest | null
}

export type Applied =
  | { readonly kind: 'applied'; readonly repair: RepairWire }
  /** The world has moved on: nothing was written, and the plans want to be made anew. `refused` says why, where a rule said so. */
  | { readonly kind: 'changed'; readonly repair: RepairRecord; readonly refused: Refused | null }
  | { readonly kind: 'stale' | 'settled'; readonly repair: RepairRecord }
  | { readonly kind: 'not-found' | 'no-such-plan' | 'not-allowed' }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>
  | Contended

/**
 * Applies one plan in one transaction: whoever moves, is given back or makes room, new dates, the closure, the letters. Before the first write it
 * makes sure that the world is still the one from which the plan was made; the floor and the checker judge every place once more.
 *
 * Locks in this order: acts of the facility, the repair, facts (alone where a closure is to be declared), and then as `rearrange` does.
 */
export async function applyRepair(app: FastifyInstance, request: ApplyRepair): Promise<Applied> {
  const { who, keyed } = request
  return await inHouseOfNow<Applied>(app, who.facilityId, async (tx, house) => {
    const done = await idempotent(
      tx,
      keyed,
      async () => await apply(app, tx, request, house),
      (value) => ({ status: 200, response: value.kind === 'applied' ? value.repair : null }),
    )
    if (done.kind !== 'done') return done
    return done.value.kind === 'applied' ? done.value : tx.undo(done.value)
  })
}

async function apply(
  app: FastifyInstance,
  tx: Tx,
  { who, repairId, plan: index, version, reason }: ApplyRepair,
  house: House,
): Promise<Applied | { readonly kind: 'look-again' }> {
  const { client } = tx
  const { facilityId } = who
  await lockActs(client, facilityId)
  const repair = await readRepairRow(client, facilityId, repairId, true)
  if (!repair) return { kind: 'not-found' }
  if (repair.state !== 'open') return { kind: 'settled', repair }
  if (repair.version !== version) return { kind: 'stale', repair }
  const plans = repair.plans as readonly StoredPlan[] // written by this feature
  const plan = plans[index]
  if (!plan) return { kind: 'no-such-plan' }
  const cause = repair.cause as CauseWire // likewise
  if (NEEDS_MANAGEMENT.has(cause.kind) && !mayEnter(who.roles, 'management')) return { kind: 'not-allowed' }
  const shuts = cause.kind === 'planned-closure' || cause.kind === 'broken-room'
  if (shuts) await lockFacts(client, facilityId)
  const facts = factsForRepair(factsAt(house, app.clock()))
  if ((await fingerprintNow(tx, who, cause, plans, house, facts)) !== repair.fingerprint)
    return { kind: 'changed', repair, refused: null }
  const moved = await moveAll(app, tx, who, plan, reason, house)
  if (moved.kind === 'look-again') return moved
  if (moved.kind !== 'moved') return { kind: 'changed', repair, refused: moved.kind === 'refused' ? moved : null }
  const written = await writeRest(app, tx, who, cause, plan, facts)
  if (!written) return { kind: 'changed', repair, refused: null }
  const letters = draftLetters(app, who, cause, plan, facts)
  await insertDrafts(client, facilityId, repairId, letters, facts.now)
  const applied: AppliedPlan = { plan: index, actId: moved.actId, ...written, drafts: letters.length }
  await settleRepair(client, facilityId, repairId, {
    state: 'applied',
    by: who.userId,
    at: facts.now,
    applied,
    reason,
  })
  await auditRow(client, {
    facilityId,
    auditId: app.newId(),
    at: facts.now,
    userId: who.userId,
    action: 'apply-repair',
    noun: 'repair',
    nounId: repairId,
    data: { cause, strategy: plan.strategy, cost: plan.cost, reason, ...applied },
  })
  const now = await readRepairRow(client, facilityId, repairId)
  if (!now) throw new Error(`repair ${repairId} vanished under its lock`)
  return { kind: 'applied', repair: repairWire(now, who.timeZone) }
}

const NEEDS_MANAGEMENT: ReadonlySet<CauseWire['kind']> = new Set(['planned-closure', 'broken-room', 'priority'])

/** What the plans would be made from now. */
async function fingerprintNow(
  { client }: Tx,
  who: Who,
  wire: CauseWire,
  plans: readonly StoredPlan[],
  house: House,
  facts: Facts,
): Promise<string | null> {
  const understood = await causeOf(client, who, wire, facts)
  if (understood.kind !== 'cause') return null
  const hit = await lookAtHit(client, facts, understood.cause, understood.within)
  const touched = await readStanding(client, facts.facilityId, touchedIds(plans))
  return fingerprintOf(house.factsVersion, hit, touched)
}

type Moved =
  | { readonly kind: 'moved'; readonly actId: string | null }
  | { readonly kind: 'changed' }
  | { readonly kind: 'look-again' }
  | Refused

async function moveAll(
  app: FastifyInstance,
  tx: Tx,
  who: Who,
  { changes }: StoredPlan,
  reason: string | null,
  house: House,
): Promise<Moved> {
  const asked = changes.flatMap(changeOf)
  if (asked.length === 0) return { kind: 'moved', actId: null }
  const result = await rearrange(app, tx, { who, changes: asked, waivers: [], reason, kind: 'repair', house })
  switch (result.kind) {
    case 'rearranged':
      return { kind: 'moved', actId: result.act.id }
    case 'refused':
    case 'look-again':
      return result
    default:
      return { kind: 'changed' }
  }
}

function changeOf({ kind, reservationId, version, to }: StoredChange): readonly Change[] {
  if (reservationId === null) return []
  if (kind === 'cancel' || to === null) return [{ kind: 'cancel', reservationId, version }]
  return [{ kind: 'move', reservationId, version, ...to, headcount: null }]
}

/** New dates, the closure, and the memory of what was lost. Null when a place is no longer free. */
async function writeRest(
  app: FastifyInstance,
  tx: Tx,
  who: Who,
  cause: CauseWire,
  { changes }: StoredPlan,
  facts: Facts,
): Promise<Pick<AppliedPlan, 'closureId' | 'orderId'> | null> {
  const { client } = tx
  const later = changes.flatMap(({ insteadOf, to }) => (insteadOf !== null && to ? [{ insteadOf, to }] : []))
  const isHeldLater = new Set(later.map(({ insteadOf }) => insteadOf))
  try {
    if (!(await addDates(app, tx, who.userId, later, facts))) return null
    const added = changes.flatMap(({ kind, insteadOf, to }) => (kind === 'add' && insteadOf === null && to ? [to] : []))
    const asks = cause.kind === 'priority' || cause.kind === 'refused-series'
    const orderId = asks && added.length > 0 ? await placeNew(app, tx, who, cause.order, added, facts) : null
    if (asks && added.length > 0 && orderId === null) return null
    const lost = changes.flatMap(({ kind, reservationId }) =>
      kind === 'cancel' && reservationId !== null && !isHeldLater.has(reservationId) ? reservationId : [],
    )
    await bumpDates(client, who.facilityId, lost, lostBy(cause), facts.now)
    return { closureId: await declare(app, tx, who, cause, facts), orderId }
  } catch (error) {
    // somebody was a moment quicker than the check
    if (refusalOf(error)?.kind === 'space-overlap') return null
    throw error
  }
}

/** Why a date of a series is lost, in the words of the series. */
function lostBy({ kind }: CauseWire): 'closure' | 'priority' | 'refused' {
  if (kind === 'priority') return 'priority'
  return kind === 'closure' || kind === 'planned-closure' || kind === 'broken-room' ? 'closure' : 'refused'
}

/** Shuts what the cause wants to be shut, now that nobody stands in it. */
async function declare(
  app: FastifyInstance,
  { client, db }: Tx,
  who: Who,
  cause: CauseWire,
  facts: Facts,
): Promise<string | null> {
  if (cause.kind === 'closure') return cause.closureId
  if (cause.kind !== 'planned-closure' && cause.kind !== 'broken-room') return null
  const understood = await causeOf(client, who, cause, facts)
  if (understood.kind !== 'cause' || understood.cause.kind !== 'closure') return null
  const { spaceId, during, reason } = understood.cause.closure
  const closure = { id: app.newId(), spaceId, during, reason }
  await insertClosure(db, who.facilityId, closure, who.userId)
  await auditRow(client, {
    facilityId: who.facilityId,
    auditId: app.newId(),
    at: facts.now,
    userId: who.userId,
    action: 'declare-closure',
    noun: 'closure',
    nounId: closure.id,
    data: { spaceId, during, reason, endIsAssumed: cause.kind === 'broken-room' },
  })
  return closure.id
}
