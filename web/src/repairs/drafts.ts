import { batch, signal, type ReadonlySignal } from '@preact/signals'
import type { DraftWire } from '@gongyue/shared/api/repairs.ts'
import { call, isProblem } from '../api/call.ts'
import { idempotencyKeys } from '../api/idempotency.ts'
import type { Failing } from '../components/Failure.tsx'
import { listDrafts, settleDraft } from './routes.ts'

/** What a reader may change of a drafted message. */
export interface DraftEdit {
  readonly subject?: string
  readonly body?: string
  readonly address?: string | null
}

export type DraftsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | { readonly kind: 'ready'; readonly drafts: readonly DraftWire[] }

export interface DraftsModel {
  readonly state: ReadonlySignal<DraftsState>
  /** What went wrong with which message. */
  readonly failing: ReadonlySignal<{ readonly id: string; readonly failing: Failing } | null>
  readonly busy: ReadonlySignal<boolean>
  readonly load: () => Promise<void>
  /** @returns true when it was written */
  readonly edit: (draft: DraftWire, edit: DraftEdit) => Promise<boolean>
  readonly settle: (draft: DraftWire, state: 'sent' | 'told' | 'dropped') => Promise<boolean>
  /** Every message that has an address and still lies there; stops at the first that fails. */
  readonly sendAll: () => Promise<void>
  /** What was to be told is no longer so: nobody sends it. */
  readonly dropAll: () => Promise<void>
}

/** The messages of repairs that were applied together: read over by people, then sent or told. */
export function createDraftsModel(repairIds: readonly string[], send: typeof call = call): DraftsModel {
  const state = signal<DraftsState>({ kind: 'loading' })
  const failing = signal<{ readonly id: string; readonly failing: Failing } | null>(null)
  const busy = signal(false)
  const keyFor = idempotencyKeys()

  const put = (draft: DraftWire): void => {
    if (state.value.kind !== 'ready') return
    state.value = { kind: 'ready', drafts: state.value.drafts.map((one) => (one.id === draft.id ? draft : one)) }
  }

  const write = async (
    { id, version }: DraftWire,
    change: DraftEdit & { readonly state?: 'sent' | 'told' | 'dropped' },
  ): Promise<boolean> => {
    const body = { version, ...change }
    const reply = await send(settleDraft, { params: { id }, body, idempotencyKey: keyFor([id, body]) })
    return batch(() => {
      failing.value = reply.kind === 'ok' ? null : { id, failing: reply }
      if (reply.kind === 'ok') put(reply.body)
      // somebody else was quicker: how it stands now is shown beside the reason
      else if (reply.kind === 'problem' && isLate(reply.problem) && reply.problem.current)
        put(reply.problem.current as DraftWire)
      return reply.kind === 'ok'
    })
  }

  return {
    state,
    failing,
    busy,
    load: async () => {
      const drafts: DraftWire[] = []
      for (const repairId of repairIds) {
        const reply = await send(listDrafts, { query: { repairId, limit: 200 } })
        if (reply.kind !== 'ok') {
          state.value = { kind: 'failed', failing: reply }
          return
        }
        drafts.push(...reply.body.items)
      }
      state.value = { kind: 'ready', drafts }
    },
    edit: write,
    settle: async (draft, settled) => await write(draft, { state: settled }),
    sendAll: async () => {
      if (state.value.kind !== 'ready' || busy.value) return
      busy.value = true
      for (const draft of waitingDrafts(state.value.drafts))
        if (draft.address !== null && !(await write(draft, { state: 'sent' }))) break
      busy.value = false
    },
    dropAll: async () => {
      if (state.value.kind !== 'ready') return
      for (const draft of waitingDrafts(state.value.drafts)) await write(draft, { state: 'dropped' })
    },
  }
}

/** Those that nobody has settled. */
export function waitingDrafts(drafts: readonly DraftWire[]): readonly DraftWire[] {
  return drafts.filter(({ state }) => state === 'draft')
}

function isLate(problem: Parameters<typeof isProblem>[0]): boolean {
  return isProblem(problem, 'stale') || isProblem(problem, 'repair-settled')
}
