import type { FastifyInstance } from 'fastify'
import type { WishDraftWire, WishWire } from '@gongyue/shared/api/wishes.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { listPlaces } from '@gongyue/db/queries/outreach.ts'
import {
  insertWish,
  listWishes,
  lockWish,
  setWishState,
  withdrawOpenOffers,
  type WishRecord,
} from '@gongyue/db/queries/wishes.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { mayActFor } from '../orders/asked.ts'
import { placeOf } from '../services/asked-lines.ts'
import { tellOfWish } from './tell-of-wish.ts'
import { wishWire } from './wire.ts'

export type PlacedWish =
  | { readonly kind: 'placed'; readonly wish: WishRecord }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/** Writes down what a party needs and cannot name; the house is told. */
export async function placeWish(
  app: FastifyInstance,
  who: Who,
  draft: WishDraftWire,
  keyed: KeyedRequest | null,
): Promise<PlacedWish> {
  const { facilityId, userId } = who
  const facts = factsAt(await app.houses.current(facilityId), app.clock())
  const ids = draft.place.kind === 'outside' && 'placeId' in draft.place ? [draft.place.placeId] : []
  const places = new Map((await listPlaces(app.pg.pool, facilityId, ids)).map((one) => [one.id, one]))
  const place = placeOf(draft.place, '/place', { facts, places, partyId: draft.partyId })
  const errors: Fault[] = [...place.errors]
  if (!mayActFor(who, draft.partyId, facts)) errors.push({ pointer: '/partyId', key: 'not-there', params: {} })
  if (draft.from > draft.until) errors.push({ pointer: '/until', key: 'end-before-start', params: {} })
  if (errors.length > 0 || place.columns === null) return { kind: 'malformed', errors }
  const { placeId, districtId, address, contact, contactPhone } = place.columns
  const { partyId, title, words, headcount, from, until } = draft
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<PlacedWish> => {
      const work = async (): Promise<WishRecord> => {
        const id = app.newId()
        const asked = { partyId, title, words, headcount, from, until, placeId, districtId, address }
        const row = { ...asked, id, placedBy: userId, placedAt: facts.now, contact, contactPhone }
        await insertWish(tx.client, facilityId, row)
        await auditRow(tx.client, {
          ...{
            facilityId,
            auditId: app.newId(),
            at: facts.now,
            userId,
            action: 'place-wish',
            noun: 'wish',
            nounId: id,
          },
          data: asked,
        })
        return await readWish(tx.client, facilityId, id)
      }
      const response = (wish: WishRecord): WishWire => wishWire(wish, who.timeZone)
      const done = await idempotent(tx, keyed, work, (wish) => ({ status: 201, response: response(wish) }))
      return done.kind === 'done' ? { kind: 'placed', wish: done.value } : done
    },
    { dice: app.dice },
  )
}

export type ClosedWish =
  | { readonly kind: 'closed'; readonly wish: WishRecord }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'already-decided'; readonly wish: WishRecord }

/** A wish that is given up by its party, or for which the house has nothing. */
export async function closeWish(
  app: FastifyInstance,
  { who, wishId, reason }: { readonly who: Who; readonly wishId: string; readonly reason: string | null },
): Promise<ClosedWish> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async ({ client }): Promise<ClosedWish> => {
      await lockWish(client, facilityId, wishId)
      const [wish] = await listWishes(client, facilityId, { partyIds: visibleTo(who), state: null, ids: [wishId] })
      if (!wish) return { kind: 'not-found' }
      if (wish.state !== 'open') return { kind: 'already-decided', wish }
      const state = who.partyIds.includes(wish.partyId) ? 'withdrawn' : 'declined'
      await setWishState(client, facilityId, wishId, state)
      await withdrawOpenOffers(client, facilityId, wishId)
      const at = app.clock()
      await auditRow(client, {
        ...{ facilityId, auditId: app.newId(), at, userId, action: 'close-wish', noun: 'wish', nounId: wishId },
        data: { state, reason },
      })
      const closed = await readWish(client, facilityId, wishId)
      const news = { facilityId, wish: closed, news: 'declined', text: reason ?? '' } as const
      if (state === 'declined') await tellOfWish(app, { client }, news)
      return { kind: 'closed', wish: closed }
    },
    { dice: app.dice },
  )
}

/** Whose wishes somebody reads: those of their parties, the desk all. */
export function visibleTo(who: Who): readonly string[] | null {
  return mayEnter(who.roles, 'desk') ? null : who.partyIds
}

/** A wish that was just written. */
export async function readWish(db: Queryable, facilityId: string, wishId: string): Promise<WishRecord> {
  const [wish] = await listWishes(db, facilityId, { partyIds: null, state: null, ids: [wishId] })
  if (!wish) throw new Error(`wish ${wishId} vanished in its own transaction`)
  return wish
}
