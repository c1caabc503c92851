import Type, { type Static } from 'typebox'
import { GIVEN_AT, ORDER_BY_UNITS, SERVICE_KINDS } from '../domain/menu.ts'
import { route } from './route.ts'
import { Id, LocalDateText, NameSchema, Nullable, OneOf, Strict } from './schemas.ts'

const Word = Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' })
const Count = Type.Integer({ minimum: 1, maximum: 50 })

/** Whom and what it takes. */
export const NeedsSchema = Strict({
  crew: Type.Array(Strict({ skill: Word, count: Count }), { maxItems: 20 }),
  kits: Type.Array(Strict({ use: Word, count: Count }), { maxItems: 20 }),
  vehicle: Type.Boolean(),
})

const serviceFields = {
  code: Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$', description: 'stable: small letters, digits, hyphens' }),
  name: NameSchema,
  summary: NameSchema,
  kind: OneOf(SERVICE_KINDS),
  minutes: Type.Integer({ minimum: 15, maximum: 1440 }),
  audienceMin: Type.Integer({ minimum: 1, maximum: 100_000 }),
  audienceMax: Type.Integer({ minimum: 1, maximum: 100_000 }),
  needs: NeedsSchema,
  setUpMinutes: Type.Integer({ minimum: 0, maximum: 720 }),
  strikeMinutes: Type.Integer({ minimum: 0, maximum: 720 }),
  /** Ordered so many workdays, or days, before the day of the service. */
  orderBy: Strict({ days: Type.Integer({ minimum: 0, maximum: 365 }), unit: OneOf(ORDER_BY_UNITS) }),
  givenAt: OneOf(GIVEN_AT),
  route: OneOf(['direct', 'approval']),
  from: Nullable(LocalDateText),
  until: Nullable(LocalDateText),
  active: Type.Boolean(),
  position: Type.Integer({ minimum: 0, maximum: 10_000 }),
}
export const ServiceDraft = Strict(serviceFields)
export type ServiceDraftWire = Static<typeof ServiceDraft>

export const ServiceSchema = Strict({ id: Id, ...serviceFields, version: Type.Integer() })
export type ServiceWire = Static<typeof ServiceSchema>

const params = Strict({ id: Id })

export const listServices = route({
  method: 'GET',
  path: '/services',
  scope: 'orders',
  summary: 'The menu: what can be ordered, for whom, where and by when. Those who manage it see what is off it too',
  replies: { 200: Strict({ items: Type.Array(ServiceSchema) }) },
})

export const addService = route({
  method: 'POST',
  path: '/services',
  scope: 'management',
  summary: 'Put a service on the menu',
  idempotent: true,
  body: ServiceDraft,
  replies: { 201: ServiceSchema },
})

export const changeService = route({
  method: 'PUT',
  path: '/services/:id',
  scope: 'management',
  summary: 'The service as it is now; what was ordered before stays as it was ordered',
  params,
  body: ServiceDraft,
  replies: { 200: ServiceSchema },
})
