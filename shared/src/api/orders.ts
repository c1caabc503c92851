import Type, { type Static } from 'typebox'
import { DECLINE_REASONS, LINE_STATES, ORDER_STATES } from '../domain/order.ts'
import { PARTY_KINDS } from '../domain/party.ts'
import { RESERVATION_STATES } from '../domain/reservation.ts'
import { ON_CONFLICTS } from '../domain/series.ts'
import { AlternativeSchema, ServiceDateSchema, ViolationSchema } from './problem.ts'
import { RecurrenceSchema } from './recurrence.ts'
import { route } from './route.ts'
import { Headcount, Id, ID_PATTERN, InstantText, Nullable, OneOf, Sentence, Strict, Title } from './schemas.ts'
import { SeriesPreviewSchema } from './series-date.ts'
import { EquipmentLine, PersonLine, ServiceLine, ServiceLineSchema, type AskedLineWire } from './service-lines.ts'

export const SpaceLine = Strict({ kind: Type.Literal('space'), spaceId: Id, start: InstantText, end: InstantText })

/** The largest order in one piece; more is a series or an import. */
export const MAX_LINES = 60

export const OrderDraft = Strict({
  title: Title,
  purpose: Type.Optional(Sentence),
  headcount: Headcount,
  partyId: Id,
  features: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20, uniqueItems: true })),
  /** Conditions accepted: the version read, by space id. */
  conditions: Type.Optional(
    Type.Record(Type.String({ pattern: ID_PATTERN }), Type.Integer({ minimum: 1 }), { additionalProperties: false }),
  ),
  lines: Type.Array(SpaceLine, { minItems: 1, maxItems: MAX_LINES }),
})
export type OrderDraftWire = Static<typeof OrderDraft>

const dryRun = Strict({
  dryRun: Type.Optional(Type.Boolean({ default: false, description: 'answer in full, write nothing' })),
})

export const WaiverSchema = Strict({
  constraint: Type.String({ maxLength: 60 }),
  reason: Type.String({ minLength: 2, maxLength: 500 }),
})

/** Which competing requests lose: all, or those that were seen; one more is told of again first. */
export const DisplaceSchema = Type.Union([Type.Boolean(), Type.Array(Id, { maxItems: 500, uniqueItems: true })], {
  description: 'decline the competing requests named in the warning: `true`, or the ids of the lines that were seen',
})

/** An order at the desk: the desk is the officer, so it can accept at once, set aside what staff may, and decide who loses. */
export const DeskOrderDraft = Strict({
  ...OrderDraft.properties,
  accept: Type.Optional(
    Type.Boolean({ description: 'for the desk: lines that would wait for an officer are accepted' }),
  ),
  waivers: Type.Optional(Type.Array(WaiverSchema, { maxItems: 20 })),
  displace: Type.Optional(DisplaceSchema),
})
export type DeskOrderDraftWire = Static<typeof DeskOrderDraft>

/** One space that comes back by a rule: each date becomes a line of its own. */
export const SeriesLine = Strict({
  kind: Type.Literal('space'),
  spaceId: Id,
  recurrence: RecurrenceSchema,
  durationMinutes: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1440, description: 'of each session; a `rule` says it itself' }),
  ),
  onConflict: Type.Optional(OneOf(ON_CONFLICTS)),
})

/** An order for a series: one line with a recurrence, and no other. */
export const SeriesOrderDraft = Strict({
  ...OrderDraft.properties,
  lines: Type.Array(SeriesLine, { minItems: 1, maxItems: 1 }),
  /** Rules set aside for all dates, by one who may: a term reaches further than a room's calendar is open. */
  waivers: Type.Optional(Type.Array(WaiverSchema, { maxItems: 20 })),
})
export type SeriesOrderDraftWire = Static<typeof SeriesOrderDraft>

/** A line of any kind: a space, a service of the menu, somebody for a while, or kits. Its kind says which fields it has. */
const MixedLine = Type.Unsafe<Static<typeof SpaceLine> | AskedLineWire>({
  type: 'object',
  required: ['kind'],
  properties: { kind: { type: 'string', enum: ['space', 'service', 'person', 'equipment'] } },
  allOf: (
    [
      ['space', SpaceLine],
      ['service', ServiceLine],
      ['person', PersonLine],
      ['equipment', EquipmentLine],
    ] as const
  ).map(([kind, schema]) => ({
    if: { required: ['kind'], properties: { kind: { const: kind } } },
    // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word, and no function
    then: schema,
  })),
})

