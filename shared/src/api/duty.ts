import Type, { type Static } from 'typebox'
import { route } from './route.ts'
import { Id, InstantText, LocalDateText, NameSchema, Strict } from './schemas.ts'

/** One line of the caretakers' day. */
export const DutyRowSchema = Strict({
  spaceId: Id,
  spaceName: NameSchema,
  /** Set-up begins. */
  heldFrom: InstantText,
  start: InstantText,
  end: InstantText,
  /** Strike ends. */
  heldUntil: InstantText,
  title: Type.String(),
  partyName: Type.String(),
  headcount: Type.Integer(),
  features: Type.Array(Type.String()),
  /** Bookings of one hall that need no hands are one line. */
  count: Type.Integer({ minimum: 1 }),
})
export type DutyRowWire = Static<typeof DutyRowSchema>

export const readDutyList = route({
  method: 'GET',
  path: '/duty-list',
  scope: 'desk',
  summary: 'Who opens and sets up what when, in the order of the work',
  query: Strict({ date: LocalDateText }),
  replies: {
    200: Strict({ date: LocalDateText, at: InstantText, items: Type.Array(DutyRowSchema) }),
  },
})

/** When the duty list goes out by mail, and to whom. */
export const DutyMailSchema = Strict({
  /** On the facility's clock. */
  time: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', examples: ['07:00'] }),
  /** 0: of the same day; 1: of the next. */
  daysAhead: Type.Integer({ minimum: 0, maximum: 1 }),
  addresses: Type.Array(Type.String({ maxLength: 200, pattern: '^[^\\s@<>",;]+@[^\\s@<>",;]+\\.[^\\s@<>",;]+$' }), {
    minItems: 1,
    maxItems: 20,
    uniqueItems: true,
  }),
})
export type DutyMailWire = Static<typeof DutyMailSchema>

const dutyMails = Strict({ items: Type.Array(DutyMailSchema, { maxItems: 12 }) })

export const listDutyMails = route({
  method: 'GET',
  path: '/duty-mails',
  scope: 'management',
  summary: 'When the duty list goes out by mail, and to whom',
  replies: { 200: dutyMails },
})

export const setDutyMails = route({
  method: 'PUT',
  path: '/duty-mails',
  scope: 'management',
  summary: 'Other times and addresses, all at once',
  body: dutyMails,
  replies: { 200: dutyMails },
})
