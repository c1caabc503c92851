import Type, { type Static } from 'typebox'
import { RUN_STATES } from '../domain/round.ts'
import { WeekdaySchema } from './recurrence.ts'
import { route } from './route.ts'
import { DayMinute, WeeklyPlaceSchema } from './rounds.ts'
import { Id, InstantText, NameSchema, Nullable, OneOf, Strict, Title } from './schemas.ts'
import { ReasonSchema, ViolationSchema } from './violation.ts'

/** One point of a run's curve. */
const PointSchema = Strict({
  seconds: Type.Number({ description: 'of the processor, since the run began' }),
  cost: Type.Integer(),
  unplaced: Type.Integer(),
})

export const ScoreSchema = Strict({ hard: Type.Integer(), medium: Type.Integer(), soft: Type.Integer() })

export const RunSchema = Strict({
  id: Id,
  roundId: Id,
  state: OneOf(RUN_STATES),
  /** What it is to do: seconds of the processor, from a seed; re-solving keeps near a plan, at a price a change. */
  seconds: Type.Integer(),
  /** So many tries instead of seconds: such a run can be repeated to the letter. */
  tries: Nullable(Type.Integer()),
  seed: Type.Integer(),
  basePlanId: Nullable(Id),
  price: Type.Integer(),
  phase: OneOf(['waiting', 'construct', 'anneal', 'neighbourhoods', 'bound', 'ended']),
  /** From 0 to 1. */
  progress: Type.Number(),
  cost: Nullable(Type.Integer()),
  score: Nullable(ScoreSchema),
  unplaced: Nullable(Type.Integer()),
  asked: Type.Integer(),
  /** No plan costs less; null until it is known, or when none was had. */
  bound: Nullable(Type.Integer()),
  triesASecond: Nullable(Type.Integer()),
  points: Type.Array(PointSchema),
  /** The plan it made; also of a run that was stopped. */
  planId: Nullable(Id),
  /** Why it failed, or ended early: contradicting pins and must-haves by name. */
  violations: Type.Array(ReasonSchema),
  startedAt: Nullable(InstantText),
  endedAt: Nullable(InstantText),
  byName: Nullable(Type.String()),
})
export type RunWire = Static<typeof RunSchema>

const params = Strict({ id: Id })

export const listRuns = route({
  method: 'GET',
  path: '/rounds/:id/runs',
  scope: 'desk',
  summary: 'Runs of a round, the newest first',
  params,
  replies: { 200: Strict({ items: Type.Array(RunSchema) }) },
})

export const startRun = route({
  method: 'POST',
  path: '/rounds/:id/runs',
  scope: 'desk',
  summary: 'Starts a run; one at a time for each round',
  idempotent: true,
  params,
  body: Strict({
    seconds: Type.Integer({ minimum: 1, maximum: 1800 }),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
    /** So many tries instead of seconds, without the exact search: the same tries and seed over the same round give the same plan. */
    tries: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
    /** Stays near this plan: around what is published, or what somebody has arranged by hand. */
    basePlanId: Type.Optional(Id),
    /** What a change against that plan costs, in hundredths of a wish of middling weight. */
    price: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  }),
  replies: { 202: RunSchema },
})

export const readRun = route({
  method: 'GET',
  path: '/runs/:id',
  scope: 'desk',
  summary: 'One run',
  params,
  replies: { 200: RunSchema },
})

export const watchRun = route({
  method: 'GET',
  path: '/runs/:id/events',
  scope: 'desk',
  summary: 'The run whenever it has come further; ends with the run',
  streams: true,
  params,
  replies: { 200: RunSchema },
})

export const stopRun = route({
  method: 'POST',
  path: '/runs/:id/stop',
  scope: 'desk',
  summary: 'Ends a run with its best plan so far; anybody who may start one may',
  params,
  replies: { 202: RunSchema },
})

export const continueRun = route({
  method: 'POST',
  path: '/runs/:id/continuation',
  scope: 'desk',
  summary: 'A new run that goes on from the best plan of one that has ended',
  idempotent: true,
  params,
  body: Strict({ seconds: Type.Integer({ minimum: 1, maximum: 1800 }) }),
  replies: { 202: RunSchema },
})

/** One weekly time of a section in a plan. */
export const AllocationSchema = Strict({
  sectionId: Id,
  nth: Type.Integer({ minimum: 0, maximum: 6 }),
  place: WeeklyPlaceSchema,
  pinned: Type.Boolean(),
  /** How much of the dates can be had: closures, holidays and what is booked already take some. */
  dates: Type.Integer(),
  lost: Type.Integer(),
})
export type AllocationWire = Static<typeof AllocationSchema>

/** A way out for a wish that was not met: what was free in this plan, though nobody had asked for it. */
const WayOutSchema = Strict({
  place: WeeklyPlaceSchema,
  changes: Type.Array(OneOf(['space', 'day', 'time', 'length'])),
})

/** Why a weekly time was not given: sentences for people, and what stands behind them. */
export const UnmetSchema = Strict({
  sectionId: Id,
  nth: Type.Integer(),
  reasons: Type.Array(ReasonSchema),
  /** How many places would have done, and how many of them are closed by what. */
  options: Type.Integer(),
  taken: Type.Integer(),
  pinned: Type.Integer(),
  dearer: Type.Integer(),
  /** Only for the desk: whose wishes stand there, most first; null for others. */
  competitors: Nullable(
    Type.Array(Strict({ sectionId: Id, title: Type.String(), partyName: Type.String(), options: Type.Integer() })),
  ),
  wouldHaveWorked: Type.Array(WayOutSchema),
})
export type UnmetWire = Static<typeof UnmetSchema>

