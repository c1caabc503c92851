import Type, { type Static } from 'typebox'
import { PARTY_KINDS } from '../domain/party.ts'
import { EVENT_STATES } from '../domain/programme.ts'
import { route } from './route.ts'
import { InstantText, NameSchema, Nullable, OneOf, Span, Strict } from './schemas.ts'

/** What a stranger may read of a booking, see `publicTitle`. */
export const PublicTitleSchema = Type.Union([
  Strict({ kind: Type.Literal('title'), text: Type.String() }),
  Strict({ kind: Type.Literal('party-kind'), partyKind: OneOf(PARTY_KINDS) }),
  Strict({ kind: Type.Literal('booked') }),
])

/** A place as strangers know it; `within` is the hall it is a part of. */
export const PlaceNameSchema = Strict({ code: Type.String(), name: NameSchema, within: Nullable(NameSchema) })

export const WallEventSchema = Strict({
  place: PlaceNameSchema,
  start: InstantText,
  end: InstantText,
  state: OneOf(EVENT_STATES),
  title: PublicTitleSchema,
  /** How many private bookings of one hall and one time it stands for. */
  count: Type.Integer({ minimum: 1 }),
  /** Where an event went that is not here any more. */
  movedTo: Nullable(Strict({ start: InstantText, end: InstantText, place: PlaceNameSchema })),
})
export type WallEventWire = Static<typeof WallEventSchema>

/** How a screen is meant to look; it learns of a change with the next answer. */
export const ScreenLookSchema = Strict({
  orientation: OneOf(['auto', 'landscape', 'portrait']),
  locale: OneOf(['zh-CN', 'en']),
  theme: OneOf(['dark', 'light', 'auto']),
})

const screenHead = {
  /** When the answer was made; the screen sets its clock by it and shows its age. */
  at: InstantText,
  facility: Strict({ name: NameSchema, timeZone: Type.String() }),
  look: ScreenLookSchema,
}

export const readWall = route({
  method: 'GET',
  path: '/wall',
  scope: 'device',
  summary: 'What is on in the next hours, as strangers may read it',
  query: Strict({
    spaces: Type.Optional(
      Type.String({ maxLength: 2000, description: 'codes, parted by commas; those of the screen if left out' }),
    ),
    hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 24, description: 'those of the screen if left out' })),
  }),
  replies: {
    200: Strict({ ...screenHead, hours: Type.Integer(), events: Type.Array(WallEventSchema) }),
  },
})
export type WallWire = Static<(typeof readWall)['replies'][200]>

export const readDoor = route({
  method: 'GET',
  path: '/wall/doors/:code',
  scope: 'device',
  summary: 'One room today: free or occupied, until when, and what is next',
  params: Strict({ code: Type.String({ maxLength: 80 }) }),
  replies: {
    200: Strict({
      ...screenHead,
      place: PlaceNameSchema,
      capacity: Type.Integer(),
      events: Type.Array(
        Strict({
          start: InstantText,
          end: InstantText,
          heldFrom: InstantText,
          heldUntil: InstantText,
          state: OneOf(EVENT_STATES),
          title: PublicTitleSchema,
        }),
      ),
      open: Type.Array(Span),
      closures: Type.Array(Strict({ start: InstantText, end: InstantText, reason: Type.String() })),
    }),
  },
})
export type DoorWire = Static<(typeof readDoor)['replies'][200]>
