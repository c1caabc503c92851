import Type, { type Static } from 'typebox'
import { BlockSchema, ShuttingSchema } from './board.ts'
import { route } from './route.ts'
import { Id, InstantText, OneOf, Span, Strict } from './schemas.ts'

/** What somebody does with a place on the board. `away`: nothing any more. */
export const DOINGS = ['viewing', 'editing', 'moving', 'away'] as const
export type Doing = (typeof DOINGS)[number]

/** A block, or an empty place where one is being made. */
export const PresencePlaceSchema = Type.Union([Strict({ blockId: Id }), Strict({ spaceId: Id, start: InstantText })])
export type PresencePlaceWire = Static<typeof PresencePlaceSchema>

export const PresenceSchema = Strict({
  userId: Id,
  name: Type.String(),
  doing: OneOf(['viewing', 'editing', 'moving']),
  place: PresencePlaceSchema,
})
export type PresenceWire = Static<typeof PresenceSchema>

/** The stream is up to date now. `replayed`: what was missed since the cursor came before; else ask for everything anew. */
export const HelloEventSchema = Strict({
  at: InstantText,
  replayed: Type.Boolean(),
  presence: Type.Array(PresenceSchema, { description: 'for the desk; empty for others' }),
})
export type HelloEventWire = Static<typeof HelloEventSchema>

/** For the desk: how what changed stands now. Blocks may come that did not change, and may lie on any day. */
export const ChangeEventSchema = Strict({
  at: InstantText,
  upsert: Type.Array(BlockSchema),
  /** Blocks that stand nowhere any more. */
  removed: Type.Array(Id),
  closures: Strict({ upsert: Type.Array(ShuttingSchema), removed: Type.Array(Id) }),
  /** Orders with a line, a state or a message that changed. */
  orders: Type.Array(Id),
  /** Orders that wait for an officer, when that may have changed. */
  waiting: Type.Optional(Type.Integer()),
  /** Spaces, hours or rules changed: ask for them anew. */
  facts: Type.Boolean(),
})
export type ChangeEventWire = Static<typeof ChangeEventSchema>

/** For those who order: where and when something changed, without what; and which of their own orders did. */
export const TouchedEventSchema = Strict({
  at: InstantText,
  spaces: Type.Array(Strict({ spaceId: Id, ...Span.properties })),
  orders: Type.Array(Id),
  facts: Type.Boolean(),
})
export type TouchedEventWire = Static<typeof TouchedEventSchema>

/** Who does what at the desk; everybody is listed once. */
export const PresenceEventSchema = Strict({ at: InstantText, items: Type.Array(PresenceSchema) })
export type PresenceEventWire = Static<typeof PresenceEventSchema>

/** What was missed can not be told one by one: ask for everything anew. */
export const ResetEventSchema = Strict({ at: InstantText, why: OneOf(['too-old', 'too-much']) })
export type ResetEventWire = Static<typeof ResetEventSchema>

/** The stream ends here on purpose. `rights`: the session or its roles are others now; `server`: it is being stopped. */
export const EndEventSchema = Strict({ at: InstantText, why: OneOf(['rights', 'server']) })
export type EndEventWire = Static<typeof EndEventSchema>

/** How far a reader has read, opaque; `cursor` of the board or `id` of an event. */
export const CursorText = Type.String({ maxLength: 8000, pattern: '^[0-9:,@]+$' })

export const openEvents = route({
  method: 'GET',
  path: '/events',
  scope: 'orders',
  summary:
    'Everything that changes, as it changes (Server-Sent Events). `since` or `Last-Event-ID` brings what was missed; a comment every 15 s says that all is well',
  streams: true,
  query: Strict({ since: Type.Optional(CursorText) }),
  replies: {
    200: Type.Union([
      HelloEventSchema,
      ChangeEventSchema,
      TouchedEventSchema,
      PresenceEventSchema,
      ResetEventSchema,
      EndEventSchema,
    ]),
  },
})

export const tellPresence = route({
  method: 'POST',
  path: '/presence',
  scope: 'desk',
  summary: 'What this page is busy with, told again every ten seconds; forgotten after 25',
  body: Strict({
    /** Tells the pages of one user apart. */
    page: Type.String({ pattern: '^[0-9a-zA-Z-]{8,64}$' }),
    doing: OneOf(DOINGS),
    place: Type.Optional(PresencePlaceSchema),
  }),
  replies: { 204: Type.Null() },
})
