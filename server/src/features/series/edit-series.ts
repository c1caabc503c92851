import type { FastifyInstance } from 'fastify'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent } from '@gongyue/db/queries/idempotency.ts'
import { openOffersOf, settleOffers } from '@gongyue/db/queries/offers.ts'
import { readOrders } from '@gongyue/db/queries/orders.ts'
import { lockSeries, readSeries, type SeriesRecord } from '@gongyue/db/queries/series.ts'
import { lockActs } from '@gongyue/db/queries/standing.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { inHouseOfNow } from '../acts/in-house-of-now.ts'
import { addNewDates } from './add-new-dates.ts'
import { changeStanding } from './change-standing.ts'
import { editedWire } from './diff-wire.ts'
import type { DiffEntry, Edited, EditPlan, EditSeries } from './edit.ts'
import { planEdit } from './plan-edit.ts'
import { writeEdit } from './write-edit.ts'

/**
 * Changes one date, this and all following, or all that is ahead of a series. The bookings that stand are moved and given back as one act, like any
 * rearrangement; days that are new are checked as a whole beside them; everything is written in one transaction or nothing is. A dry run does it
 * all and takes it back, so that what it shows is what would be.
 */
export async function editSeries(app: FastifyInstance, request: EditSeries): Promise<Edited> {
  const { who, keyed, dryRun, seriesId } = request
  const outcome = await inHouseOfNow<Edited>(app, who.facilityId, async (tx, house) => {
    const done = await idempotent(
      tx,
      dryRun ? null : keyed,
      async () => await edit(app, tx, request, house),
      (value) => ({ status: 200, response: value.kind === 'edited' ? editedWire(value, who.timeZone) : null }),
    )
    if (done.kind !== 'done') return done
    return done.value.kind === 'edited' && !dryRun ? done.value : tx.undo(done.value)
  })
  if (outcome.kind !== 'stale') return outcome
  // what was seen inside was rolled back with it: the state of now is read again
  const now = await readSeries(app.pg.pool, who.facilityId, seriesId)
  return now ? { kind: 'stale', series: now } : { kind: 'not-found' }
}

async function edit(
  app: FastifyInstance,
  tx: Tx,
  request: EditSeries,
  house: House,
): Promise<Edited | { readonly kind: 'look-again' }> {
  const { client } = tx
  const { who, seriesId, version, scope } = request
  const { facilityId } = who
  await lockActs(client, facilityId)
  await lockSeries(client, facilityId, seriesId)
  const series = await readSeries(client, facilityId, seriesId)
  if (!series) return { kind: 'not-found' }
  if (version !== null && version !== series.version) return { kind: 'stale', series }
  const facts = factsAt(house, app.clock())
  const plan = planEdit(request, series, facts)
  if (plan.kind === 'malformed') return plan
  const [order] = await readOrders(client, facilityId, [series.orderId])
  if (!order) throw new Error(`series ${seriesId} has no order`)
  const editing = { request, series, plan, house, targetId: plan.remainder === null ? seriesId : app.newId() }
  if (scope !== 'this') await letGo(tx, request, series, facts)
  const standing = await changeStanding(app, tx, editing)
  if (standing.kind !== 'changed') return standing
  const added = await addNewDates(app, tx, { ...editing, order, facts })
  if (added.kind !== 'added') return added
  const diff = entriesOf(plan, [...standing.refused, ...added.refused])
  const refuses = request.onConflict === 'refuse' && diff.some(({ violations }) => violations.length > 0)
  if (refuses || (scope === 'this' && standing.refused.size > 0)) return { kind: 'refused', series, diff, plan }
  const writtenId = await writeEdit(app, tx, { ...editing, diff, added: added.dates, facts })
  await audit(app, tx, request, facts, writtenId)
  const after = await readSeries(client, facilityId, writtenId)
  if (!after) throw new Error(`series ${writtenId} vanished under its lock`)
  return { kind: 'edited', series: after, diff, plan }
}

/** What is kept for dates of the old rule would stand in the way of the new one; it is asked anew in the next round. */
async function letGo(
  { client }: Tx,
  { who, scope, key }: EditSeries,
  { id, dates }: SeriesRecord,
  { now }: Facts,
): Promise<void> {
  const keys = dates.flatMap((date) => (scope === 'all' || key === null || date.key >= key ? date.key : []))
  const kept = await openOffersOf(client, who.facilityId, id, keys)
  if (kept.length > 0) await settleOffers(client, who.facilityId, kept, 'withdrawn', now, who.userId)
}

function entriesOf(
  { changes }: EditPlan,
  refused: readonly (readonly [string, DiffEntry['violations']])[],
): DiffEntry[] {
  const byKey = new Map(refused)
  return changes.map((change) => {
    const key = 'before' in change ? change.before.key : change.after.key
    return { change, violations: byKey.get(key) ?? [] }
  })
}

async function audit(
  app: FastifyInstance,
  { client }: Tx,
  { who, scope, key, changes, seriesId, reason }: EditSeries,
  { now }: Facts,
  writtenId: SeriesRecord['id'],
): Promise<void> {
  await auditRow(client, {
    facilityId: who.facilityId,
    auditId: app.newId(),
    at: now,
    userId: who.userId,
    action: 'edit-series',
    noun: 'series',
    nounId: seriesId,
    data: { scope, key, changes, reason, ...(writtenId !== seriesId && { splitInto: writtenId }) },
  })
}
