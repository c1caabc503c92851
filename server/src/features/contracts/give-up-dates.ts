import type { FastifyInstance } from 'fastify'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { House } from '@gongyue/db/house.ts'
import { loseDates, updateSeries } from '@gongyue/db/queries/edit-series.ts'
import { listSlots } from '@gongyue/db/queries/contracts.ts'
import { openOffersOf, settleOffers } from '@gongyue/db/queries/offers.ts'
import { lockOrders, withdrawLines } from '@gongyue/db/queries/orders.ts'
import { lockSeries, readSeries, type SeriesDateRecord, type SeriesRecord } from '@gongyue/db/queries/series.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Change } from '../acts/change.ts'
import { rearrange } from '../acts/rearrange.ts'
import { settleOrder } from '../orders/settle-order.ts'

/** Whose slots hold nothing behind which day. */
export interface GiveUp {
  readonly who: Who
  readonly contractId: string
  readonly lastDay: LocalDate
  readonly reason: string
  readonly house: House
}

/**
 * Gives back every date of a contract's slots behind a day, as one act: the time is free again at once, the dates remember that they were given
 * back. Runs inside the caller's transaction, which holds the acts and the contract.
 *
 * @returns how many dates were given back
 */
export async function giveUpDates(
  app: FastifyInstance,
  tx: Tx,
  request: GiveUp,
): Promise<{ readonly kind: 'given-up'; readonly dates: number } | { readonly kind: 'look-again' }> {
  const { who, contractId, lastDay, reason, house } = request
  const { facilityId, userId } = who
  const { client } = tx
  const found: { readonly series: SeriesRecord; readonly dates: readonly SeriesDateRecord[] }[] = []
  for (const { seriesId } of await listSlots(client, facilityId, contractId)) {
    await lockSeries(client, facilityId, seriesId)
    const series = await readSeries(client, facilityId, seriesId)
    const dates = series?.dates.filter(
      ({ key, state, end }) => key > lastDay && state !== 'cancelled' && end > app.clock(),
    )
    if (series && dates && dates.length > 0) found.push({ series, dates })
  }
  const booked = found.flatMap(({ dates }) => dates.filter(({ state }) => state === 'booked'))
  const changes = booked.flatMap(({ reservationId }): readonly Change[] =>
    reservationId === null ? [] : [{ kind: 'cancel', reservationId, version: null }],
  )
  if (changes.length > 0) {
    const outcome = await rearrange(app, tx, { who, changes, waivers: [], reason, house })
    if (outcome.kind === 'refused') throw new Error('giving back breaks no rule')
    // somebody at the door was quicker with one of them
    if (outcome.kind !== 'rearranged') return { kind: 'look-again' }
  }
  for (const { series, dates } of found) {
    const lineIds = dates.flatMap(({ state, lineId }) => (state === 'waiting' && lineId !== null ? [lineId] : []))
    if (lineIds.length > 0) {
      await lockOrders(client, facilityId, [series.orderId])
      await withdrawLines(client, facilityId, lineIds, reason)
      await settleOrder(app, tx, { who, orderId: series.orderId, action: 'cancel-order', data: { lineIds, reason } })
    }
    const keys = dates.map(({ key }) => key)
    const kept = await openOffersOf(client, facilityId, series.id, keys)
    if (kept.length > 0) await settleOffers(client, facilityId, kept, 'withdrawn', app.clock(), userId)
    const lost = keys.map((key) => ({ seriesId: series.id, key }))
    await loseDates(client, facilityId, lost, 'given-back', app.clock())
    const state = dates.length === series.dates.length ? 'cancelled' : series.state
    await updateSeries(client, facilityId, { ...series, seriesId: series.id, state, version: series.version + 1 })
  }
  return { kind: 'given-up', dates: found.reduce((sum, { dates }) => sum + dates.length, 0) }
}
