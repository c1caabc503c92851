import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { AttendanceWire } from '@gongyue/shared/api/check-ins.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { call, isProblem } from '../api/call.ts'
import { randomKey } from '../api/idempotency.ts'
import { checkIn, checkInByCode } from './routes.ts'

/** A check-in that happened while no answer came. It is sent with the hour in which it happened, and once: its key stays the same. */
export interface QueuedArrival {
  readonly key: string
  /** What was known of it: the reservation, or only what was typed. */
  readonly of: { readonly id: string } | { readonly code: string; readonly day: string }
  /** ISO 8601, by the server's clock as far as it was known. */
  readonly at: string
  readonly present: number | null
  /** What the desk reads: a title, or the code. */
  readonly label: string
  /** Why the server said no; null while it waits. Told until the desk has read it. */
  readonly refused: ProblemWire | null
}

export interface ArrivalQueue {
  readonly entries: ReadonlySignal<readonly QueuedArrival[]>
  readonly waiting: ReadonlySignal<readonly QueuedArrival[]>
  readonly refused: ReadonlySignal<readonly QueuedArrival[]>
  readonly add: (arrival: Pick<QueuedArrival, 'of' | 'at' | 'present' | 'label'> & { readonly key?: string }) => void
  /** Sends what waits, in its order, until the network fails again. */
  readonly flush: () => Promise<void>
  /** The desk has read why one was refused. */
  readonly dismiss: (key: string) => void
}

export interface ArrivalQueueOptions {
  readonly storage?: Pick<Storage, 'getItem' | 'setItem'> | null
  readonly send?: typeof call
  /** Told of each one that arrived. */
  readonly onSent?: (attendance: AttendanceWire) => void
}

const NAME = 'gongyue.arrivals'

/** Check-ins that wait for the network, kept in this browser: they outlive a reload, a crash and the end of a session. */
export function createArrivalQueue({
  storage = ownStorage(),
  send = call,
  onSent,
}: ArrivalQueueOptions = {}): ArrivalQueue {
  const entries = signal<readonly QueuedArrival[]>(read(storage))
  let flushing = false

  /** Another tab may have written meanwhile: what it added stays, and what it has sent is not sent again. */
  const change = (edit: (now: readonly QueuedArrival[]) => readonly QueuedArrival[]): void => {
    entries.value = edit(storage ? read(storage) : entries.value)
    try {
      storage?.setItem(NAME, JSON.stringify(entries.value))
    } catch {
      // storage is full or shut: they stay in this tab
    }
  }

  const flush = async (): Promise<void> => {
    if (flushing) return
    flushing = true
    try {
      for (;;) {
        if (storage) entries.value = read(storage)
        const next = entries.value.find(({ refused }) => refused === null)
        if (!next) return
        const reply = await sendOne(next, send)
        if (reply.kind === 'ok') {
          change((now) => now.filter(({ key }) => key !== next.key))
          onSent?.(reply.body)
        } else if (reply.kind === 'problem' && isFinal(reply.problem)) {
          const { problem } = reply
          change((now) => now.map((one) => (one.key === next.key ? { ...one, refused: problem } : one)))
        } else return
      }
    } finally {
      flushing = false
    }
  }

  return {
    entries,
    waiting: computed(() => entries.value.filter(({ refused }) => refused === null)),
    refused: computed(() => entries.value.filter(({ refused }) => refused !== null)),
    add: ({ key = randomKey(), ...arrival }) =>
      change((now) => [...now.filter((one) => one.key !== key), { ...arrival, key, refused: null }]),
    flush,
    dismiss: (key) => change((now) => now.filter((one) => one.key !== key)),
  }
}

/** Busy, signed out, out of date: the next try may be answered. Anything else is the answer. */
function isFinal(problem: ProblemWire): boolean {
  const passing = ['not-signed-in', 'csrf-token', 'try-again', 'too-many-requests', 'something-wrong'] as const
  return !passing.some((id) => isProblem(problem, id)) && problem.status < 500
}

async function sendOne({ of, at, present, key }: QueuedArrival, send: typeof call) {
  const body = { at, ...(present === null ? {} : { present }) }
  return 'id' in of
    ? await send(checkIn, { params: { id: of.id }, body, idempotencyKey: key })
    : await send(checkInByCode, { body: { ...body, ...of }, idempotencyKey: key })
}

function read(storage: ArrivalQueueOptions['storage']): readonly QueuedArrival[] {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(NAME) ?? '[]')
    // written by this very module
    return Array.isArray(kept) ? (kept as readonly QueuedArrival[]) : []
  } catch {
    return []
  }
}

/** Reading `localStorage` throws where storage is shut. */
function ownStorage(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}
