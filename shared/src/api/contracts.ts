import Type, { type Static } from 'typebox'
import { CONTRACT_STATES, PURPOSES, REMINDER_DAYS } from '../domain/contract.ts'
import { SPACE_KINDS } from '../domain/space.ts'
import { DAY_KINDS } from '../time/day-type.ts'
import { WaiverSchema } from './orders.ts'
import { RuleSchema } from './recurrence.ts'
import { FileContent, route } from './route.ts'
import {
  Headcount,
  Id,
  InstantText,
  LocalDateText,
  NameSchema,
  Nullable,
  OneOf,
  Sentence,
  Strict,
  Title,
} from './schemas.ts'
import { SeriesCountsSchema, SeriesDateSchema, SeriesPreviewSchema } from './series-date.ts'
import { ViolationSchema } from './violation.ts'

const Percent = Type.Integer({ minimum: 0, maximum: 100 })
const Fen = Type.Integer({ minimum: 0, maximum: 10_000_000_000, description: 'whole fen' })
const Minutes = Type.Integer({ minimum: 0 })
const Reason = Type.String({ minLength: 2, maxLength: 500, pattern: '\\S' })

/** Hours by what they were for. */
export const SharesSchema = Strict({
  publicMinutes: Minutes,
  commercialMinutes: Minutes,
  /** Rounded down; null while there are no hours. */
  publicPercent: Nullable(Percent),
})

const fields = {
  number: Type.String({ maxLength: 60 }),
  title: Title,
  startsOn: LocalDateText,
  endsOn: LocalDateText,
  leastPublicPercent: Percent,
  otherUses: OneOf(PURPOSES),
  note: Sentence,
}

const summary = {
  id: Id,
  partyId: Id,
  partyName: Type.String(),
  ...fields,
  state: OneOf(CONTRACT_STATES),
  endedReason: Nullable(Type.String()),
  /** Whole days until its last day; below 0 when that is over. */
  daysLeft: Type.Integer(),
  /** The reminder that is due: so many days or less are left. */
  reminder: Nullable(Type.Unsafe<(typeof REMINDER_DAYS)[number]>({ type: 'integer', enum: [...REMINDER_DAYS] })),
  /** What has taken place. */
  served: SharesSchema,
  /** That, and what is booked in its slots. */
  planned: SharesSchema,
  income: Fen,
  /** Uses that no price list covers. */
  unpriced: Type.Integer({ minimum: 0 }),
  version: Type.Integer({ description: 'also the ETag' }),
}
export const ContractSummarySchema = Strict(summary)
export type ContractSummaryWire = Static<typeof ContractSummarySchema>

export const SlotSchema = Strict({
  seriesId: Id,
  title: Type.String(),
  purpose: OneOf(PURPOSES),
  spaceId: Id,
  spaceName: NameSchema,
  rule: RuleSchema,
  counts: SeriesCountsSchema,
  /** The dates that could not be had or were taken back, with their reasons. */
  lost: Type.Array(SeriesDateSchema),
})
export type SlotWire = Static<typeof SlotSchema>

export const ContractSchema = Strict({ ...summary, slots: Type.Array(SlotSchema) })
export type ContractWire = Static<typeof ContractSchema>

const params = Strict({ id: Id })

export const listContracts = route({
  method: 'GET',
  path: '/contracts',
  scope: 'orders',
  summary: "Contracts of the reader's own parties, all for management; those that end first come first",
  query: Strict({ partyId: Type.Optional(Id) }),
  replies: { 200: Strict({ items: Type.Array(ContractSummarySchema) }) },
})

export const readContract = route({
  method: 'GET',
  path: '/contracts/:id',
  scope: 'orders',
  summary: 'One contract with its standing slots, and how far the agreed share of public benefit is met',
  params,
  replies: { 200: ContractSchema },
})

export const addContract = route({
  method: 'POST',
  path: '/contracts',
  scope: 'management',
  summary: 'A partner gets a contract; its slots are added one by one',
  idempotent: true,
  body: Strict({ partyId: Id, ...fields }),
  replies: { 201: ContractSchema },
})
export type ContractDraftWire = Static<(typeof addContract)['body']>

export const changeContract = route({
  method: 'PUT',
  path: '/contracts/:id',
  scope: 'management',
  summary: 'The contract as it is now. An earlier end gives back all slots behind it; wants If-Match',
  params,
  body: Strict({ ...fields, reason: Type.Optional(Sentence) }),
  replies: { 200: ContractSchema },
})

export const endContract = route({
  method: 'POST',
  path: '/contracts/:id/ending',
  scope: 'management',
  summary: 'It ends with a day: whatever its slots hold behind it is free again at once',
  idempotent: true,
  params,
  body: Strict({ lastDay: LocalDateText, reason: Reason }),
  replies: { 200: ContractSchema },
})

