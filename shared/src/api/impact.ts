import Type, { type Static } from 'typebox'
import { PARTY_KINDS } from '../domain/party.ts'
import { route } from './route.ts'
import { Id, InstantText, OneOf, Strict } from './schemas.ts'

const HitSchema = Strict({
  reservationId: Id,
  reference: Type.String(),
  title: Type.String(),
  partyName: Type.String(),
  spaceId: Id,
  start: InstantText,
  end: InstantText,
  people: Type.Integer(),
})

/** Who a closure hits. What is going on as it begins is told apart: nobody is moved out of a running session by a plan. */
export const ImpactSchema = Strict({
  running: Type.Array(HitSchema),
  ahead: Type.Array(HitSchema),
  people: Type.Integer(),
  parties: Type.Array(
    Strict({
      partyId: Id,
      name: Type.String(),
      kind: OneOf(PARTY_KINDS),
      bookings: Type.Integer(),
      people: Type.Integer(),
    }),
  ),
  /** Bookings of one order on several dates count as one class or series. */
  series: Type.Integer(),
})
export type ImpactWire = Static<typeof ImpactSchema>

export const readImpact = route({
  method: 'GET',
  path: '/closures/:id/impact',
  scope: 'desk',
  summary: 'Whom a declared closure hits: bookings, series, people, parties',
  params: Strict({ id: Id }),
  replies: { 200: ImpactSchema },
})
