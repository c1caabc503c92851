import Type, { type Static } from 'typebox'
import { DAY_KINDS } from '../time/day-type.ts'
import { route } from './route.ts'
import { Id, InstantText, LocalDateText, Nullable, OneOf, Strict } from './schemas.ts'

export const NoticeDaySchema = Strict({
  date: LocalDateText,
  kind: OneOf(['legal-holiday', 'make-up-workday']),
  name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
})

/** A booking that the notice touches: its day opens or closes under it. */
const TouchedSchema = Strict({
  reservationId: Id,
  title: Type.String(),
  partyName: Type.String(),
  spaceId: Id,
  start: InstantText,
  end: InstantText,
  people: Type.Integer(),
})

export const NoticeDiffSchema = Strict({
  year: Type.Integer(),
  holidays: Type.Integer(),
  makeUpWorkdays: Type.Integer(),
  /** Days that become another kind, with what they were. */
  changes: Type.Array(
    Strict({ date: LocalDateText, name: Nullable(Type.String()), before: OneOf(DAY_KINDS), after: OneOf(DAY_KINDS) }),
  ),
  /** Bookings that would then stand outside the opening hours: repair them by the cause `conflict`. */
  broken: Type.Array(TouchedSchema),
  /** Bookings on days that change and stay open. */
  touched: Type.Array(TouchedSchema),
  /** Whether it was written down; a dry run only looks. */
  written: Type.Boolean(),
})
export type NoticeDiffWire = Static<typeof NoticeDiffSchema>

export const importHolidayNotice = route({
  method: 'POST',
  path: '/holiday-notices',
  scope: 'management',
  summary: "The State Council's notice as text, or its days: what changes; written down unless it is a dry run",
  idempotent: true,
  query: Strict({
    dryRun: Type.Optional(Type.Boolean({ default: false, description: 'answer in full, write nothing' })),
  }),
  body: Strict({
    year: Type.Integer({ minimum: 2000, maximum: 2100 }),
    /** Pasted as it was published, or rows `date,kind,name`. */
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 20_000 })),
    days: Type.Optional(Type.Array(NoticeDaySchema, { minItems: 1, maxItems: 120 })),
    source: Type.Optional(Type.String({ maxLength: 200 })),
    announcedOn: Type.Optional(LocalDateText),
  }),
  replies: { 200: NoticeDiffSchema, 201: NoticeDiffSchema },
})