/** What one rule costs a plan. */
export const RuleCostSchema = Strict({
  constraint: Type.String(),
  name: NameSchema,
  level: OneOf(['hard', 'medium', 'soft']),
  penalty: Type.Integer(),
  count: Type.Integer(),
})

const planSummary = {
  id: Id,
  roundId: Id,
  name: Title,
  runId: Nullable(Id),
  version: Type.Integer({ description: 'also the ETag' }),
  score: ScoreSchema,
  cost: Type.Integer(),
  bound: Nullable(Type.Integer()),
  placed: Type.Integer(),
  unplaced: Type.Integer(),
  madeAt: InstantText,
  byName: Nullable(Type.String()),
}
export const SeasonPlanSummarySchema = Strict(planSummary)
export type SeasonPlanSummaryWire = Static<typeof SeasonPlanSummarySchema>
export const SeasonPlanSchema = Strict({
  ...planSummary,
  allocations: Type.Array(AllocationSchema),
  unmet: Type.Array(UnmetSchema),
  rules: Type.Array(RuleCostSchema),
  /** Share of each party's wishes that is met, lowest first. */
  shares: Type.Array(
    Strict({
      partyId: Id,
      partyName: Type.String(),
      asked: Type.Integer(),
      placed: Type.Integer(),
      headStart: Type.Number(),
    }),
  ),
})
export type SeasonPlanWire = Static<typeof SeasonPlanSchema>

export const listSeasonPlans = route({
  method: 'GET',
  path: '/rounds/:id/plans',
  scope: 'desk',
  summary: 'Plans of a round, the newest first',
  params,
  replies: { 200: Strict({ items: Type.Array(SeasonPlanSummarySchema) }) },
})

export const addSeasonPlan = route({
  method: 'POST',
  path: '/rounds/:id/plans',
  scope: 'desk',
  summary: 'A plan to arrange by hand: empty, or a copy of another',
  idempotent: true,
  params,
  body: Strict({ name: Title, copyOf: Type.Optional(Id) }),
  replies: { 201: SeasonPlanSchema },
})

export const readSeasonPlan = route({
  method: 'GET',
  path: '/season-plans/:id',
  scope: 'desk',
  summary: 'A plan with its allocations, costs by rule, and the reasons of every wish that is not met',
  params,
  replies: { 200: SeasonPlanSchema },
})

/** Puts one weekly time somewhere, or takes it out. */
const PlanChange = Strict({
  sectionId: Id,
  nth: Type.Integer({ minimum: 0, maximum: 6 }),
  to: Nullable(Strict({ spaceId: Id, weekday: WeekdaySchema, from: DayMinute })),
})

export const changeSeasonPlan = route({
  method: 'POST',
  path: '/season-plans/:id/changes',
  scope: 'desk',
  summary: 'Arranges a plan by hand: all changes or none; If-Match. A dry run tells what each would break or cost',
  params,
  query: Strict({ dryRun: Type.Optional(Type.Boolean({ default: false })) }),
  body: Strict({ changes: Type.Array(PlanChange, { minItems: 1, maxItems: 200 }) }),
  replies: {
    200: Strict({ plan: SeasonPlanSchema, costChange: Type.Integer(), violations: Type.Array(ViolationSchema) }),
  },
})

/** All places of the week for one weekly time, as a ghost shows them while it is dragged. */
export const listPlacements = route({
  method: 'GET',
  path: '/season-plans/:id/placements',
  scope: 'desk',
  summary: 'Where one weekly time of a section could be: what it would cost or who stands there',
  params,
  query: Strict({ sectionId: Id, nth: Type.Integer({ minimum: 0, maximum: 6 }) }),
  replies: {
    200: Strict({
      items: Type.Array(
        Strict({
          place: WeeklyPlaceSchema,
          state: OneOf(['here', 'open', 'dearer', 'taken', 'pinned', 'barred']),
          costChange: Nullable(Type.Integer()),
          reasons: Type.Array(ReasonSchema),
        }),
      ),
    }),
  },
})

export const compareSeasonPlans = route({
  method: 'GET',
  path: '/season-plans/:id/comparison',
  scope: 'desk',
  summary: 'Two plans side by side: score by rule, who gains, who loses, what moves',
  params,
  query: Strict({ with: Id }),
  replies: {
    200: Strict({
      one: SeasonPlanSummarySchema,
      other: SeasonPlanSummarySchema,
      rules: Type.Array(
        Strict({
          constraint: Type.String(),
          name: NameSchema,
          level: OneOf(['hard', 'medium', 'soft']),
          one: Type.Integer(),
          other: Type.Integer(),
        }),
      ),
      parties: Type.Array(
        Strict({
          partyId: Id,
          partyName: Type.String(),
          asked: Type.Integer(),
          one: Type.Integer(),
          other: Type.Integer(),
        }),
      ),
      changes: Type.Array(
        Strict({
          sectionId: Id,
          nth: Type.Integer(),
          title: Type.String(),
          partyName: Type.String(),
          one: Nullable(WeeklyPlaceSchema),
          other: Nullable(WeeklyPlaceSchema),
        }),
      ),
    }),
  },
})
