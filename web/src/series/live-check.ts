import { signal, type ReadonlySignal } from '@preact/signals'
import type { Failing } from '../components/Failure.tsx'

/** What is known of the question that was asked last. `before`: the answer to an earlier one, still worth showing. */
export type Checked<A> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' | 'stopped'; readonly before: A | null }
  | { readonly kind: 'answered'; readonly answer: A }
  | { readonly kind: 'failing'; readonly failing: Failing; readonly before: A | null }

export type CheckReply<A> = { readonly kind: 'ok'; readonly body: A } | Failing

/** A question that is asked while somebody types: after a rest, the latest one only, and it can be stopped. */
export interface LiveCheck<Q, A> {
  readonly state: ReadonlySignal<Checked<A>>
  /** Asks after a rest, unless it is the same question; null takes it back. */
  readonly ask: (question: Q | null) => void
  /** The same question once more, at once. */
  readonly again: () => void
  /** An answer that came by another way. */
  readonly put: (answer: A) => void
  readonly stop: () => void
}

const REST_MS = 350
/** A whole term takes a moment; what takes longer is no answer. */
const PATIENCE_MS = 30_000

export function createLiveCheck<Q, A>(
  send: (question: Q, signal: AbortSignal) => Promise<CheckReply<A>>,
  restMs: number = REST_MS,
): LiveCheck<Q, A> {
  const state = signal<Checked<A>>({ kind: 'idle' })
  let last: { readonly text: string; readonly question: Q } | null = null
  let running: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const known = (): A | null => {
    const now = state.peek()
    if (now.kind === 'answered') return now.answer
    return now.kind === 'idle' ? null : now.before
  }
  const drop = (): void => {
    clearTimeout(timer)
    running?.abort()
    running = null
  }
  const run = async (question: Q): Promise<void> => {
    drop()
    const mine = new AbortController()
    running = mine
    state.value = { kind: 'asking', before: known() }
    const patience = setTimeout(() => mine.abort(), PATIENCE_MS)
    const reply = await send(question, mine.signal)
    clearTimeout(patience)
    if (running !== mine) return
    running = null
    state.value =
      reply.kind === 'ok'
        ? { kind: 'answered', answer: reply.body }
        : { kind: 'failing', failing: reply, before: known() }
  }

  return {
    state,
    ask: (question) => {
      const text = JSON.stringify(question)
      if (text === (last?.text ?? 'null')) return
      drop()
      last = question === null ? null : { text, question }
      if (question === null) state.value = { kind: 'idle' }
      else {
        state.value = { kind: 'asking', before: known() }
        timer = setTimeout(() => void run(question), restMs)
      }
    },
    again: () => {
      if (last) void run(last.question)
    },
    put: (answer) => {
      drop()
      state.value = { kind: 'answered', answer }
    },
    stop: () => {
      drop()
      if (state.peek().kind === 'asking') state.value = { kind: 'stopped', before: known() }
    },
  }
}
