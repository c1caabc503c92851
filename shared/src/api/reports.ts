import Type, { type Static } from 'typebox'
import { FIGURE_KINDS } from '../domain/figure.ts'
import { PARTY_KINDS } from '../domain/party.ts'
import { FileContent, route } from './route.ts'
import { Id, InstantText, LocalDateText, NameSchema, Nullable, OneOf, Strict } from './schemas.ts'

const sum = {
  sessions: Type.Integer({ description: '场次: dated sessions that took place' }),
  programmes: Type.Integer({ description: '期: different programmes among them' }),
  onSite: Type.Integer({ description: '人次 on the spot' }),
  online: Type.Integer({ description: '人次 of streams' }),
  uncounted: Type.Integer({ description: 'sessions for which nobody counted heads' }),
  minutes: Type.Integer(),
}
export const FigureSumSchema = Strict(sum)
export type FigureSumWire = Static<typeof FigureSumSchema>

export const FURTHER_FIGURES = [
  'enrolments',
  'entries',
  'pairs',
  'visits',
  'visit-heads',
  'orders',
  'orders-accepted',
  'orders-declined',
  'cancelled',
  'no-shows',
  'income-fen',
  'public-benefit-minutes',
  'commercial-minutes',
  'volunteer-minutes',
] as const
export type FurtherFigure = (typeof FURTHER_FIGURES)[number]

export const FiguresSchema = Strict({
  from: LocalDateText,
  until: LocalDateText,
  /** When the numbers were read: those of a running year still grow. */
  at: InstantText,
  total: FigureSumSchema,
  kinds: Type.Array(Strict({ kind: OneOf(FIGURE_KINDS), ...sum })),
  months: Type.Array(Strict({ month: Type.String({ examples: ['2026-03'] }), ...sum })),
  /** Which kinds make a month. */
  kindMonths: Type.Array(Strict({ kind: OneOf(FIGURE_KINDS), month: Type.String(), ...sum })),
  /** By county union (县市区总工会); null for what belongs to none. */
  counties: Type.Array(Strict({ partyId: Nullable(Id), name: Type.String(), ...sum })),
  parties: Type.Array(Strict({ partyId: Id, name: Type.String(), kind: OneOf(PARTY_KINDS), ...sum })),
  spaces: Type.Array(
    Strict({
      spaceId: Id,
      name: NameSchema,
      ...sum,
      /** What it was open and used, over all its parts; `off` in evenings and on days off. 0 for rooms joined to one: they are told by themselves. */
      openMinutes: Type.Integer(),
      usedMinutes: Type.Integer(),
      offOpenMinutes: Type.Integer(),
      offUsedMinutes: Type.Integer(),
    }),
  ),
  /** 错时: evenings from 17:30, weekends and legal holidays; the rest are working hours. */
  offHours: FigureSumSchema,
  further: Type.Array(Strict({ figure: OneOf(FURTHER_FIGURES), value: Type.Integer() })),
})
export type FiguresWire = Static<typeof FiguresSchema>

const period = { from: LocalDateText, until: LocalDateText }

export const readFigures = route({
  method: 'GET',
  path: '/reports/figures',
  scope: 'management',
  summary: 'Everything a yearly review asks for, between two days, both included; at most two years',
  query: Strict(period),
  replies: { 200: FiguresSchema },
})

export const readFiguresBook = route({
  method: 'GET',
  path: '/reports/figures.xlsx',
  scope: 'management',
  summary:
    'The same as a workbook: title, reporting unit, period, who filled it in (填报人) and who checked it (审核人)',
  query: Strict({
    ...period,
    filledBy: Type.Optional(Type.String({ maxLength: 40 })),
    checkedBy: Type.Optional(Type.String({ maxLength: 40 })),
  }),
  replies: { 200: FileContent },
})

export const FIGURE_SOURCES = ['reservation', 'visit', 'viewing', 'count'] as const

/** One record behind a number. */
export const FigureRecordSchema = Strict({
  source: OneOf(FIGURE_SOURCES),
  id: Id,
  kind: OneOf(FIGURE_KINDS),
  title: Type.String(),
  partyName: Nullable(Type.String()),
  spaceName: Nullable(NameSchema),
  programmeId: Nullable(Id),
  orderId: Nullable(Id),
  day: LocalDateText,
  start: Nullable(InstantText),
  end: Nullable(InstantText),
  sessions: Type.Integer(),
  onSite: Type.Integer(),
  online: Type.Integer(),
  /** Where the heads come from; null when nobody counted. */
  countedBy: Nullable(OneOf(['heads', 'roll', 'entries', 'check-in', 'arrival'])),
})
export type FigureRecordWire = Static<typeof FigureRecordSchema>

export const listFigureRecords = route({
  method: 'GET',
  path: '/reports/records',
  scope: 'management',
  summary: 'The records behind a number: the same period and the words of its row; they add up to it',
  query: Strict({
    ...period,
    kind: Type.Optional(OneOf(FIGURE_KINDS)),
    month: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}$' })),
    countyId: Type.Optional(Type.Union([Id, Type.Literal('none')])),
    partyId: Type.Optional(Id),
    spaceId: Type.Optional(Id),
    offHours: Type.Optional(Type.Boolean()),
    uncounted: Type.Optional(Type.Boolean()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
    cursor: Type.Optional(Type.String({ maxLength: 80 })),
  }),
  replies: {
    200: Strict({ sum: FigureSumSchema, items: Type.Array(FigureRecordSchema), nextCursor: Nullable(Type.String()) }),
  },
})
