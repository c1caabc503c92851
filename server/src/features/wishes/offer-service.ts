import type { FastifyInstance } from 'fastify'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Service } from '@gongyue/shared/domain/menu.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { insertWishOffer, listWishes, lockWish, type WishRecord } from '@gongyue/db/queries/wishes.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { serviceClaim } from '../services/claim.ts'
import { crewed } from '../services/give-services.ts'
import { lookAround } from '../services/look.ts'
import { readWish } from './place-wish.ts'
import { tellOfWish } from './tell-of-wish.ts'
import { wishWire } from './wire.ts'

/** An answer to a wish. */
export interface OfferService {
  readonly who: Who
  readonly wishId: string
  readonly serviceId: string
  readonly start: number
  readonly spaceId: string | null
  readonly people: readonly string[] | null
  readonly equipment: readonly string[] | null
  readonly words: string
  readonly keyed: KeyedRequest | null
}

export type Offered =
  | { readonly kind: 'offered'; readonly wish: WishRecord }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'already-decided'; readonly wish: WishRecord }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/** Offers a service for a wish. It holds nobody: whether it still fits is asked when it is taken. The party is told by mail. */
export async function offerService(app: FastifyInstance, request: OfferService): Promise<Offered> {
  const { who, wishId, keyed } = request
  const { facilityId, userId, timeZone } = who
  const facts = factsAt(await app.houses.current(facilityId), app.clock())
  const service = facts.outreach?.services.get(request.serviceId)
  const errors = faultsOf(request, facts)
  if (errors.length > 0 || !service) return { kind: 'malformed', errors }
  type Found = Exclude<Offered, Idempotent<never>>
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<Offered> => {
      const work = async (): Promise<Found> => {
        const { client } = tx
        await lockWish(client, facilityId, wishId)
        const [wish] = await listWishes(client, facilityId, { partyIds: null, state: null, ids: [wishId] })
        if (!wish) return { kind: 'not-found' }
        if (wish.state !== 'open') return { kind: 'already-decided', wish }
        const crew = await crewOf(app, request, wish, service, facts)
        const id = app.newId()
        const { serviceId, start, spaceId, words } = request
        const offer = { serviceId, start, spaceId, words, ...crew }
        await insertWishOffer(client, facilityId, { id, wishId, ...offer, madeBy: userId, madeAt: facts.now })
        await auditRow(client, {
          ...{
            facilityId,
            auditId: app.newId(),
            at: facts.now,
            userId,
            action: 'offer-service',
            noun: 'wish',
            nounId: wishId,
          },
          data: { offerId: id, ...offer },
        })
        const told = await readWish(client, facilityId, wishId)
        await tellOfWish(app, tx, { facilityId, wish: told, news: 'offered', text: words })
        return { kind: 'offered', wish: told }
      }
      const done = await idempotent(tx, keyed, work, (value) => ({
        status: 201,
        response: value.kind === 'offered' ? wishWire(value.wish, timeZone) : null,
      }))
      if (done.kind !== 'done') return done
      return done.value.kind === 'offered' ? done.value : tx.undo(done.value)
    },
    { dice: app.dice },
  )
}

/** Who was named, and for what was not, the best of the moment. */
async function crewOf(
  app: FastifyInstance,
  { people, equipment, start, spaceId }: OfferService,
  wish: WishRecord,
  service: Service,
  facts: Facts,
): Promise<{ readonly people: readonly string[]; readonly equipment: readonly string[] }> {
  const claim = serviceClaim(
    {
      ...{ id: wish.id, partyId: wish.partyId, serviceId: service.id, title: service.name['zh-CN'], start },
      end: start + service.minutes * MINUTE,
      ...{ place: spaceId === null && wish.districtId !== null ? 'outside' : 'palace' },
      ...{ districtId: spaceId === null ? wish.districtId : null, headcount: wish.headcount, needs: service.needs },
      ...{ setUpMinutes: service.setUpMinutes, strikeMinutes: service.strikeMinutes },
    },
    facts,
  )
  const look = await lookAround(app.pg.pool, [claim.during], facts)
  const made = crewed(claim, { people, equipment }, { facts, claims: look.claims }, look.lately)
  return { people: made.people ?? [], equipment: made.outing.equipment }
}

function faultsOf({ serviceId, spaceId, people, equipment, start }: OfferService, facts: Facts): readonly Fault[] {
  const missing = (ids: readonly string[] | null, field: string, has: (id: string) => boolean) =>
    (ids ?? []).flatMap((id, i): readonly Fault[] =>
      has(id) ? [] : [{ pointer: `/${field}/${i}`, key: 'not-there', params: {} }],
    )
  return [
    ...missing([serviceId], 'serviceId', (id) => facts.outreach?.services.has(id) ?? false).map((one) => ({
      ...one,
      pointer: '/serviceId',
    })),
    ...(spaceId !== null && !facts.spaces.has(spaceId)
      ? [{ pointer: '/spaceId', key: 'not-there', params: {} } as const]
      : []),
    ...(start <= facts.now ? [{ pointer: '/start', key: 'over', params: {} } as const] : []),
    ...missing(people, 'people', (id) => facts.people.has(id)),
    ...missing(equipment, 'equipment', (id) => facts.outreach?.equipment.get(id)?.active ?? false),
  ]
}
