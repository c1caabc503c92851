import Type, { type Static } from 'typebox'
import { SPACE_KINDS } from '../domain/space.ts'
import { DAY_KINDS } from '../time/day-type.ts'
import { ImpactSchema } from './impact.ts'
import { route } from './route.ts'
import { Empty, Id, InstantText, LocalDateText, Minutes, NameSchema, Nullable, OneOf, Strict } from './schemas.ts'

export const SpaceSchema = Strict({
  id: Id,
  code: Type.String(),
  parentId: Nullable(Id),
  /** The atoms it uses, sorted: spaces that share one block each other. */
  atomIds: Type.Array(Id),
  name: NameSchema,
  kind: OneOf(SPACE_KINDS),
  capacity: Type.Integer(),
  features: Type.Array(Type.String()),
  setUpMinutes: Minutes,
  strikeMinutes: Minutes,
  gridMinutes: Minutes,
  minMinutes: Minutes,
  maxMinutes: Minutes,
  noticeMinutes: Minutes,
  horizonDays: Type.Integer(),
  bookable: Type.Boolean(),
  /** What a booker must accept; null when there is nothing to accept. */
  conditions: Nullable(Strict({ version: Type.Integer(), text: NameSchema })),
})
export type SpaceWire = Static<typeof SpaceSchema>

const facilityQuery = Strict({
  facility: Type.Optional(
    Type.String({ maxLength: 80, description: 'code of the facility; the first one if left out' }),
  ),
})

export const listFacilities = route({
  method: 'GET',
  path: '/facilities',
  scope: 'public',
  summary: 'The palaces of this installation',
  replies: {
    200: Strict({
      items: Type.Array(Strict({ id: Id, code: Type.String(), name: NameSchema, timeZone: Type.String() })),
    }),
  },
})

export const listSpaces = route({
  method: 'GET',
  path: '/spaces',
  scope: 'public',
  summary: 'What can be booked, in the order of the board',
  query: facilityQuery,
  replies: { 200: Strict({ items: Type.Array(SpaceSchema) }) },
})

export const listOpeningHours = route({
  method: 'GET',
  path: '/opening-hours',
  scope: 'public',
  summary: 'Opening hours by space and type of day',
  query: facilityQuery,
  replies: {
    200: Strict({
      items: Type.Array(
        Strict({
          spaceId: Id,
          dayKind: OneOf(DAY_KINDS),
          weekdays: Nullable(Type.Array(Type.Integer({ minimum: 1, maximum: 7 }))),
          opens: Type.String({ examples: ['08:30'] }),
          closes: Type.String({ examples: ['21:00'] }),
          from: Nullable(LocalDateText),
          until: Nullable(LocalDateText),
        }),
      ),
    }),
  },
})

export const DayTypeSchema = Strict({
  date: LocalDateText,
  kind: OneOf(DAY_KINDS),
  name: Nullable(Type.String()),
  announced: Type.Boolean(),
})

export const listDayTypes = route({
  method: 'GET',
  path: '/day-types',
  scope: 'public',
  summary:
    'The type of each day: workday, weekend, legal holiday, make-up workday; not announced where the notice is still to come',
  query: Strict({ from: LocalDateText, until: LocalDateText, facility: Type.Optional(Type.String({ maxLength: 80 })) }),
  replies: { 200: Strict({ items: Type.Array(DayTypeSchema) }) },
})

export const ClosureSchema = Strict({
  id: Id,
  spaceId: Nullable(Id),
  start: InstantText,
  end: InstantText,
  reason: Type.String(),
})

export const listClosures = route({
  method: 'GET',
  path: '/closures',
  scope: 'public',
  summary: 'Closures that are running or to come',
  query: facilityQuery,
  replies: { 200: Strict({ items: Type.Array(ClosureSchema) }) },
})

export const declareClosure = route({
  method: 'POST',
  path: '/closures',
  scope: 'management',
  summary:
    'Shut a space (or the whole facility) for a while; reservations already made stay and are named in the reply',
  idempotent: true,
  query: Strict({
    dryRun: Type.Optional(Type.Boolean({ default: false, description: 'only tell whom it would hit' })),
  }),
  body: Strict({
    spaceId: Nullable(Id),
    start: InstantText,
    end: InstantText,
    reason: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  replies: {
    200: ImpactSchema,
    201: Strict({
      closure: ClosureSchema,
      hit: Type.Array(
        Strict({
          reservationId: Id,
          reference: Type.String(),
          title: Type.String(),
          start: InstantText,
          end: InstantText,
        }),
      ),
    }),
  },
})

export const liftClosure = route({
  method: 'DELETE',
  path: '/closures/:id',
  scope: 'management',
  summary: 'Open again',
  params: Strict({ id: Id }),
  replies: { 204: Empty },
})
