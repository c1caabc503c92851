import { signal, type ReadonlySignal } from '@preact/signals'
import type { MailWire, OutboxWire } from '@gongyue/shared/api/mail.ts'
import { call } from '../../api/call.ts'
import { listMails, sendMailAgain } from '../../api/more-routes.ts'
import type { Failing } from '../../components/Failure.tsx'

export type MailFilter = 'all' | MailWire['state']

export type OutboxState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | { readonly kind: 'ready'; readonly outbox: OutboxWire }

export interface OutboxModel {
  readonly state: ReadonlySignal<OutboxState>
  readonly filter: ReadonlySignal<MailFilter>
  /** Why a mail could not be put back. */
  readonly failing: ReadonlySignal<Failing | null>
  readonly load: () => Promise<void>
  readonly loadMore: () => Promise<void>
  readonly choose: (filter: MailFilter) => Promise<void>
  /** @returns true when it waits again */
  readonly again: (mail: MailWire) => Promise<boolean>
}

/** What waits to be sent, what was, and what failed. */
export function createOutboxModel(send: typeof call = call): OutboxModel {
  const state = signal<OutboxState>({ kind: 'loading' })
  const filter = signal<MailFilter>('all')
  const failing = signal<Failing | null>(null)

  const ask = async (cursor: string | null) =>
    await send(listMails, {
      query: { ...(filter.value === 'all' ? {} : { state: filter.value }), ...(cursor === null ? {} : { cursor }) },
    })

  const load = async (): Promise<void> => {
    const asked = filter.value
    const reply = await ask(null)
    if (asked !== filter.value) return
    if (reply.kind === 'ok') state.value = { kind: 'ready', outbox: reply.body }
    else if (state.value.kind !== 'ready') state.value = { kind: 'failed', failing: reply }
  }

  return {
    state,
    filter,
    failing,
    load,
    loadMore: async () => {
      const now = state.value
      if (now.kind !== 'ready' || now.outbox.nextCursor === null) return
      const reply = await ask(now.outbox.nextCursor)
      if (reply.kind !== 'ok') return
      state.value = { kind: 'ready', outbox: { ...reply.body, items: [...now.outbox.items, ...reply.body.items] } }
    },
    choose: async (chosen) => {
      filter.value = chosen
      await load()
    },
    again: async ({ id }) => {
      failing.value = null
      const reply = await send(sendMailAgain, { params: { id } })
      if (reply.kind !== 'ok') failing.value = reply
      await load()
      return reply.kind === 'ok'
    },
  }
}
