import Type, { type Static } from 'typebox'
import { EVENT_STATES } from '../domain/programme.ts'
import { route } from './route.ts'
import { Empty, Id, InstantText, LocalDateText, NameSchema, Nullable, OneOf, Strict } from './schemas.ts'
import { PlaceNameSchema } from './wall.ts'

/** One public event of a day; nothing that is not meant for strangers has a row. */
export const ProgrammeItemSchema = Strict({
  place: PlaceNameSchema,
  start: InstantText,
  end: InstantText,
  state: OneOf(EVENT_STATES),
  title: Type.String(),
})
export type ProgrammeItemWire = Static<typeof ProgrammeItemSchema>

export const readProgramme = route({
  method: 'GET',
  path: '/programme/today',
  scope: 'public',
  summary: 'What is on today, and as text to paste into the official account',
  query: Strict({
    facility: Type.Optional(
      Type.String({ maxLength: 80, description: 'code of the facility; the first one if left out' }),
    ),
  }),
  replies: {
    200: Strict({
      date: LocalDateText,
      at: InstantText,
      facility: Strict({ code: Type.String(), name: NameSchema }),
      items: Type.Array(ProgrammeItemSchema),
      /** 今日场馆安排 */
      text: NameSchema,
    }),
  },
})
export type ProgrammeWire = Static<(typeof readProgramme)['replies'][200]>

export const FEED_KINDS = ['own', 'space', 'programme'] as const

/** A calendar address somebody made. Whoever knows it may read, so it is told once and can be taken back. */
export const FeedSchema = Strict({
  id: Id,
  kind: OneOf(FEED_KINDS),
  spaceId: Nullable(Id),
  createdAt: InstantText,
  lastReadAt: Nullable(InstantText),
})
export type FeedWire = Static<typeof FeedSchema>

export const listFeeds = route({
  method: 'GET',
  path: '/calendars',
  scope: 'orders',
  summary: "The reader's calendar addresses that hold, newest first",
  replies: { 200: Strict({ items: Type.Array(FeedSchema) }) },
})

export const addFeed = route({
  method: 'POST',
  path: '/calendars',
  scope: 'orders',
  summary:
    'Make a calendar address: `own` of the bookings of the reader’s parties, `space` of one place and `programme` of all public events, both as strangers may read them. The path is told this once',
  body: Strict({
    kind: OneOf(FEED_KINDS),
    spaceId: Type.Optional(Id),
    locale: Type.Optional(OneOf(['zh-CN', 'en'])),
  }),
  replies: { 201: Strict({ feed: FeedSchema, path: Type.String({ examples: ['/api/v1/calendars/….ics'] }) }) },
})

export const revokeFeed = route({
  method: 'DELETE',
  path: '/calendars/:id',
  scope: 'orders',
  summary: 'Take a calendar address back; it answers no more',
  params: Strict({ id: Id }),
  replies: { 204: Empty },
})

export const readCalendar = route({
  method: 'GET',
  path: '/calendars/:file',
  scope: 'public',
  summary: 'A feed as iCalendar (RFC 5545); the token in the address is the key',
  params: Strict({ file: Type.String({ maxLength: 80, examples: ['token.ics'] }) }),
  replies: { 200: Type.String({ description: 'text/calendar' }) },
})
