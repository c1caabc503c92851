import Type, { type Static } from 'typebox'
import { ROUND_STATES, TIME_RANKS } from '../domain/round.ts'
import { WeekdaySchema } from './recurrence.ts'
import { route } from './route.ts'
import { Headcount, Id, InstantText, LocalDateText, Nullable, OneOf, Sentence, Strict, Title } from './schemas.ts'

/** Minutes of the facility's day; on the round's grid. */
export const DayMinute = Type.Integer({ minimum: 0, maximum: 1440 })
export const WeekSpanSchema = Strict({ weekday: WeekdaySchema, from: DayMinute, until: DayMinute })
export type WeekSpanWire = Static<typeof WeekSpanSchema>
/** Where something is each week. */
export const WeeklyPlaceSchema = Strict({ spaceId: Id, ...WeekSpanSchema.properties })
export type WeeklyPlaceWire = Static<typeof WeeklyPlaceSchema>

/** What a round is made of. Its spaces are not to be had otherwise at its times, on its days, until it is published. */
const draft = {
  name: Title,
  summary: Sentence,
  /** The season that is given out, first and last day. */
  from: LocalDateText,
  until: LocalDateText,
  /** Applications are taken between these. */
  opensAt: InstantText,
  closesAt: InstantText,
  spaceIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
  /** The times of the week that are given out. */
  windows: Type.Array(WeekSpanSchema, { minItems: 1, maxItems: 100 }),
  /** A start lies on it. */
  gridMinutes: Type.Unsafe<15 | 30 | 60>({ type: 'integer', enum: [15, 30, 60] }),
  /** What one party may have at most each week; null: no limit. */
  partyMinutes: Nullable(Type.Integer({ minimum: 15, maximum: 10_080 })),
}
export const RoundDraft = Strict(draft)
export type RoundDraftWire = Static<typeof RoundDraft>

export const RoundSchema = Strict({
  id: Id,
  ...draft,
  state: OneOf(ROUND_STATES),
  version: Type.Integer({ description: 'also the ETag' }),
  /** The plan that was settled on, or published. */
  planId: Nullable(Id),
  handledAt: Nullable(InstantText),
  publishedAt: Nullable(InstantText),
  cancelledAt: Nullable(InstantText),
  /** The round it was rolled forward from. */
  rolledFrom: Nullable(Id),
  /** Ties are broken by it; told when the result is, so that anybody can repeat the run. */
  seed: Type.Integer(),
  counts: Strict({
    applications: Type.Integer(),
    sections: Type.Integer(),
    /** Weekly times asked for by all. */
    asked: Type.Integer(),
  }),
})
export type RoundWire = Static<typeof RoundSchema>

/** A time of the week that would do, and how well. */
const WishedTime = Strict({ ...WeekSpanSchema.properties, rank: OneOf(TIME_RANKS) })

/** One thing wanted each week: a choir's two evenings, a class's room. */
const section = {
  title: Title,
  headcount: Headcount,
  features: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20, uniqueItems: true }),
  minMinutes: Type.Integer({ minimum: 15, maximum: 720 }),
  maxMinutes: Type.Integer({ minimum: 15, maximum: 720 }),
  timesAWeek: Type.Integer({ minimum: 1, maximum: 7 }),
  from: LocalDateText,
  until: LocalDateText,
  /** Best first; empty: any space that fits. */
  spaceIds: Type.Array(Id, { maxItems: 50, uniqueItems: true }),
  times: Type.Array(WishedTime, { minItems: 1, maxItems: 50 }),
  sameSpace: Type.Boolean({ description: 'all its times in one space, if it can be' }),
  sameTime: Type.Boolean({ description: 'at one time of the day, if it can be' }),
  apart: Type.Boolean({ description: 'not on days that follow each other, if it can be' }),
}
export const SectionDraft = Strict(section)
export type SectionDraftWire = Static<typeof SectionDraft>

export const SectionSchema = Strict({
  id: Id,
  ...section,
  /** What the house adds: how much it counts (1–10), whether it must be met, who leads it. Null for who may not know. */
  weight: Nullable(Type.Integer({ minimum: 1, maximum: 10 })),
  must: Nullable(Type.Boolean()),
  personIds: Nullable(Type.Array(Id)),
  /** The series that gave it its times, after publication. */
  seriesIds: Type.Array(Id),
})
export type SectionWire = Static<typeof SectionSchema>

export const ApplicationSchema = Strict({
  id: Id,
  roundId: Id,
  partyId: Id,
  partyName: Type.String(),
  note: Type.String(),
  state: OneOf(['sent', 'withdrawn']),
  /** Taken after the round had closed, by staff. */
  late: Type.Boolean(),
  version: Type.Integer({ description: 'also the ETag' }),
  sentAt: InstantText,
  sections: Type.Array(SectionSchema),
})
export type ApplicationWire = Static<typeof ApplicationSchema>

const params = Strict({ id: Id })
const ApplicationBody = Strict({
  partyId: Id,
  note: Sentence,
  sections: Type.Array(SectionDraft, { minItems: 1, maxItems: 30 }),
})

