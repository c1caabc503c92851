import Type, { type Static } from 'typebox'
import { ROLES } from '../domain/role.ts'
import { route } from './route.ts'
import { Id, Nullable, OneOf, Strict } from './schemas.ts'

const Email = Type.String({ maxLength: 254, pattern: '^[^\\s@,;<>]+@[^\\s@,;<>]+$' })

const fields = {
  displayName: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
  roles: Type.Array(OneOf(ROLES), { minItems: 1, maxItems: ROLES.length, uniqueItems: true }),
  partyIds: Type.Array(Id, { maxItems: 50, uniqueItems: true }),
  email: Nullable(Email),
}

export const UserSchema = Strict({
  id: Id,
  username: Type.String(),
  displayName: Type.String(),
  roles: Type.Array(OneOf(ROLES)),
  parties: Type.Array(Strict({ id: Id, name: Type.String() })),
  email: Nullable(Type.String()),
  /** Masked: 138****1234. */
  phone: Nullable(Type.String()),
  active: Type.Boolean(),
  /** False for one who can not sign in until a password is set. */
  hasPassword: Type.Boolean(),
  version: Type.Integer({ description: 'also the ETag' }),
})
export type UserWire = Static<typeof UserSchema>

/** A password that is told once and kept nowhere. */
export const NewPasswordSchema = Strict({ user: UserSchema, password: Type.String() })
export type NewPasswordWire = Static<typeof NewPasswordSchema>

export const listUsers = route({
  method: 'GET',
  path: '/users',
  scope: 'administration',
  summary: 'The accounts of the palace, by name',
  replies: { 200: Strict({ items: Type.Array(UserSchema) }) },
})

export const addUser = route({
  method: 'POST',
  path: '/users',
  scope: 'administration',
  summary:
    'A new account; its password is made by chance and told this once. Sent twice, the second is told that the name is taken',
  body: Strict({
    username: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{2,39}$', description: 'small letters and digits' }),
    ...fields,
  }),
  replies: { 201: NewPasswordSchema },
})

export const changeUser = route({
  method: 'PUT',
  path: '/users/:id',
  scope: 'administration',
  summary:
    'Roles, parties and address as they are now; who is set inactive is signed out. The last administrator stays one. Wants If-Match',
  params: Strict({ id: Id }),
  body: Strict({ ...fields, active: Type.Boolean() }),
  replies: { 200: UserSchema },
})

export const resetPassword = route({
  method: 'POST',
  path: '/users/:id/password',
  scope: 'administration',
  summary: 'A new password by chance, told this once; every session of the account ends',
  params: Strict({ id: Id }),
  replies: { 200: NewPasswordSchema },
})
