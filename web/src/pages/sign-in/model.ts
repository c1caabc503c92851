import { signal, type ReadonlySignal } from '@preact/signals'
import type { Role } from '@gongyue/shared/domain/role.ts'
import { signIn } from '../../app/session.ts'
import { call } from '../../api/call.ts'
import { listDemoAccounts } from '../../api/routes.ts'
import type { Failing } from '../../components/Failure.tsx'

export interface DemoAccount {
  readonly username: string
  readonly name: string
  readonly role: Role
}

/** What became of the last attempt. `incomplete` names every empty field at once. */
export type Attempt =
  | { readonly kind: 'none' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'incomplete'; readonly username: boolean; readonly password: boolean }
  | { readonly kind: 'failed'; readonly failing: Failing }

export interface SignInModel {
  readonly username: ReadonlySignal<string>
  readonly password: ReadonlySignal<string>
  readonly attempt: ReadonlySignal<Attempt>
  readonly demoAccounts: ReadonlySignal<readonly DemoAccount[]>
  type(field: 'username' | 'password', text: string): void
  submit(): Promise<void>
  loadDemoAccounts(): Promise<void>
}

export function createSignInModel(): SignInModel {
  const username = signal('')
  const password = signal('')
  const attempt = signal<Attempt>({ kind: 'none' })
  const demoAccounts = signal<readonly DemoAccount[]>([])
  return {
    username,
    password,
    attempt,
    demoAccounts,
    type(field, text) {
      ;(field === 'username' ? username : password).value = text
      if (attempt.value.kind !== 'sending') attempt.value = { kind: 'none' }
    },
    async submit() {
      if (attempt.value.kind === 'sending') return
      const name = username.value.trim()
      if (name === '' || password.value === '') {
        attempt.value = { kind: 'incomplete', username: name === '', password: password.value === '' }
        return
      }
      attempt.value = { kind: 'sending' }
      const reply = await signIn(name, password.value)
      attempt.value = reply.kind === 'ok' ? { kind: 'none' } : { kind: 'failed', failing: reply }
    },
    async loadDemoAccounts() {
      const reply = await call(listDemoAccounts)
      if (reply.kind === 'ok') demoAccounts.value = reply.body.items
    },
  }
}
