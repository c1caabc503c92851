import Type, { type Static } from 'typebox'
import { FileContent, route } from './route.ts'
import { Id, OneOf, Strict } from './schemas.ts'
import { ParamSchema } from './violation.ts'

/** What can be brought in from a table. */
export const IMPORT_KINDS = ['parties', 'people', 'enrolments'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** The longest table that is read. */
export const MAX_IMPORT_ROWS = 10_000
/** Faults that are told one by one; the rest is a number. */
export const MAX_TOLD_FAULTS = 500

export const ImportReportSchema = Strict({
  /** `fits`: nothing is wrong and nothing was saved (dry run); `faulty`: nothing was saved. */
  verdict: OneOf(['saved', 'fits', 'faulty']),
  rows: Type.Integer({ minimum: 0 }),
  /** How many of them would become, or became, what. */
  outcome: Type.Record(Type.String(), Type.Integer()),
  faultCount: Type.Integer({ minimum: 0 }),
  faults: Type.Array(
    Strict({
      /** As people count lines in the file; 0 for the file as a whole. */
      line: Type.Integer({ minimum: 0 }),
      column: Type.String(),
      key: Type.String(),
      params: Type.Record(Type.String(), ParamSchema),
      /** The sentence, in the reader's language. */
      text: Type.String(),
    }),
  ),
})
export type ImportReportWire = Static<typeof ImportReportSchema>

const dryRun = Type.Optional(Type.Boolean({ default: false, description: 'the whole report, nothing saved' }))

export const importParties = route({
  method: 'POST',
  path: '/imports/parties',
  scope: 'management',
  summary: 'A table (.xlsx) of unions, branches, partners and associations with their tree: all of it or nothing',
  idempotent: true,
  consumes: 'multipart/form-data',
  query: Strict({ dryRun }),
  replies: { 200: ImportReportSchema },
})

export const importPeople = route({
  method: 'POST',
  path: '/imports/people',
  scope: 'desk',
  summary: 'A table of instructors, experts and volunteers: all of it or nothing',
  idempotent: true,
  consumes: 'multipart/form-data',
  query: Strict({ dryRun }),
  replies: { 200: ImportReportSchema },
})

export const importEnrolments = route({
  method: 'POST',
  path: '/imports/enrolments',
  scope: 'desk',
  summary:
    'A table of people for one programme: places while there are some, then the waiting list, in the order of the lines',
  idempotent: true,
  consumes: 'multipart/form-data',
  query: Strict({ programmeId: Id, dryRun }),
  replies: { 200: ImportReportSchema },
})

export const readTemplate = route({
  method: 'GET',
  path: '/imports/templates/:kind',
  scope: 'desk',
  summary: 'An empty table to fill in, with an example',
  params: Strict({ kind: OneOf(IMPORT_KINDS) }),
  replies: { 200: FileContent },
})