export const listRounds = route({
  method: 'GET',
  path: '/rounds',
  scope: 'orders',
  summary: 'All rounds, the newest season first; those not yet open only for the desk',
  replies: { 200: Strict({ items: Type.Array(RoundSchema) }) },
})

export const readRound = route({
  method: 'GET',
  path: '/rounds/:id',
  scope: 'orders',
  summary: 'One round',
  params,
  replies: { 200: RoundSchema },
})

export const addRound = route({
  method: 'POST',
  path: '/rounds',
  scope: 'desk',
  summary: 'Makes a round',
  idempotent: true,
  body: RoundDraft,
  replies: { 201: RoundSchema },
})

export const changeRound = route({
  method: 'PATCH',
  path: '/rounds/:id',
  scope: 'desk',
  summary:
    'Changes a round that is not published; If-Match. Spaces and windows only while nobody has applied for what goes',
  params,
  body: Type.Partial(RoundDraft),
  replies: { 200: RoundSchema },
})

export const cancelRound = route({
  method: 'POST',
  path: '/rounds/:id/cancellation',
  scope: 'management',
  summary: 'Calls a round off: its spaces can be booked again',
  idempotent: true,
  params,
  body: Strict({ reason: Type.String({ minLength: 2, maxLength: 500 }) }),
  replies: { 200: RoundSchema },
})

export const rollForward = route({
  method: 'POST',
  path: '/rounds/:id/copies',
  scope: 'desk',
  summary: "A new season's round like this one; with the sections that were met as applications, if that is asked for",
  idempotent: true,
  params,
  body: Strict({
    name: Title,
    from: LocalDateText,
    until: LocalDateText,
    opensAt: InstantText,
    closesAt: InstantText,
    withApplications: Type.Boolean(),
  }),
  replies: { 201: RoundSchema },
})

export const listApplications = route({
  method: 'GET',
  path: '/rounds/:id/applications',
  scope: 'orders',
  summary: "Applications of the reader's parties; all for the desk",
  params,
  replies: { 200: Strict({ items: Type.Array(ApplicationSchema) }) },
})

export const apply = route({
  method: 'POST',
  path: '/rounds/:id/applications',
  scope: 'orders',
  summary: 'Applies for a party; one application a party. After the closing only for the desk, and told as late',
  idempotent: true,
  params,
  body: ApplicationBody,
  replies: { 201: ApplicationSchema },
})

export const changeApplication = route({
  method: 'PUT',
  path: '/applications/:id',
  scope: 'orders',
  summary: 'Writes an application anew; If-Match. Sections are kept by their place in the list',
  params,
  body: Strict({ note: Sentence, sections: Type.Array(SectionDraft, { minItems: 1, maxItems: 30 }) }),
  replies: { 200: ApplicationSchema },
})

export const withdrawApplication = route({
  method: 'POST',
  path: '/applications/:id/withdrawal',
  scope: 'orders',
  summary: 'Withdraws an application; after publication its series are cancelled by their own route',
  idempotent: true,
  params,
  replies: { 200: ApplicationSchema },
})

export const weighSection = route({
  method: 'PATCH',
  path: '/sections/:id',
  scope: 'desk',
  summary: 'What the house adds to a section: weight, must, who leads it',
  params,
  body: Strict({
    weight: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
    must: Type.Optional(Type.Boolean()),
    personIds: Type.Optional(Type.Array(Id, { maxItems: 10, uniqueItems: true })),
  }),
  replies: { 200: SectionSchema },
})

/** A pin keeps one weekly time of a section where it is; a ban keeps it away from a space, a day or a time. */
export const PinSchema = Strict({
  id: Id,
  kind: OneOf(['pin', 'ban']),
  sectionId: Id,
  /** Which of its weekly times, from 0; null for a ban: all of them. */
  nth: Nullable(Type.Integer({ minimum: 0, maximum: 6 })),
  spaceId: Nullable(Id),
  weekday: Nullable(WeekdaySchema),
  from: Nullable(DayMinute),
  until: Nullable(DayMinute),
  reason: Type.String({ maxLength: 500 }),
})
export type PinWire = Static<typeof PinSchema>

export const listPins = route({
  method: 'GET',
  path: '/rounds/:id/pins',
  scope: 'desk',
  summary: 'Pins and bans of a round, and which of them contradict each other',
  params,
  replies: {
    200: Strict({
      items: Type.Array(PinSchema),
      faults: Type.Array(Strict({ key: Type.String(), pinIds: Type.Array(Id), text: Type.String() })),
    }),
  },
})

export const addPin = route({
  method: 'POST',
  path: '/rounds/:id/pins',
  scope: 'desk',
  summary: 'Pins a weekly time, or bans one',
  idempotent: true,
  params,
  body: Type.Omit(PinSchema, ['id']),
  replies: { 201: PinSchema },
})

export const removePin = route({
  method: 'DELETE',
  path: '/pins/:id',
  scope: 'desk',
  summary: 'Takes a pin or a ban away',
  params,
  replies: { 200: PinSchema },
})
