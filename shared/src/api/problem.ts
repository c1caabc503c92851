import Type, { type Static } from 'typebox'
import { PlanSchema } from './plan.ts'
import { Id, InstantText, Nullable, OneOf, Strict, Title } from './schemas.ts'
import { SeriesPreviewSchema } from './series-date.ts'
import { ParamSchema, ReasonSchema, ViolationSchema } from './violation.ts'

export { ReasonSchema, ViolationSchema, type ReasonWire, type ViolationWire } from './violation.ts'

export const AlternativeLine = Strict({
  kind: Type.Literal('space'),
  spaceId: Id,
  start: InstantText,
  end: InstantText,
})

export const AlternativeSchema = Strict({
  lines: Type.Array(AlternativeLine),
  headcount: Type.Optional(Type.Integer({ minimum: 1, description: 'only when it fits fewer people than asked' })),
  cost: Type.Integer({ minimum: 0, description: 'how far from what was asked; the list is sorted by it' }),
  /** `direct` is confirmed at once, `approval` waits for an officer. */
  route: OneOf(['direct', 'approval']),
  reasons: Type.Array(ReasonSchema),
})
export type AlternativeWire = Static<typeof AlternativeSchema>

/** Another time at which a service of the order could be given; for the desk, by whom. */
export const ServiceDateSchema = Strict({
  line: Type.Integer({ minimum: 0, description: 'which line of the order' }),
  start: InstantText,
  end: InstantText,
  people: Type.Optional(Type.Array(Strict({ id: Id, name: Type.String() }))),
})
export type ServiceDateWire = Static<typeof ServiceDateSchema>

export const FaultSchema = Strict({
  pointer: Type.String({ description: 'JSON pointer to the field' }),
  key: Type.String(),
  params: Type.Record(Type.String(), ParamSchema),
})
export type FaultWire = Static<typeof FaultSchema>

/** What stands where something was wanted; for the desk, which may know. */
export const ObstacleSchema = Strict({
  reservationId: Id,
  reference: Type.String(),
  title: Type.String(),
  partyName: Type.String(),
  spaceId: Id,
  start: InstantText,
  end: InstantText,
})
export type ObstacleWire = Static<typeof ObstacleSchema>

/** The last that was done to a reservation: who came first. */
export const DeedSchema = Strict({
  reservationId: Id,
  reference: Type.String(),
  title: Type.String(),
  action: Type.String({ description: 'as on the audit trail: `move-reservation`, `cancel-order`' }),
  userName: Nullable(Type.String()),
  at: InstantText,
})
export type DeedWire = Static<typeof DeedSchema>

/** RFC 9457. `type` is `/problems/<id>`; `title` and `detail` are sentences in the reader's language. */
export const ProblemSchema = Strict({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.Optional(Type.String()),
  /** What this request is called in the log. */
  instance: Type.Optional(Type.String()),
  violations: Type.Optional(Type.Array(ViolationSchema)),
  alternatives: Type.Optional(Type.Array(AlternativeSchema)),
  /** When a service of the order could be given instead, nearest first. */
  dates: Type.Optional(Type.Array(ServiceDateSchema)),
  errors: Type.Optional(Type.Array(FaultSchema)),
  /** Requests that would lose if this were accepted, see decisions. */
  competitors: Type.Optional(
    Type.Array(
      Strict({
        orderId: Id,
        lineId: Id,
        reference: Type.String(),
        title: Title,
        partyName: Type.String(),
        start: InstantText,
        end: InstantText,
      }),
    ),
  ),
  /** Of a refused series: every date with its own reasons. */
  series: Type.Optional(SeriesPreviewSchema),
  /** Of a refused series: up to five ways to place it all the same, the gentlest first; nobody else is moved by them. */
  plans: Type.Optional(Type.Array(PlanSchema, { maxItems: 5 })),
  /** Who stands in the way of a `space-overlap`. */
  obstacles: Type.Optional(Type.Array(ObstacleSchema)),
  /** What others did since the writer looked. */
  since: Type.Optional(Type.Array(DeedSchema)),
  /** The state now, for a writer that came late. */
  current: Type.Optional(Nullable(Type.Unknown())),
})
export type ProblemWire = Static<typeof ProblemSchema>

/** Every kind of problem the server sends, with its status. */
export const PROBLEMS = {
  malformed: 400,
  'not-signed-in': 401,
  'wrong-password': 401,
  'unknown-device': 401,
  'csrf-token': 403,
  'not-allowed': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  refused: 409,
  'already-decided': 409,
  'would-displace': 409,
  'too-late-to-cancel': 409,
  'not-changeable': 409,
  'room-declined': 409,
  'not-accepted': 409,
  'not-delivered': 409,
  'moved-on': 409,
  'party-exists': 409,
  'code-unknown': 404,
  'wrong-palace': 409,
  'wrong-day': 409,
  'wrong-room': 409,
  'too-early': 409,
  'freed-as-no-show': 409,
  'already-checked-in': 409,
  'reservation-cancelled': 409,
  'reservation-over': 409,
  'not-checked-in': 409,
  'not-begun': 409,
  'not-a-no-show': 409,
  'no-longer-free': 409,
  'plans-changed': 409,
  'repair-settled': 409,
  'already-enrolled': 409,
  'enrolment-not-open': 409,
  'enrolment-closed': 409,
  'offer-over': 409,
  'kind-mismatch': 409,
  'entries-closed': 409,
  'entries-full': 409,
  'already-entered': 409,
  'stage-open': 409,
  'stage-concluded': 409,
  'viewing-full': 409,
  'viewing-over': 409,
  'guide-busy': 409,
  'arrival-unknown': 404,
  'not-in-time': 409,
  'already-applied': 409,
  'round-settled': 409,
  'run-in-progress': 409,
  'plan-fits-not': 409,
  'key-reused': 409,
  stale: 412,
  'too-large': 413,
  'wrong-media-type': 415,
  'too-many-requests': 429,
  'something-wrong': 500,
  'try-again': 503,
} as const satisfies Readonly<Record<string, number>>
export type ProblemId = keyof typeof PROBLEMS
