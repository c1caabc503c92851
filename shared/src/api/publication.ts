import Type from 'typebox'
import { WeekdaySchema } from './recurrence.ts'
import { route } from './route.ts'
import { DayMinute } from './rounds.ts'
import { AllocationSchema, UnmetSchema } from './runs.ts'
import { Id, InstantText, LocalDateText, NameSchema, Nullable, Strict } from './schemas.ts'
import { ReasonSchema } from './violation.ts'

const params = Strict({ id: Id })

/** What became of each date of an allocation that is published. */
const PublishedSchema = Strict({
  sectionId: Id,
  nth: Type.Integer(),
  seriesId: Nullable(Id),
  booked: Type.Integer(),
  lost: Type.Array(Strict({ date: LocalDateText, reasons: Type.Array(ReasonSchema) })),
})

export const handleRound = route({
  method: 'POST',
  path: '/rounds/:id/handling',
  scope: 'desk',
  summary: 'Settles on a plan',
  idempotent: true,
  params,
  body: Strict({ planId: Id }),
  replies: { 200: Strict({ planId: Id }) },
})

export const resetRound = route({
  method: 'POST',
  path: '/rounds/:id/reset',
  scope: 'desk',
  summary: 'Back into allocation: a handled round has no plan settled on any more; plans are kept',
  idempotent: true,
  params,
  replies: { 200: Strict({ planId: Type.Null() }) },
})

export const publishRound = route({
  method: 'POST',
  path: '/rounds/:id/publication',
  scope: 'management',
  summary:
    'Makes series of all allocations in one transaction; what cannot be had is remembered with its reasons. Again after late applications: only what has changed',
  idempotent: true,
  params,
  query: Strict({ dryRun: Type.Optional(Type.Boolean({ default: false })) }),
  body: Strict({ planId: Id }),
  replies: {
    200: Strict({
      items: Type.Array(PublishedSchema),
      booked: Type.Integer(),
      lost: Type.Integer(),
      mails: Type.Integer(),
    }),
  },
})

/** A party's own result. */
export const readResults = route({
  method: 'GET',
  path: '/rounds/:id/results',
  scope: 'orders',
  summary:
    "What the reader's parties were given and why not more; all for the desk. Empty before publication but for the desk",
  params,
  replies: {
    200: Strict({
      items: Type.Array(
        Strict({
          partyId: Id,
          partyName: Type.String(),
          sectionId: Id,
          title: Type.String(),
          timesAWeek: Type.Integer(),
          allocations: Type.Array(Strict({ ...AllocationSchema.properties, seriesId: Nullable(Id) })),
          unmet: Type.Array(UnmetSchema),
        }),
      ),
    }),
  },
})

/** 公示: for everybody, without personal data. */
export const readPublicResult = route({
  method: 'GET',
  path: '/public/rounds/:id',
  scope: 'public',
  summary: "A published round's result with its reasons, for everybody",
  params,
  replies: {
    200: Strict({
      id: Id,
      name: Type.String(),
      from: LocalDateText,
      until: LocalDateText,
      publishedAt: InstantText,
      seed: Type.Integer(),
      policyVersion: Type.Integer(),
      /** Names what the plan was made from: with the seed, anybody at the palace can make it again and compare. */
      fingerprint: Type.String(),
      asked: Type.Integer(),
      placed: Type.Integer(),
      bound: Nullable(Type.Number({ description: 'share of a proven bound, 0–1' })),
      parties: Type.Array(
        Strict({
          partyName: Type.String({ description: 'a union, a partner, the palace; never a person' }),
          asked: Type.Integer(),
          placed: Type.Integer(),
          given: Type.Array(
            Strict({ spaceName: NameSchema, weekday: WeekdaySchema, from: DayMinute, until: DayMinute }),
          ),
          reasons: Type.Array(ReasonSchema),
        }),
      ),
    }),
  },
})
