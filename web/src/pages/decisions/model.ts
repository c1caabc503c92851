import { batch, signal, type ReadonlySignal } from '@preact/signals'
import type { DecisionRecordWire } from '@gongyue/shared/api/decision-records.ts'
import { call } from '../../api/call.ts'
import type { Failing } from '../../components/Failure.tsx'
import { listDecisionRecords, replayDecision } from './routes.ts'

export type DecisionKind = DecisionRecordWire['kind']

export interface Filter {
  readonly kind: DecisionKind | 'all'
  /** Only what this rule had a part in. */
  readonly constraint: string | null
}

export type DecisionsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | {
      readonly kind: 'ready'
      readonly items: readonly DecisionRecordWire[]
      readonly nextCursor: string | null
      readonly refusals: readonly { readonly constraint: string; readonly count: number }[]
    }

/** What the rules said when they were asked again. */
export type Answer =
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'told'; readonly same: boolean; readonly around: number }

export interface DecisionsModel {
  readonly state: ReadonlySignal<DecisionsState>
  readonly filter: ReadonlySignal<Filter>
  /** By the id of the decision. */
  readonly answers: ReadonlySignal<ReadonlyMap<string, Answer>>
  readonly load: () => Promise<void>
  readonly choose: (change: Partial<Filter>) => Promise<void>
  readonly more: () => Promise<void>
  readonly replay: (id: string) => Promise<void>
}

/** Decisions page by page, narrowed by kind and rule, each asked again on demand. */
export function createDecisionsModel(send: typeof call = call): DecisionsModel {
  const state = signal<DecisionsState>({ kind: 'loading' })
  const filter = signal<Filter>({ kind: 'all', constraint: null })
  const answers = signal<ReadonlyMap<string, Answer>>(new Map())
  const page = async (cursor: string | null) => {
    const { kind, constraint } = filter.value
    const query = {
      ...(kind !== 'all' && { kind }),
      ...(constraint !== null && { constraint }),
      ...(cursor !== null && { cursor }),
    }
    return await send(listDecisionRecords, { query })
  }
  const load = async (): Promise<void> => {
    const wanted = filter.value
    const reply = await page(null)
    if (filter.value !== wanted) return
    state.value = reply.kind === 'ok' ? { kind: 'ready', ...reply.body } : { kind: 'failed', failing: reply }
  }
  return {
    state,
    filter,
    answers,
    load,
    choose: async (change) => {
      batch(() => {
        filter.value = { ...filter.value, ...change }
      })
      await load()
    },
    more: async () => {
      const shown = state.value
      if (shown.kind !== 'ready' || shown.nextCursor === null) return
      const reply = await page(shown.nextCursor)
      if (state.value !== shown) return
      state.value =
        reply.kind === 'ok'
          ? { ...shown, ...reply.body, items: [...shown.items, ...reply.body.items] }
          : { kind: 'failed', failing: reply }
    },
    replay: async (id) => {
      const put = (answer: Answer) => (answers.value = new Map([...answers.value, [id, answer]]))
      put({ kind: 'asking' })
      const reply = await send(replayDecision, { params: { id } })
      put(reply.kind === 'ok' ? { kind: 'told', same: reply.body.same, around: reply.body.around } : { kind: 'failed' })
    },
  }
}
