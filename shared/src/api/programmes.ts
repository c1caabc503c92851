import Type, { type Static } from 'typebox'
import { STAGE_STATES } from '../domain/competition.ts'
import { ENROLMENT_STATES, MARKS, PROGRAMME_PHASES } from '../domain/enrolment.ts'
import { PROGRAMME_KINDS, STREAM_READERS } from '../domain/programme-kind.ts'
import { RESERVATION_STATES } from '../domain/reservation.ts'
import { WaiverSchema } from './orders.ts'
import { RuleSchema } from './recurrence.ts'
import { SeriesPreviewSchema } from './series-date.ts'
import { route } from './route.ts'
import { Headcount, Id, InstantText, LocalDateText, Nullable, OneOf, Sentence, Strict, Title } from './schemas.ts'

const Skills = Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20, uniqueItems: true })
const params = Strict({ id: Id })

export const TermSchema = Strict({
  id: Id,
  name: Type.String(),
  startsOn: LocalDateText,
  endsOn: LocalDateText,
  opensAt: InstantText,
  closesAt: InstantText,
})
export type TermWire = Static<typeof TermSchema>

export const listTerms = route({
  method: 'GET',
  path: '/terms',
  scope: 'public',
  summary: 'Terms, the latest first',
  query: Strict({ facility: Type.Optional(Type.String({ maxLength: 80 })) }),
  replies: { 200: Strict({ items: Type.Array(TermSchema) }) },
})

export const addTerm = route({
  method: 'POST',
  path: '/terms',
  scope: 'desk',
  summary: 'A new term: its days, and when places can be asked for',
  idempotent: true,
  body: Strict({
    name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
    startsOn: LocalDateText,
    endsOn: LocalDateText,
    opensAt: InstantText,
    closesAt: InstantText,
  }),
  replies: { 201: TermSchema },
})

/** What everybody may read of a programme. */
const card = {
  id: Id,
  kind: OneOf(PROGRAMME_KINDS),
  termId: Nullable(Id),
  title: Type.String(),
  summary: Type.String(),
  partyId: Id,
  partyName: Type.String(),
  instructor: Nullable(Strict({ id: Id, name: Type.String() })),
  phase: OneOf(PROGRAMME_PHASES),
  capacity: Type.Integer(),
  least: Type.Integer(),
  taken: Type.Integer(),
  waiting: Type.Integer(),
  opensAt: InstantText,
  closesAt: InstantText,
  firstStart: Nullable(InstantText),
  lastEnd: Nullable(InstantText),
  sessions: Type.Integer({ description: 'planned and held, without the cancelled ones' }),
  /** Weekly pattern in words that the reader's page makes: the series' rule, if it has one. */
  rule: Nullable(RuleSchema),
  spaceId: Nullable(Id),
  version: Type.Integer({ description: 'also the ETag' }),
  /** Groups of those who take part, with how many do. */
  groups: Type.Array(Strict({ name: Type.String(), seats: Nullable(Type.Integer()), taken: Type.Integer() })),
  /** Of a competition. */
  stages: Type.Array(
    Strict({
      id: Id,
      name: Type.String(),
      minutes: Type.Integer({ description: 'how long one entry has' }),
      state: OneOf(STAGE_STATES),
      entries: Type.Integer(),
    }),
  ),
  /** Of an exhibition: where and how long; the hall takes nothing else meanwhile. */
  period: Nullable(Strict({ spaceId: Id, start: InstantText, end: InstantText })),
  /** Of a lecture, for those who may see it; null for others, and where there is none. */
  streamUrl: Nullable(Type.String()),
  streamFor: OneOf(STREAM_READERS),
}
export const ProgrammeCardSchema = Strict({
  ...card,
  /** The reader's own place in it. */
  mine: Nullable(
    Strict({
      enrolmentId: Id,
      state: OneOf(ENROLMENT_STATES),
      ahead: Type.Integer(),
      offeredUntil: Nullable(InstantText),
      code: Nullable(Type.String({ description: 'six digits for the door' })),
    }),
  ),
})
export type ProgrammeCardWire = Static<typeof ProgrammeCardSchema>

