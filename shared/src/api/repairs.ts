import Type, { type Static } from 'typebox'
import { OrderDraft } from './orders.ts'
import { PlanSchema } from './plan.ts'
import { route } from './route.ts'
import { Id, InstantText, Nullable, OneOf, Span, Strict } from './schemas.ts'

export { STRATEGIES, type PlannedChangeWire, type PlanWire, type Strategy } from './plan.ts'

const Why = Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' })
const ReservationIds = Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true })

/**
 * Why something that stands cannot stay. What is not yet so (a planned closure, a broken room, a priority order, the good dates of a refused
 * series) comes true with the plan that is applied, in the same transaction.
 */
export const CauseSchema = Type.Union([
  Strict({ kind: Type.Literal('closure'), closureId: Id }, { description: 'a closure that is declared already' }),
  Strict(
    { kind: Type.Literal('planned-closure'), spaceId: Nullable(Id), start: InstantText, end: InstantText, reason: Why },
    { description: 'management: declared when a plan is applied' },
  ),
  Strict(
    { kind: Type.Literal('broken-room'), spaceId: Id, start: InstantText, reason: Why },
    { description: 'nobody knows until when: four weeks are assumed, and said so' },
  ),
  Strict(
    {
      kind: Type.Literal('absence'),
      reservationIds: ReservationIds,
      away: Type.Array(Span, { minItems: 1, maxItems: 100 }),
      reason: Why,
    },
    { description: 'these need another time: their instructor is away' },
  ),
  Strict(
    { kind: Type.Literal('refused-series'), order: OrderDraft },
    { description: 'the dates of one series as lines: the good ones stay, the others get a place' },
  ),
  Strict(
    { kind: Type.Literal('priority'), order: OrderDraft, reason: Why },
    { description: 'management: takes the time from standing bookings, whose consent is asked' },
  ),
  Strict(
    { kind: Type.Literal('conflict'), reservationIds: ReservationIds },
    { description: 'these stand and break a rule; see GET /conflicts' },
  ),
])
export type CauseWire = Static<typeof CauseSchema>

export const REPAIR_STATES = ['open', 'applied', 'superseded', 'dismissed'] as const
export type RepairState = (typeof REPAIR_STATES)[number]

export const RepairSchema = Strict({
  id: Id,
  cause: CauseSchema,
  state: OneOf(REPAIR_STATES),
  version: Type.Integer({ description: 'counts up whenever the plans are made anew' }),
  at: InstantText,
  by: Nullable(Type.String()),
  /** What must move. Running ones are left alone, and named so that somebody goes and speaks to them. */
  hit: Type.Integer(),
  people: Type.Integer(),
  running: Type.Array(Strict({ reservationId: Id, title: Type.String(), partyName: Type.String(), end: InstantText })),
  plans: Type.Array(PlanSchema),
  applied: Nullable(
    Strict({
      plan: Type.Integer(),
      at: InstantText,
      by: Nullable(Type.String()),
      actId: Nullable(Id),
      closureId: Nullable(Id),
      orderId: Nullable(Id),
      drafts: Type.Integer({ description: 'messages drafted, see GET /drafts' }),
    }),
  ),
})
export type RepairWire = Static<typeof RepairSchema>

const byId = Strict({ id: Id })

export const createRepair = route({
  method: 'POST',
  path: '/repairs',
  scope: 'desk',
  summary: 'Up to five ranked plans for a collision; changes nothing but the list of repairs',
  idempotent: true,
  query: Strict({
    dryRun: Type.Optional(Type.Boolean({ default: false, description: 'answer in full, write nothing' })),
  }),
  body: Strict({ cause: CauseSchema }),
  replies: { 200: RepairSchema, 201: RepairSchema },
})

export const readRepair = route({
  method: 'GET',
  path: '/repairs/:id',
  scope: 'desk',
  summary: 'One repair with its plans',
  params: byId,
  replies: { 200: RepairSchema },
})

export const applyRepair = route({
  method: 'POST',
  path: '/repairs/:id/application',
  scope: 'desk',
  summary:
    'Apply one plan, all of it or nothing. When the world has moved on nothing is written: the plans are made anew and answered 409 plans-changed',
  idempotent: true,
  params: byId,
  body: Strict({
    plan: Type.Integer({ minimum: 0, maximum: 9 }),
    version: Type.Integer({ minimum: 1 }),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  replies: { 200: RepairSchema },
})

export const dismissRepair = route({
  method: 'POST',
  path: '/repairs/:id/dismissal',
  scope: 'desk',
  summary: 'Lay a repair aside; nothing is changed',
  params: byId,
  body: Strict({ reason: Type.Optional(Type.String({ maxLength: 500 })) }),
  replies: { 200: RepairSchema },
})

/** A message to somebody whom a change touches: drafted, read over by people, then sent or handed on otherwise. */
export const DraftSchema = Strict({
  id: Id,
  repairId: Id,
  partyId: Id,
  partyName: Type.String(),
  /** An address of mail, or null: then it is copied and told by telephone. */
  address: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  subject: Type.String(),
  body: Type.String(),
  /** Whether the party is asked for its consent rather than told. */
  consent: Type.Boolean(),
  state: OneOf(['draft', 'sent', 'told', 'dropped']),
  version: Type.Integer(),
})
export type DraftWire = Static<typeof DraftSchema>

export const listDrafts = route({
  method: 'GET',
  path: '/drafts',
  scope: 'desk',
  summary: 'Messages that repairs have drafted, newest first',
  query: Strict({
    repairId: Type.Optional(Id),
    state: Type.Optional(OneOf(['draft', 'sent', 'told', 'dropped'])),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 100 })),
  }),
  replies: { 200: Strict({ items: Type.Array(DraftSchema) }) },
})

export const settleDraft = route({
  method: 'POST',
  path: '/drafts/:id',
  scope: 'desk',
  summary: 'Edit a drafted message, send it by mail, or note that it was told otherwise or dropped',
  idempotent: true,
  params: byId,
  body: Strict({
    version: Type.Integer({ minimum: 1 }),
    subject: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    body: Type.Optional(Type.String({ minLength: 1, maxLength: 5000 })),
    address: Type.Optional(Nullable(Type.String({ maxLength: 200, pattern: '^[^@\\s]+@[^@\\s]+$' }))),
    /** Left out: only edited. */
    state: Type.Optional(OneOf(['sent', 'told', 'dropped'])),
  }),
  replies: { 200: DraftSchema },
})
