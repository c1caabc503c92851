import Type, { type Static } from 'typebox'
import { PERSON_KINDS } from '../domain/person.ts'
import { route } from './route.ts'
import { Empty, Id, InstantText, LocalDateText, Nullable, OneOf, Sentence, Strict } from './schemas.ts'

const Skill = Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' })
const PersonName = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })
export const Phone = Type.String({ pattern: '^[0-9+][0-9 -]{4,19}$', description: 'digits, spaces and hyphens' })
const MinuteOfDay = Type.Integer({ minimum: 0, maximum: 1440 })

export const WorkingHoursSchema = Strict({
  weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
  from: MinuteOfDay,
  until: MinuteOfDay,
  validFrom: Nullable(LocalDateText),
  validUntil: Nullable(LocalDateText),
})

export const AbsenceSchema = Strict({ id: Id, start: InstantText, end: InstantText, reason: Type.String() })

const limits = {
  minutesADay: Nullable(Type.Integer({ minimum: 15, maximum: 1440 })),
  restMinutes: Nullable(Type.Integer({ minimum: 0, maximum: 2880 })),
  daysAWeek: Nullable(Type.Integer({ minimum: 1, maximum: 7 })),
}

export const PersonSchema = Strict({
  id: Id,
  name: Type.String(),
  kind: OneOf(PERSON_KINDS),
  skills: Type.Array(Type.String()),
  partyId: Nullable(Id),
  partyName: Nullable(Type.String()),
  /** Masked: 138****1234. */
  phone: Nullable(Type.String()),
  ...limits,
  hours: Type.Array(WorkingHoursSchema),
  absences: Type.Array(AbsenceSchema),
  active: Type.Boolean(),
})
export type PersonWire = Static<typeof PersonSchema>

const personFields = {
  name: PersonName,
  kind: OneOf(PERSON_KINDS),
  skills: Type.Array(Skill, { maxItems: 40, uniqueItems: true }),
  partyId: Nullable(Id),
  phone: Nullable(Phone),
  ...limits,
  hours: Type.Array(WorkingHoursSchema, { maxItems: 50 }),
}
export const PersonDraft = Strict(personFields)
export type PersonDraftWire = Static<typeof PersonDraft>

const params = Strict({ id: Id })

export const listPeople = route({
  method: 'GET',
  path: '/people',
  scope: 'desk',
  summary: 'Who works for the house: instructors, technicians, experts, crews, volunteers',
  query: Strict({ kind: Type.Optional(OneOf(PERSON_KINDS)), skill: Type.Optional(Skill) }),
  replies: { 200: Strict({ items: Type.Array(PersonSchema) }) },
})

export const addPerson = route({
  method: 'POST',
  path: '/people',
  scope: 'desk',
  summary: 'Take somebody in',
  idempotent: true,
  body: PersonDraft,
  replies: { 201: PersonSchema },
})

export const changePerson = route({
  method: 'PUT',
  path: '/people/:id',
  scope: 'desk',
  summary:
    'Skills, hours and limits as they are now; what stands already stays, and is told in the conflict inbox where it no longer fits',
  params,
  body: Strict({
    ...personFields,
    /** Left out: as it is. Readers only ever see it masked, so they can not send it back. */
    phone: Type.Optional(Nullable(Phone)),
    active: Type.Boolean(),
  }),
  replies: { 200: PersonSchema },
})

/** A session that an absence leaves without its instructor, and who could take it. */
export const SubstituteSchema = Strict({
  personId: Id,
  name: Type.String(),
  /** 0 is the best: all skills, free, no limit touched. */
  cost: Type.Integer({ minimum: 0 }),
  /** Why they stand where they stand: `same-skills`, `some-skills`, `teaches-this-class`, `free-that-day`, `same-partner`. */
  reasons: Type.Array(
    Strict({ key: Type.String(), params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])) }),
  ),
})
export type SubstituteWire = Static<typeof SubstituteSchema>

export const MissedSessionSchema = Strict({
  reservationId: Id,
  version: Type.Integer(),
  programmeId: Nullable(Id),
  title: Type.String(),
  spaceId: Id,
  start: InstantText,
  end: InstantText,
  enrolled: Type.Integer(),
  substitutes: Type.Array(SubstituteSchema),
})
export type MissedSessionWire = Static<typeof MissedSessionSchema>

export const reportAbsence = route({
  method: 'POST',
  path: '/people/:id/absences',
  scope: 'desk',
  summary: 'Somebody is away: which sessions lose their instructor, and who could take each, best first',
  idempotent: true,
  params,
  body: Strict({ start: InstantText, end: InstantText, reason: Sentence }),
  replies: { 201: Strict({ absence: AbsenceSchema, missed: Type.Array(MissedSessionSchema) }) },
})

export const endAbsence = route({
  method: 'DELETE',
  path: '/absences/:id',
  scope: 'desk',
  summary: 'It is over, or was a mistake',
  params,
  replies: { 204: Empty },
})

export const listMissed = route({
  method: 'GET',
  path: '/absences/:id/sessions',
  scope: 'desk',
  summary: 'Sessions that an absence leaves without their instructor, with substitutes ranked',
  params,
  replies: { 200: Strict({ items: Type.Array(MissedSessionSchema) }) },
})

export const staffSession = route({
  method: 'PUT',
  path: '/reservations/:id/people',
  scope: 'desk',
  summary: 'Who is on a session now: a substitute, a technician more; checked by the same rules, all reasons at once',
  params,
  body: Strict({
    version: Type.Integer({ minimum: 1 }),
    people: Type.Array(Id, { maxItems: 20, uniqueItems: true }),
    skills: Type.Optional(Type.Array(Skill, { maxItems: 20, uniqueItems: true })),
    waivers: Type.Optional(
      Type.Array(
        Strict({ constraint: Type.String({ maxLength: 60 }), reason: Type.String({ minLength: 2, maxLength: 500 }) }),
        { maxItems: 20 },
      ),
    ),
  }),
  replies: { 200: Strict({ reservationId: Id, version: Type.Integer(), people: Type.Array(Id) }) },
})