export const SessionSchema = Strict({
  reservationId: Id,
  version: Type.Integer(),
  number: Type.Integer({ minimum: 1 }),
  spaceId: Id,
  start: InstantText,
  end: InstantText,
  state: OneOf(RESERVATION_STATES),
  people: Type.Array(Strict({ id: Id, name: Type.String() })),
  makesUpFor: Nullable(Id),
  note: Type.String(),
  /** The stage of a competition that is held then. */
  stageId: Nullable(Id),
  /** Marked so far; null before anybody was. */
  present: Nullable(Type.Integer()),
})
export type ProgrammeSessionWire = Static<typeof SessionSchema>

export const ProgrammeSchema = Strict({
  ...card,
  skills: Type.Array(Type.String()),
  branchSeats: Nullable(Type.Integer()),
  quotas: Type.Array(Strict({ partyId: Id, partyName: Type.String(), seats: Type.Integer(), taken: Type.Integer() })),
  attendancePercent: Type.Integer(),
  certificateHours: Nullable(Type.Number()),
  seriesId: Nullable(Id),
  groupDifference: Nullable(Type.Integer({ description: 'how many more of one group than of another' })),
  pairs: Nullable(Type.Integer()),
  /** Entries of a competition that stand. */
  entries: Type.Integer(),
  /** For the desk. */
  organisers: Type.Array(Strict({ userId: Id, username: Type.String(), name: Type.String() })),
  /** Whether the reader is one of the organisers. */
  organises: Type.Boolean(),
  items: Type.Array(SessionSchema),
})
export type ProgrammeWire = Static<typeof ProgrammeSchema>

export const listProgrammes = route({
  method: 'GET',
  path: '/programmes',
  scope: 'public',
  summary: 'What people can sign up for; drafts are seen by the desk only',
  query: Strict({
    facility: Type.Optional(Type.String({ maxLength: 80 })),
    termId: Type.Optional(Id),
    phase: Type.Optional(OneOf(PROGRAMME_PHASES)),
    kind: Type.Optional(OneOf(PROGRAMME_KINDS)),
    mine: Type.Optional(Type.Boolean({ default: false })),
  }),
  replies: { 200: Strict({ items: Type.Array(ProgrammeCardSchema) }) },
})

export const readProgrammeRoute = route({
  method: 'GET',
  path: '/programmes/:id',
  scope: 'public',
  summary: 'One programme with its sessions; who is enrolled is read by the desk apart',
  params,
  replies: { 200: ProgrammeSchema },
})

const programmeFields = {
  /** A class when left out; said when it is made, and never changed. */
  kind: Type.Optional(OneOf(PROGRAMME_KINDS)),
  termId: Nullable(Id),
  title: Title,
  summary: Sentence,
  partyId: Id,
  personId: Nullable(Id),
  skills: Skills,
  capacity: Headcount,
  least: Headcount,
  branchSeats: Nullable(Headcount),
  quotas: Type.Array(Strict({ partyId: Id, seats: Type.Integer({ minimum: 0, maximum: 10_000 }) }), { maxItems: 200 }),
  opensAt: InstantText,
  closesAt: InstantText,
  attendancePercent: Type.Integer({ minimum: 0, maximum: 100 }),
  certificateHours: Nullable(Type.Number({ minimum: 0, maximum: 2000 })),
}
export const ProgrammeDraft = Strict(programmeFields)
export type ProgrammeDraftWire = Static<typeof ProgrammeDraft>

export const addProgramme = route({
  method: 'POST',
  path: '/programmes',
  scope: 'desk',
  summary: 'A new class, as a draft',
  idempotent: true,
  body: ProgrammeDraft,
  replies: { 201: ProgrammeSchema },
})

export const changeProgramme = route({
  method: 'PUT',
  path: '/programmes/:id',
  scope: 'desk',
  summary: 'A class as it shall be; fewer places than are taken is refused with who has them',
  params,
  body: Strict({ ...programmeFields, state: OneOf(['draft', 'published', 'cancelled']) }),
  replies: { 200: ProgrammeSchema },
})

/** What a kind has besides: all of it is said anew, what is left out is none. */
export const ParticularsSchema = Strict({
  stream: Type.Optional(Nullable(Strict({ url: Type.String({ maxLength: 500 }), for: OneOf(STREAM_READERS) }))),
  groups: Type.Optional(
    Type.Array(
      Strict({
        name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
        seats: Nullable(Type.Integer({ minimum: 0, maximum: 100_000 })),
      }),
      { maxItems: 20 },
    ),
  ),
  groupDifference: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 10_000 }))),
  stages: Type.Optional(
    Type.Array(
      Strict({
        name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
        minutes: Type.Integer({ minimum: 1, maximum: 240 }),
      }),
      { maxItems: 12 },
    ),
  ),
  period: Type.Optional(Nullable(Strict({ spaceId: Id, start: InstantText, end: InstantText }))),
  pairs: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 100_000 }))),
  /** Account names; left out: as they are. */
  organisers: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { minItems: 1, maxItems: 20 })),
})
export type ParticularsWire = Static<typeof ParticularsSchema>

