import Type, { type Static } from 'typebox'
import { PERSON_KINDS } from '../domain/person.ts'
import { SERVICE_KINDS, VOLUNTEER_CONSENT, VOLUNTEER_OFFER_STATES } from '../domain/service.ts'
import { Phone } from './people.ts'
import { FileContent, route } from './route.ts'
import { Empty, Id, InstantText, LocalDateText, Nullable, OneOf, Sentence, Strict, Title } from './schemas.ts'

const Skill = Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' })
const Reason = Type.String({ minLength: 2, maxLength: 500, pattern: '\\S' })
const Minutes = Type.Integer({ minimum: 0 })
const period = { from: Type.Optional(LocalDateText), until: Type.Optional(LocalDateText) }

/** Somebody of the pool, and what they gave. */
export const VolunteerSchema = Strict({
  personId: Id,
  name: Type.String(),
  kind: OneOf(PERSON_KINDS),
  skills: Type.Array(Type.String()),
  partyName: Nullable(Type.String()),
  /** Masked: 138****1234. */
  phone: Nullable(Type.String()),
  active: Type.Boolean(),
  /** In the period that was asked for. */
  minutes: Minutes,
  services: Type.Integer({ minimum: 0 }),
  /** Over all the years, which is what thanks are counted by. */
  allMinutes: Minutes,
  stars: Type.Integer({ minimum: 0 }),
  lastOn: Nullable(LocalDateText),
})
export type VolunteerWire = Static<typeof VolunteerSchema>

export const ServiceSchema = Strict({
  id: Id,
  kind: OneOf(SERVICE_KINDS),
  title: Type.String(),
  day: LocalDateText,
  start: Nullable(InstantText),
  end: Nullable(InstantText),
  minutes: Minutes,
  /** Of hours written down by hand. */
  reason: Nullable(Type.String()),
})
export type ServiceWire = Static<typeof ServiceSchema>

const params = Strict({ id: Id })

export const listVolunteers = route({
  method: 'GET',
  path: '/volunteers',
  scope: 'desk',
  summary: 'Experts, volunteers and all who work for the house, with the hours they served in a period',
  query: Strict({ kind: Type.Optional(OneOf(PERSON_KINDS)), ...period }),
  replies: { 200: Strict({ items: Type.Array(VolunteerSchema) }) },
})

export const listServedHours = route({
  method: 'GET',
  path: '/volunteers/:id/services',
  scope: 'desk',
  summary: 'What one person gave their time to in a period, newest first',
  params,
  query: Strict(period),
  replies: { 200: Strict({ items: Type.Array(ServiceSchema) }) },
})

export const readCertificates = route({
  method: 'GET',
  path: '/volunteers/certificates.xlsx',
  scope: 'desk',
  summary: 'Who served how many hours in a period, as a list to be signed',
  query: Strict({ kind: Type.Optional(OneOf(PERSON_KINDS)), ...period }),
  replies: { 200: FileContent },
})

/** A volunteer's own view. */
export const MyServiceSchema = Strict({
  /** Null for somebody who is not of the pool (yet). */
  person: Nullable(
    Strict({ id: Id, name: Type.String(), kind: OneOf(PERSON_KINDS), skills: Type.Array(Type.String()) }),
  ),
  offer: Nullable(Strict({ state: OneOf(VOLUNTEER_OFFER_STATES), askedAt: InstantText, reason: Type.String() })),
  minutes: Minutes,
  stars: Type.Integer({ minimum: 0 }),
  upcoming: Type.Array(ServiceSchema),
  services: Type.Array(ServiceSchema),
})
export type MyServiceWire = Static<typeof MyServiceSchema>

export const readMyService = route({
  method: 'GET',
  path: '/my-service',
  scope: 'signed-in',
  summary: "The reader's own hours, and what they are asked for next",
  replies: { 200: MyServiceSchema },
})

export const offerHelp = route({
  method: 'POST',
  path: '/volunteer-offers',
  scope: 'public',
  summary:
    'Somebody offers to help, signed in or not. A second form from the same telephone is answered like the first and changes nothing',
  body: Strict({
    facility: Type.Optional(Type.String({ maxLength: 60 })),
    name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
    phone: Phone,
    skills: Type.Array(Skill, { maxItems: 20, uniqueItems: true }),
    note: Sentence,
    consent: Type.Literal(VOLUNTEER_CONSENT),
  }),
  replies: { 202: Strict({ state: OneOf(['waiting']) }) },
})

export const VolunteerOfferSchema = Strict({
  id: Id,
  name: Type.String(),
  phone: Type.String(),
  skills: Type.Array(Type.String()),
  note: Type.String(),
  state: OneOf(VOLUNTEER_OFFER_STATES),
  askedAt: InstantText,
  reason: Type.String(),
  /** Somebody of the house with this telephone number: perhaps the same person. */
  knownAs: Nullable(Type.String()),
  version: Type.Integer(),
})
export type VolunteerOfferWire = Static<typeof VolunteerOfferSchema>

export const listVolunteerOffers = route({
  method: 'GET',
  path: '/volunteer-offers',
  scope: 'desk',
  summary: 'Who offered to help; those who wait longest first',
  query: Strict({ state: Type.Optional(OneOf(VOLUNTEER_OFFER_STATES)) }),
  replies: { 200: Strict({ items: Type.Array(VolunteerOfferSchema) }) },
})

export const decideVolunteer = route({
  method: 'POST',
  path: '/volunteer-offers/:id/decisions',
  scope: 'desk',
  summary: 'Take somebody in, who then is a person of the house, or decline with a word',
  idempotent: true,
  params,
  body: Strict({
    decision: OneOf(['accept', 'decline']),
    kind: Type.Optional(OneOf(['volunteer', 'expert'])),
    reason: Type.Optional(Sentence),
  }),
  replies: { 200: VolunteerOfferSchema },
})

export const noteServiceHours = route({
  method: 'POST',
  path: '/people/:id/service-hours',
  scope: 'desk',
  summary: 'Hours that no booking shows, with the reason',
  idempotent: true,
  params,
  body: Strict({
    day: LocalDateText,
    minutes: Type.Integer({ minimum: 1, maximum: 1440 }),
    title: Title,
    reason: Reason,
  }),
  replies: { 201: ServiceSchema },
})

export const withdrawServiceHours = route({
  method: 'DELETE',
  path: '/service-hours/:id',
  scope: 'desk',
  summary: 'Taken back, and kept on record',
  params,
  replies: { 204: Empty },
})
