import Type, { type Static } from 'typebox'
import { RESERVATION_STATES } from '../domain/reservation.ts'
import { DayTypeSchema } from './facility.ts'
import { route } from './route.ts'
import { Id, InstantText, LocalDateText, Nullable, OneOf, Span, Strict } from './schemas.ts'

/** One block on the board. A reservation, a request (dashed, may lie over others) or a hold. */
export const BlockSchema = Strict({
  kind: OneOf(['reservation', 'request', 'hold']),
  /** Reservation id, line id or claim id. */
  id: Id,
  orderId: Nullable(Id),
  reference: Nullable(Type.String()),
  /** The series of which it is a date. */
  seriesId: Nullable(Id),
  spaceId: Id,
  start: InstantText,
  end: InstantText,
  /** With set-up and strike. */
  heldFrom: InstantText,
  heldUntil: InstantText,
  title: Type.String(),
  partyName: Type.String(),
  headcount: Type.Integer(),
  state: OneOf([...RESERVATION_STATES, 'pending', 'tentative']),
  version: Type.Integer(),
})
export type BlockWire = Static<typeof BlockSchema>

/** A closure on every space that shares an atom with what is shut. */
export const ShuttingSchema = Strict({
  id: Id,
  spaceIds: Type.Array(Id),
  start: InstantText,
  end: InstantText,
  reason: Type.String(),
})
export type ShuttingWire = Static<typeof ShuttingSchema>

export const readBoard = route({
  method: 'GET',
  path: '/board',
  scope: 'desk',
  summary: 'All spaces on one day: what is booked, asked for and shut',
  query: Strict({ date: LocalDateText, days: Type.Optional(Type.Integer({ minimum: 1, maximum: 7, default: 1 })) }),
  replies: {
    200: Strict({
      date: LocalDateText,
      dayTypes: Type.Array(DayTypeSchema),
      /** When the answer was made; the board shows its age. */
      at: InstantText,
      blocks: Type.Array(BlockSchema),
      /** Open spans by space; outside them the board is dark. */
      open: Type.Array(Strict({ spaceId: Id, spans: Type.Array(Span) })),
      closures: Type.Array(ShuttingSchema),
      /** The answer is at least as new as this: `GET /events?since=…` brings what happened after. */
      cursor: Type.String(),
    }),
  },
})
export type BoardWire = Static<(typeof readBoard)['replies'][200]>