/** One order for rooms, services, people and kits. The desk may set aside what it may. */
export const MixedOrderDraft = Strict({
  ...OrderDraft.properties,
  lines: Type.Array(MixedLine, { minItems: 1, maxItems: MAX_LINES }),
  waivers: Type.Optional(Type.Array(WaiverSchema, { maxItems: 20 })),
})
export type MixedOrderDraftWire = Static<typeof MixedOrderDraft>

/** True when a draft asks for more than rooms. */
export function isMixedDraft(
  draft: DeskOrderDraftWire | SeriesOrderDraftWire | MixedOrderDraftWire,
): draft is MixedOrderDraftWire {
  return (draft.lines as readonly { readonly kind: string }[]).some(({ kind }) => kind !== 'space')
}

const HAS_OTHER_THAN_SPACE = {
  required: ['lines'],
  properties: {
    lines: {
      type: 'array',
      contains: {
        type: 'object',
        required: ['kind'],
        properties: { kind: { enum: ['service', 'person', 'equipment'] } },
      },
    },
  },
}

/** What may be asked about beforehand: rooms, or rooms with services. */
export const CheckedDraft = Type.Unsafe<DeskOrderDraftWire | MixedOrderDraftWire>({
  type: 'object',
  if: HAS_OTHER_THAN_SPACE,
  // oxlint-disable-next-line unicorn/no-thenable -- as above
  then: MixedOrderDraft,
  else: DeskOrderDraft,
})

/** The fields of each kind of order; a recurrence in a line, or a line that is no space, tells them apart. */
export const AnyOrderDraft = Type.Unsafe<DeskOrderDraftWire | SeriesOrderDraftWire | MixedOrderDraftWire>({
  type: 'object',
  if: {
    required: ['lines'],
    properties: { lines: { type: 'array', contains: { type: 'object', required: ['recurrence'] } } },
  },
  // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word, and no function
  then: SeriesOrderDraft,
  else: CheckedDraft,
})

/** True for an order for a series. */
export function isSeriesDraft(
  draft: DeskOrderDraftWire | SeriesOrderDraftWire | MixedOrderDraftWire,
): draft is SeriesOrderDraftWire {
  return draft.lines.some((line) => 'recurrence' in line)
}

export const LineSchema = Strict({
  id: Id,
  kind: Type.Literal('space'),
  spaceId: Id,
  start: InstantText,
  end: InstantText,
  state: OneOf(LINE_STATES),
  reasonCode: Nullable(OneOf(DECLINE_REASONS)),
  reason: Nullable(Type.String()),
  decidedAt: Nullable(InstantText),
  waivers: Type.Array(WaiverSchema),
  /** What the house stands by, once accepted. */
  reservation: Nullable(
    Strict({
      id: Id,
      state: OneOf(RESERVATION_STATES),
      code: Type.String({ description: 'six digits, shown at the door' }),
    }),
  ),
})
export type LineWire = Static<typeof LineSchema>

export const OrderSchema = Strict({
  id: Id,
  reference: Type.String(),
  title: Type.String(),
  purpose: Type.String(),
  headcount: Type.Integer(),
  partyId: Id,
  partyName: Type.String(),
  /** Who placed it; only for those who may know. */
  placedBy: Nullable(Type.String()),
  placedAt: InstantText,
  state: OneOf(ORDER_STATES),
  version: Type.Integer({ description: 'also the ETag' }),
  /** The series of which the lines are dates. */
  seriesId: Type.Optional(Id),
  /** Lines of its thread that the reader has not read; left out when there are none, and where nobody counts them. */
  unread: Type.Optional(Type.Integer({ minimum: 1 })),
  /** Its rooms. */
  lines: Type.Array(LineSchema),
  /** Services, people and kits; left out when there are none. */
  services: Type.Optional(Type.Array(ServiceLineSchema)),
})
export type OrderWire = Static<typeof OrderSchema>

