import Type, { type Static } from 'typebox'
import { EQUIPMENT_KINDS } from '../domain/outreach.ts'
import { Phone } from './people.ts'
import { route } from './route.ts'
import { Empty, Id, NameSchema, Nullable, OneOf, Strict } from './schemas.ts'

const Words = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })
export const Address = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
export const Contact = Type.String({ maxLength: 60 })

export const DistrictSchema = Strict({ id: Id, name: Type.String(), home: Type.Boolean() })

/** One way holds for both directions unless the way back is entered too. */
export const WaySchema = Strict({ from: Id, to: Id, minutes: Type.Integer() })

const placeFields = {
  name: Words,
  districtId: Id,
  address: Address,
  contact: Contact,
  partyId: Nullable(Id),
  active: Type.Boolean(),
}

export const PlaceSchema = Strict({
  id: Id,
  ...placeFields,
  /** Masked: 138****1234. */
  contactPhone: Nullable(Type.String()),
})
export type PlaceWire = Static<typeof PlaceSchema>

export const EquipmentSchema = Strict({
  id: Id,
  code: Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' }),
  name: NameSchema,
  kind: OneOf(EQUIPMENT_KINDS),
  /** What a kit is for; a vehicle's is empty. */
  use: Type.String({ maxLength: 40 }),
  seats: Nullable(Type.Integer({ minimum: 1, maximum: 100 })),
  active: Type.Boolean(),
})
export type EquipmentWire = Static<typeof EquipmentSchema>
const { id: _, ...equipmentFields } = EquipmentSchema.properties
export const EquipmentDraft = Strict(equipmentFields)
export type EquipmentDraftWire = Static<typeof EquipmentDraft>

const params = Strict({ id: Id })

export const readOutreach = route({
  method: 'GET',
  path: '/outreach',
  scope: 'orders',
  summary:
    'Where the palace goes: districts, ways between them, places. Branches see places without contacts, and their own; equipment by use',
  replies: {
    200: Strict({
      districts: Type.Array(DistrictSchema),
      ways: Type.Array(WaySchema),
      places: Type.Array(PlaceSchema),
      equipment: Type.Array(EquipmentSchema),
      /** What people of the house can do: what a line for a person may ask for. */
      skills: Type.Array(Type.String()),
    }),
  },
})
export type OutreachWire = Static<(typeof readOutreach)['replies'][200]>

export const addDistrict = route({
  method: 'POST',
  path: '/districts',
  scope: 'management',
  summary: 'Name a district; the first is where the palace stands',
  body: Strict({ name: Words }),
  replies: { 201: DistrictSchema },
})

export const setWay = route({
  method: 'PUT',
  path: '/travel-times',
  scope: 'desk',
  summary: 'How long the way is, in minutes; null takes it out of the table',
  body: Strict({ from: Id, to: Id, minutes: Nullable(Type.Integer({ minimum: 1, maximum: 600 })) }),
  replies: { 204: Empty },
})

const placeBody = { ...placeFields, contactPhone: Nullable(Phone) }

export const addPlace = route({
  method: 'POST',
  path: '/outside-places',
  scope: 'desk',
  summary: 'A place elsewhere to which visits go',
  body: Strict(placeBody),
  replies: { 201: PlaceSchema },
})
export type PlaceDraftWire = Static<(typeof addPlace)['body']>

export const changePlace = route({
  method: 'PUT',
  path: '/outside-places/:id',
  scope: 'desk',
  summary: 'The place as it is now; a telephone left out stays as it is',
  params,
  body: Strict({ ...placeBody, contactPhone: Type.Optional(Nullable(Phone)) }),
  replies: { 200: PlaceSchema },
})

export const addEquipment = route({
  method: 'POST',
  path: '/equipment',
  scope: 'management',
  summary: 'A vehicle or a kit with a number of its own',
  body: EquipmentDraft,
  replies: { 201: EquipmentSchema },
})

export const changeEquipment = route({
  method: 'PUT',
  path: '/equipment/:id',
  scope: 'management',
  summary: 'The vehicle or kit as it is now; its code stays',
  params,
  body: EquipmentDraft,
  replies: { 200: EquipmentSchema },
})
