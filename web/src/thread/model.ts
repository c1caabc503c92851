import { batch, signal, type ReadonlySignal } from '@preact/signals'
import type { MessageOfferWire, ThreadWire } from '@gongyue/shared/api/messages.ts'
import { call } from '../api/call.ts'
import { idempotencyKeys } from '../api/idempotency.ts'
import { listMessages, markMessagesRead, writeMessage } from '../api/more-routes.ts'
import type { Failing } from '../components/Failure.tsx'

/** The thread as far as it is known. What was read once stays to be seen when the network goes. */
export type ThreadState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | { readonly kind: 'ready'; readonly items: ThreadWire['items']; readonly more: boolean }

/** What is being written: kept until the server has it. */
export type Writing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'failed'; readonly failing: Failing }

export interface ThreadModel {
  readonly state: ReadonlySignal<ThreadState>
  readonly draft: ReadonlySignal<string>
  readonly writing: ReadonlySignal<Writing>
  readonly type: (text: string) => void
  /** Reads the thread and marks it as read: whoever calls this is showing it. */
  readonly load: () => Promise<void>
  /** @returns true when it was sent */
  readonly send: () => Promise<boolean>
  readonly propose: (text: string, offer: MessageOfferWire) => Promise<boolean>
}

export interface ThreadModelOptions {
  /** Told when something that was unread has been shown. */
  readonly onRead?: () => void
  readonly send?: typeof call
}

/** What party and house say about one order. */
export function createThreadModel(orderId: string, { onRead, send: ask = call }: ThreadModelOptions = {}): ThreadModel {
  const state = signal<ThreadState>({ kind: 'loading' })
  const draft = signal('')
  const writing = signal<Writing>({ kind: 'idle' })
  const keyFor = idempotencyKeys()
  const params = { id: orderId }
  /** A word said twice is two messages, but one sent twice is one: the key changes with each success. */
  let said = 0

  const load = async (): Promise<void> => {
    const reply = await ask(listMessages, { params })
    if (reply.kind !== 'ok') {
      if (state.value.kind !== 'ready') state.value = { kind: 'failed', failing: reply }
      return
    }
    const { items, more, unread } = reply.body
    state.value = { kind: 'ready', items, more }
    const last = items[items.length - 1]
    if (unread === 0 || !last) return
    const marked = await ask(markMessagesRead, { params, body: { messageId: last.id } })
    if (marked.kind === 'ok') onRead?.()
  }

  const write = async (text: string, offer: MessageOfferWire | null): Promise<boolean> => {
    if (writing.value.kind === 'sending') return false
    writing.value = { kind: 'sending' }
    const body = { text, ...(offer ? { offer } : {}) }
    const reply = await ask(writeMessage, { params, body, idempotencyKey: keyFor({ body, said }) })
    if (reply.kind !== 'ok') {
      writing.value = { kind: 'failed', failing: reply }
      return false
    }
    said += 1
    batch(() => {
      writing.value = { kind: 'idle' }
      if (state.value.kind === 'ready') state.value = { ...state.value, items: [...state.value.items, reply.body] }
    })
    return true
  }

  return {
    state,
    draft,
    writing,
    type: (text) => (draft.value = text),
    load,
    send: async () => {
      const text = draft.value.trim()
      if (text === '') return false
      const sent = await write(text, null)
      // What was typed on while it was under way stays.
      if (sent && draft.value.trim() === text) draft.value = ''
      return sent
    },
    propose: write,
  }
}
