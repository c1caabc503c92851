import Type, { type Static } from 'typebox'
import { route } from './route.ts'
import { Id, InstantText, Nullable, OneOf, Strict } from './schemas.ts'
import { ViolationSchema } from './violation.ts'

export const DECISION_KINDS = ['refused', 'accepted', 'override'] as const

/** What was asked for, in one line of it. */
const AskedSchema = Strict({ spaceId: Nullable(Id), start: InstantText, end: InstantText, headcount: Type.Integer() })

export const DecisionRecordSchema = Strict({
  id: Id,
  kind: OneOf(DECISION_KINDS),
  decidedAt: InstantText,
  /** By whose clock the rules were asked: an order that was placed in time is judged by its own hour. */
  askedAt: InstantText,
  decidedByName: Nullable(Type.String()),
  partyName: Type.String(),
  orderId: Nullable(Id),
  reference: Nullable(Type.String()),
  title: Type.String(),
  policyVersion: Type.Integer(),
  factsVersion: Type.Integer(),
  asked: Type.Array(AskedSchema),
  waivers: Type.Array(Strict({ constraint: Type.String(), reason: Type.String() })),
  violations: Type.Array(ViolationSchema),
})
export type DecisionRecordWire = Static<typeof DecisionRecordSchema>

export const listDecisionRecords = route({
  method: 'GET',
  path: '/decision-records',
  scope: 'management',
  summary: 'What was refused, accepted and overridden, with the rules and versions of that day; the newest first',
  query: Strict({
    kind: Type.Optional(OneOf(DECISION_KINDS)),
    constraint: Type.Optional(Type.String({ maxLength: 60 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    cursor: Type.Optional(Id),
  }),
  replies: {
    200: Strict({
      items: Type.Array(DecisionRecordSchema),
      nextCursor: Nullable(Id),
      /** Refusals of the last 30 days by the rules that had a part in them, most first. */
      refusals: Type.Array(Strict({ constraint: Type.String(), count: Type.Integer() })),
    }),
  },
})

export const replayDecision = route({
  method: 'GET',
  path: '/decision-records/:id/replay',
  scope: 'management',
  summary: 'Asks the rules again with the policy, facts and bookings of that day',
  params: Strict({ id: Id }),
  replies: {
    200: Strict({
      same: Type.Boolean({ description: 'whether the rules of now say what was said then' }),
      verdict: OneOf(['fits', 'refused']),
      violations: Type.Array(ViolationSchema),
      /** How many bookings were looked at. */
      around: Type.Integer(),
    }),
  },
})
