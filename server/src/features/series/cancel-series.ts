import type { FastifyInstance } from 'fastify'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import type { SeriesScope } from '@gongyue/shared/domain/series.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { loseDates, updateSeries } from '@gongyue/db/queries/edit-series.ts'
import { openOffersOf, settleOffers } from '@gongyue/db/queries/offers.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { lockOrders, withdrawLines } from '@gongyue/db/queries/orders.ts'
import { lockSeries, readSeries, type SeriesDateRecord, type SeriesRecord } from '@gongyue/db/queries/series.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { lockActs } from '@gongyue/db/queries/standing.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Change } from '../acts/change.ts'
import { inHouseOfNow } from '../acts/in-house-of-now.ts'
import { rearrange } from '../acts/rearrange.ts'
import { mayActFor } from '../orders/asked.ts'
import { settleOrder } from '../orders/settle-order.ts'
import type { EditNo } from './edit.ts'
import { seriesWire } from './wire.ts'

/** Who gives back which dates of a series. */
export interface CancelSeries {
  readonly who: Who
  readonly seriesId: string
  readonly scope: SeriesScope
  readonly key: LocalDate | null
  readonly reason: string | null
  readonly version: number | null
  readonly keyed: KeyedRequest | null
}

export type CancelledSeries =
  | { readonly kind: 'cancelled'; readonly series: SeriesRecord }
  | { readonly kind: 'too-late-to-cancel' | 'already-decided'; readonly series: SeriesRecord }
  | EditNo
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/**
 * Gives back one date, this and all following, or all that is ahead: bookings as one act, requests beside them, and the claim of lost dates to a
 * slot that frees. The booker until the policy's limit before each date, the desk until its end; what is too near stays, and is told by standing.
 */
export async function cancelSeries(app: FastifyInstance, request: CancelSeries): Promise<CancelledSeries> {
  const { who, keyed, seriesId } = request
  const outcome = await inHouseOfNow<CancelledSeries>(app, who.facilityId, async (tx, house) => {
    const done = await idempotent(
      tx,
      keyed,
      async () => await cancel(app, tx, request, house),
      (value) => ({
        status: 200,
        response: value.kind === 'cancelled' ? seriesWire(value.series, who.timeZone) : null,
      }),
    )
    if (done.kind !== 'done') return done
    return done.value.kind === 'cancelled' ? done.value : tx.undo(done.value)
  })
  if (outcome.kind !== 'stale') return outcome
  const now = await readSeries(app.pg.pool, who.facilityId, seriesId)
  return now ? { kind: 'stale', series: now } : { kind: 'not-found' }
}

/** The same within a transaction of the caller, who has looked at the facts of now. */
export async function cancelSeriesIn(
  app: FastifyInstance,
  tx: Tx,
  request: CancelSeries,
  house: House,
): Promise<CancelledSeries | { readonly kind: 'look-again' }> {
  return await cancel(app, tx, request, house)
}

async function cancel(
  app: FastifyInstance,
  tx: Tx,
  request: CancelSeries,
  house: House,
): Promise<CancelledSeries | { readonly kind: 'look-again' }> {
  const { client } = tx
  const { who, seriesId, scope, key, reason, version } = request
  const { facilityId } = who
  await lockActs(client, facilityId)
  await lockSeries(client, facilityId, seriesId)
  const series = await readSeries(client, facilityId, seriesId)
  const facts = factsAt(house, app.clock())
  if (!series || !mayActFor(who, series.partyId, facts)) return { kind: 'not-found' }
  if (version !== null && version !== series.version) return { kind: 'stale', series }
  const pointed = key === null ? null : series.dates.find((date) => date.key === key)
  if (scope !== 'all' && !pointed)
    return {
      kind: 'malformed',
      errors: [{ pointer: '/key', key: key === null ? 'required' : 'not-there', params: {} }],
    }
  const meant = series.dates.filter((date) => isMeant(date, scope, key) && date.end > facts.now)
  const open = meant.filter(({ state }) => state !== 'cancelled')
  if (open.length === 0) return { kind: 'already-decided', series }
  const earliest = mayEnter(who.roles, 'desk') ? facts.now : facts.now + facts.policy.cancelMinutes * MINUTE
  const given = open.filter(({ state, start, end }) =>
    state === 'booked' ? (mayEnter(who.roles, 'desk') ? end > facts.now : start >= earliest) : true,
  )
  if (given.length === 0) return { kind: 'too-late-to-cancel', series }
  const done = await giveBack(app, tx, { request, series, house }, given)
  if (done !== null) return done
  const keys = given.map((date) => date.key)
  const kept = await openOffersOf(client, facilityId, seriesId, keys)
  if (kept.length > 0) await settleOffers(client, facilityId, kept, 'withdrawn', facts.now, who.userId)
  const lost = given.map((date) => ({ seriesId, key: date.key }))
  await loseDates(client, facilityId, lost, 'given-back', facts.now)
  const state = scope === 'all' ? 'cancelled' : series.state
  await updateSeries(client, facilityId, { ...series, seriesId, state, version: series.version + 1 })
  await auditRow(client, {
    ...{ facilityId, auditId: app.newId(), at: facts.now, userId: who.userId },
    action: 'cancel-series',
    noun: 'series',
    nounId: seriesId,
    data: { scope, key, reason, keys },
  })
  const after = await readSeries(client, facilityId, seriesId)
  if (!after) throw new Error(`series ${seriesId} vanished under its lock`)
  return { kind: 'cancelled', series: after }
}

interface Giving {
  readonly request: CancelSeries
  readonly series: SeriesRecord
  readonly house: House
}

/** @returns what stood in the way; null when all is given back */
async function giveBack(
  app: FastifyInstance,
  tx: Tx,
  { request, series, house }: Giving,
  dates: readonly SeriesDateRecord[],
): Promise<EditNo | { readonly kind: 'look-again' } | null> {
  const { who, reason } = request
  const changes = dates.flatMap(({ state, reservationId, reservationVersion }): readonly Change[] =>
    state === 'booked' && reservationId !== null
      ? [{ kind: 'cancel', reservationId, version: reservationVersion }]
      : [],
  )
  if (changes.length > 0) {
    const outcome = await rearrange(app, tx, { who, changes, waivers: [], reason, house })
    // what is in use is ended at the desk; what another door has changed is looked at again
    if (outcome.kind === 'stale' || outcome.kind === 'not-changeable') return { kind: 'stale', series }
    if (outcome.kind === 'refused') throw new Error('giving back breaks no rule')
    if (outcome.kind !== 'rearranged') return outcome
  }
  const lineIds = dates.flatMap(({ state, lineId }) => (state === 'waiting' && lineId !== null ? [lineId] : []))
  if (lineIds.length === 0) return null
  await lockOrders(tx.client, who.facilityId, [series.orderId])
  await withdrawLines(tx.client, who.facilityId, lineIds, reason)
  await settleOrder(app, tx, { who, orderId: series.orderId, action: 'cancel-order', data: { lineIds, reason } })
  return null
}

function isMeant(date: SeriesDateRecord, scope: SeriesScope, key: LocalDate | null): boolean {
  if (scope === 'all' || key === null) return true
  return scope === 'this' ? date.key === key : date.key >= key
}
