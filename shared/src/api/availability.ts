import Type, { type Static } from 'typebox'
import { AlternativeSchema, ViolationSchema } from './problem.ts'
import { route } from './route.ts'
import { Headcount, Id, InstantText, LocalDateText, Nullable, OneOf, Span, Strict } from './schemas.ts'

export const findAvailability = route({
  method: 'POST',
  path: '/availability',
  scope: 'orders',
  summary: 'Find me a time: ranked offers of free spaces within the windows',
  body: Strict({
    durationMinutes: Type.Integer({ minimum: 5, maximum: 1440 }),
    headcount: Headcount,
    partyId: Type.Optional(Id),
    features: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 })),
    spaceCodes: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 100 })),
    windows: Type.Array(Span, { minItems: 1, maxItems: 60 }),
    walkIn: Type.Optional(
      Type.Boolean({
        description: 'for the desk: somebody stands here, so notice does not count and the quarter that has begun does',
      }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
  }),
  replies: { 200: Strict({ items: Type.Array(AlternativeSchema) }) },
})

/**
 * What a cell of the slot grid is, in one word. `closed` outside hours · `closure` shut for a reason · `past` · `taken` ·
 * `mine` by the reader's own party · `notice` too late to book · `horizon` too early · `no-right` not for this kind of party ·
 * `quota` the party or the member has had its share.
 */
export const CELL_STATES = [
  'free',
  'taken',
  'mine',
  'closed',
  'closure',
  'past',
  'notice',
  'horizon',
  'no-right',
  'quota',
] as const

export const CellSchema = Strict({
  start: InstantText,
  end: InstantText,
  state: OneOf(CELL_STATES),
  /** For a space that stands for many (12 tables): how many are free, of how many. One and one for a single space. */
  free: Type.Integer({ minimum: 0 }),
  of: Type.Integer({ minimum: 1 }),
  /** A free space to order here; null when none is. */
  spaceId: Nullable(Id),
  route: Nullable(OneOf(['direct', 'approval'])),
})
export type CellWire = Static<typeof CellSchema>

export const listCells = route({
  method: 'GET',
  path: '/cells',
  scope: 'orders',
  summary: 'The slot grid of one space (or of its parts) on one day',
  query: Strict({
    spaceId: Id,
    date: LocalDateText,
    minutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 720, default: 60, description: 'length of a cell' })),
    parts: Type.Optional(
      Type.Boolean({ default: false, description: 'count the parts (tables) instead of the whole' }),
    ),
    partyId: Type.Optional(Id),
  }),
  replies: { 200: Strict({ items: Type.Array(CellSchema) }) },
})

export const explainCellRoute = route({
  method: 'GET',
  path: '/cells/why',
  scope: 'orders',
  summary: 'Who may book this cell, which rule stops it, until when, who could waive it, and what is free instead',
  query: Strict({
    spaceId: Id,
    start: InstantText,
    end: InstantText,
    partyId: Type.Optional(Id),
    headcount: Type.Optional(Headcount),
  }),
  replies: {
    200: Strict({
      verdict: OneOf(['fits', 'refused']),
      route: OneOf(['direct', 'approval']),
      violations: Type.Array(
        Strict({
          violation: ViolationSchema,
          /** When this rule stops standing in the way, or null when waiting does not help. */
          until: Nullable(InstantText),
        }),
      ),
      alternatives: Type.Array(AlternativeSchema),
    }),
  },
})
export type CellWhyWire = Static<(typeof explainCellRoute)['replies'][200]>
