import Type, { type Static } from 'typebox'
import { PARTY_KINDS } from '../domain/party.ts'
import { SPACE_KINDS } from '../domain/space.ts'
import { ViolationSchema } from './problem.ts'
import { route } from './route.ts'
import { Id, InstantText, Nullable, OneOf, Strict } from './schemas.ts'

const whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum })
const Spaces = Type.Union([Type.Literal('any'), Type.Array(OneOf(SPACE_KINDS), { minItems: 1, maxItems: 20 })])
const Parties = Type.Union([Type.Literal('any'), Type.Array(OneOf(PARTY_KINDS), { minItems: 1, maxItems: 20 })])
const Weight = whole(0, 1000)

export const QuotaSchema = Strict({
  per: OneOf(['member-day', 'party-day', 'party-at-once']),
  spaces: Spaces,
  parties: Parties,
  unit: OneOf(['bookings', 'minutes']),
  limit: whole(0, 100_000),
})
export type QuotaWire = Static<typeof QuotaSchema>

export const PublicitySchema = Strict({
  spaces: Spaces,
  parties: Parties,
  shown: OneOf(['title', 'party-kind', 'booked']),
})
export type PublicityWire = Static<typeof PublicitySchema>

/** What management sets of the policy; approval and eligibility stay as they are. */
export const PolicyNumbersSchema = Strict({
  answerWorkdays: whole(1, 30),
  mailNotices: Type.Boolean(),
  cancelMinutes: whole(0, 20_160),
  holdMinutes: whole(1, 1440),
  offerMinutes: whole(10, 10_080),
  forgetDays: Nullable(whole(1, 3650)),
  attendance: Strict({
    earlyMinutes: whole(0, 240),
    noShowMinutes: Nullable(whole(1, 240)),
    noShowSpaces: Spaces,
    noShowPoints: whole(0, 100),
    noShowDays: whole(1, 366),
    pointLimit: whole(1, 100),
    checkOutFreesRest: Type.Boolean(),
  }),
  quotas: Type.Array(QuotaSchema, { maxItems: 50 }),
  publicity: Type.Array(PublicitySchema, { maxItems: 50 }),
  weights: Strict({ 'preferred-space': Weight, 'preferred-time': Weight, 'room-fit': Weight }),
})
export type PolicyNumbersWire = Static<typeof PolicyNumbersSchema>

const PolicySchema = Strict({
  version: Type.Integer(),
  numbers: PolicyNumbersSchema,
  /** All of it, with what is not set here: approval and eligibility. */
  body: Type.Record(Type.String(), Type.Unknown()),
})
export type PolicyWire = Static<typeof PolicySchema>

export const readPolicy = route({
  method: 'GET',
  path: '/policies',
  scope: 'management',
  summary: 'The numbers of the house: approval, eligibility, quotas, weights',
  replies: { 200: PolicySchema },
})

const VersionSchema = Strict({
  version: Type.Integer(),
  madeAt: InstantText,
  /** Null for what came with the house. */
  madeBy: Nullable(Type.String()),
  /** Against the version before; none for the first. */
  changes: Type.Array(Strict({ field: Type.String(), was: Type.Unknown(), is: Type.Unknown() })),
})
export type PolicyVersionWire = Static<typeof VersionSchema>

export const listPolicyVersions = route({
  method: 'GET',
  path: '/policies/versions',
  scope: 'management',
  summary: 'The last hundred versions of the policy, newest first: who changed what, when',
  replies: { 200: Strict({ items: Type.Array(VersionSchema) }) },
})

export const changePolicy = route({
  method: 'POST',
  path: '/policies',
  scope: 'management',
  summary:
    'The next version of the policy; what was decided before stays under its own. Wants the newest version as If-Match',
  idempotent: true,
  body: PolicyNumbersSchema,
  replies: { 201: PolicySchema },
})

const WouldRefuseSchema = Strict({
  orderId: Id,
  reference: Type.String(),
  title: Type.String(),
  partyName: Type.String(),
  placedAt: InstantText,
  violations: Type.Array(ViolationSchema),
})
export type WouldRefuseWire = Static<typeof WouldRefuseSchema>

export const PolicyPreviewSchema = Strict({
  /** So many bookings of the last thirty days were asked again. */
  judged: Type.Integer(),
  /** There were more: only the newest five hundred were asked. */
  bounded: Type.Boolean(),
  refused: Type.Array(WouldRefuseSchema),
})
export type PolicyPreviewWire = Static<typeof PolicyPreviewSchema>

export const previewPolicy = route({
  method: 'POST',
  path: '/policies/preview',
  scope: 'management',
  summary: "Which of the last thirty days' bookings these numbers would have refused; writes nothing",
  body: PolicyNumbersSchema,
  replies: { 200: PolicyPreviewSchema },
})
