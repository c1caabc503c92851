import Type, { type Static } from 'typebox'
import { DATE_REASONS, OFFER_STATES, ON_CONFLICTS, SERIES_SCOPES, SERIES_STATES } from '../domain/series.ts'
import { RuleSchema } from './recurrence.ts'
import { route } from './route.ts'
import { Headcount, Id, InstantText, LocalDateText, NameSchema, Nullable, OneOf, Strict, Title } from './schemas.ts'
import { SeriesCountsSchema, SeriesDateSchema } from './series-date.ts'
import { ViolationSchema } from './violation.ts'

const summary = {
  id: Id,
  orderId: Id,
  reference: Type.String(),
  title: Type.String(),
  partyId: Id,
  partyName: Type.String(),
  spaceId: Id,
  headcount: Type.Integer(),
  rule: RuleSchema,
  rrule: Nullable(Type.String({ description: 'RFC 5545; null for what it cannot say, such as chosen dates' })),
  onConflict: OneOf(ON_CONFLICTS),
  state: OneOf(SERIES_STATES),
  version: Type.Integer({ description: 'also the ETag' }),
  /** The series of which this one is the later part, and those that are later parts of it. */
  splitFrom: Nullable(Id),
  splitInto: Type.Array(Id),
  firstStart: InstantText,
  lastEnd: InstantText,
  counts: SeriesCountsSchema,
}
export const SeriesSummarySchema = Strict(summary)
export type SeriesSummaryWire = Static<typeof SeriesSummarySchema>

export const SeriesSchema = Strict({ ...summary, dates: Type.Array(SeriesDateSchema) })
export type SeriesWire = Static<typeof SeriesSchema>

/** What an edit would make of one date. */
export const DIFF_KINDS = ['past', 'kept', 'moved', 'new', 'lost', 'exception-kept', 'refused'] as const
export const SeriesDiffSchema = Strict({
  verdict: OneOf(['fits', 'refused']),
  dates: Type.Array(
    Strict({
      key: LocalDateText,
      kind: OneOf(DIFF_KINDS),
      before: Nullable(Strict({ spaceId: Id, start: InstantText, end: InstantText })),
      after: Nullable(Strict({ spaceId: Id, start: InstantText, end: InstantText })),
      reason: Nullable(OneOf(DATE_REASONS)),
      reasonName: Nullable(Type.String()),
      announced: Type.Boolean(),
      violations: Type.Array(ViolationSchema),
    }),
  ),
})
export type SeriesDiffWire = Static<typeof SeriesDiffSchema>

/** A series after an edit, or as it stands when the edit was only weighed, and what became of each date. */
export const EditedSeriesSchema = Strict({ series: SeriesSchema, diff: SeriesDiffSchema })
export type EditedSeriesWire = Static<typeof EditedSeriesSchema>

const dryRun = Strict({
  dryRun: Type.Optional(Type.Boolean({ default: false, description: 'answer in full, write nothing' })),
})
const params = Strict({ id: Id })

export const listSeries = route({
  method: 'GET',
  path: '/series',
  scope: 'orders',
  summary: "Series of the reader's parties, all for the desk; newest first",
  query: Strict({
    partyId: Type.Optional(Id),
    spaceId: Type.Optional(Id),
    state: Type.Optional(OneOf(SERIES_STATES)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    cursor: Type.Optional(Id),
  }),
  replies: { 200: Strict({ items: Type.Array(SeriesSummarySchema), nextCursor: Nullable(Id) }) },
})

/** What a term grid (week × rooms) shows, in one answer. */
export const listSeriesDates = route({
  method: 'GET',
  path: '/series-dates',
  scope: 'orders',
  summary: 'The dates of all series in a span of days, lost ones included; sorted by start',
  query: Strict({ from: LocalDateText, until: LocalDateText, spaceId: Type.Optional(Id) }),
  replies: {
    200: Strict({
      items: Type.Array(
        Strict({ seriesId: Id, title: Type.String(), partyName: Type.String(), date: SeriesDateSchema }),
      ),
    }),
  },
})

export const readSeries = route({
  method: 'GET',
  path: '/series/:id',
  scope: 'orders',
  summary: 'One series with its dates, their states and reasons',
  params,
  replies: { 200: SeriesSchema },
})

/** What an edit may change; the rule is given whole, so that what is not meant to change is seen. */
export const SeriesChangesSchema = Strict(
  {
    title: Type.Optional(Title),
    headcount: Type.Optional(Headcount),
    spaceId: Type.Optional(Id),
    rule: Type.Optional(RuleSchema),
    /** For `this` only: where that one date goes. */
    start: Type.Optional(InstantText),
    end: Type.Optional(InstantText),
  },
  { description: 'what is left out stays as it is' },
)
export type SeriesChangesWire = Static<typeof SeriesChangesSchema>

export const editSeries = route({
  method: 'PATCH',
  path: '/series/:id',
  scope: 'desk',
  summary:
    'Change one date, this and all following, or all that is ahead. What is past stays; `following` makes a series of its own, linked both ways. With dryRun: what would become of each date',
  idempotent: true,
  params,
  query: dryRun,
  body: Strict({
    scope: OneOf(SERIES_SCOPES),
    key: Type.Optional(LocalDateText),
    changes: SeriesChangesSchema,
    onConflict: Type.Optional(OneOf(['refuse', 'skip'])),
  }),
  replies: { 200: EditedSeriesSchema },
})

export const cancelSeries = route({
  method: 'POST',
  path: '/series/:id/cancellation',
  scope: 'orders',
  summary: 'Give back one date, this and all following, or all that is ahead; the time is free again at once',
  idempotent: true,
  params,
  body: Strict({
    scope: OneOf(SERIES_SCOPES),
    key: Type.Optional(LocalDateText),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  replies: { 200: SeriesSchema },
})

/** A slot kept for the rightful holder of a lost date, until it expires. */
export const OfferSchema = Strict({
  id: Id,
  seriesId: Id,
  key: LocalDateText,
  title: Type.String(),
  partyId: Id,
  partyName: Type.String(),
  spaceId: Id,
  spaceName: NameSchema,
  start: InstantText,
  end: InstantText,
  state: OneOf(OFFER_STATES),
  madeAt: InstantText,
  expiresAt: InstantText,
})
export type OfferWire = Static<typeof OfferSchema>

export const listOffers = route({
  method: 'GET',
  path: '/offers',
  scope: 'orders',
  summary: "Slots kept for the reader's parties, all for the desk; those that expire first come first",
  query: Strict({ state: Type.Optional(OneOf(OFFER_STATES)) }),
  replies: { 200: Strict({ items: Type.Array(OfferSchema) }) },
})

export const acceptOffer = route({
  method: 'POST',
  path: '/offers/:id/acceptance',
  scope: 'orders',
  summary: 'Take the slot: the lost date is booked again',
  idempotent: true,
  params,
  replies: { 200: OfferSchema },
})

export const refuseOffer = route({
  method: 'POST',
  path: '/offers/:id/refusal',
  scope: 'orders',
  summary: 'Let it go: the next in line is asked',
  idempotent: true,
  params,
  replies: { 200: OfferSchema },
})
