import { batch, signal, type ReadonlySignal } from '@preact/signals'
import type { ActWire } from '@gongyue/shared/api/acts.ts'
import type { call } from '../../../api/call.ts'
import { randomKey } from '../../../api/idempotency.ts'
import { undoAct } from '../../../api/more-routes.ts'
import { cancelOrder } from '../../../api/routes.ts'
import { takeBackAttendance } from '../../../check-in/routes.ts'
import type { Failing } from '../../../components/Failure.tsx'

/** Something done at this desk that can be taken back. `what` says it in words. */
export type Deed =
  | { readonly kind: 'act'; readonly actId: string; readonly what: string }
  /** Something at the door, and the version to which it led. The door takes it back by its own rules, and its taking back in turn. */
  | { readonly kind: 'door'; readonly reservationId: string; readonly version: number; readonly what: string }
  /** A new booking: taking it back cancels its order, doing it again places it anew. */
  | {
      readonly kind: 'created'
      readonly orderId: string
      readonly what: string
      readonly again: () => Promise<{ readonly orderId: string } | null>
    }
  | {
      readonly kind: 'cancelled'
      readonly what: string
      readonly again: () => Promise<{ readonly orderId: string } | null>
    }

/** What the bar below the board offers, for ten seconds. */
export interface Bar {
  readonly text: string
  readonly offers: 'undo' | 'redo'
}

export interface History {
  readonly bar: ReadonlySignal<Bar | null>
  readonly busy: ReadonlySignal<boolean>
  /** A new deed: what was taken back before it can not be done again. */
  readonly note: (deed: Deed) => void
  readonly undo: () => Promise<void>
  readonly redo: () => Promise<void>
  readonly dismiss: () => void
}

export interface HistoryOptions {
  readonly send: typeof call
  readonly words: {
    readonly undone: (what: string) => string
    readonly redone: (what: string) => string
    readonly nothing: (of: 'undo' | 'redo') => string
  }
  /** The board takes over how things stand now. */
  readonly onActed: (act: ActWire | null) => void
  readonly onFailed: (failing: Failing) => void
  readonly say: (text: string) => void
}

/** How long the bar stays. */
const STAY_MS = 10_000

/**
 * Undo and redo by opposite acts on the server: whatever others did meanwhile stays, and an undo that would trample on it is refused there.
 */
export function createHistory({ send, words, onActed, onFailed, say }: HistoryOptions): History {
  const bar = signal<Bar | null>(null)
  const busy = signal(false)
  let done: readonly Deed[] = []
  let taken: readonly Deed[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  // A second press while the first is on its way, or after a drop, is the same undo.
  const keys = new Map<Deed, string>()

  const show = (next: Bar): void => {
    bar.value = next
    clearTimeout(timer)
    timer = setTimeout(() => (bar.value = null), STAY_MS)
  }

  const reverse = async (of: 'undo' | 'redo'): Promise<void> => {
    const deed = (of === 'undo' ? done : taken).at(-1)
    if (!deed) return say(words.nothing(of))
    if (busy.value) return
    busy.value = true
    const opposite = await opposed(deed)
    batch(() => {
      busy.value = false
      if (opposite === null) return
      if (of === 'undo') {
        done = done.slice(0, -1)
        taken = [...taken, opposite]
      } else {
        taken = taken.slice(0, -1)
        done = [...done, opposite]
      }
      const text = of === 'undo' ? words.undone(deed.what) : words.redone(deed.what)
      show({ text, offers: of === 'undo' ? 'redo' : 'undo' })
    })
  }

  const opposed = async (deed: Deed): Promise<Deed | null> => {
    const key = keys.get(deed) ?? randomKey()
    keys.set(deed, key)
    if (deed.kind === 'cancelled') {
      const again = await deed.again()
      onActed(null)
      return again && { ...deed, kind: 'created', orderId: again.orderId }
    }
    if (deed.kind === 'created') {
      const reply = await send(cancelOrder, { params: { id: deed.orderId }, body: {}, idempotencyKey: key })
      if (reply.kind !== 'ok') return fail(reply, deed)
      onActed(null)
      return { kind: 'cancelled', what: deed.what, again: deed.again }
    }
    if (deed.kind === 'door') {
      const { reservationId: id, version, what } = deed
      const reply = await send(takeBackAttendance, { params: { id }, body: { version }, idempotencyKey: key })
      if (reply.kind !== 'ok') return fail(reply, deed)
      onActed(null)
      return { kind: 'door', reservationId: id, version: reply.body.version, what }
    }
    const reply = await send(undoAct, { params: { id: deed.actId }, idempotencyKey: key })
    if (reply.kind !== 'ok') return fail(reply, deed)
    onActed(reply.body)
    return { kind: 'act', actId: reply.body.id, what: deed.what }
  }

  /** Without an answer it can be tried again; refused, it never will be otherwise. */
  const fail = (failing: Failing, deed: Deed): null => {
    if (failing.kind === 'problem' && failing.problem.status !== 401 && failing.problem.status !== 503) {
      done = done.filter((one) => one !== deed)
      taken = taken.filter((one) => one !== deed)
      bar.value = null
    }
    onFailed(failing)
    return null
  }

  return {
    bar,
    busy,
    note: (deed) => {
      done = [...done.slice(-49), deed]
      taken = []
      show({ text: deed.what, offers: 'undo' })
    },
    undo: () => reverse('undo'),
    redo: () => reverse('redo'),
    dismiss: () => (bar.value = null),
  }
}
