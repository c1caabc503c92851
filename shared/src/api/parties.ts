import Type, { type Static } from 'typebox'
import { PARTY_KINDS } from '../domain/party.ts'
import { RESERVATION_STATES } from '../domain/reservation.ts'
import { route } from './route.ts'
import { Id, InstantText, LocalDateText, Nullable, OneOf, Strict } from './schemas.ts'

/** A party as the desk finds it. Of the telephone only so much is shown that one can ask "ending in 1234?". */
export const PartySchema = Strict({
  id: Id,
  kind: OneOf(PARTY_KINDS),
  code: Type.String(),
  name: Type.String(),
  /** The union above a branch. */
  parentName: Nullable(Type.String()),
  phone: Nullable(
    Type.String({ examples: ['138****1234'], description: 'masked; the full one is asked for by itself' }),
  ),
  suspended: Type.Boolean(),
})
export type PartyWire = Static<typeof PartySchema>

const Wanted = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })

export const findParties = route({
  method: 'GET',
  path: '/parties',
  scope: 'desk',
  summary:
    'Branches, partners and persons by name, pinyin or its initials, the end of a telephone number, or code; best first',
  query: Strict({
    q: Wanted,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 12 })),
  }),
  replies: { 200: Strict({ items: Type.Array(PartySchema) }) },
})

export const createParty = route({
  method: 'POST',
  path: '/parties',
  scope: 'desk',
  summary:
    'Take down a person who books for the first time. One with the same telephone is offered instead: 409 party-exists',
  idempotent: true,
  body: Strict({
    kind: OneOf(['person']),
    name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
    phone: Type.Optional(
      Type.String({
        maxLength: 24,
        pattern: '^\\+?[0-9][0-9 -]{4,22}$',
        description: 'spaces and dashes are left out',
      }),
    ),
  }),
  replies: { 201: PartySchema },
})

export const revealPhone = route({
  method: 'POST',
  path: '/parties/:id/phone',
  scope: 'desk',
  summary: 'The full telephone number, for a reason that is kept on the audit trail',
  params: Strict({ id: Id }),
  body: Strict({ reason: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }) }),
  replies: { 200: Strict({ phone: Nullable(Type.String()) }) },
})

export const readStanding = route({
  method: 'GET',
  path: '/parties/:id/standing',
  scope: 'desk',
  summary: 'What a party has had this month, how often nobody came, and how near it is to being barred',
  params: Strict({ id: Id }),
  replies: {
    200: Strict({
      month: Type.Integer({ minimum: 0, description: 'reservations that stand or were used this month' }),
      monthMinutes: Type.Integer({ minimum: 0 }),
      noShows: Type.Integer({ minimum: 0, description: 'within 12 months' }),
      /** Points of the party itself that count now; a member's are the member's own. */
      points: Type.Integer({ minimum: 0 }),
      pointLimit: Type.Integer({ minimum: 0 }),
    }),
  },
})
export type StandingWire = Static<(typeof readStanding)['replies'][200]>

/** What a found booking was found by. */
export const FOUND_BY = ['reference', 'code', 'phone', 'title', 'party', 'space'] as const

export const FoundSchema = Strict({
  kind: OneOf(['reservation', 'request']),
  /** Reservation id, or line id of a request: the id of its block on the board. */
  id: Id,
  orderId: Id,
  reference: Type.String(),
  title: Type.String(),
  partyName: Type.String(),
  spaceId: Id,
  start: InstantText,
  end: InstantText,
  state: OneOf([...RESERVATION_STATES, 'pending']),
  /** Six digits for the door; a request has none. */
  code: Nullable(Type.String()),
  by: OneOf(FOUND_BY),
})
export type FoundWire = Static<typeof FoundSchema>

export const searchBookings = route({
  method: 'GET',
  path: '/search',
  scope: 'desk',
  summary:
    'Reservations and requests near a day: by title, party, space (pinyin too), end of a telephone number, reference, door code. A reference is found on any day',
  query: Strict({
    q: Wanted,
    date: Type.Optional(LocalDateText),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
  }),
  replies: { 200: Strict({ items: Type.Array(FoundSchema) }) },
})
