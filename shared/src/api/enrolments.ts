import Type, { type Static } from 'typebox'
import { ENROLMENT_STATES } from '../domain/enrolment.ts'
import { Phone } from './people.ts'
import { route } from './route.ts'
import { Id, InstantText, LocalDateText, Nullable, OneOf, Sentence, Strict, Title } from './schemas.ts'

const Name = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })
const params = Strict({ id: Id })

export const EnrolmentSchema = Strict({
  id: Id,
  programmeId: Id,
  programmeTitle: Type.String(),
  name: Type.String(),
  phone: Type.String({ description: 'masked' }),
  partyId: Nullable(Id),
  partyName: Nullable(Type.String()),
  state: OneOf(ENROLMENT_STATES),
  /** How many wait before; 0 for one who has a place or is next. */
  ahead: Type.Integer(),
  /** Why there was no place at once: `full`, or the branch has its share. */
  waitsFor: Nullable(OneOf(['place', 'branch-place', 'group-place'])),
  group: Nullable(Type.String()),
  /** Six digits for the door, for whoever has a place. */
  code: Nullable(Type.String()),
  /** What a QR picture of it says. */
  codeText: Nullable(Type.String()),
  arrivedAt: Nullable(InstantText),
  askedAt: InstantText,
  offeredUntil: Nullable(InstantText),
  version: Type.Integer(),
})
export type EnrolmentWire = Static<typeof EnrolmentSchema>

export const enrol = route({
  method: 'POST',
  path: '/programmes/:id/enrolments',
  scope: 'signed-in',
  summary:
    'Ask for a place: given at once while there is one, else a place in the line. Officers enrol members of their branch, the desk anybody',
  idempotent: true,
  params,
  body: Strict({
    /** Left out: for oneself. */
    name: Type.Optional(Name),
    phone: Type.Optional(Phone),
    partyId: Type.Optional(Nullable(Id)),
    /** Of a programme with groups: which one. */
    group: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  }),
  replies: { 201: EnrolmentSchema },
})

export const listEnrolments = route({
  method: 'GET',
  path: '/programmes/:id/enrolments',
  scope: 'orders',
  summary: 'Who has a place and who waits, in order; a branch sees its own members only',
  params,
  replies: { 200: Strict({ items: Type.Array(EnrolmentSchema) }) },
})

export const listMyEnrolments = route({
  method: 'GET',
  path: '/enrolments',
  scope: 'signed-in',
  summary: "The reader's own places, and those of members enrolled by the reader's branch",
  replies: { 200: Strict({ items: Type.Array(EnrolmentSchema) }) },
})

export const withdrawEnrolment = route({
  method: 'POST',
  path: '/enrolments/:id/withdrawal',
  scope: 'signed-in',
  summary: 'Give the place back; the next in line is offered it',
  idempotent: true,
  params,
  replies: { 200: EnrolmentSchema },
})

export const acceptEnrolmentOffer = route({
  method: 'POST',
  path: '/enrolments/:id/acceptance',
  scope: 'signed-in',
  summary: 'Take the place that was offered, before the offer is over',
  idempotent: true,
  params,
  replies: { 200: EnrolmentSchema },
})

/** Times to choose from: a weekday and minutes of the facility's day. */
export const CallSlotSchema = Strict({
  weekday: Type.Integer({ minimum: 1, maximum: 7 }),
  from: Type.Integer({ minimum: 0, maximum: 1439 }),
})

const call = {
  title: Title,
  summary: Sentence,
  skills: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20, uniqueItems: true }),
  least: Type.Integer({ minimum: 1, maximum: 2000 }),
  capacity: Type.Integer({ minimum: 1, maximum: 2000 }),
  sessions: Type.Integer({ minimum: 1, maximum: 200 }),
  minutes: Type.Integer({ minimum: 15, maximum: 720 }),
  slots: Type.Array(CallSlotSchema, { minItems: 1, maxItems: 40 }),
  fromDate: LocalDateText,
  closesAt: InstantText,
}
export const CallSchema = Strict({
  id: Id,
  ...call,
  state: OneOf(['open', 'opened', 'closed']),
  programmeId: Nullable(Id),
  votes: Type.Integer(),
  /** Who could come at each of the times. */
  bySlot: Type.Array(Type.Integer()),
  mine: Nullable(Strict({ slots: Type.Array(Type.Integer()) })),
  version: Type.Integer(),
})
export type CallWire = Static<typeof CallSchema>

export const listCalls = route({
  method: 'GET',
  path: '/course-calls',
  scope: 'public',
  summary: 'Courses that open when enough people join (点单开课)',
  query: Strict({ facility: Type.Optional(Type.String({ maxLength: 80 })) }),
  replies: { 200: Strict({ items: Type.Array(CallSchema) }) },
})

export const addCall = route({
  method: 'POST',
  path: '/course-calls',
  scope: 'desk',
  summary: 'Put a course up for demand',
  idempotent: true,
  body: Strict(call),
  replies: { 201: CallSchema },
})

export const vote = route({
  method: 'PUT',
  path: '/course-calls/:id/vote',
  scope: 'signed-in',
  summary: 'Join: at which of the times one could come. Said again, it is changed',
  params,
  body: Strict({
    slots: Type.Array(Type.Integer({ minimum: 0, maximum: 39 }), { minItems: 1, maxItems: 40, uniqueItems: true }),
    name: Type.Optional(Name),
    phone: Type.Optional(Phone),
    partyId: Type.Optional(Nullable(Id)),
  }),
  replies: { 200: CallSchema },
})

/** A way to hold the course: time, room and instructor, and whom it serves. */
export const CallProposalSchema = Strict({
  slot: Type.Integer(),
  spaceId: Id,
  personId: Nullable(Id),
  personName: Nullable(Type.String()),
  serves: Type.Integer(),
  /** Who can not come then, with why in a word: `other-time`. */
  leaves: Type.Array(Strict({ name: Type.String(), phone: Type.String(), slots: Type.Array(Type.Integer()) })),
  dates: Type.Array(Strict({ start: InstantText, end: InstantText })),
})
export type CallProposalWire = Static<typeof CallProposalSchema>

export const proposeCall = route({
  method: 'GET',
  path: '/course-calls/:id/proposals',
  scope: 'desk',
  summary: 'The times that serve most, with a free room and an instructor who can',
  params,
  replies: { 200: Strict({ items: Type.Array(CallProposalSchema) }) },
})

export const openCall = route({
  method: 'POST',
  path: '/course-calls/:id/opening',
  scope: 'desk',
  summary:
    'Open the course at one of the proposals: a class with its sessions; who can come is enrolled in the order of joining, the rest are told why',
  idempotent: true,
  params,
  body: Strict({ slot: Type.Integer({ minimum: 0, maximum: 39 }), spaceId: Id, personId: Nullable(Id), partyId: Id }),
  replies: { 201: Strict({ programmeId: Id, enrolled: Type.Integer(), told: Type.Integer() }) },
})
