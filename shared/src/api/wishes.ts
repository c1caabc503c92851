import Type, { type Static } from 'typebox'
import { OFFER_STATES, WISH_STATES } from '../domain/visit.ts'
import { OrderSchema } from './orders.ts'
import { route } from './route.ts'
import { Headcount, Id, InstantText, LocalDateText, Nullable, OneOf, Sentence, Strict, Title } from './schemas.ts'
import { PlaceAsked } from './service-lines.ts'

const params = Strict({ id: Id })

export const WishOfferSchema = Strict({
  id: Id,
  serviceId: Id,
  start: InstantText,
  end: InstantText,
  spaceId: Nullable(Id),
  people: Type.Array(Strict({ id: Id, name: Type.String() })),
  words: Type.String(),
  state: OneOf(OFFER_STATES),
  madeAt: InstantText,
  orderId: Nullable(Id),
})
export type WishOfferWire = Static<typeof WishOfferSchema>

/** "We need something for 80 people about stress in March." */
export const WishSchema = Strict({
  id: Id,
  partyId: Id,
  partyName: Type.String(),
  placedBy: Type.String(),
  placedAt: InstantText,
  title: Type.String(),
  words: Type.String(),
  headcount: Type.Integer(),
  from: LocalDateText,
  until: LocalDateText,
  place: OneOf(['palace', 'outside']),
  placeName: Nullable(Type.String()),
  district: Nullable(Type.String()),
  address: Type.String(),
  state: OneOf(WISH_STATES),
  version: Type.Integer(),
  offers: Type.Array(WishOfferSchema),
})
export type WishWire = Static<typeof WishSchema>

export const listWishes = route({
  method: 'GET',
  path: '/wishes',
  scope: 'orders',
  summary: 'Requests without a service, newest first: of the parties the reader acts for, all for the desk',
  query: Strict({ state: Type.Optional(OneOf(WISH_STATES)) }),
  replies: { 200: Strict({ items: Type.Array(WishSchema) }) },
})

export const placeWish = route({
  method: 'POST',
  path: '/wishes',
  scope: 'orders',
  summary: 'Ask for something that is not on the menu; the house answers with offers',
  idempotent: true,
  body: Strict({
    partyId: Id,
    title: Title,
    words: Sentence,
    headcount: Headcount,
    from: LocalDateText,
    until: LocalDateText,
    place: PlaceAsked,
  }),
  replies: { 201: WishSchema },
})
export type WishDraftWire = Static<(typeof placeWish)['body']>

export const closeWish = route({
  method: 'POST',
  path: '/wishes/:id/closing',
  scope: 'orders',
  summary: 'Give a wish up; said by the desk, the house has nothing for it',
  params,
  body: Strict({ reason: Type.Optional(Sentence) }),
  replies: { 200: WishSchema },
})

export const offerService = route({
  method: 'POST',
  path: '/wishes/:id/offers',
  scope: 'desk',
  summary: 'Answer a wish: a service, a time, and who would come. Nothing is held by it',
  idempotent: true,
  params,
  body: Strict({
    serviceId: Id,
    start: InstantText,
    spaceId: Type.Optional(Id),
    /** Left out: the best crew of that moment. */
    people: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true })),
    equipment: Type.Optional(Type.Array(Id, { maxItems: 50, uniqueItems: true })),
    words: Type.Optional(Sentence),
  }),
  replies: { 201: WishSchema },
})

export const answerOffer = route({
  method: 'POST',
  path: '/wish-offers/:id/answer',
  scope: 'orders',
  summary: 'Take an offer, which becomes an order with its crew, or leave it',
  idempotent: true,
  params,
  body: Strict({ take: Type.Boolean() }),
  replies: { 200: Strict({ wish: WishSchema, order: Nullable(OrderSchema) }) },
})