/** What would become of a slot, date by date. */
export const SlotVerdictSchema = Strict({
  verdict: OneOf(['fits', 'refused', 'placed']),
  violations: Type.Array(ViolationSchema),
  series: Nullable(SeriesPreviewSchema),
  contract: ContractSchema,
})
export type SlotVerdictWire = Static<typeof SlotVerdictSchema>

export const addSlot = route({
  method: 'POST',
  path: '/contracts/:id/slots',
  scope: 'management',
  summary:
    'A standing slot: a series that is confirmed at once and reaches to the end of the contract. Dates that can not be had are told with their reasons and remembered',
  idempotent: true,
  params,
  query: Strict({
    dryRun: Type.Optional(Type.Boolean({ default: false, description: 'answer in full, write nothing' })),
  }),
  body: Strict({
    title: Title,
    purpose: OneOf(PURPOSES),
    spaceId: Id,
    headcount: Headcount,
    rule: RuleSchema,
    waivers: Type.Optional(Type.Array(WaiverSchema, { maxItems: 20 })),
  }),
  replies: { 200: SlotVerdictSchema, 201: SlotVerdictSchema },
})

export const UseSchema = Strict({
  reservationId: Id,
  reference: Type.String(),
  title: Type.String(),
  spaceId: Id,
  spaceName: NameSchema,
  start: InstantText,
  end: InstantText,
  minutes: Minutes,
  purpose: OneOf(PURPOSES),
  /** Null: no price list covers it. */
  fen: Nullable(Fen),
  computedFen: Nullable(Fen),
  priceVersion: Nullable(Type.Integer()),
  /** Why it is not what was computed. */
  reason: Nullable(Type.String()),
  version: Type.Integer(),
})
export type UseWire = Static<typeof UseSchema>

const Month = Type.String({ pattern: '^20\\d\\d-(0[1-9]|1[0-2])$', examples: ['2026-12'] })

export const StatementSchema = Strict({
  contract: ContractSummarySchema,
  month: Month,
  uses: Type.Array(UseSchema),
  shares: SharesSchema,
  income: Fen,
  unpriced: Type.Integer({ minimum: 0 }),
})
export type StatementWire = Static<typeof StatementSchema>

export const readStatement = route({
  method: 'GET',
  path: '/contracts/:id/statement',
  scope: 'orders',
  summary: 'What a contract came to in one month, use by use',
  params,
  query: Strict({ month: Month }),
  replies: { 200: StatementSchema },
})

export const readStatementFile = route({
  method: 'GET',
  path: '/contracts/:id/statement.xlsx',
  scope: 'orders',
  summary: 'The same as .xlsx, with title, unit, period, 填报人 and 审核人',
  params,
  query: Strict({ month: Month }),
  replies: { 200: FileContent },
})

export const correctUse = route({
  method: 'POST',
  path: '/uses/:id/correction',
  scope: 'management',
  summary: 'Another amount or another purpose for one use, with the reason; what was computed stays beside it',
  idempotent: true,
  params,
  body: Strict({
    version: Type.Integer({ minimum: 1 }),
    purpose: OneOf(PURPOSES),
    fen: Fen,
    reason: Reason,
  }),
  replies: { 200: UseSchema },
})

export const PriceItemSchema = Strict({
  spaces: Type.Union([
    Strict({ kind: Type.Literal('space'), spaceId: Id }),
    Strict({ kind: Type.Literal('space-kind'), spaceKind: OneOf(SPACE_KINDS) }),
  ]),
  days: Type.Union([
    Type.Literal('any'),
    Type.Array(OneOf(DAY_KINDS), { minItems: 1, maxItems: DAY_KINDS.length, uniqueItems: true }),
  ]),
  from: Type.Integer({ minimum: 0, maximum: 1439 }),
  until: Type.Integer({ minimum: 1, maximum: 1440 }),
  fenPerHour: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
  publicFenPerHour: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
})
export type PriceItemWire = Static<typeof PriceItemSchema>

export const PriceListSchema = Strict({
  version: Type.Integer({ minimum: 0, description: '0 while there is none; also the ETag' }),
  validFrom: LocalDateText,
  items: Type.Array(PriceItemSchema),
})
export type PriceListWire = Static<typeof PriceListSchema>

export const listPrices = route({
  method: 'GET',
  path: '/price-lists',
  scope: 'orders',
  summary: 'All price lists, the newest version first: each holds from its day on, until one that begins later',
  replies: { 200: Strict({ items: Type.Array(PriceListSchema) }) },
})

export const addPrices = route({
  method: 'POST',
  path: '/price-lists',
  scope: 'management',
  summary: 'A new price list; earlier ones stay for the days they held for. Wants the newest version as If-Match',
  idempotent: true,
  body: Strict({ validFrom: LocalDateText, items: Type.Array(PriceItemSchema, { minItems: 1, maxItems: 200 }) }),
  replies: { 201: PriceListSchema },
})
