import Type, { type Static } from 'typebox'
import { RESERVATION_STATES } from '../domain/reservation.ts'
import { WaiverSchema } from './orders.ts'
import { AlternativeSchema, ObstacleSchema, ViolationSchema } from './problem.ts'
import { route } from './route.ts'
import { Headcount, Id, InstantText, Nullable, OneOf, Strict } from './schemas.ts'

/** The largest act in one piece: a repaired term of four classes, and more than a day of the whole house. */
export const MAX_CHANGES = 400

/**
 * One change to one reservation. `move` is also a longer, shorter or larger one: all fields say where it shall stand afterwards. `cancel` gives
 * its time back; `restore` takes a cancelled or freed one up again where it stood.
 */
export const ChangeSchema = Type.Union([
  Strict({
    kind: Type.Literal('move'),
    reservationId: Id,
    version: Type.Integer({ minimum: 1, description: 'the version seen; another one now is answered 412' }),
    spaceId: Id,
    start: InstantText,
    end: InstantText,
    headcount: Type.Optional(Headcount),
  }),
  Strict({ kind: Type.Literal('cancel'), reservationId: Id, version: Type.Integer({ minimum: 1 }) }),
  Strict({ kind: Type.Literal('restore'), reservationId: Id, version: Type.Integer({ minimum: 1 }) }),
])
export type ChangeWire = Static<typeof ChangeSchema>

/** How a reservation stood before or after an act. */
export const PlaceSchema = Strict({
  spaceId: Id,
  start: InstantText,
  end: InstantText,
  headcount: Type.Integer(),
  state: OneOf(RESERVATION_STATES),
  version: Type.Integer(),
})

/**
 * What somebody did in one go, and how to take it back. An act is never changed: taking it back is an act of its own, and taking that back is
 * doing it again.
 */
export const ActSchema = Strict({
  id: Id,
  at: InstantText,
  userId: Id,
  userName: Type.String(),
  kind: OneOf([
    'move',
    'swap',
    'cancel',
    'restore',
    'rearrange',
    'check-in',
    'check-out',
    'release',
    'no-show',
    'repair',
  ]),
  reason: Nullable(Type.String()),
  /** The act that this one takes back. */
  undoes: Nullable(Id),
  /** The act that took this one back. */
  undoneBy: Nullable(Id),
  changes: Type.Array(
    Strict({
      reservationId: Id,
      reference: Type.String(),
      title: Type.String(),
      before: PlaceSchema,
      after: PlaceSchema,
    }),
  ),
})
export type ActWire = Static<typeof ActSchema>

/** What would become of an act: every reason of every change at once; `line` of a violation is the index of the change. */
export const ActVerdictSchema = Strict({
  verdict: OneOf(['fits', 'refused']),
  violations: Type.Array(ViolationSchema),
  /** For an act of one change only: where else that booking fits. */
  alternatives: Type.Array(AlternativeSchema),
  /** Who stands in the way. */
  obstacles: Type.Array(ObstacleSchema),
})
export type ActVerdictWire = Static<typeof ActVerdictSchema>

const dryRun = Strict({
  dryRun: Type.Optional(Type.Boolean({ default: false, description: 'answer in full, write nothing' })),
})

export const performAct = route({
  method: 'POST',
  path: '/acts',
  scope: 'desk',
  summary: 'Move, stretch, swap, cancel, restore: all changes together or none, by the same rules as an order',
  idempotent: true,
  query: dryRun,
  body: Strict({
    changes: Type.Array(ChangeSchema, { minItems: 1, maxItems: MAX_CHANGES }),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
    waivers: Type.Optional(Type.Array(WaiverSchema, { maxItems: 20 })),
  }),
  replies: { 200: ActVerdictSchema, 201: ActSchema },
})

export const undoAct = route({
  method: 'POST',
  path: '/acts/:id/undo',
  scope: 'desk',
  summary:
    'Take an act back by the opposite act. Refused with who did what since when the world has moved on; undoing an undo does it again',
  idempotent: true,
  params: Strict({ id: Id }),
  replies: { 201: ActSchema },
})

export const listActs = route({
  method: 'GET',
  path: '/acts',
  scope: 'desk',
  summary: 'What was done at the desk, newest first',
  query: Strict({
    mine: Type.Optional(Type.Boolean({ default: false })),
    reservationId: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    cursor: Type.Optional(Id),
  }),
  replies: { 200: Strict({ items: Type.Array(ActSchema), nextCursor: Nullable(Id) }) },
})
