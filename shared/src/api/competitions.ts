import Type, { type Static } from 'typebox'
import { ENTRY_STATES, OUTCOMES, STAGE_STATES } from '../domain/competition.ts'
import { Phone } from './people.ts'
import { route } from './route.ts'
import { Id, InstantText, LocalDateText, Nullable, OneOf, Strict } from './schemas.ts'
import { ParamSchema, ViolationSchema } from './violation.ts'

const params = Strict({ id: Id })
const Name = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })
const Piece = Type.String({ maxLength: 120 })
const Group = Type.String({ minLength: 1, maxLength: 40 })

/** Somebody, or a group, who takes part in a competition. */
export const EntrySchema = Strict({
  id: Id,
  programmeId: Id,
  programmeTitle: Type.String(),
  number: Type.Integer({ description: 'the number that is called out' }),
  title: Type.String({ description: 'what is performed' }),
  group: Nullable(Type.String()),
  partyId: Nullable(Id),
  partyName: Nullable(Type.String()),
  name: Type.String(),
  phone: Type.String({ description: 'masked' }),
  members: Type.Array(Type.String()),
  state: OneOf(ENTRY_STATES),
  stageId: Id,
  stageName: Type.String(),
  /** Of the stage that was asked for, else of the one it stands in. */
  slot: Nullable(Strict({ spaceId: Id, start: InstantText, end: InstantText, arrivedAt: Nullable(InstantText) })),
  result: Nullable(
    Strict({ score: Nullable(Type.Number()), rank: Nullable(Type.Integer()), outcome: OneOf(OUTCOMES) }),
  ),
  version: Type.Integer(),
})
export type EntryWire = Static<typeof EntrySchema>

export const enter = route({
  method: 'POST',
  path: '/programmes/:id/entries',
  scope: 'signed-in',
  summary:
    'Take part in a competition, alone or as a group, while its first stage is open. Officers enter members of their branch, the desk anybody',
  idempotent: true,
  params,
  body: Strict({
    title: Type.Optional(Piece),
    group: Type.Optional(Nullable(Group)),
    /** The contact; left out: the reader. */
    name: Type.Optional(Name),
    phone: Type.Optional(Phone),
    partyId: Type.Optional(Nullable(Id)),
    /** Of a group; none for a single person. */
    members: Type.Optional(Type.Array(Name, { maxItems: 100 })),
  }),
  replies: { 201: EntrySchema },
})

export const listEntries = route({
  method: 'GET',
  path: '/programmes/:id/entries',
  scope: 'orders',
  summary: 'Entries by number, with slot and result of a stage; a branch sees its own only',
  params,
  query: Strict({
    stageId: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, default: 5000 })),
  }),
  replies: { 200: Strict({ items: Type.Array(EntrySchema) }) },
})

export const listMyEntries = route({
  method: 'GET',
  path: '/entries',
  scope: 'signed-in',
  summary: "The reader's own entries, and those of the reader's branch",
  replies: { 200: Strict({ items: Type.Array(EntrySchema) }) },
})

export const withdrawEntry = route({
  method: 'POST',
  path: '/entries/:id/withdrawal',
  scope: 'signed-in',
  summary: 'Take part no more; its slot is free again',
  idempotent: true,
  params,
  replies: { 200: EntrySchema },
})

/** One fault of a file, by line. Line 1 is the first of the sheet. */
export const LineFaultSchema = Strict({
  line: Type.Integer(),
  column: Type.String(),
  key: Type.String(),
  params: Type.Record(Type.String(), ParamSchema),
})
export type LineFaultWire = Static<typeof LineFaultSchema>

export const EntryImportSchema = Strict({
  verdict: OneOf(['good', 'faulty', 'unreadable']),
  rows: Type.Integer(),
  saved: Type.Integer(),
  faults: Type.Array(LineFaultSchema, { maxItems: 500 }),
  /** How many there are, also beyond those that are listed. */
  faultCount: Type.Integer(),
})
export type EntryImportWire = Static<typeof EntryImportSchema>

