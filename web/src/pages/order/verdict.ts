import { effect, type ReadonlySignal, type Signal } from '@preact/signals'
import type { OrderDraftWire, VerdictWire } from '@gongyue/shared/api/orders.ts'
import { call } from '../../api/call.ts'
import { checkOrder } from '../../api/routes.ts'
import type { Failing } from '../../components/Failure.tsx'

/** Where the order stands with the server. */
export type Verdict =
  | { readonly kind: 'none' }
  /** The former answer stays in sight while the next is on its way. */
  | { readonly kind: 'checking'; readonly former: VerdictWire | null }
  | { readonly kind: 'answered'; readonly answer: VerdictWire }
  | { readonly kind: 'failed'; readonly failing: Failing }

/** Typing and tapping settle for this long before the server is asked. */
const CHECK_AFTER_MS = 350

/**
 * Asks for a verdict whenever the order changes, once it has come to rest; a late answer to an older question is dropped.
 * @param content the order as JSON, or null when there is nothing to ask about: equal text asks nothing again
 * @returns how to stop, and how to ask the same again
 */
export function followVerdict(
  content: ReadonlySignal<string | null>,
  verdict: Signal<Verdict>,
): { readonly stop: () => void; readonly again: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0
  const ask = async (body: OrderDraftWire, mine: number) => {
    const reply = await call(checkOrder, { body })
    if (mine !== latest) return
    verdict.value = reply.kind === 'ok' ? { kind: 'answered', answer: reply.body } : { kind: 'failed', failing: reply }
  }
  const start = (text: string | null) => {
    clearTimeout(timer)
    latest += 1
    const mine = latest
    const before = verdict.peek()
    if (text === null) {
      verdict.value = { kind: 'none' }
      return
    }
    verdict.value = { kind: 'checking', former: before.kind === 'answered' ? before.answer : null }
    timer = setTimeout(() => void ask(JSON.parse(text) as OrderDraftWire, mine), CHECK_AFTER_MS)
  }
  const stopFollowing = effect(() => start(content.value))
  return {
    stop: () => {
      clearTimeout(timer)
      latest += 1
      stopFollowing()
    },
    again: () => start(content.peek()),
  }
}
