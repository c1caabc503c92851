import { randomInt } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { addUser as addContract, changeUser as changeContract } from '@gongyue/shared/api/users.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import {
  countOtherAdministrators,
  insertUser,
  listUsers,
  lockAccounts,
  setPassword,
  updateUser,
  type UserRecord,
} from '@gongyue/db/queries/accounts.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { hashPassword } from '../session/passwords.ts'

/** An account with a password that is told once. */
export interface WithPassword {
  readonly user: UserRecord
  readonly password: string
}

/** A new account; null when its name is taken. */
export async function addUser(
  app: FastifyInstance,
  who: Who,
  draft: BodyOf<typeof addContract>,
): Promise<WithPassword | null> {
  const { facilityId } = who
  const password = newPassword()
  const passwordHash = await hashPassword(password)
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const id = app.newId()
      const row = { ...draft, id, displayName: draft.displayName.trim(), active: true, passwordHash, at: app.clock() }
      if (!(await insertUser(tx.client, facilityId, row))) return tx.undo(null)
      const { username, roles, partyIds } = draft
      await note(app, tx, who, 'add-user', id, { username, roles, partyIds })
      return { user: await mustRead(tx, facilityId, id), password }
    },
    app,
  )
}

export type ChangedUser =
  | { readonly kind: 'changed' | 'stale'; readonly user: UserRecord }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

/** Roles, parties and address as they are now. The last active administrator stays one, whoever asks. */
export async function changeUser(
  app: FastifyInstance,
  who: Who,
  id: string,
  draft: BodyOf<typeof changeContract>,
  version: number | null,
): Promise<ChangedUser> {
  const { facilityId } = who
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<ChangedUser> => {
      await lockAccounts(tx.client, facilityId)
      const [before] = await listUsers(tx.client, facilityId, id)
      if (!before) return { kind: 'not-found' }
      if (version !== null && version !== before.version) return { kind: 'stale', user: before }
      const { roles, partyIds, email, active } = draft
      const wasOne = before.active && before.roles.includes('administrator')
      const staysOne = active && roles.includes('administrator')
      if (wasOne && !staysOne && (await countOtherAdministrators(tx.client, facilityId, id)) === 0)
        return {
          kind: 'malformed',
          errors: [{ pointer: active ? '/roles' : '/active', key: 'last-administrator', params: {} }],
        }
      await updateUser(tx.client, facilityId, {
        id,
        displayName: draft.displayName.trim(),
        roles,
        partyIds,
        email,
        active,
      })
      const was = { roles: before.roles, partyIds: before.parties.map((party) => party.id), active: before.active }
      await note(app, tx, who, 'change-user', id, { was, roles, partyIds, active })
      return { kind: 'changed', user: await mustRead(tx, facilityId, id) }
    },
    app,
  )
}

/** A new password by chance; whoever is signed in with the old one is signed out. Null when there is no such account. */
export async function resetPassword(app: FastifyInstance, who: Who, id: string): Promise<WithPassword | null> {
  const { facilityId } = who
  const password = newPassword()
  const passwordHash = await hashPassword(password)
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const [before] = await listUsers(tx.client, facilityId, id)
      if (!before) return null
      await setPassword(tx.client, facilityId, id, passwordHash)
      await note(app, tx, who, 'reset-password', id, {})
      return { user: await mustRead(tx, facilityId, id), password }
    },
    app,
  )
}

/** Letters and digits that nobody takes for each other on paper; 16 of 31 are 79 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

function newPassword(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)])
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-')
}

async function mustRead({ client }: Tx, facilityId: string, id: string): Promise<UserRecord> {
  const [user] = await listUsers(client, facilityId, id)
  if (!user) throw new Error(`account ${id} vanished in its own transaction`)
  return user
}

async function note(
  app: FastifyInstance,
  { client }: Tx,
  { facilityId, userId }: Who,
  action: string,
  nounId: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const event = { facilityId, auditId: app.newId(), at: app.clock(), userId, noun: 'user', nounId }
  await auditRow(client, { ...event, action, data })
}