export const importEntries = route({
  method: 'POST',
  path: '/programmes/:id/entries/import',
  scope: 'desk',
  summary:
    'Entries out of an .xlsx (the part is called `file`): each line is judged, and nothing is saved until all are right. With dryRun: the report alone',
  idempotent: true,
  consumes: 'multipart/form-data',
  params,
  query: Strict({ dryRun: Type.Optional(Type.Boolean({ default: false })) }),
  replies: { 200: EntryImportSchema, 201: EntryImportSchema },
})

export const setStageState = route({
  method: 'PUT',
  path: '/stages/:id/state',
  scope: 'desk',
  summary: 'Close a stage, so that no entry joins it any more, or open it again',
  params,
  body: Strict({ state: OneOf(['open', 'closed']) }),
  replies: { 200: Strict({ state: OneOf(STAGE_STATES), entries: Type.Integer() }) },
})

const Clock = Type.Integer({ minimum: 0, maximum: 1440, description: 'minute of the day' })

/** How a stage is held: rooms with their juries on days. */
export const SlotPlanSchema = Strict({
  /** A room and who sits in it; nobody sits in two. */
  rooms: Type.Array(Strict({ spaceId: Id, jury: Type.Array(Id, { maxItems: 12, uniqueItems: true }) }), {
    minItems: 1,
    maxItems: 30,
  }),
  days: Type.Array(Strict({ date: LocalDateText, from: Clock, until: Clock }), { minItems: 1, maxItems: 31 }),
  breaks: Type.Array(Strict({ from: Clock, until: Clock }), { maxItems: 10 }),
})
export type SlotPlanWire = Static<typeof SlotPlanSchema>

export const StageSlotsSchema = Strict({
  verdict: OneOf(['placed', 'fits', 'refused']),
  given: Type.Integer(),
  /** Entries that got no slot, with why. */
  missing: Type.Array(
    Strict({
      entryId: Id,
      number: Type.Integer(),
      name: Type.String(),
      reason: OneOf(['no-slot-left', 'contact-busy']),
    }),
  ),
  rooms: Type.Array(
    Strict({ spaceId: Id, date: LocalDateText, start: InstantText, end: InstantText, entries: Type.Integer() }),
  ),
  violations: Type.Array(ViolationSchema),
})
export type StageSlotsWire = Static<typeof StageSlotsSchema>

export const giveStageSlots = route({
  method: 'POST',
  path: '/stages/:id/slots',
  scope: 'desk',
  summary:
    'Book rooms with juries for a closed stage and give each entry a slot; without a plan those who have none get what was freed. With dryRun: what would become of it',
  idempotent: true,
  params,
  query: Strict({ dryRun: Type.Optional(Type.Boolean({ default: false })) }),
  body: Strict({ plan: Type.Optional(SlotPlanSchema) }),
  replies: { 200: StageSlotsSchema, 201: StageSlotsSchema },
})

export const setResults = route({
  method: 'PUT',
  path: '/stages/:id/results',
  scope: 'desk',
  summary: 'Scores of a stage; ranks follow from them. Said again, they are corrected',
  params,
  body: Strict({
    results: Type.Array(
      Strict({
        entryId: Id,
        score: Nullable(Type.Number({ minimum: 0, maximum: 9999 })),
        absent: Type.Optional(Type.Boolean({ default: false })),
      }),
      { minItems: 1, maxItems: 5000 },
    ),
  }),
  replies: { 200: Strict({ written: Type.Integer() }) },
})

export const concludeStage = route({
  method: 'POST',
  path: '/stages/:id/conclusion',
  scope: 'desk',
  summary: 'End a stage: these entries move on to the next one, the others are out',
  idempotent: true,
  params,
  body: Strict({ advance: Type.Array(Id, { maxItems: 5000, uniqueItems: true }) }),
  replies: { 200: Strict({ advanced: Type.Integer(), out: Type.Integer(), nextStageId: Nullable(Id) }) },
})
