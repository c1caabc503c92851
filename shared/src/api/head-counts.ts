import Type, { type Static } from 'typebox'
import { route } from './route.ts'
import { Id, InstantText, LocalDateText, Nullable, Strict } from './schemas.ts'

const of = {
  reservationId: Type.Optional(Id),
  programmeId: Type.Optional(Id),
  spaceId: Type.Optional(Id),
}

export const HeadCountSchema = Strict({
  id: Id,
  reservationId: Nullable(Id),
  programmeId: Nullable(Id),
  spaceId: Nullable(Id),
  countedOn: LocalDateText,
  onSite: Type.Integer(),
  online: Type.Integer(),
  note: Type.String(),
  countedAt: InstantText,
})
export type HeadCountWire = Static<typeof HeadCountSchema>

export const HeadCountsSchema = Strict({
  onSite: Type.Integer(),
  online: Type.Integer(),
  items: Type.Array(HeadCountSchema),
})
export type HeadCountsWire = Static<typeof HeadCountsSchema>

export const listHeadCounts = route({
  method: 'GET',
  path: '/head-counts',
  scope: 'desk',
  summary: 'Heads counted of a session, a programme, or a space on a day, the newest first, with their sum',
  query: Strict({ ...of, date: Type.Optional(LocalDateText) }),
  replies: { 200: HeadCountsSchema },
})

export const countHeads = route({
  method: 'POST',
  path: '/head-counts',
  scope: 'desk',
  summary: 'Count so many more, or so many fewer: what is taken off is taken off the latest counts of the same day',
  idempotent: true,
  body: Strict({
    ...of,
    countedOn: LocalDateText,
    onSite: Type.Integer({ minimum: -1000, maximum: 100_000 }),
    online: Type.Integer({ minimum: -100_000_000, maximum: 100_000_000 }),
    note: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  replies: { 201: HeadCountsSchema },
})

export const withdrawHeadCount = route({
  method: 'POST',
  path: '/head-counts/:id/withdrawal',
  scope: 'desk',
  summary: 'Take a count back: it stays on record and counts no more',
  params: Strict({ id: Id }),
  replies: { 200: Strict({ withdrawn: Type.Boolean() }) },
})