export const setParticulars = route({
  method: 'PUT',
  path: '/programmes/:id/particulars',
  scope: 'desk',
  summary:
    'What its kind has besides: stream, groups, stages, the period of an exhibition, pairs, organisers. Of a confidential one by its organisers only',
  params,
  body: ParticularsSchema,
  replies: {
    200: Strict({
      programme: ProgrammeSchema,
      /** Bookings of others that stand in the hall of an exhibition; they stay until somebody moves them. */
      hits: Type.Array(
        Strict({
          reservationId: Id,
          reference: Type.String(),
          title: Type.String(),
          start: InstantText,
          end: InstantText,
        }),
      ),
    }),
  },
})

/** What became, or would become, of each date of a class. */
export const PlacedSessionsSchema = Strict({
  verdict: OneOf(['fits', 'refused']),
  series: SeriesPreviewSchema,
  programme: Nullable(ProgrammeSchema),
})
export type PlacedSessionsWire = Static<typeof PlacedSessionsSchema>

export const placeSessions = route({
  method: 'POST',
  path: '/programmes/:id/series',
  scope: 'desk',
  summary:
    'Give a class its room and its dates as a series; the instructor is held with the room. With dryRun: what would become of each date',
  idempotent: true,
  params,
  query: Strict({ dryRun: Type.Optional(Type.Boolean({ default: false })) }),
  body: Strict({
    spaceId: Id,
    rule: RuleSchema,
    onConflict: OneOf(['refuse', 'skip']),
    waivers: Type.Optional(Type.Array(WaiverSchema, { maxItems: 20 })),
  }),
  replies: { 200: PlacedSessionsSchema, 201: ProgrammeSchema },
})

export const makeUpSession = route({
  method: 'POST',
  path: '/programmes/:id/make-up',
  scope: 'desk',
  summary:
    'Where a lost session could be held instead: free room, instructor there, most of those enrolled without another class',
  params,
  body: Strict({ reservationId: Id, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 5 })) }),
  replies: {
    200: Strict({
      items: Type.Array(
        Strict({
          spaceId: Id,
          start: InstantText,
          end: InstantText,
          canCome: Type.Integer(),
          enrolled: Type.Integer(),
          cost: Type.Integer({ minimum: 0 }),
        }),
      ),
    }),
  },
})

export const holdMakeUp = route({
  method: 'POST',
  path: '/programmes/:id/sessions',
  scope: 'desk',
  summary: 'Add a session: a make-up for a lost one, or one more',
  idempotent: true,
  params,
  body: Strict({
    spaceId: Id,
    start: InstantText,
    end: InstantText,
    makesUpFor: Nullable(Id),
    people: Type.Array(Id, { maxItems: 20, uniqueItems: true }),
    note: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  replies: { 201: ProgrammeSchema },
})

/** The roll (点名册): who came to which session. */
export const RollSchema = Strict({
  items: Type.Array(
    Strict({
      enrolmentId: Id,
      name: Type.String(),
      phone: Type.String({ description: 'masked' }),
      partyName: Nullable(Type.String()),
      marks: Type.Array(Strict({ reservationId: Id, mark: OneOf(MARKS) })),
      percent: Nullable(Type.Integer()),
      certificate: Type.Boolean({ description: 'came often enough; the programme is over' }),
    }),
  ),
})
export type RollWire = Static<typeof RollSchema>

export const readRoll = route({
  method: 'GET',
  path: '/programmes/:id/roll',
  scope: 'desk',
  summary: 'Who came to what, and who has earned the certificate',
  params,
  replies: { 200: RollSchema },
})

export const callRoll = route({
  method: 'PUT',
  path: '/reservations/:id/roll',
  scope: 'desk',
  summary: 'Mark who came to a session; said again, it is corrected',
  params,
  body: Strict({ marks: Type.Array(Strict({ enrolmentId: Id, mark: OneOf(MARKS) }), { minItems: 1, maxItems: 2000 }) }),
  replies: { 200: Strict({ marked: Type.Integer() }) },
})
