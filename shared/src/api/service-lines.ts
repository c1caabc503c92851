import Type, { type Static } from 'typebox'
import { DECLINE_REASONS, SERVICE_LINE_STATES } from '../domain/order.ts'
import { VISIT_STATES } from '../domain/visit.ts'
import { Address, Contact } from './outreach.ts'
import { Phone } from './people.ts'
import { Headcount, Id, InstantText, Nullable, OneOf, Sentence, Strict } from './schemas.ts'
import { NeedsSchema } from './services.ts'

/** At the palace, in a space or wherever fits; or elsewhere, at a place of the list or at an address. */
export const PalacePlace = Strict({ kind: Type.Literal('palace'), spaceId: Type.Optional(Id) })
export const KnownPlace = Strict({
  kind: Type.Literal('outside'),
  placeId: Id,
  contact: Type.Optional(Contact),
  contactPhone: Type.Optional(Phone),
})
export const AddressedPlace = Strict({
  kind: Type.Literal('outside'),
  districtId: Id,
  address: Address,
  contact: Contact,
  contactPhone: Type.Optional(Phone),
})
export type PlaceAskedWire = Static<typeof PalacePlace> | Static<typeof KnownPlace> | Static<typeof AddressedPlace>

/** Three shapes, told apart by their fields, so that a fault names the field that is wrong. */
export const PlaceAsked = Type.Unsafe<PlaceAskedWire>({
  type: 'object',
  if: { required: ['kind'], properties: { kind: { const: 'palace' } } },
  // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word, and no function
  then: PalacePlace,
  else: {
    if: { required: ['placeId'] },
    // oxlint-disable-next-line unicorn/no-thenable -- as above
    then: KnownPlace,
    else: AddressedPlace,
  },
})

const Count = Type.Integer({ minimum: 1, maximum: 20 })
const rest = { place: PlaceAsked, headcount: Type.Optional(Headcount), note: Type.Optional(Sentence) }

/** A service of the menu, from its start on; how long it takes the menu says. */
export const ServiceLine = Strict({ kind: Type.Literal('service'), serviceId: Id, start: InstantText, ...rest })
/** Somebody who can do something, for a while. */
export const PersonLine = Strict({
  kind: Type.Literal('person'),
  skill: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
  count: Type.Optional(Count),
  start: InstantText,
  end: InstantText,
  ...rest,
})
/** Kits, lent for a while. */
export const EquipmentLine = Strict({
  kind: Type.Literal('equipment'),
  use: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
  count: Type.Optional(Count),
  start: InstantText,
  end: InstantText,
  ...rest,
})
export type AskedLineWire = Static<typeof ServiceLine> | Static<typeof PersonLine> | Static<typeof EquipmentLine>

/** Somebody of the house, by name. */
const Member = Strict({ id: Id, name: Type.String() })

/** What was ordered beside rooms, and what became of it. */
export const ServiceLineSchema = Strict({
  id: Id,
  kind: OneOf(['service', 'person', 'equipment']),
  serviceId: Nullable(Id),
  title: Type.String(),
  start: InstantText,
  end: InstantText,
  place: OneOf(['palace', 'outside']),
  spaceId: Nullable(Id),
  placeId: Nullable(Id),
  placeName: Nullable(Type.String()),
  districtId: Nullable(Id),
  address: Type.String(),
  contact: Type.String(),
  /** Masked: 138****1234. */
  contactPhone: Nullable(Type.String()),
  headcount: Type.Integer(),
  note: Type.String(),
  state: OneOf(SERVICE_LINE_STATES),
  reasonCode: Nullable(OneOf(DECLINE_REASONS)),
  reason: Nullable(Type.String()),
  decidedAt: Nullable(InstantText),
  deliveredAt: Nullable(InstantText),
  /** Heads counted there. */
  onSite: Nullable(Type.Integer()),
  rating: Nullable(Type.Integer({ minimum: 1, maximum: 5 })),
  feedback: Nullable(Type.String()),
  /** Who comes, once accepted. */
  visit: Nullable(
    Strict({
      id: Id,
      state: OneOf(VISIT_STATES),
      arrives: InstantText,
      leaves: InstantText,
      people: Type.Array(Member),
    }),
  ),
})
export type ServiceLineWire = Static<typeof ServiceLineSchema>

/** The same for those who send crews: with what it takes, the ways, and the order it lies in. */
export const DispatchLineSchema = Strict({
  ...ServiceLineSchema.properties,
  orderId: Id,
  reference: Type.String(),
  orderTitle: Type.String(),
  orderVersion: Type.Integer({ description: 'what If-Match of an assignment compares' }),
  partyName: Type.String(),
  district: Nullable(Type.String()),
  needs: NeedsSchema,
  visit: Nullable(
    Strict({
      id: Id,
      state: OneOf(VISIT_STATES),
      version: Type.Integer(),
      departs: InstantText,
      arrives: InstantText,
      leaves: InstantText,
      returns: InstantText,
      afterId: Nullable(Id),
      people: Type.Array(Member),
      equipment: Type.Array(Id),
    }),
  ),
})
export type DispatchLineWire = Static<typeof DispatchLineSchema>
