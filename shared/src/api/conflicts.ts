import Type, { type Static } from 'typebox'
import { ViolationSchema } from './problem.ts'
import { CauseSchema } from './repairs.ts'
import { route } from './route.ts'
import { Id, InstantText, LocalDateText, Nullable, OneOf, Strict } from './schemas.ts'

/**
 * `broken`: bookings that stand and break a hard rule of today. `waiting`: dates of a series that have no place. `absence`: an instructor is
 * away. `unannounced`: the year has no holiday notice yet. `repair`: plans lie ready. `message`: drafted and not sent.
 */
export const CONFLICT_KINDS = ['broken', 'waiting', 'absence', 'unannounced', 'repair', 'message'] as const

/** Something that is or will be broken, told once for a whole order or series, with the way to its plans. */
export const ConflictSchema = Strict({
  kind: OneOf(CONFLICT_KINDS),
  /** The same as long as it is the same conflict. */
  key: Type.String(),
  /** When it first bites; the most urgent come first. */
  at: InstantText,
  /** Since when it is known: the closure was declared, the plans were made, the messages drafted. */
  since: Nullable(InstantText),
  title: Type.String(),
  partyName: Nullable(Type.String()),
  spaceId: Nullable(Id),
  people: Type.Integer(),
  reservationIds: Type.Array(Id),
  dates: Type.Array(LocalDateText),
  violations: Type.Array(ViolationSchema),
  /** An open repair of it, or null: then `cause` is what to send to POST /repairs. */
  repairId: Nullable(Id),
  cause: Nullable(CauseSchema),
})
export type ConflictWire = Static<typeof ConflictSchema>

export const listConflicts = route({
  method: 'GET',
  path: '/conflicts',
  scope: 'desk',
  summary: 'Everything that is or will be broken, the most urgent first',
  query: Strict({ until: Type.Optional(LocalDateText) }),
  replies: { 200: Strict({ at: InstantText, items: Type.Array(ConflictSchema) }) },
})
