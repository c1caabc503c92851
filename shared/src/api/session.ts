import Type, { type Static } from 'typebox'
import { PARTY_KINDS } from '../domain/party.ts'
import { ROLES } from '../domain/role.ts'
import { route } from './route.ts'
import { Empty, Id, NameSchema, OneOf, Strict } from './schemas.ts'

export const PartySchema = Strict({ id: Id, name: Type.String(), kind: OneOf(PARTY_KINDS) })

export const SessionSchema = Strict({
  user: Strict({ id: Id, username: Type.String(), name: Type.String() }),
  facility: Strict({ id: Id, code: Type.String(), name: NameSchema, timeZone: Type.String() }),
  roles: Type.Array(OneOf(ROLES)),
  /** The parties this user may act for. */
  parties: Type.Array(PartySchema),
  csrfToken: Type.String(),
})
export type SessionWire = Static<typeof SessionSchema>

export const signIn = route({
  method: 'POST',
  path: '/session',
  scope: 'public',
  summary: 'Sign in; sets the session cookie',
  body: Strict({
    username: Type.String({ minLength: 1, maxLength: 80 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  replies: { 200: SessionSchema },
})

export const readSession = route({
  method: 'GET',
  path: '/session',
  scope: 'signed-in',
  summary: 'Who is signed in',
  replies: { 200: SessionSchema },
})

export const signOut = route({
  method: 'DELETE',
  path: '/session',
  scope: 'signed-in',
  summary: 'Sign out; the session is gone at once',
  replies: { 204: Empty },
})

/** The accounts shown on the sign-in page in demo mode; empty elsewhere. The password is printed by `npm start` only. */
export const listDemoAccounts = route({
  method: 'GET',
  path: '/demo-accounts',
  scope: 'public',
  summary: 'Demo accounts, one per role (empty outside demo mode)',
  replies: {
    200: Strict({ items: Type.Array(Strict({ username: Type.String(), name: Type.String(), role: OneOf(ROLES) })) }),
  },
})
