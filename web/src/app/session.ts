import { computed, signal } from '@preact/signals'
import type { SessionWire } from '@gongyue/shared/api/session.ts'
import { mayEnter, type Scope } from '@gongyue/shared/domain/role.ts'
import { call, onSignedOut, holdCsrfToken } from '../api/call.ts'
import { readSession, signIn as signInRoute, signOut as signOutRoute } from '../api/routes.ts'
import { forgetDrafts } from './storage.ts'

/** Who is signed in, as far as this page knows. `unreachable`: the server gave no answer to the first question. */
export type SessionState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreachable' }
  /** `last`: who was signed in when the session ended by itself; the page stays behind the sign-in, with all that is on it. */
  | { readonly kind: 'signed-out'; readonly expired: boolean; readonly last: SessionWire | null }
  | { readonly kind: 'signed-in'; readonly session: SessionWire }

export const sessionState = signal<SessionState>({ kind: 'unknown' })

/** The session, or null; pages behind the sign-in may count on it, also while it has to be renewed. */
export const session = computed(() => {
  const state = sessionState.value
  if (state.kind === 'signed-in') return state.session
  return state.kind === 'signed-out' ? state.last : null
})

/** Whether the reader may enter; the server decides again on every request. */
export function may(scope: Scope): boolean {
  return mayEnter(session.value?.roles ?? [], scope)
}

/** Asks the server who is signed in; called once at the start, and by "try again". */
export async function restoreSession(): Promise<void> {
  const reply = await call(readSession)
  if (reply.kind === 'ok') enter(reply.body)
  else if (reply.kind === 'problem' && reply.problem.status === 401)
    sessionState.value = { kind: 'signed-out', expired: false, last: null }
  else sessionState.value = { kind: 'unreachable' }
}

/** Signs in; gives back what the server said, for the form to show. */
export async function signIn(username: string, password: string) {
  const reply = await call(signInRoute, { body: { username, password } })
  if (reply.kind === 'ok') enter(reply.body)
  return reply
}

export async function signOut(): Promise<void> {
  const reply = await call(signOutRoute)
  if (reply.kind === 'offline') return
  sessionState.value = { kind: 'signed-out', expired: false, last: null }
  forgetDrafts()
}

onSignedOut(() => {
  if (sessionState.value.kind === 'signed-in')
    sessionState.value = { kind: 'signed-out', expired: true, last: sessionState.value.session }
})

function enter(entered: SessionWire): void {
  holdCsrfToken(entered.csrfToken)
  sessionState.value = { kind: 'signed-in', session: entered }
}
