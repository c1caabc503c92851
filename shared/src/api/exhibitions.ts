import Type, { type Static } from 'typebox'
import { Phone } from './people.ts'
import { route } from './route.ts'
import { Id, InstantText, LocalDateText, Nullable, OneOf, Strict } from './schemas.ts'

const params = Strict({ id: Id })

/** When an exhibition can be seen, and how many may come. */
export const ViewingSlotSchema = Strict({
  id: Id,
  start: InstantText,
  end: InstantText,
  capacity: Type.Integer(),
  taken: Type.Integer(),
})
export type ViewingSlotWire = Static<typeof ViewingSlotSchema>

export const listViewingSlots = route({
  method: 'GET',
  path: '/programmes/:id/viewing-slots',
  scope: 'public',
  summary: 'The slots in which an exhibition can be seen from a day on, with how many come',
  params,
  query: Strict({
    facility: Type.Optional(Type.String({ maxLength: 80 })),
    from: Type.Optional(LocalDateText),
  }),
  replies: { 200: Strict({ items: Type.Array(ViewingSlotSchema) }) },
})

export const addViewingSlots = route({
  method: 'POST',
  path: '/programmes/:id/viewing-slots',
  scope: 'desk',
  summary: 'Slots on each day of a span, inside the exhibition; those that would overlap another are left out',
  idempotent: true,
  params,
  body: Strict({
    from: LocalDateText,
    until: LocalDateText,
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
    opens: Type.Integer({ minimum: 0, maximum: 1439, description: 'minute of the day' }),
    closes: Type.Integer({ minimum: 1, maximum: 1440 }),
    minutes: Type.Integer({ minimum: 10, maximum: 720 }),
    capacity: Type.Integer({ minimum: 1, maximum: 10_000 }),
  }),
  replies: { 201: Strict({ added: Type.Integer() }) },
})

/** Somebody, or a party with so many people, who comes to see an exhibition. */
export const ViewingSchema = Strict({
  id: Id,
  programmeId: Id,
  programmeTitle: Type.String(),
  start: InstantText,
  end: InstantText,
  people: Type.Integer(),
  name: Type.String(),
  phone: Type.String({ description: 'masked' }),
  partyId: Nullable(Id),
  partyName: Nullable(Type.String()),
  guide: Nullable(Strict({ id: Id, name: Type.String() })),
  state: OneOf(['booked', 'withdrawn']),
  code: Type.String({ description: 'six digits for the door' }),
  codeText: Type.String({ description: 'what a QR picture of it says' }),
  arrivedAt: Nullable(InstantText),
  present: Nullable(Type.Integer()),
})
export type ViewingWire = Static<typeof ViewingSchema>

export const bookViewing = route({
  method: 'POST',
  path: '/viewing-slots/:id/viewings',
  scope: 'signed-in',
  summary:
    'Book places in a slot: for oneself, for a group of a branch, or by the desk for anybody and with a guide of the house',
  idempotent: true,
  params,
  body: Strict({
    people: Type.Integer({ minimum: 1, maximum: 1000 }),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })),
    phone: Type.Optional(Phone),
    partyId: Type.Optional(Nullable(Id)),
    guideId: Type.Optional(Nullable(Id)),
  }),
  replies: { 201: ViewingSchema },
})

export const listViewings = route({
  method: 'GET',
  path: '/programmes/:id/viewings',
  scope: 'desk',
  summary: 'Who comes when',
  params,
  query: Strict({ date: Type.Optional(LocalDateText) }),
  replies: { 200: Strict({ items: Type.Array(ViewingSchema) }) },
})

export const listMyViewings = route({
  method: 'GET',
  path: '/viewings',
  scope: 'signed-in',
  summary: "The reader's own visits to exhibitions, and those of the reader's branch",
  replies: { 200: Strict({ items: Type.Array(ViewingSchema) }) },
})

export const withdrawViewing = route({
  method: 'POST',
  path: '/viewings/:id/withdrawal',
  scope: 'signed-in',
  summary: 'Do not come; the places are free again',
  idempotent: true,
  params,
  replies: { 200: ViewingSchema },
})

export const noteArrival = route({
  method: 'POST',
  path: '/programmes/:id/arrivals',
  scope: 'desk',
  summary:
    'Somebody is at the door: by the code of their place or visit, by the place itself, by the visit, or by the entry',
  params,
  body: Strict({
    code: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    enrolmentId: Type.Optional(Id),
    viewingId: Type.Optional(Id),
    entryId: Type.Optional(Id),
    /** Of a group: how many of them. */
    present: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
  }),
  replies: {
    200: Strict({
      kind: OneOf(['enrolment', 'viewing', 'entry']),
      name: Type.String(),
      people: Type.Integer(),
      /** Whether they were noted before. */
      again: Type.Boolean(),
      /** Whether the roll of a session of now was marked too. */
      marked: Type.Boolean(),
    }),
  },
})