export const VerdictSchema = Strict({
  verdict: OneOf(['fits', 'refused']),
  violations: Type.Array(ViolationSchema),
  alternatives: Type.Array(AlternativeSchema),
  /** What each line would be: confirmed at once, or a request. */
  routes: Type.Array(OneOf(['direct', 'approval'])),
  /** Of a series: every date with its own reasons. */
  series: Type.Optional(SeriesPreviewSchema),
  /** When a service could be given instead. */
  dates: Type.Optional(Type.Array(ServiceDateSchema)),
})
export type VerdictWire = Static<typeof VerdictSchema>

export const checkOrder = route({
  method: 'POST',
  path: '/checks',
  scope: 'orders',
  summary: 'What would become of this order; writes nothing',
  body: CheckedDraft,
  replies: { 200: VerdictSchema },
})

export const placeOrder = route({
  method: 'POST',
  path: '/orders',
  scope: 'orders',
  summary: 'Place an order: lines that need no approval are confirmed at once, the others wait for an officer',
  idempotent: true,
  query: dryRun,
  body: AnyOrderDraft,
  replies: { 200: VerdictSchema, 201: OrderSchema },
})

export const listOrders = route({
  method: 'GET',
  path: '/orders',
  scope: 'orders',
  summary: 'Orders of the parties the reader acts for; all orders for the desk. Newest first',
  query: Strict({
    state: Type.Optional(OneOf(ORDER_STATES)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 60 })),
  }),
  replies: { 200: Strict({ items: Type.Array(OrderSchema), nextCursor: Nullable(Type.String()) }) },
})

const orderParams = Strict({ id: Id })

export const readOrder = route({
  method: 'GET',
  path: '/orders/:id',
  scope: 'orders',
  summary: 'One order with its lines',
  params: orderParams,
  replies: { 200: OrderSchema },
})

export const decideOrder = route({
  method: 'POST',
  path: '/orders/:id/decisions',
  scope: 'desk',
  summary:
    'Accept or decline lines. Accepting what others also ask for is answered 409 would-displace first, and done with `displace: true`',
  idempotent: true,
  params: orderParams,
  query: dryRun,
  body: Strict({
    lineIds: Type.Optional(
      Type.Array(Id, {
        minItems: 1,
        maxItems: MAX_LINES,
        uniqueItems: true,
        description: 'all pending lines if left out',
      }),
    ),
    decision: OneOf(['accept', 'decline']),
    reasonCode: Type.Optional(OneOf(DECLINE_REASONS)),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
    waivers: Type.Optional(Type.Array(WaiverSchema, { maxItems: 20 })),
    displace: Type.Optional(DisplaceSchema),
  }),
  replies: { 200: OrderSchema },
})

export const cancelOrder = route({
  method: 'POST',
  path: '/orders/:id/cancellation',
  scope: 'orders',
  summary: 'Withdraw pending lines and cancel reservations; the time is free again at once',
  idempotent: true,
  params: orderParams,
  body: Strict({
    lineIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: MAX_LINES, uniqueItems: true })),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  replies: { 200: OrderSchema },
})

/** Requests side by side: the open lines in the order of waiting, each with those that want the same atoms at the same time. */
export const readQueue = route({
  method: 'GET',
  path: '/queue',
  scope: 'desk',
  summary: 'Open requests, oldest first, with their competitors and what the rules say now',
  replies: {
    200: Strict({
      /** The house answers within so many workdays. */
      answerWorkdays: Type.Integer({ minimum: 0 }),
      items: Type.Array(
        Strict({
          order: OrderSchema,
          partyKind: OneOf(PARTY_KINDS),
          /** When the promised time for an answer has run out. */
          answerBy: InstantText,
          attachments: Type.Integer({ minimum: 0 }),
          /** What an officer weighs between rivals: how much the party has this month, and how often nobody came. */
          usage: Strict({
            month: Type.Integer({ minimum: 0, description: 'reservations that stand or were used this month' }),
            monthMinutes: Type.Integer({ minimum: 0 }),
            noShows: Type.Integer({ minimum: 0, description: 'within 12 months' }),
          }),
          lines: Type.Array(
            Strict({
              lineId: Id,
              competitors: Type.Array(Strict({ orderId: Id, lineId: Id })),
              violations: Type.Array(ViolationSchema),
            }),
          ),
        }),
      ),
    }),
  },
})
export type QueueWire = Static<(typeof readQueue)['replies'][200]>
