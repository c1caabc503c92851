import Type, { type Static } from 'typebox'
import { route } from './route.ts'
import { Empty, Id, InstantText, Nullable, OneOf, Strict } from './schemas.ts'
import { ScreenLookSchema } from './wall.ts'

const DeviceName = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })
const settings = {
  name: DeviceName,
  /** What a wall shows, by code; empty for the whole house. A door shows exactly one. */
  spaceCodes: Type.Array(Type.String({ maxLength: 80 }), { maxItems: 100, uniqueItems: true }),
  hours: Type.Integer({ minimum: 1, maximum: 24 }),
  look: ScreenLookSchema,
}

/** A screen on a wall or beside a door. Its token is shown once, and kept as a hash only. */
export const DeviceSchema = Strict({
  id: Id,
  kind: OneOf(['wall', 'door']),
  ...settings,
  createdAt: InstantText,
  /** To the minute. */
  lastSeenAt: Nullable(InstantText),
  revokedAt: Nullable(InstantText),
})
export type DeviceWire = Static<typeof DeviceSchema>

export const listDevices = route({
  method: 'GET',
  path: '/devices',
  scope: 'management',
  summary: 'The screens of the house, newest first',
  replies: { 200: Strict({ items: Type.Array(DeviceSchema) }) },
})

export const addDevice = route({
  method: 'POST',
  path: '/devices',
  scope: 'management',
  summary: 'Add a screen. The answer has its token, which is told this once and never again',
  body: Strict({ kind: OneOf(['wall', 'door']), ...settings }),
  replies: { 201: Strict({ device: DeviceSchema, token: Type.String() }) },
})

export const changeDevice = route({
  method: 'PATCH',
  path: '/devices/:id',
  scope: 'management',
  summary: 'Another name, other places, another look; the screen learns of it with its next question',
  params: Strict({ id: Id }),
  body: Strict({
    name: Type.Optional(DeviceName),
    spaceCodes: Type.Optional(settings.spaceCodes),
    hours: Type.Optional(settings.hours),
    look: Type.Optional(ScreenLookSchema),
  }),
  replies: { 200: DeviceSchema },
})

export const renewDevice = route({
  method: 'POST',
  path: '/devices/:id/token',
  scope: 'management',
  summary: 'A new token for a screen whose address was lost or seen by others; the old one opens nothing from now on',
  params: Strict({ id: Id }),
  replies: { 201: Strict({ device: DeviceSchema, token: Type.String() }) },
})

export const revokeDevice = route({
  method: 'DELETE',
  path: '/devices/:id',
  scope: 'management',
  summary: 'Take its token away: the screen shows nothing more',
  params: Strict({ id: Id }),
  replies: { 204: Empty },
})
