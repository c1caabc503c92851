import type { FastifyInstance } from 'fastify'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { insertHeadCount } from '@gongyue/db/queries/head-counts.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { lockOrders } from '@gongyue/db/queries/orders.ts'
import {
  deliverServiceLine,
  rateServiceLine,
  readServiceLines,
  type DispatchRecord,
} from '@gongyue/db/queries/service-lines.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { settleOrder } from '../orders/settle-order.ts'
import { dispatchWire } from './wire.ts'

/** A service that was given, to so many. */
export interface DeliverService {
  readonly who: Who
  readonly lineId: string
  readonly onSite: number
  readonly online: number
  readonly note: string
  readonly keyed: KeyedRequest | null
}

export type Delivered =
  | { readonly kind: 'delivered'; readonly line: DispatchRecord }
  | { readonly kind: 'not-found' | 'not-accepted' }
  | { readonly kind: 'not-begun'; readonly line: DispatchRecord }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/** Notes that a service was given, with its heads: from now on the party may say how it was. The crew's time stays theirs. */
export async function deliverService(app: FastifyInstance, request: DeliverService): Promise<Delivered> {
  const { who, lineId, onSite, online, note, keyed } = request
  const { facilityId, timeZone, userId } = who
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<Delivered> => {
      type Found = Exclude<Delivered, Idempotent<never>>
      const work = async (): Promise<Found> => {
        const { client } = tx
        const [seen] = await readServiceLines(client, facilityId, [lineId])
        if (!seen) return { kind: 'not-found' }
        await lockOrders(client, facilityId, [seen.orderId])
        const [line] = await readServiceLines(client, facilityId, [lineId])
        if (line?.state !== 'accepted' || !line.visit) return { kind: 'not-accepted' }
        const at = app.clock()
        if (line.start > at) return { kind: 'not-begun', line }
        await deliverServiceLine(client, facilityId, lineId, at)
        if (onSite + online > 0)
          await insertHeadCount(client, facilityId, {
            ...{ id: app.newId(), visitId: line.visit.id, countedOn: localDateOf(line.start, timeZone) },
            ...{ onSite, online, note, countedBy: userId, countedAt: at },
          })
        const data = { lineIds: [lineId], onSite, online }
        await settleOrder(app, tx, { who, orderId: line.orderId, action: 'deliver-service', event: 'delivered', data })
        const [told] = await readServiceLines(client, facilityId, [lineId])
        if (!told) throw new Error(`service line ${lineId} vanished under its lock`)
        return { kind: 'delivered', line: told }
      }
      const done = await idempotent(tx, keyed, work, (value) => ({
        status: 200,
        response: value.kind === 'delivered' ? dispatchWire(value.line, timeZone) : null,
      }))
      if (done.kind !== 'done') return done
      return done.value.kind === 'delivered' ? done.value : tx.undo(done.value)
    },
    { dice: app.dice },
  )
}

export type Rated = { readonly kind: 'rated' | 'not-found' | 'not-delivered' }

/** What the party says of a service that was given. */
export async function rateService(
  app: FastifyInstance,
  {
    who,
    lineId,
    rating,
    words,
  }: { readonly who: Who; readonly lineId: string; readonly rating: number; readonly words: string },
): Promise<Rated> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<Rated> => {
      const { client } = tx
      const [seen] = await readServiceLines(client, facilityId, [lineId])
      // only the party judges: not even the desk does it for them
      if (!seen || !who.partyIds.includes(seen.partyId)) return { kind: 'not-found' }
      await lockOrders(client, facilityId, [seen.orderId])
      const [line] = await readServiceLines(client, facilityId, [lineId])
      if (line?.state !== 'delivered') return { kind: 'not-delivered' }
      await rateServiceLine(client, facilityId, lineId, { rating, words, by: userId, at: app.clock() })
      const data = { lineIds: [lineId], rating, reason: words === '' ? null : words }
      await settleOrder(app, tx, { who, orderId: line.orderId, action: 'rate-service', event: 'rated', data })
      return { kind: 'rated' }
    },
    { dice: app.dice },
  )
}
