import Type, { type Static } from 'typebox'
import { Id, InstantText, LocalDateText, Nullable, OneOf, Strict } from './schemas.ts'
import { ReasonSchema } from './violation.ts'

/** What a plan sets out to keep; `least` is the cheapest there is. */
export const STRATEGIES = [
  'least',
  'same-time',
  'same-space',
  'together',
  'nobody-else',
  'with-others',
  'at-the-end',
  'another',
  'cancel',
] as const
export type Strategy = (typeof STRATEGIES)[number]

const Place = Strict({ spaceId: Id, start: InstantText, end: InstantText })

export const PlannedChangeSchema = Strict({
  kind: OneOf(['move', 'cancel', 'add', 'swap']),
  /** Null for what does not stand yet. */
  reservationId: Nullable(Id),
  title: Type.String(),
  partyId: Id,
  partyName: Type.String(),
  people: Type.Integer(),
  /** The day on which it stood or was wished for. */
  date: LocalDateText,
  from: Nullable(Place),
  to: Nullable(Place),
  /** How it differs from before, as keys: `later`, `other-space`, `skipped`, `makes-room`, … */
  reasons: Type.Array(ReasonSchema),
  /** Nothing happened to this booking itself: it makes room for another, and its party is asked. */
  consent: Type.Boolean(),
})
export type PlannedChangeWire = Static<typeof PlannedChangeSchema>

export const PlanSchema = Strict({
  strategy: OneOf(STRATEGIES),
  cost: Type.Integer({ minimum: 0, description: 'the lower the gentler; plans are sorted by it' }),
  /** What the cost is made of, dearest first. */
  parts: Type.Array(Strict({ key: Type.String(), cost: Type.Integer(), count: Type.Integer() })),
  changes: Type.Array(PlannedChangeSchema),
})
export type PlanWire = Static<typeof PlanSchema>
