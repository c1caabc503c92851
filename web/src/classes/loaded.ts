import { signal, type ReadonlySignal } from '@preact/signals'
import type { Failing } from '../components/Failure.tsx'

/** What a page has of something it asked for. */
export type Loading<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | { readonly kind: 'ready'; readonly value: T }

export interface Loaded<T> {
  readonly state: ReadonlySignal<Loading<T>>
  /** Asks anew; what is shown stays until the answer is there, and through a drop. */
  readonly load: () => Promise<void>
}

type Answer<T> = { readonly kind: 'ok'; readonly body: T } | Failing

/** Something that is asked for, shown, and asked for again. An answer that a later one has overtaken is dropped. */
export function createLoaded<T>(ask: () => Promise<Answer<T>>): Loaded<T> {
  const state = signal<Loading<T>>({ kind: 'loading' })
  let round = 0
  return {
    state,
    async load() {
      round += 1
      const mine = round
      const reply = await ask()
      if (mine !== round) return
      if (reply.kind === 'ok') state.value = { kind: 'ready', value: reply.body }
      else if (state.value.kind !== 'ready' || reply.kind === 'problem')
        state.value = { kind: 'failed', failing: reply }
    },
  }
}
