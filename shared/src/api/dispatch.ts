import Type, { type Static } from 'typebox'
import { ViolationSchema } from './problem.ts'
import { route } from './route.ts'
import { Id, InstantText, LocalDateText, Nullable, OneOf, Sentence, Strict } from './schemas.ts'
import { DispatchLineSchema } from './service-lines.ts'

const params = Strict({ id: Id })

export const Waivers = Type.Array(
  Strict({ constraint: Type.String({ maxLength: 60 }), reason: Type.String({ minLength: 2, maxLength: 500 }) }),
  { maxItems: 20 },
)

/** Days from and until, both included. */
const days = Strict({ from: LocalDateText, until: LocalDateText })

export const readDispatch = route({
  method: 'GET',
  path: '/dispatch',
  scope: 'desk',
  summary: 'Services in a span of days (31 at most): those to be given, those still open, and who goes',
  query: days,
  replies: { 200: Strict({ items: Type.Array(DispatchLineSchema) }) },
})
export type DispatchWire = Static<(typeof readDispatch)['replies'][200]>

export const CrewSchema = Strict({
  people: Type.Array(
    Strict({ id: Id, name: Type.String(), minutesLately: Type.Integer({ description: 'in the last 28 days' }) }),
  ),
  equipment: Type.Array(Id),
  departs: InstantText,
  returns: InstantText,
  /** What would still stand in the way: nothing, for a crew that is whole. */
  violations: Type.Array(ViolationSchema),
})
export type CrewWire = Static<typeof CrewSchema>

export const suggestCrews = route({
  method: 'GET',
  path: '/service-lines/:id/crews',
  scope: 'desk',
  summary: 'Who could give it: free, skilled, with the fewest hours lately first. And who else has a skill it takes',
  params,
  replies: {
    200: Strict({
      crews: Type.Array(CrewSchema),
      /** Everybody with one of the skills, with what speaks against each. */
      people: Type.Array(
        Strict({
          id: Id,
          name: Type.String(),
          skills: Type.Array(Type.String()),
          minutesLately: Type.Integer(),
          violations: Type.Array(ViolationSchema),
        }),
      ),
      equipment: Type.Array(Strict({ id: Id, free: Type.Boolean() })),
    }),
  },
})
export type CrewsWire = Static<(typeof suggestCrews)['replies'][200]>

export const assignCrew = route({
  method: 'POST',
  path: '/service-lines/:id/assignment',
  scope: 'desk',
  summary:
    'Send a crew: accepts an open line, changes who goes of an accepted one; `start` moves it. Without people: the best crew. If-Match with the version of the order',
  idempotent: true,
  params,
  query: Strict({ dryRun: Type.Optional(Type.Boolean({ default: false })) }),
  body: Strict({
    people: Type.Optional(Type.Array(Id, { maxItems: 50, uniqueItems: true })),
    equipment: Type.Optional(Type.Array(Id, { maxItems: 50, uniqueItems: true })),
    start: Type.Optional(InstantText),
    reason: Type.Optional(Sentence),
    waivers: Type.Optional(Waivers),
  }),
  replies: { 200: DispatchLineSchema },
})

export const deliverService = route({
  method: 'POST',
  path: '/service-lines/:id/delivery',
  scope: 'desk',
  summary: 'It was given, to so many',
  idempotent: true,
  params,
  body: Strict({
    onSite: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    online: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })),
    note: Type.Optional(Sentence),
  }),
  replies: { 200: DispatchLineSchema },
})

export const rateService = route({
  method: 'POST',
  path: '/service-lines/:id/feedback',
  scope: 'orders',
  summary: 'What the party thought of it, from 1 to 5, with words; the last word holds',
  params,
  body: Strict({ rating: Type.Integer({ minimum: 1, maximum: 5 }), words: Type.Optional(Sentence) }),
  replies: { 200: Strict({ rating: Type.Integer(), feedback: Type.String() }) },
})

export const JoinSchema = Strict({
  first: Id,
  second: Id,
  start: InstantText,
  end: InstantText,
  savedMinutes: Type.Integer(),
  movedDays: Type.Integer(),
})
export type JoinWire = Static<typeof JoinSchema>

export const listJoins = route({
  method: 'GET',
  path: '/dispatch/joins',
  scope: 'desk',
  summary: 'Visits in one direction that one crew could make in one go, the most minutes on the road saved first',
  query: days,
  replies: { 200: Strict({ items: Type.Array(JoinSchema) }) },
})

export const joinVisits = route({
  method: 'POST',
  path: '/dispatch/joins',
  scope: 'desk',
  summary:
    'Join two: the crew of the first goes straight on to the second, which is accepted or moved by it; both parties are told',
  idempotent: true,
  body: Strict({ first: Id, second: Id, start: InstantText }),
  replies: { 200: Strict({ items: Type.Array(DispatchLineSchema) }) },
})

/** A day of somebody who goes out: paper for the road. */
export const DaySheetSchema = Strict({
  personId: Id,
  name: Type.String(),
  stops: Type.Array(
    Strict({
      lineId: Id,
      reference: Type.String(),
      title: Type.String(),
      partyName: Type.String(),
      departs: InstantText,
      arrives: InstantText,
      start: InstantText,
      end: InstantText,
      leaves: InstantText,
      returns: InstantText,
      /** From the palace, or straight from the stop before. */
      from: Nullable(Type.String()),
      place: OneOf(['palace', 'outside']),
      spaceId: Nullable(Id),
      district: Nullable(Type.String()),
      placeName: Nullable(Type.String()),
      address: Type.String(),
      contact: Type.String(),
      contactPhone: Nullable(Type.String()),
      headcount: Type.Integer(),
      note: Type.String(),
      with: Type.Array(Type.String()),
      equipment: Type.Array(Id),
    }),
  ),
})
export type DaySheetWire = Static<typeof DaySheetSchema>

export const readDaySheets = route({
  method: 'GET',
  path: '/dispatch/sheets',
  scope: 'desk',
  summary:
    'What each of the crews does on a day: when they leave, where to, whom they meet, with what. Telephones are masked',
  query: Strict({ date: LocalDateText }),
  replies: { 200: Strict({ items: Type.Array(DaySheetSchema) }) },
})

export const revealContact = route({
  method: 'POST',
  path: '/service-lines/:id/contact',
  scope: 'desk',
  summary: 'The telephone of whom to meet, in full; the reason is kept on the audit trail',
  params,
  body: Strict({ reason: Type.String({ minLength: 2, maxLength: 200 }) }),
  replies: { 200: Strict({ contactPhone: Nullable(Type.String()) }) },
})
