import Type, { type Static } from 'typebox'
import { ActSchema, ActVerdictSchema } from './acts.ts'
import { RESERVATION_STATES } from '../domain/reservation.ts'
import { SERIES_SCOPES } from '../domain/series.ts'
import { WaiverSchema } from './orders.ts'
import { route } from './route.ts'
import { Headcount, Id, InstantText, LocalDateText, Nullable, OneOf, Strict } from './schemas.ts'
import { EditedSeriesSchema } from './series.ts'

/**
 * A reservation as the reader may see it. Of another branch's only the span is told: `reference`, `title`, `party…`, `code` and
 * `headcount` are null then, and `mine` is false.
 */
export const ReservationSchema = Strict({
  id: Id,
  orderId: Nullable(Id),
  reference: Nullable(Type.String()),
  /** The series of which it is a date; null too where the reader may not know. */
  seriesId: Nullable(Id),
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
  /** Also the ETag; for the desk, which may change it. */
  version: Type.Optional(Type.Integer()),
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

export const changeReservation = route({
  method: 'PATCH',
  path: '/reservations/:id',
  scope: 'desk',
  summary:
    'Move, stretch or enlarge one booking: an act of one change, through its own door; with a wider `scope` an edit of its series. `If-Match` names the version of the booking that was seen',
  idempotent: true,
  params: Strict({ id: Id }),
  query: Strict({
    dryRun: Type.Optional(Type.Boolean({ default: false, description: 'answer in full, write nothing' })),
  }),
  body: Strict({
    start: Type.Optional(InstantText),
    end: Type.Optional(InstantText),
    spaceId: Type.Optional(Id),
    headcount: Type.Optional(Headcount),
    /** Of a date of a series: it alone (default), it and all following, or all that is ahead. */
    scope: Type.Optional(OneOf(SERIES_SCOPES)),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
    waivers: Type.Optional(Type.Array(WaiverSchema, { maxItems: 20 })),
  }),
  replies: { 200: Type.Union([ActVerdictSchema, EditedSeriesSchema]), 201: ActSchema },
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
