import { signal } from '@preact/signals'
import type { addUser as addContract, NewPasswordWire, UserWire } from '@gongyue/shared/api/users.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { call } from '../../api/call.ts'
import { remote } from '../../api/routes.ts'
import { createLoaded } from '../../classes/loaded.ts'
import type { Failing } from '../../components/Failure.tsx'

type Users = typeof import('@gongyue/shared/api/users.ts')
const listUsers = remote<Users['listUsers']>('GET', '/users')
const addUser = remote<Users['addUser']>('POST', '/users')
const changeUser = remote<Users['changeUser']>('PUT', '/users/:id')
const resetPassword = remote<Users['resetPassword']>('POST', '/users/:id/password')

export type AccountsModel = ReturnType<typeof createAccountsModel>

/** An account as it is written; a new one has a user name. */
export type AccountDraft = BodyOf<typeof addContract> & { readonly active: boolean }

/** Accounts, and the password that was told last. */
export function createAccountsModel() {
  const loaded = createLoaded<readonly UserWire[]>(async () => {
    const reply = await call(listUsers)
    return reply.kind === 'ok' ? { kind: 'ok', body: reply.body.items } : reply
  })
  const made = signal<NewPasswordWire | null>(null)
  return {
    ...loaded,
    made,
    async add({ username, displayName, roles, partyIds, email }: AccountDraft): Promise<Failing | null> {
      const reply = await call(addUser, { body: { username, displayName, roles, partyIds, email } })
      await loaded.load()
      if (reply.kind !== 'ok') return reply
      made.value = reply.body
      return null
    },
    async change({ id, version }: UserWire, draft: AccountDraft): Promise<Failing | null> {
      const { displayName, roles, partyIds, email, active } = draft
      const body = { displayName, roles, partyIds, email, active }
      const reply = await call(changeUser, { params: { id }, body, version })
      await loaded.load()
      return reply.kind === 'ok' ? null : reply
    },
    async reset({ id }: UserWire): Promise<Failing | null> {
      const reply = await call(resetPassword, { params: { id } })
      if (reply.kind !== 'ok') return reply
      made.value = reply.body
      await loaded.load()
      return null
    },
  }
}

/** The accounts that are looked for, by name, account or party. */
export function shownUsers(users: readonly UserWire[], text: string): readonly UserWire[] {
  const words = text.trim().toLowerCase()
  return users.filter(({ username, displayName, parties }) =>
    `${username} ${displayName} ${parties.map(({ name }) => name).join(' ')}`.toLowerCase().includes(words),
  )
}
