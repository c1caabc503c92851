import Type, { type Static } from 'typebox'
import { RESERVATION_STATES } from '../domain/reservation.ts'
import { route } from './route.ts'
import { Id, InstantText, LocalDateText, Nullable, OneOf, Strict } from './schemas.ts'

/**
 * A reservation as the reader may see it. Of another branch's only the span is told: `reference`, `title`, `party…`, `code` and
 * `headcount` are null then, and `mine` is false.
 */
export const ReservationSchema = Strict({
  id: Id,
  orderId: Nullable(Id),
  reference: Nullable(Type.String()),
  spaceId: Id,
  start: InstantText,
  end: InstantText,
  state: OneOf(RESERVATION_STATES),
  mine: Type.Boolean(),
  title: Nullable(Type.String()),
  partyId: Nullable(Id),
  partyName: Nullable(Type.String()),
  headcount: Nullable(Type.Integer()),
  code: Nullable(Type.String()),
})
export type ReservationWire = Static<typeof ReservationSchema>

export const listReservations = route({
  method: 'GET',
  path: '/reservations',
  scope: 'orders',
  summary: "Reservations in a span of days; others' as taken spans only",
  query: Strict({
    from: LocalDateText,
    until: LocalDateText,
    spaceId: Type.Optional(Id),
    mine: Type.Optional(Type.Boolean({ default: false, description: "only those of the reader's parties" })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 500 })),
    cursor: Type.Optional(Type.String({ maxLength: 80 })),
  }),
  replies: { 200: Strict({ items: Type.Array(ReservationSchema), nextCursor: Nullable(Type.String()) }) },
})

export const readReservation = route({
  method: 'GET',
  path: '/reservations/:id',
  scope: 'orders',
  summary: 'One reservation',
  params: Strict({ id: Id }),
  replies: { 200: ReservationSchema },
})

export const listAudit = route({
  method: 'GET',
  path: '/audit',
  scope: 'administration',
  summary: 'Who did what when; newest first',
  query: Strict({
    nounId: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    cursor: Type.Optional(Id),
  }),
  replies: {
    200: Strict({
      items: Type.Array(
        Strict({
          id: Id,
          at: InstantText,
          userId: Nullable(Id),
          userName: Nullable(Type.String()),
          action: Type.String(),
          noun: Type.String(),
          nounId: Id,
          data: Type.Record(Type.String(), Type.Unknown()),
        }),
      ),
      nextCursor: Nullable(Id),
    }),
  },
})
